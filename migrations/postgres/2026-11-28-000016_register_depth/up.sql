-- the vendor in depth: who stands in, how it leaves, and how it came in
ALTER TABLE vendors ADD COLUMN deputy_id TEXT;
ALTER TABLE vendors ADD COLUMN legal_basis TEXT;
ALTER TABLE vendors ADD COLUMN planned_end DATE;
-- entered for a small provider by telephone: when, by whom, and whom one spoke with
ALTER TABLE vendors ADD COLUMN phone_on DATE;
ALTER TABLE vendors ADD COLUMN phone_by_name TEXT;
ALTER TABLE vendors ADD COLUMN phone_with TEXT;
CREATE INDEX vendors_manager ON vendors (organisation_id, manager_id);
CREATE INDEX vendors_deputy ON vendors (organisation_id, deputy_id);

-- roles with commas between; hours is always, weekdays or nothing
ALTER TABLE vendor_contacts ADD COLUMN roles TEXT;
ALTER TABLE vendor_contacts ADD COLUMN hours TEXT;
ALTER TABLE vendor_contacts ADD COLUMN opens TEXT;
ALTER TABLE vendor_contacts ADD COLUMN closes TEXT;

CREATE TABLE vendor_steps (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    vendor_id TEXT NOT NULL REFERENCES vendors (id),
    from_status TEXT NOT NULL,
    to_status TEXT NOT NULL,
    reason TEXT,
    planned_end DATE,
    -- what becomes of the contracts that were open
    contracts_after TEXT,
    decided_by TEXT NOT NULL,
    decided_by_name TEXT NOT NULL,
    decided_at TIMESTAMP NOT NULL
);
CREATE INDEX vendor_steps_vendor ON vendor_steps (vendor_id, decided_at);

CREATE TABLE vendor_certificates (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    vendor_id TEXT NOT NULL REFERENCES vendors (id),
    kind TEXT NOT NULL,
    -- the year of the standard's edition, where it has one
    edition TEXT,
    -- kind and edition in one, by which editions that have ended are told
    standard TEXT NOT NULL,
    issuer TEXT NOT NULL,
    accreditation_body TEXT,
    accredited BOOLEAN NOT NULL,
    scope TEXT NOT NULL,
    valid_from DATE,
    valid_to DATE,
    note TEXT,
    -- never shown to the vendor
    internal_note TEXT,
    by_vendor BOOLEAN NOT NULL,
    added_by_name TEXT NOT NULL,
    added_at TIMESTAMP NOT NULL,
    removed_at TIMESTAMP,
    version INTEGER NOT NULL
);
CREATE INDEX vendor_certificates_vendor ON vendor_certificates (vendor_id);
CREATE INDEX vendor_certificates_until ON vendor_certificates (organisation_id, valid_to);

CREATE TABLE vendor_ratings (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    vendor_id TEXT NOT NULL REFERENCES vendors (id),
    kind TEXT NOT NULL,
    rating TEXT NOT NULL,
    source TEXT NOT NULL,
    rated_on DATE NOT NULL,
    added_by_name TEXT NOT NULL,
    added_at TIMESTAMP NOT NULL
);
CREATE INDEX vendor_ratings_vendor ON vendor_ratings (vendor_id, rated_on);

CREATE TABLE extra_fields (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    key TEXT NOT NULL,
    label_sv TEXT NOT NULL,
    label_en TEXT NOT NULL,
    kind TEXT NOT NULL,
    -- one choice a line
    choices TEXT NOT NULL,
    required BOOLEAN NOT NULL,
    shown_to_vendor BOOLEAN NOT NULL,
    in_list BOOLEAN NOT NULL,
    active BOOLEAN NOT NULL,
    version INTEGER NOT NULL,
    UNIQUE (organisation_id, key)
);

CREATE TABLE extra_values (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    vendor_id TEXT NOT NULL REFERENCES vendors (id),
    field_id TEXT NOT NULL REFERENCES extra_fields (id),
    value TEXT NOT NULL,
    -- the value folded, for the list's filter
    folded TEXT NOT NULL,
    UNIQUE (vendor_id, field_id)
);
CREATE INDEX extra_values_field ON extra_values (field_id, folded);

CREATE TABLE saved_filters (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    person_id TEXT NOT NULL REFERENCES persons (id),
    name TEXT NOT NULL,
    query TEXT NOT NULL,
    shared BOOLEAN NOT NULL,
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX saved_filters_organisation ON saved_filters (organisation_id, person_id);
