-- What a contract says of its vendor's right to take in others; without a row each one is asked for.
CREATE TABLE subcontract_terms (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    contract_id TEXT NOT NULL UNIQUE REFERENCES contracts (id),
    authorisation TEXT NOT NULL,
    note TEXT,
    updated_by_name TEXT NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version INTEGER NOT NULL
);

-- A vendor that asks to take in somebody else.
CREATE TABLE subcontract_cases (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    vendor_id TEXT NOT NULL REFERENCES vendors (id),
    contract_id TEXT NOT NULL REFERENCES contracts (id),
    number INTEGER NOT NULL,
    -- the approval that this one changes, and why
    previous_id TEXT REFERENCES subcontract_cases (id),
    change_cause TEXT,
    -- none is directly below the main vendor
    parent_node_id TEXT REFERENCES chain_nodes (id),
    link_id TEXT REFERENCES chain_links (id),
    is_care BOOLEAN NOT NULL,
    is_processor BOOLEAN NOT NULL,
    name TEXT NOT NULL,
    search_text TEXT NOT NULL,
    -- what was stated, as JSON
    facts TEXT NOT NULL,
    state TEXT NOT NULL,
    stop_reason TEXT,
    authorisation TEXT NOT NULL,
    by_phone BOOLEAN NOT NULL,
    applicant_id TEXT NOT NULL REFERENCES persons (id),
    applicant_name TEXT NOT NULL,
    criteria_version TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    submitted_at TIMESTAMP,
    completion_text TEXT,
    completion_asked_on DATE,
    -- working days that the case has waited for the vendor
    paused_days INTEGER NOT NULL,
    complete_on DATE,
    -- what happens next must have happened by this day
    due_on DATE,
    notice_until DATE,
    silence_at TIMESTAMP,
    starts_on DATE,
    version INTEGER NOT NULL,
    UNIQUE (organisation_id, number)
);
CREATE INDEX subcontract_cases_state ON subcontract_cases (organisation_id, state, due_on);
CREATE INDEX subcontract_cases_vendor ON subcontract_cases (vendor_id, number);
CREATE INDEX subcontract_cases_contract ON subcontract_cases (contract_id);

-- What the vendor says about one criterion.
CREATE TABLE subcontract_claims (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    case_id TEXT NOT NULL REFERENCES subcontract_cases (id),
    criterion INTEGER NOT NULL,
    answer TEXT,
    note TEXT,
    claimed_by_name TEXT NOT NULL,
    claimed_at TIMESTAMP NOT NULL,
    UNIQUE (case_id, criterion)
);

-- What the reviewer whose criterion it is thinks of it; never shown to a vendor.
CREATE TABLE subcontract_verdicts (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    case_id TEXT NOT NULL REFERENCES subcontract_cases (id),
    criterion INTEGER NOT NULL,
    verdict TEXT NOT NULL,
    note TEXT,
    judged_by_name TEXT NOT NULL,
    judged_at TIMESTAMP NOT NULL,
    UNIQUE (case_id, criterion)
);

-- One of the four reviews; never shown to a vendor.
CREATE TABLE subcontract_reviews (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    case_id TEXT NOT NULL REFERENCES subcontract_cases (id),
    kind TEXT NOT NULL,
    reviewer_id TEXT REFERENCES persons (id),
    reviewer_name TEXT,
    outcome TEXT,
    comment TEXT,
    done_at TIMESTAMP,
    version INTEGER NOT NULL,
    UNIQUE (case_id, kind)
);

-- What somebody proposes that somebody else decides.
CREATE TABLE subcontract_proposals (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    case_id TEXT NOT NULL UNIQUE REFERENCES subcontract_cases (id),
    decision TEXT NOT NULL,
    reason TEXT NOT NULL,
    conditions TEXT NOT NULL,
    valid_until DATE,
    proposed_by TEXT NOT NULL REFERENCES persons (id),
    proposed_by_name TEXT NOT NULL,
    proposed_at TIMESTAMP NOT NULL,
    version INTEGER NOT NULL
);

-- An objection under a general authorisation.
CREATE TABLE subcontract_objections (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    case_id TEXT NOT NULL REFERENCES subcontract_cases (id),
    ground TEXT NOT NULL,
    remedy TEXT NOT NULL,
    text TEXT NOT NULL,
    raised_by_name TEXT NOT NULL,
    raised_at TIMESTAMP NOT NULL
);
CREATE INDEX subcontract_objections_case ON subcontract_objections (case_id);

-- A decision as it was made; the letter comes from its snapshot alone.
CREATE TABLE subcontract_decisions (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    case_id TEXT NOT NULL REFERENCES subcontract_cases (id),
    decision TEXT NOT NULL,
    reason TEXT NOT NULL,
    conditions TEXT NOT NULL,
    valid_from DATE NOT NULL,
    valid_until DATE,
    diary_number TEXT,
    decided_by TEXT,
    decided_by_name TEXT NOT NULL,
    decided_at TIMESTAMP NOT NULL,
    -- what the chain did to the main vendor's tier; never shown to a vendor
    tier_before INTEGER,
    tier_after INTEGER,
    tier_reasons TEXT NOT NULL,
    snapshot TEXT NOT NULL,
    sha256 TEXT NOT NULL
);
CREATE INDEX subcontract_decisions_case ON subcontract_decisions (case_id, decided_at);

-- How an approval came to its end before or after its time.
CREATE TABLE subcontract_closures (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    case_id TEXT NOT NULL UNIQUE REFERENCES subcontract_cases (id),
    kind TEXT NOT NULL,
    closed_on DATE NOT NULL,
    reason TEXT NOT NULL,
    certificate_missing BOOLEAN NOT NULL,
    finding_id TEXT,
    closed_by_name TEXT NOT NULL,
    closed_at TIMESTAMP NOT NULL
);
