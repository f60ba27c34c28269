-- Sendings: one self-assessment to each of many vendors. `selection` is who was asked for, as canonical JSON.
CREATE TABLE sendings (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    number INTEGER NOT NULL,
    title TEXT NOT NULL,
    search_text TEXT NOT NULL,
    question_set TEXT NOT NULL,
    due_on DATE NOT NULL,
    message TEXT,
    -- never shown to a vendor
    internal_note TEXT,
    selection TEXT NOT NULL,
    origin TEXT NOT NULL,
    state TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_by_name TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    started_by TEXT,
    started_by_name TEXT,
    started_at TIMESTAMP,
    finished_at TIMESTAMP,
    updated_at TIMESTAMP NOT NULL,
    version INTEGER NOT NULL,
    UNIQUE (organisation_id, number)
);
CREATE INDEX sendings_state ON sendings (organisation_id, state);

-- One row a vendor. No unique pair: two rows of the register may become one vendor while it waits.
CREATE TABLE sending_receivers (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    sending_id TEXT NOT NULL REFERENCES sendings (id),
    vendor_id TEXT NOT NULL REFERENCES vendors (id),
    -- the vendor's name, folded and as it sorts
    name_folded TEXT COLLATE "C" NOT NULL,
    state TEXT NOT NULL,
    why TEXT,
    assessment_id TEXT REFERENCES assessments (id),
    attempts INTEGER NOT NULL,
    sent_at TIMESTAMP,
    opened_at TIMESTAMP,
    updated_at TIMESTAMP NOT NULL
);
CREATE INDEX sending_receivers_queue ON sending_receivers (sending_id, state, id);
CREATE INDEX sending_receivers_name ON sending_receivers (sending_id, name_folded, id);
CREATE INDEX sending_receivers_vendor ON sending_receivers (vendor_id);
CREATE INDEX sending_receivers_assessment ON sending_receivers (assessment_id);

-- Which steps of the ladder an assessment has been reminded of; days from its due day.
CREATE TABLE assessment_reminders (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    assessment_id TEXT NOT NULL REFERENCES assessments (id),
    step INTEGER NOT NULL,
    escalated BOOLEAN NOT NULL,
    sent_at TIMESTAMP NOT NULL
);
CREATE INDEX assessment_reminders_assessment ON assessment_reminders (assessment_id);

-- Who has had the digest of a day.
CREATE TABLE assessment_digests (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    person_id TEXT NOT NULL REFERENCES persons (id),
    on_date DATE NOT NULL,
    assessments INTEGER NOT NULL,
    sent_at TIMESTAMP NOT NULL,
    UNIQUE (organisation_id, person_id, on_date)
);

-- What an organisation has decided about reminders; without a row the seed's values hold.
CREATE TABLE sending_settings (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL UNIQUE REFERENCES organisations (id),
    -- days from the due day, with commas between
    ladder TEXT NOT NULL,
    grace_days INTEGER NOT NULL,
    escalate BOOLEAN NOT NULL,
    automatic BOOLEAN NOT NULL,
    updated_by_name TEXT NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version INTEGER NOT NULL
);

-- Workbooks that came back, kept between the preview and the merge.
CREATE TABLE answer_workbooks (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    assessment_id TEXT NOT NULL REFERENCES assessments (id),
    file_name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    size BIGINT NOT NULL,
    state TEXT NOT NULL,
    uploaded_by TEXT NOT NULL,
    uploaded_by_name TEXT NOT NULL,
    uploaded_at TIMESTAMP NOT NULL,
    saved_count INTEGER,
    merged_at TIMESTAMP,
    version INTEGER NOT NULL
);
CREATE INDEX answer_workbooks_assessment ON answer_workbooks (assessment_id);
