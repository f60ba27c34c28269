-- A plan gathers actions about one vendor. It is the vendor's to read from the day it is shared.
CREATE TABLE plans (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    vendor_id TEXT NOT NULL REFERENCES vendors (id),
    contract_id TEXT REFERENCES contracts (id),
    number INTEGER NOT NULL,
    title TEXT NOT NULL,
    -- the title folded: å ä ö are found by a a o on both databases
    search_text TEXT NOT NULL,
    purpose TEXT,
    -- the region's own, never the vendor's
    internal_note TEXT,
    review_id TEXT REFERENCES vendor_reviews (id),
    template_key TEXT,
    template_version TEXT,
    starts_on DATE NOT NULL,
    shared_at TIMESTAMP,
    shared_by_name TEXT,
    closed_at TIMESTAMP,
    closed_by_name TEXT,
    close_note TEXT,
    created_by TEXT NOT NULL,
    created_by_name TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version INTEGER NOT NULL,
    UNIQUE (organisation_id, number)
);
CREATE INDEX plans_vendor ON plans (vendor_id, closed_at);
CREATE INDEX plans_review ON plans (review_id);

CREATE TABLE plan_lines (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    plan_id TEXT NOT NULL REFERENCES plans (id),
    action_id TEXT NOT NULL REFERENCES actions (id),
    position INTEGER NOT NULL,
    origin TEXT NOT NULL,
    starts_on DATE NOT NULL,
    milestone TEXT,
    expected_evidence TEXT,
    -- the region's own, never the vendor's
    private_note TEXT,
    added_by_name TEXT NOT NULL,
    added_at TIMESTAMP NOT NULL,
    version INTEGER NOT NULL,
    UNIQUE (plan_id, action_id)
);
CREATE INDEX plan_lines_action ON plan_lines (action_id);

-- The plan as it was decided: canonical JSON and its fingerprint. Never changed.
CREATE TABLE plan_decisions (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    plan_id TEXT NOT NULL REFERENCES plans (id),
    number INTEGER NOT NULL,
    decided_role TEXT NOT NULL,
    decided_by_name TEXT NOT NULL,
    decided_on DATE NOT NULL,
    delegation TEXT NOT NULL,
    diary_number TEXT,
    snapshot TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    recorded_by_name TEXT NOT NULL,
    recorded_at TIMESTAMP NOT NULL,
    UNIQUE (plan_id, number)
);

-- Why a finding came about, as far as it is known. The region's own.
CREATE TABLE finding_causes (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    finding_id TEXT NOT NULL UNIQUE REFERENCES findings (id),
    kind TEXT NOT NULL,
    confidence TEXT NOT NULL,
    description TEXT NOT NULL,
    written_by_name TEXT NOT NULL,
    written_at TIMESTAMP NOT NULL,
    version INTEGER NOT NULL
);

-- An organisation's own days from a finding to the due date of its action; the newest that has begun holds.
CREATE TABLE due_day_settings (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    critical INTEGER NOT NULL,
    high INTEGER NOT NULL,
    medium INTEGER NOT NULL,
    low INTEGER NOT NULL,
    valid_from DATE NOT NULL,
    reason TEXT NOT NULL,
    set_by TEXT NOT NULL,
    set_by_name TEXT NOT NULL,
    set_at TIMESTAMP NOT NULL
);
CREATE INDEX due_day_settings_valid ON due_day_settings (organisation_id, valid_from);

-- Made in a plan that nobody has shared: the vendor does not see it until one with it is.
ALTER TABLE actions ADD COLUMN withheld BOOLEAN NOT NULL DEFAULT FALSE;
