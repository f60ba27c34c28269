CREATE TABLE vendors (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    legal_name TEXT NOT NULL,
    name_folded TEXT COLLATE "C" NOT NULL,
    search_text TEXT NOT NULL,
    org_number TEXT,
    hsa_id TEXT,
    kind TEXT NOT NULL,
    country TEXT NOT NULL,
    status TEXT NOT NULL,
    manager_id TEXT REFERENCES persons (id),
    tags TEXT NOT NULL,
    internal_note TEXT,
    -- the vendor's own organisation, once somebody there has been invited
    vendor_organisation_id TEXT REFERENCES organisations (id),
    -- what counts now: the latest categorisation with a valid override applied
    tier INTEGER,
    tier_preliminary BOOLEAN NOT NULL,
    order_value INTEGER,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version INTEGER NOT NULL
);
CREATE UNIQUE INDEX vendors_org_number ON vendors (organisation_id, org_number);
CREATE INDEX vendors_name ON vendors (organisation_id, name_folded, id);
CREATE INDEX vendors_tier ON vendors (organisation_id, tier, order_value);
CREATE INDEX vendors_portal ON vendors (vendor_organisation_id);

CREATE TABLE vendor_contacts (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    vendor_id TEXT NOT NULL REFERENCES vendors (id),
    name TEXT NOT NULL,
    email TEXT,
    phone TEXT,
    duty TEXT,
    created_at TIMESTAMP NOT NULL,
    version INTEGER NOT NULL
);
CREATE INDEX vendor_contacts_vendor ON vendor_contacts (vendor_id);

CREATE TABLE categorisations (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    vendor_id TEXT NOT NULL REFERENCES vendors (id),
    model_version TEXT NOT NULL,
    data_class INTEGER,
    data_subjects INTEGER,
    criticality INTEGER,
    access INTEGER,
    chain INTEGER,
    substitution INTEGER,
    tier INTEGER NOT NULL,
    preliminary BOOLEAN NOT NULL,
    order_value INTEGER NOT NULL,
    reasons TEXT NOT NULL,
    note TEXT,
    decided_by TEXT NOT NULL,
    decided_by_name TEXT NOT NULL,
    decided_at TIMESTAMP NOT NULL
);
CREATE INDEX categorisations_vendor ON categorisations (vendor_id, decided_at);

CREATE TABLE tier_overrides (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    vendor_id TEXT NOT NULL REFERENCES vendors (id),
    from_tier INTEGER NOT NULL,
    tier INTEGER NOT NULL,
    reason TEXT NOT NULL,
    expires_on DATE NOT NULL,
    decided_by TEXT NOT NULL,
    decided_by_name TEXT NOT NULL,
    decided_at TIMESTAMP NOT NULL,
    ended_at TIMESTAMP
);
CREATE INDEX tier_overrides_vendor ON tier_overrides (vendor_id, decided_at);
CREATE INDEX tier_overrides_expiry ON tier_overrides (ended_at, expires_on);

CREATE TABLE contracts (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    vendor_id TEXT NOT NULL REFERENCES vendors (id),
    reference TEXT NOT NULL,
    diary_number TEXT,
    title TEXT NOT NULL,
    -- the title as a Swedish register sorts it
    title_folded TEXT NOT NULL,
    search_text TEXT NOT NULL,
    starts_on DATE,
    ends_on DATE,
    notice_months INTEGER,
    annual_value_sek BIGINT,
    manager_id TEXT REFERENCES persons (id),
    parent_id TEXT REFERENCES contracts (id),
    internal_note TEXT,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version INTEGER NOT NULL,
    UNIQUE (organisation_id, reference)
);
CREATE INDEX contracts_vendor ON contracts (vendor_id);
CREATE INDEX contracts_manager ON contracts (manager_id);
CREATE INDEX contracts_end ON contracts (organisation_id, ends_on);

-- A clause nobody has looked at has no row: it counts as unknown.
CREATE TABLE contract_clauses (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    contract_id TEXT NOT NULL REFERENCES contracts (id),
    clause_id TEXT NOT NULL,
    catalogue_version TEXT NOT NULL,
    in_contract TEXT,
    section TEXT,
    met TEXT NOT NULL,
    note TEXT,
    updated_by_name TEXT NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version INTEGER NOT NULL,
    UNIQUE (contract_id, clause_id)
);
-- The start page counts what is known of all contracts together.
CREATE INDEX contract_clauses_met ON contract_clauses (organisation_id, met);

CREATE TABLE imports (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    kind TEXT NOT NULL,
    file_name TEXT NOT NULL,
    file_sha256 TEXT NOT NULL,
    mapping TEXT NOT NULL,
    status TEXT NOT NULL,
    created_count INTEGER NOT NULL,
    updated_count INTEGER NOT NULL,
    unchanged_count INTEGER NOT NULL,
    refused_count INTEGER NOT NULL,
    outcomes TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    applied_at TIMESTAMP,
    version INTEGER NOT NULL
);
