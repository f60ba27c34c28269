-- The organisation's own question sets. `body` is the sections and questions of a version as JSON; a published one is
-- never changed. `sha256` is of the canonical body, from the day it is published.
CREATE TABLE question_sets (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    number INTEGER NOT NULL,
    title_sv TEXT NOT NULL,
    title_en TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_by_name TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    UNIQUE (organisation_id, number)
);

CREATE TABLE question_set_versions (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    set_id TEXT NOT NULL REFERENCES question_sets (id),
    number INTEGER NOT NULL,
    state TEXT NOT NULL,
    -- what it was drawn from: a seed set's version, the id of another version, or nothing
    base TEXT NOT NULL,
    body TEXT NOT NULL,
    question_count INTEGER NOT NULL,
    decision_reference TEXT,
    change_log TEXT,
    no_critical_reason TEXT,
    sha256 TEXT,
    published_by TEXT,
    published_by_name TEXT,
    published_at TIMESTAMP,
    created_by TEXT NOT NULL,
    created_by_name TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version INTEGER NOT NULL,
    UNIQUE (set_id, number)
);
CREATE INDEX question_set_versions_state ON question_set_versions (organisation_id, state, set_id);

-- What is looked at with special care at a vendor, until a decision lifts it.
CREATE TABLE vendor_focus_areas (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    vendor_id TEXT NOT NULL REFERENCES vendors (id),
    area TEXT NOT NULL,
    reason TEXT NOT NULL,
    set_by TEXT NOT NULL,
    set_by_name TEXT NOT NULL,
    set_at TIMESTAMP NOT NULL,
    lift_decision TEXT,
    lift_note TEXT,
    lifted_by TEXT,
    lifted_by_name TEXT,
    lifted_at TIMESTAMP,
    version INTEGER NOT NULL
);
CREATE INDEX vendor_focus_areas_vendor ON vendor_focus_areas (organisation_id, vendor_id, lifted_at);

-- What an assessment asks, as it was when it was sent. One that asks a seed set as it is has no row: the seed set never
-- changes under its version.
CREATE TABLE assessment_questions (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    assessment_id TEXT NOT NULL UNIQUE REFERENCES assessments (id),
    set_version_id TEXT REFERENCES question_set_versions (id),
    name TEXT NOT NULL,
    focus TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    body TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL
);
