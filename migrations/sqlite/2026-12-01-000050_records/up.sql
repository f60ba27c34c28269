-- The organisation's own diary numbers: what one looks like, and where the case system is.
CREATE TABLE record_settings (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL UNIQUE REFERENCES organisations (id),
    diary_pattern TEXT,
    diary_example TEXT,
    -- an address with {dnr} in it
    case_link TEXT,
    updated_by_name TEXT NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version INTEGER NOT NULL
);

-- What the organisation's own plan says of a document type; without a row, the proposal of the data file holds.
CREATE TABLE record_retention (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    type_key TEXT NOT NULL,
    rule TEXT NOT NULL,
    years INTEGER,
    counts_from TEXT NOT NULL,
    plan_reference TEXT NOT NULL,
    decided_by_name TEXT NOT NULL,
    decided_at TIMESTAMP NOT NULL,
    version INTEGER NOT NULL,
    UNIQUE (organisation_id, type_key)
);

-- What is known of a record, whatever kind of object it is.
CREATE TABLE public_records (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    number INTEGER NOT NULL,
    kind TEXT NOT NULL,
    object_id TEXT NOT NULL,
    vendor_id TEXT REFERENCES vendors (id),
    type_key TEXT NOT NULL,
    type_version TEXT NOT NULL,
    diary_number TEXT,
    direction TEXT NOT NULL,
    dated_on DATE NOT NULL,
    counterpart TEXT,
    subject TEXT NOT NULL,
    -- the text of what has no other home in the register
    body TEXT,
    -- when the matter or the contract ended, or the record was superseded
    closed_on DATE,
    search_text TEXT NOT NULL,
    disposal_id TEXT,
    disposed_at TIMESTAMP,
    created_by TEXT NOT NULL,
    created_by_name TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version INTEGER NOT NULL,
    UNIQUE (organisation_id, kind, object_id)
);
CREATE INDEX public_records_dated ON public_records (organisation_id, dated_on);
CREATE INDEX public_records_type ON public_records (organisation_id, type_key);
CREATE INDEX public_records_diary ON public_records (organisation_id, diary_number);

-- A proposal that something may be secret: a warning, never a decision.
CREATE TABLE record_marks (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    record_id TEXT NOT NULL REFERENCES public_records (id),
    field_key TEXT NOT NULL,
    paragraph TEXT NOT NULL,
    reason TEXT NOT NULL,
    made_by_name TEXT NOT NULL,
    made_at TIMESTAMP NOT NULL,
    UNIQUE (record_id, field_key, paragraph)
);

-- Somebody asks for records. Who it is need not be said, and why is never asked.
CREATE TABLE disclosures (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    number INTEGER NOT NULL,
    received_on DATE NOT NULL,
    requester TEXT,
    contact TEXT,
    asked_for TEXT NOT NULL,
    search_text TEXT NOT NULL,
    diary_number TEXT,
    state TEXT NOT NULL,
    responsible_id TEXT NOT NULL,
    responsible_name TEXT NOT NULL,
    -- JSON: words that are masked wherever they stand
    terms TEXT NOT NULL,
    outcome TEXT,
    reasons TEXT,
    letter TEXT,
    letter_sha256 TEXT,
    decided_by TEXT,
    decided_by_name TEXT,
    decided_at TIMESTAMP,
    closed_on DATE,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version INTEGER NOT NULL,
    UNIQUE (organisation_id, number)
);

CREATE TABLE disclosure_items (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    disclosure_id TEXT NOT NULL REFERENCES disclosures (id),
    position INTEGER NOT NULL,
    source TEXT NOT NULL,
    record_id TEXT REFERENCES public_records (id),
    title TEXT NOT NULL,
    -- JSON by field; empty until somebody has assessed it
    assessment TEXT NOT NULL,
    assessed_by_name TEXT,
    assessed_at TIMESTAMP,
    -- the fingerprint of what was read when it was assessed
    read_sha256 TEXT,
    version INTEGER NOT NULL
);
CREATE INDEX disclosure_items_of ON disclosure_items (disclosure_id, position);
CREATE INDEX disclosure_items_record ON disclosure_items (record_id);

-- An extract as it was issued: the snapshot never holds what was masked.
CREATE TABLE disclosure_extracts (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    disclosure_id TEXT NOT NULL REFERENCES disclosures (id),
    number INTEGER NOT NULL,
    snapshot TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    created_by_name TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    UNIQUE (disclosure_id, number)
);

CREATE TABLE disclosure_events (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    disclosure_id TEXT NOT NULL REFERENCES disclosures (id),
    position INTEGER NOT NULL,
    step TEXT NOT NULL,
    note TEXT,
    by_name TEXT NOT NULL,
    at TIMESTAMP NOT NULL
);
CREATE INDEX disclosure_events_of ON disclosure_events (disclosure_id, position);

CREATE TABLE legal_holds (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    title TEXT NOT NULL,
    reason TEXT NOT NULL,
    reference TEXT,
    -- one record, or everything of one vendor, or everything
    record_id TEXT REFERENCES public_records (id),
    vendor_id TEXT REFERENCES vendors (id),
    placed_by_name TEXT NOT NULL,
    placed_at TIMESTAMP NOT NULL,
    lifted_by_name TEXT,
    lifted_at TIMESTAMP,
    lifted_reason TEXT,
    version INTEGER NOT NULL
);
CREATE INDEX legal_holds_open ON legal_holds (organisation_id, lifted_at);

CREATE TABLE disposals (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    number INTEGER NOT NULL,
    state TEXT NOT NULL,
    note TEXT,
    proposed_by TEXT NOT NULL,
    proposed_by_name TEXT NOT NULL,
    proposed_at TIMESTAMP NOT NULL,
    reference TEXT,
    decided_by TEXT,
    decided_by_name TEXT,
    decided_at TIMESTAMP,
    refused_reason TEXT,
    protocol TEXT,
    protocol_sha256 TEXT,
    version INTEGER NOT NULL,
    UNIQUE (organisation_id, number)
);

-- What a disposal is to take, as it was when it was proposed.
CREATE TABLE disposal_rows (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    disposal_id TEXT NOT NULL REFERENCES disposals (id),
    position INTEGER NOT NULL,
    record_id TEXT NOT NULL REFERENCES public_records (id),
    record_number INTEGER NOT NULL,
    diary_number TEXT,
    subject TEXT NOT NULL,
    type_key TEXT NOT NULL,
    dated_on DATE NOT NULL,
    due_on DATE NOT NULL,
    files INTEGER NOT NULL,
    UNIQUE (disposal_id, record_id)
);

-- A package for the e-archive: which records, and what its bytes were.
CREATE TABLE archive_packages (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    number INTEGER NOT NULL,
    record_ids TEXT NOT NULL,
    record_count INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    created_by_name TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    UNIQUE (organisation_id, number)
);
