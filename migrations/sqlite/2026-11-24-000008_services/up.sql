-- What runs on what: platforms with a ceiling for each aspect (confidentiality, integrity,
-- availability, traceability: 0-3, NULL = nobody has said).
CREATE TABLE platforms (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    name TEXT NOT NULL,
    name_folded TEXT NOT NULL,
    search_text TEXT NOT NULL,
    vendor_id TEXT REFERENCES vendors (id),
    description TEXT,
    ceiling_c INTEGER,
    ceiling_i INTEGER,
    ceiling_a INTEGER,
    ceiling_t INTEGER,
    -- what the ceiling rests on: a test, a review, a decision
    evidence TEXT,
    -- capabilities that are missing, with commas between
    missing TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version INTEGER NOT NULL
);
CREATE INDEX platforms_name ON platforms (organisation_id, name_folded, id);
CREATE INDEX platforms_vendor ON platforms (vendor_id);

-- Whether a type of information may be handled on a platform.
CREATE TABLE platform_rules (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    platform_id TEXT NOT NULL REFERENCES platforms (id),
    type_code TEXT NOT NULL,
    strength TEXT NOT NULL,
    legal_source TEXT,
    evidence TEXT,
    decided_by TEXT NOT NULL,
    decided_by_name TEXT NOT NULL,
    decided_at TIMESTAMP NOT NULL,
    version INTEGER NOT NULL,
    UNIQUE (platform_id, type_code)
);

-- The organisation's own information types; one with the code of a preset takes its place.
CREATE TABLE information_types (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    class_c INTEGER,
    class_i INTEGER,
    class_a INTEGER,
    class_t INTEGER,
    pdl BOOLEAN NOT NULL,
    legal_basis TEXT,
    reason TEXT,
    owner TEXT,
    diary_number TEXT,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version INTEGER NOT NULL,
    UNIQUE (organisation_id, code)
);

-- class_*: the classification in force; NULL is "not classified", which is never low.
CREATE TABLE services (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    name TEXT NOT NULL,
    name_folded TEXT NOT NULL,
    search_text TEXT NOT NULL,
    platform_id TEXT REFERENCES platforms (id),
    contract_id TEXT REFERENCES contracts (id),
    administration TEXT,
    audience TEXT NOT NULL,
    channels TEXT NOT NULL,
    users_per_day INTEGER,
    -- how many persons the information is about
    persons INTEGER,
    affected_groups TEXT,
    fallback_routine TEXT,
    fallback_tested_on DATE,
    operating_hours TEXT,
    max_outage_hours INTEGER,
    owner_id TEXT REFERENCES persons (id),
    information_types TEXT NOT NULL,
    form_fields TEXT,
    class_c INTEGER,
    class_i INTEGER,
    class_a INTEGER,
    class_t INTEGER,
    classified_on DATE,
    -- changed since it was classified
    reclassify BOOLEAN NOT NULL,
    status TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version INTEGER NOT NULL
);
CREATE INDEX services_name ON services (organisation_id, name_folded, id);
CREATE INDEX services_platform ON services (platform_id, name_folded, id);
CREATE INDEX services_contract ON services (contract_id);

-- Every classification ever made, numbered for each service. A lowering waits for a second person.
CREATE TABLE service_classifications (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    service_id TEXT NOT NULL REFERENCES services (id),
    number INTEGER NOT NULL,
    class_c INTEGER,
    class_i INTEGER,
    class_a INTEGER,
    class_t INTEGER,
    information_types TEXT NOT NULL,
    -- what the types and the number of persons suggested, and by which version of the presets
    suggested TEXT NOT NULL,
    model_version TEXT NOT NULL,
    reason TEXT NOT NULL,
    state TEXT NOT NULL,
    valid_until DATE NOT NULL,
    decided_by TEXT NOT NULL,
    decided_by_name TEXT NOT NULL,
    decided_at TIMESTAMP NOT NULL,
    second_by TEXT,
    second_by_name TEXT,
    second_note TEXT,
    second_at TIMESTAMP,
    version INTEGER NOT NULL,
    UNIQUE (service_id, number)
);

-- Decisions that let a "should not" type be handled all the same, for a time.
CREATE TABLE service_exceptions (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    service_id TEXT NOT NULL REFERENCES services (id),
    platform_id TEXT NOT NULL REFERENCES platforms (id),
    type_code TEXT NOT NULL,
    reason TEXT NOT NULL,
    measures TEXT NOT NULL,
    ends_on DATE NOT NULL,
    decided_by TEXT NOT NULL,
    decided_by_name TEXT NOT NULL,
    decided_at TIMESTAMP NOT NULL,
    ended_at TIMESTAMP
);
CREATE INDEX service_exceptions_service ON service_exceptions (service_id);
CREATE INDEX service_exceptions_platform ON service_exceptions (platform_id, ended_at);

-- Asking for, and deciding on, the publication of a new service.
CREATE TABLE service_approvals (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    service_id TEXT NOT NULL REFERENCES services (id),
    state TEXT NOT NULL,
    note TEXT,
    asked_by TEXT NOT NULL,
    asked_by_name TEXT NOT NULL,
    asked_at TIMESTAMP NOT NULL,
    decided_by TEXT,
    decided_by_name TEXT,
    decision_note TEXT,
    decided_at TIMESTAMP,
    version INTEGER NOT NULL
);
CREATE INDEX service_approvals_service ON service_approvals (service_id, asked_at);
CREATE INDEX service_approvals_state ON service_approvals (organisation_id, state);

-- What the list said when: a row each time that something it shows changes.
CREATE TABLE service_versions (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    service_id TEXT NOT NULL REFERENCES services (id),
    number INTEGER NOT NULL,
    at TIMESTAMP NOT NULL,
    name TEXT NOT NULL,
    platform_id TEXT,
    administration TEXT,
    status TEXT NOT NULL,
    information_types TEXT NOT NULL,
    class_c INTEGER,
    class_i INTEGER,
    class_a INTEGER,
    class_t INTEGER,
    UNIQUE (service_id, number)
);
CREATE INDEX service_versions_time ON service_versions (organisation_id, at);
