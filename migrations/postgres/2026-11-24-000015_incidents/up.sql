CREATE TABLE incidents (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    number INTEGER NOT NULL,
    title TEXT NOT NULL,
    -- the title folded: å ä ö are found by a a o on both databases
    search_text TEXT NOT NULL,
    description TEXT,
    -- what kind of source, who told it and how they can be reached
    source TEXT NOT NULL,
    contact TEXT,
    received_at TIMESTAMP NOT NULL,
    owner_id TEXT REFERENCES persons (id),
    owner_name TEXT NOT NULL,
    state TEXT NOT NULL,
    -- the node of the chain where it happened
    node_id TEXT REFERENCES chain_nodes (id),
    occurred_from TIMESTAMP,
    occurred_to TIMESTAMP,
    detected_by_vendor_at TIMESTAMP,
    vendor_reported_at TIMESTAMP,
    region_aware_at TIMESTAMP,
    significant TEXT NOT NULL,
    significance_reason TEXT,
    assessed_at TIMESTAMP,
    assessed_by_name TEXT,
    personal_data TEXT NOT NULL,
    persons_notified BIGINT,
    root_cause TEXT,
    root_cause_confidence TEXT NOT NULL,
    open_questions TEXT,
    -- the version of the clocks that it is judged by
    clock_model TEXT NOT NULL,
    -- the decision to close, or to open again
    decision TEXT,
    decided_by_name TEXT,
    closed_at TIMESTAMP,
    version INTEGER NOT NULL,
    UNIQUE (organisation_id, number)
);
CREATE INDEX incidents_state ON incidents (organisation_id, state, number);
CREATE INDEX incidents_node ON incidents (node_id);

-- whose contracts are touched, and that their managers know
CREATE TABLE incident_parties (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    incident_id TEXT NOT NULL REFERENCES incidents (id),
    vendor_id TEXT NOT NULL REFERENCES vendors (id),
    contract_id TEXT REFERENCES contracts (id),
    certainty TEXT NOT NULL,
    manager_id TEXT REFERENCES persons (id),
    manager_name TEXT,
    notified_at TIMESTAMP,
    notified_by_name TEXT,
    acknowledged_at TIMESTAMP,
    acknowledged_by_name TEXT
);
CREATE INDEX incident_parties_incident ON incident_parties (incident_id);
CREATE INDEX incident_parties_vendor ON incident_parties (vendor_id);

-- what was sent to whom by which clock, or why not
CREATE TABLE incident_reports (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    incident_id TEXT NOT NULL REFERENCES incidents (id),
    clock TEXT NOT NULL,
    sent_at TIMESTAMP,
    case_id TEXT,
    reason TEXT,
    recorded_by_name TEXT NOT NULL,
    recorded_at TIMESTAMP NOT NULL,
    version INTEGER NOT NULL,
    UNIQUE (incident_id, clock)
);

-- figures with their source; a revision leaves the one before in place
CREATE TABLE incident_exposures (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    incident_id TEXT NOT NULL REFERENCES incidents (id),
    category TEXT NOT NULL,
    unit TEXT NOT NULL,
    low BIGINT,
    high BIGINT,
    none_found BOOLEAN NOT NULL,
    source TEXT NOT NULL,
    counting_rule TEXT NOT NULL,
    evidence_basis TEXT,
    log_coverage TEXT NOT NULL,
    log_from DATE,
    log_to DATE,
    note TEXT,
    revises_id TEXT REFERENCES incident_exposures (id),
    superseded_at TIMESTAMP,
    recorded_by_name TEXT NOT NULL,
    recorded_at TIMESTAMP NOT NULL
);
CREATE INDEX incident_exposures_incident ON incident_exposures (incident_id);

CREATE TABLE incident_consequences (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    incident_id TEXT NOT NULL REFERENCES incidents (id),
    category TEXT NOT NULL,
    level TEXT NOT NULL,
    note TEXT,
    assessed_by_name TEXT NOT NULL,
    assessed_at TIMESTAMP NOT NULL,
    UNIQUE (incident_id, category)
);
