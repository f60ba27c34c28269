-- A published version of an own question set, in the place of the shipped one that `question_set` names.
ALTER TABLE sendings ADD COLUMN set_version_id TEXT;

-- Files of the vendor's own library that support an answer of its passport. Who is shown the answer is shown them.
CREATE TABLE passport_evidence (
    id TEXT NOT NULL PRIMARY KEY,
    -- the vendor's own organisation
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    question_id TEXT NOT NULL,
    evidence_id TEXT NOT NULL REFERENCES evidence_items (id),
    added_by_name TEXT NOT NULL,
    added_at TIMESTAMP NOT NULL,
    removed_at TIMESTAMP,
    removed_by_name TEXT
);
CREATE INDEX passport_evidence_question ON passport_evidence (organisation_id, question_id);
