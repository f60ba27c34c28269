-- An organisation's own tiering models: drafts, and those that hold or have held.
CREATE TABLE tiering_models (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    title TEXT NOT NULL,
    -- what judgements keep as their model's version
    model_version TEXT NOT NULL,
    status TEXT NOT NULL,
    -- the version it was drawn from
    base_version TEXT NOT NULL,
    -- JSON: texts, weights, rules, hours and aims
    body TEXT NOT NULL,
    decision_reference TEXT,
    valid_from DATE,
    published_by TEXT,
    published_by_name TEXT,
    published_at TIMESTAMP,
    -- when the register was judged anew by it
    applied_at TIMESTAMP,
    created_by TEXT NOT NULL,
    created_by_name TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version INTEGER NOT NULL,
    UNIQUE (organisation_id, model_version)
);
CREATE INDEX tiering_models_due ON tiering_models (status, applied_at);

ALTER TABLE categorisations ADD COLUMN cause TEXT;
ALTER TABLE categorisations ADD COLUMN automatic BOOLEAN NOT NULL DEFAULT FALSE;
CREATE INDEX categorisations_organisation ON categorisations (organisation_id, vendor_id, decided_at);

-- What facts, time or a campaign suggest, for a person to decide.
CREATE TABLE tier_proposals (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    vendor_id TEXT NOT NULL REFERENCES vendors (id),
    cause TEXT NOT NULL,
    model_version TEXT NOT NULL,
    data_class INTEGER,
    data_subjects INTEGER,
    criticality INTEGER,
    access INTEGER,
    chain INTEGER,
    substitution INTEGER,
    -- the tier that the register showed, and the one that the model gives
    from_tier INTEGER,
    tier INTEGER NOT NULL,
    preliminary BOOLEAN NOT NULL,
    order_value INTEGER NOT NULL,
    -- true when it was more critical and so applied at once; it then waits to be confirmed
    applied BOOLEAN NOT NULL,
    -- JSON: the criteria before, so that a dismissal can restore them
    before TEXT NOT NULL,
    status TEXT NOT NULL,
    raised_by_name TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    note TEXT,
    decided_by TEXT,
    decided_by_name TEXT,
    decided_at TIMESTAMP,
    version INTEGER NOT NULL
);
CREATE INDEX tier_proposals_organisation ON tier_proposals (organisation_id, status, created_at);
CREATE INDEX tier_proposals_vendor ON tier_proposals (vendor_id, status);

-- A campaign: part of the portfolio is judged anew before a day.
CREATE TABLE categorisation_rounds (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    title TEXT NOT NULL,
    reach TEXT NOT NULL,
    due_on DATE NOT NULL,
    note TEXT,
    status TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_by_name TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    reminded_at TIMESTAMP,
    closed_at TIMESTAMP,
    version INTEGER NOT NULL
);
CREATE INDEX categorisation_rounds_organisation ON categorisation_rounds (organisation_id, status, due_on);

CREATE TABLE categorisation_round_lines (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    round_id TEXT NOT NULL REFERENCES categorisation_rounds (id),
    vendor_id TEXT NOT NULL REFERENCES vendors (id),
    owner_id TEXT REFERENCES persons (id),
    from_tier INTEGER,
    -- why the vendor needs no judgement this time
    skipped_reason TEXT,
    updated_by_name TEXT NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version INTEGER NOT NULL,
    UNIQUE (round_id, vendor_id)
);
CREATE INDEX categorisation_round_lines_vendor ON categorisation_round_lines (vendor_id);
