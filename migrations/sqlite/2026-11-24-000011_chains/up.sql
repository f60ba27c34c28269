-- Whoever and whatever takes part in delivering to us; one row however many chains it stands in.
CREATE TABLE chain_nodes (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    kind TEXT NOT NULL,
    vendor_id TEXT REFERENCES vendors (id),
    name TEXT NOT NULL,
    name_folded TEXT NOT NULL,
    search_text TEXT NOT NULL,
    org_number TEXT,
    country TEXT,
    location TEXT,
    -- what we know of other customers on it; never shown to a vendor
    shared_note TEXT,
    internal_note TEXT,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version INTEGER NOT NULL
);
CREATE UNIQUE INDEX chain_nodes_vendor ON chain_nodes (organisation_id, vendor_id);
CREATE INDEX chain_nodes_number ON chain_nodes (organisation_id, org_number);
CREATE INDEX chain_nodes_name ON chain_nodes (organisation_id, name_folded, id);
CREATE INDEX chain_nodes_kind ON chain_nodes (organisation_id, kind);

CREATE TABLE chain_links (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    contract_id TEXT NOT NULL REFERENCES contracts (id),
    -- a service of the same organisation; the feature before this one owns the table
    service_id TEXT,
    parent_node_id TEXT NOT NULL REFERENCES chain_nodes (id),
    child_node_id TEXT NOT NULL REFERENCES chain_nodes (id),
    task TEXT NOT NULL,
    -- 0-3, or unknown
    data_class INTEGER,
    information_types TEXT NOT NULL,
    -- an interval; both empty means that nobody knows
    persons_low BIGINT,
    persons_high BIGINT,
    countries TEXT NOT NULL,
    remote_countries TEXT NOT NULL,
    -- something of it is outside the EU and EEA, by the model's list when it was saved
    third_country BOOLEAN NOT NULL,
    transfer_mechanism TEXT,
    source TEXT NOT NULL,
    vendor_visible BOOLEAN NOT NULL,
    approval TEXT NOT NULL,
    approval_valid_until DATE,
    approval_reference TEXT,
    subcontract_id TEXT,
    state TEXT NOT NULL,
    started_on DATE NOT NULL,
    ended_on DATE,
    end_reason TEXT,
    confirmed_on DATE,
    internal_note TEXT,
    created_by_name TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version INTEGER NOT NULL
);
CREATE INDEX chain_links_contract ON chain_links (contract_id, state);
CREATE INDEX chain_links_parent ON chain_links (parent_node_id, state);
CREATE INDEX chain_links_child ON chain_links (child_node_id, state);
CREATE INDEX chain_links_state ON chain_links (organisation_id, state, source, approval);

-- One purpose and the part played in it; a link can carry several.
CREATE TABLE chain_processings (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    link_id TEXT NOT NULL REFERENCES chain_links (id),
    purpose TEXT NOT NULL,
    role TEXT NOT NULL,
    legal_note TEXT,
    created_at TIMESTAMP NOT NULL,
    version INTEGER NOT NULL
);
CREATE INDEX chain_processings_link ON chain_processings (link_id);

-- What a contract says of its chain; without a row the model's default holds.
CREATE TABLE chain_terms (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    contract_id TEXT NOT NULL REFERENCES contracts (id),
    depth_limit INTEGER NOT NULL,
    note TEXT,
    model_version TEXT NOT NULL,
    updated_by_name TEXT NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version INTEGER NOT NULL
);
CREATE UNIQUE INDEX chain_terms_contract ON chain_terms (contract_id);
