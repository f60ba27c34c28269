-- A clause of the organisation's own, or its own version of a clause of the catalogue.
CREATE TABLE own_clauses (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    -- the catalogue's code when it replaces one of its clauses
    code TEXT NOT NULL,
    replaces BOOLEAN NOT NULL,
    -- what is being written, as JSON; none while nothing waits to be published
    draft TEXT,
    draft_by_name TEXT,
    -- the number of the version that holds; 0 before the first
    published INTEGER NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version INTEGER NOT NULL,
    UNIQUE (organisation_id, code)
);

-- What was published; a row is never changed.
CREATE TABLE own_clause_versions (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    own_clause_id TEXT NOT NULL REFERENCES own_clauses (id),
    number INTEGER NOT NULL,
    content TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    decision_reference TEXT NOT NULL,
    published_by_name TEXT NOT NULL,
    published_at TIMESTAMP NOT NULL,
    UNIQUE (own_clause_id, number)
);

-- Whether a contract holds one of the organisation's own clauses.
CREATE TABLE own_clause_checks (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    contract_id TEXT NOT NULL REFERENCES contracts (id),
    own_clause_id TEXT NOT NULL REFERENCES own_clauses (id),
    in_contract TEXT NOT NULL,
    section TEXT,
    note TEXT,
    updated_by_name TEXT NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version INTEGER NOT NULL,
    UNIQUE (contract_id, own_clause_id)
);
CREATE INDEX own_clause_checks_organisation ON own_clause_checks (organisation_id, own_clause_id);

-- Somebody has read a legal source in force, or takes that back. The latest row counts.
CREATE TABLE legal_verifications (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    -- as the clauses write it
    reference TEXT NOT NULL,
    source TEXT NOT NULL,
    read_on DATE NOT NULL,
    state TEXT NOT NULL,
    note TEXT,
    verified_by TEXT NOT NULL REFERENCES persons (id),
    verified_by_name TEXT NOT NULL,
    verified_at TIMESTAMP NOT NULL
);
CREATE INDEX legal_verifications_organisation ON legal_verifications (organisation_id, reference);

-- A document to a contract: an amendment, or an appendix to the processor agreement.
CREATE TABLE amendment_packages (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    contract_id TEXT NOT NULL REFERENCES contracts (id),
    number INTEGER NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    snapshot TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    takes_effect_on DATE,
    made_by_name TEXT NOT NULL,
    made_at TIMESTAMP NOT NULL,
    settled_on DATE,
    settled_by_name TEXT,
    settled_note TEXT,
    version INTEGER NOT NULL,
    UNIQUE (contract_id, number)
);
CREATE INDEX amendment_packages_organisation ON amendment_packages (organisation_id, state);
