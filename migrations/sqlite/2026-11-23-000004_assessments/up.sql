CREATE TABLE assessments (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    vendor_id TEXT NOT NULL REFERENCES vendors (id),
    contract_id TEXT REFERENCES contracts (id),
    question_set TEXT NOT NULL,
    catalogue_version TEXT NOT NULL,
    tier INTEGER,
    status TEXT NOT NULL,
    due_on DATE NOT NULL,
    message TEXT,
    internal_note TEXT,
    sent_by TEXT NOT NULL,
    sent_by_name TEXT NOT NULL,
    sent_at TIMESTAMP NOT NULL,
    submitted_at TIMESTAMP,
    submitted_late BOOLEAN NOT NULL,
    declared_by TEXT,
    declared_role TEXT,
    return_note TEXT,
    returned_at TIMESTAMP,
    closed_at TIMESTAMP,
    closed_by_name TEXT,
    question_count INTEGER NOT NULL,
    -- kept by every save, so that lists need no join with the answers
    answered_count INTEGER NOT NULL,
    reviewed_count INTEGER NOT NULL,
    claimed_low INTEGER,
    claimed_high INTEGER,
    verified INTEGER,
    version INTEGER NOT NULL
);
CREATE INDEX assessments_vendor ON assessments (vendor_id, sent_at);
CREATE INDEX assessments_status ON assessments (organisation_id, status, due_on);

CREATE TABLE answers (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    assessment_id TEXT NOT NULL REFERENCES assessments (id),
    question_id TEXT NOT NULL,
    status TEXT,
    value TEXT NOT NULL,
    comment TEXT,
    shown_on_site BOOLEAN NOT NULL,
    answered_by TEXT NOT NULL,
    answered_by_name TEXT NOT NULL,
    answered_at TIMESTAMP NOT NULL,
    version INTEGER NOT NULL,
    UNIQUE (assessment_id, question_id)
);

CREATE TABLE answer_reviews (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    assessment_id TEXT NOT NULL REFERENCES assessments (id),
    question_id TEXT NOT NULL,
    status TEXT,
    assurance TEXT NOT NULL,
    -- said to the vendor
    comment TEXT,
    -- never shown to the vendor
    internal_note TEXT,
    reviewed_by TEXT NOT NULL,
    reviewed_by_name TEXT NOT NULL,
    reviewed_at TIMESTAMP NOT NULL,
    version INTEGER NOT NULL,
    UNIQUE (assessment_id, question_id)
);
