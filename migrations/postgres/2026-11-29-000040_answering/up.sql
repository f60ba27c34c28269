-- What a vendor keeps to show to all who ask; it belongs to the vendor's own organisation.
CREATE TABLE evidence_items (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    title TEXT NOT NULL,
    kind TEXT NOT NULL,
    covers_from DATE,
    covers_to DATE,
    issued_on DATE,
    expires_on DATE,
    -- kept for what it was: it had expired when it came, and supports no new answer
    history BOOLEAN NOT NULL,
    note TEXT,
    file_name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size BIGINT NOT NULL,
    sha256 TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_by_name TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    retired_at TIMESTAMP,
    version INTEGER NOT NULL
);
CREATE INDEX evidence_items_own ON evidence_items (organisation_id, created_at);

-- What is known of a file that supports an answer; it belongs to the client, as the file does.
CREATE TABLE evidence_uses (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    assessment_id TEXT NOT NULL REFERENCES assessments (id),
    question_id TEXT NOT NULL,
    attachment_id TEXT NOT NULL REFERENCES attachments (id),
    -- none when the file was uploaded at the question
    evidence_id TEXT,
    kind TEXT,
    covers_from DATE,
    covers_to DATE,
    issued_on DATE,
    expires_on DATE,
    used_by_name TEXT NOT NULL,
    used_at TIMESTAMP NOT NULL,
    UNIQUE (attachment_id)
);
CREATE INDEX evidence_uses_assessment ON evidence_uses (assessment_id);
CREATE INDEX evidence_uses_item ON evidence_uses (evidence_id);

-- A section that one colleague at the vendor has handed to another.
CREATE TABLE section_delegations (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    assessment_id TEXT NOT NULL REFERENCES assessments (id),
    domain TEXT NOT NULL,
    -- what the section was called when it was handed over
    name_sv TEXT NOT NULL,
    name_en TEXT NOT NULL,
    person_id TEXT NOT NULL,
    person_name TEXT NOT NULL,
    due_on DATE,
    note TEXT,
    given_by TEXT NOT NULL,
    given_by_name TEXT NOT NULL,
    given_at TIMESTAMP NOT NULL,
    ended_at TIMESTAMP,
    ended_by_name TEXT,
    version INTEGER NOT NULL
);
CREATE INDEX section_delegations_assessment ON section_delegations (assessment_id);
CREATE INDEX section_delegations_person ON section_delegations (person_id, ended_at);

-- Who answers just now, and where: one row a person and assessment.
CREATE TABLE answering_presence (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    assessment_id TEXT NOT NULL REFERENCES assessments (id),
    person_id TEXT NOT NULL,
    person_name TEXT NOT NULL,
    question_id TEXT NOT NULL,
    seen_at TIMESTAMP NOT NULL,
    UNIQUE (assessment_id, person_id)
);

-- What was handed in each time, as canonical JSON, and its fingerprint.
CREATE TABLE submission_receipts (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    assessment_id TEXT NOT NULL REFERENCES assessments (id),
    number INTEGER NOT NULL,
    snapshot TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    submitted_by_name TEXT NOT NULL,
    submitted_at TIMESTAMP NOT NULL,
    UNIQUE (assessment_id, number)
);
