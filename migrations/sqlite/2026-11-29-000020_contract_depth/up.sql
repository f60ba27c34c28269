-- Whether a contract is renewed by itself; without a row it is not.
CREATE TABLE contract_renewals (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    contract_id TEXT NOT NULL UNIQUE REFERENCES contracts (id),
    renews BOOLEAN NOT NULL,
    renewal_months INTEGER,
    updated_by_name TEXT NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version INTEGER NOT NULL
);

-- A right to extend a contract, and the last day to use it.
CREATE TABLE contract_options (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    contract_id TEXT NOT NULL REFERENCES contracts (id),
    number INTEGER NOT NULL,
    use_by_on DATE NOT NULL,
    extends_to_on DATE NOT NULL,
    state TEXT NOT NULL,
    note TEXT,
    decided_on DATE,
    decided_by_name TEXT,
    updated_at TIMESTAMP NOT NULL,
    version INTEGER NOT NULL,
    UNIQUE (contract_id, number)
);
CREATE INDEX contract_options_open ON contract_options (organisation_id, state);

-- What is added to a contract after it was signed.
CREATE TABLE contract_amendments (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    contract_id TEXT NOT NULL REFERENCES contracts (id),
    number INTEGER NOT NULL,
    title TEXT NOT NULL,
    diary_number TEXT,
    -- never shown to the vendor
    note TEXT,
    state TEXT NOT NULL,
    signed_on DATE,
    dropped_reason TEXT,
    created_by_name TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version INTEGER NOT NULL,
    UNIQUE (contract_id, number)
);

-- The clauses that an amendment brings in.
CREATE TABLE amendment_clauses (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    amendment_id TEXT NOT NULL REFERENCES contract_amendments (id),
    contract_id TEXT NOT NULL REFERENCES contracts (id),
    clause_id TEXT NOT NULL,
    section TEXT,
    UNIQUE (amendment_id, clause_id)
);
CREATE INDEX amendment_clauses_contract ON amendment_clauses (contract_id);

-- A clause that a contract may lack for a while, when somebody else than the proposer agrees.
CREATE TABLE contract_deviations (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    contract_id TEXT NOT NULL REFERENCES contracts (id),
    clause_id TEXT NOT NULL,
    -- never shown to the vendor
    reason TEXT NOT NULL,
    until_on DATE NOT NULL,
    state TEXT NOT NULL,
    proposed_by TEXT NOT NULL REFERENCES persons (id),
    proposed_by_name TEXT NOT NULL,
    proposed_at TIMESTAMP NOT NULL,
    decided_by TEXT REFERENCES persons (id),
    decided_by_name TEXT,
    decided_at TIMESTAMP,
    -- never shown to the vendor
    decision_note TEXT,
    updated_at TIMESTAMP NOT NULL,
    version INTEGER NOT NULL
);
CREATE INDEX contract_deviations_contract ON contract_deviations (contract_id, clause_id);
CREATE INDEX contract_deviations_state ON contract_deviations (organisation_id, state);

-- The hours and days that a contract has agreed upon.
CREATE TABLE agreed_numbers (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    contract_id TEXT NOT NULL REFERENCES contracts (id),
    clause_id TEXT NOT NULL,
    parameter TEXT NOT NULL,
    agreed INTEGER,
    updated_by_name TEXT NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version INTEGER NOT NULL,
    UNIQUE (contract_id, parameter)
);

-- Whether a clause has been passed on to a subcontractor, a node of the chain. Without a row: not yet.
CREATE TABLE flow_downs (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    contract_id TEXT NOT NULL REFERENCES contracts (id),
    clause_id TEXT NOT NULL,
    node_id TEXT NOT NULL REFERENCES chain_nodes (id),
    state TEXT NOT NULL,
    reason TEXT,
    evidence_on DATE,
    -- never shown to the vendor
    note TEXT,
    updated_by_name TEXT NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version INTEGER NOT NULL,
    UNIQUE (contract_id, clause_id, node_id)
);
CREATE INDEX flow_downs_node ON flow_downs (node_id);
