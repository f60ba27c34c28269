-- Catalogues that an organisation has made or read from a file; those of the product lie in seed-data.
-- `extra` and `report` are JSON: what a file said that nothing here uses, kept word for word, and what was read.
CREATE TABLE frameworks (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    kind TEXT NOT NULL,
    urn TEXT NOT NULL,
    ref_id TEXT,
    name TEXT NOT NULL,
    search_text TEXT COLLATE "C" NOT NULL,
    description TEXT,
    edition TEXT,
    provider TEXT,
    locale TEXT,
    extra TEXT NOT NULL,
    node_count INTEGER NOT NULL,
    file_format TEXT,
    file_name TEXT,
    file_sha256 TEXT,
    report TEXT,
    retired_at TIMESTAMP,
    created_by TEXT NOT NULL,
    created_by_name TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version INTEGER NOT NULL
);
CREATE INDEX frameworks_organisation ON frameworks (organisation_id, search_text);
CREATE INDEX frameworks_urn ON frameworks (organisation_id, urn);

-- `place` is the order of the file; a parent may come after its children, so it is no foreign key.
CREATE TABLE framework_nodes (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    framework_id TEXT NOT NULL REFERENCES frameworks (id),
    parent_id TEXT,
    place INTEGER NOT NULL,
    level INTEGER NOT NULL,
    urn TEXT NOT NULL,
    ref_id TEXT,
    name TEXT,
    description TEXT,
    assessable BOOLEAN NOT NULL,
    extra TEXT NOT NULL,
    version INTEGER NOT NULL
);
CREATE INDEX framework_nodes_place ON framework_nodes (framework_id, place);

-- A node is named by its id, or by its number in a catalogue of the product; so is a framework.
CREATE TABLE framework_relations (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    from_framework TEXT NOT NULL,
    from_node TEXT NOT NULL,
    to_framework TEXT NOT NULL,
    to_node TEXT NOT NULL,
    relation TEXT NOT NULL,
    strength INTEGER NOT NULL,
    source TEXT NOT NULL,
    note TEXT,
    extra TEXT NOT NULL,
    created_by_name TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    version INTEGER NOT NULL,
    UNIQUE (organisation_id, from_framework, from_node, to_framework, to_node)
);
CREATE INDEX framework_relations_to ON framework_relations (organisation_id, to_framework, to_node);

-- The administration's own management system: one row for each clause that somebody has said something of.
CREATE TABLE isms_clauses (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    clause_id TEXT NOT NULL,
    state TEXT NOT NULL,
    evidence TEXT,
    evidence_on DATE,
    owner_id TEXT REFERENCES persons (id),
    owner_name TEXT,
    target_on DATE,
    gap TEXT,
    next_step TEXT,
    cost_low BIGINT,
    cost_high BIGINT,
    cost_note TEXT,
    updated_by_name TEXT NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version INTEGER NOT NULL,
    UNIQUE (organisation_id, clause_id)
);

-- The Statement of Applicability of the own administration.
CREATE TABLE isms_controls (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    control_id TEXT NOT NULL,
    applicable BOOLEAN NOT NULL,
    justification TEXT NOT NULL,
    state TEXT NOT NULL,
    owner_id TEXT REFERENCES persons (id),
    owner_name TEXT,
    updated_by_name TEXT NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version INTEGER NOT NULL,
    UNIQUE (organisation_id, control_id)
);

-- What is done to get there faster: actions of the plan, each with an owner and a day.
CREATE TABLE isms_steps (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    clause_id TEXT,
    title TEXT NOT NULL,
    description TEXT,
    owner_id TEXT NOT NULL REFERENCES persons (id),
    owner_name TEXT NOT NULL,
    due_on DATE NOT NULL,
    state TEXT NOT NULL,
    done_on DATE,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version INTEGER NOT NULL
);
CREATE INDEX isms_steps_due ON isms_steps (organisation_id, state, due_on);

CREATE TABLE isms_goals (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    title TEXT NOT NULL,
    unit TEXT NOT NULL,
    baseline DOUBLE PRECISION NOT NULL,
    baseline_on DATE NOT NULL,
    target DOUBLE PRECISION NOT NULL,
    target_on DATE NOT NULL,
    owner_id TEXT REFERENCES persons (id),
    owner_name TEXT,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version INTEGER NOT NULL
);
CREATE INDEX isms_goals_organisation ON isms_goals (organisation_id);

CREATE TABLE isms_goal_values (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    goal_id TEXT NOT NULL REFERENCES isms_goals (id),
    measured_on DATE NOT NULL,
    value DOUBLE PRECISION NOT NULL,
    note TEXT,
    measured_by_name TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    UNIQUE (goal_id, measured_on)
);

-- Internal audits, management reviews and audits by others.
CREATE TABLE isms_events (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    planned_on DATE NOT NULL,
    held_on DATE,
    conclusion TEXT,
    diary_number TEXT,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version INTEGER NOT NULL
);
CREATE INDEX isms_events_planned ON isms_events (organisation_id, planned_on);

-- How it stood on the first sweep of each month.
CREATE TABLE isms_snapshots (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    month DATE NOT NULL,
    clauses_total INTEGER NOT NULL,
    clauses_ongoing INTEGER NOT NULL,
    clauses_in_place INTEGER NOT NULL,
    clauses_works INTEGER NOT NULL,
    percent INTEGER NOT NULL,
    taken_at TIMESTAMP NOT NULL,
    UNIQUE (organisation_id, month)
);

-- Training of the own staff: the courses, which role must have which, who is of which role, who took what when.
CREATE TABLE isms_courses (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    title TEXT NOT NULL,
    description TEXT,
    valid_months INTEGER,
    retired_at TIMESTAMP,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version INTEGER NOT NULL
);
CREATE INDEX isms_courses_organisation ON isms_courses (organisation_id);

CREATE TABLE isms_course_roles (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    course_id TEXT NOT NULL REFERENCES isms_courses (id),
    role_folded TEXT NOT NULL,
    role_name TEXT NOT NULL,
    target_percent INTEGER NOT NULL,
    UNIQUE (course_id, role_folded)
);

CREATE TABLE isms_staff (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    name TEXT NOT NULL,
    name_folded TEXT COLLATE "C" NOT NULL,
    role_folded TEXT NOT NULL,
    role_name TEXT NOT NULL,
    unit TEXT,
    left_on DATE,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version INTEGER NOT NULL
);
CREATE INDEX isms_staff_name ON isms_staff (organisation_id, name_folded, id);

CREATE TABLE isms_course_records (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    course_id TEXT NOT NULL REFERENCES isms_courses (id),
    staff_id TEXT NOT NULL REFERENCES isms_staff (id),
    taken_on DATE NOT NULL,
    valid_until DATE,
    note TEXT,
    recorded_by_name TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX isms_course_records_staff ON isms_course_records (staff_id, course_id, taken_on);
