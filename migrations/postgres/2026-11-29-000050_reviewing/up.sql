-- What stands behind a verdict: its evidence and until when that holds, where the verdict came from, and the
-- second person. Whoever set status and assurance last is `judged_by`.
CREATE TABLE review_supports (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    assessment_id TEXT NOT NULL REFERENCES assessments (id),
    question_id TEXT NOT NULL,
    source TEXT NOT NULL,
    source_id TEXT,
    evidence_kind TEXT,
    evidence_on DATE,
    holds_until DATE,
    judged_by TEXT NOT NULL,
    judged_by_name TEXT NOT NULL,
    -- the version of the review that a second person confirmed, or gave back
    confirmed_version INTEGER,
    confirmed_by TEXT,
    confirmed_by_name TEXT,
    confirmed_at TIMESTAMP,
    refused_version INTEGER,
    refused_reason TEXT,
    refused_by_name TEXT,
    refused_at TIMESTAMP,
    -- when the figures were reckoned without it
    lapsed_at TIMESTAMP,
    UNIQUE (assessment_id, question_id)
);
CREATE INDEX review_supports_until ON review_supports (organisation_id, holds_until);

-- The sample drawn when the vendor handed in. Lists are JSON of question ids, in order.
CREATE TABLE review_samples (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    assessment_id TEXT NOT NULL UNIQUE REFERENCES assessments (id),
    seed TEXT NOT NULL,
    algorithm TEXT NOT NULL,
    parameters TEXT NOT NULL,
    tier INTEGER,
    percent INTEGER NOT NULL,
    always TEXT NOT NULL,
    population TEXT NOT NULL,
    drawn TEXT NOT NULL,
    drawn_at TIMESTAMP NOT NULL
);

-- Questions and answers between the two sides about one question. Both see everything here.
CREATE TABLE question_threads (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    assessment_id TEXT NOT NULL REFERENCES assessments (id),
    question_id TEXT NOT NULL,
    opened_at TIMESTAMP NOT NULL,
    -- the side that wrote last
    last_side TEXT NOT NULL,
    resolved_at TIMESTAMP,
    resolved_by_name TEXT,
    version INTEGER NOT NULL,
    UNIQUE (assessment_id, question_id)
);

CREATE TABLE question_messages (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    assessment_id TEXT NOT NULL REFERENCES assessments (id),
    question_id TEXT NOT NULL,
    side TEXT NOT NULL,
    text TEXT NOT NULL,
    written_by TEXT NOT NULL,
    written_by_name TEXT NOT NULL,
    written_by_organisation TEXT NOT NULL,
    written_at TIMESTAMP NOT NULL,
    -- when the other side was told of it
    told_at TIMESTAMP
);
CREATE INDEX question_messages_of ON question_messages (assessment_id, written_at);
CREATE INDEX question_messages_untold ON question_messages (told_at, written_at);

-- Whether a certificate covers what the assessment is about: a person says so, nobody guesses it from its text.
CREATE TABLE certificate_scopes (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    assessment_id TEXT NOT NULL REFERENCES assessments (id),
    certificate_id TEXT NOT NULL REFERENCES vendor_certificates (id),
    covers BOOLEAN NOT NULL,
    soa_seen BOOLEAN NOT NULL,
    reason TEXT NOT NULL,
    decided_by TEXT NOT NULL,
    decided_by_name TEXT NOT NULL,
    decided_at TIMESTAMP NOT NULL,
    version INTEGER NOT NULL,
    UNIQUE (assessment_id, certificate_id)
);

-- Reviews of a vendor by anybody: external, internal, audit office, authority, internal report, visit.
CREATE TABLE vendor_reviews (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    vendor_id TEXT NOT NULL REFERENCES vendors (id),
    number INTEGER NOT NULL,
    kind TEXT NOT NULL,
    status TEXT NOT NULL,
    title TEXT NOT NULL,
    search_text TEXT NOT NULL,
    scope TEXT NOT NULL,
    commissioner TEXT,
    reviewer TEXT,
    independence TEXT,
    cost_sek BIGINT,
    diary_number TEXT,
    starts_on DATE,
    ends_on DATE,
    reported_on DATE,
    distribution TEXT,
    internal_note TEXT,
    created_by TEXT NOT NULL,
    created_by_name TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version INTEGER NOT NULL,
    UNIQUE (organisation_id, number)
);
CREATE INDEX vendor_reviews_vendor ON vendor_reviews (vendor_id, number);

CREATE TABLE vendor_review_authors (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    review_id TEXT NOT NULL REFERENCES vendor_reviews (id),
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    duty TEXT NOT NULL,
    UNIQUE (review_id, position)
);

-- Several reviews may stand behind one finding, and one review behind many.
CREATE TABLE vendor_review_findings (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    review_id TEXT NOT NULL REFERENCES vendor_reviews (id),
    finding_id TEXT NOT NULL REFERENCES findings (id),
    -- false when the finding was there before
    made_here BOOLEAN NOT NULL,
    linked_by_name TEXT NOT NULL,
    linked_at TIMESTAMP NOT NULL,
    UNIQUE (review_id, finding_id)
);
CREATE INDEX vendor_review_findings_finding ON vendor_review_findings (finding_id);

-- A visit on the spot. Once locked, page and PDF are set from the snapshot alone.
CREATE TABLE review_visits (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    review_id TEXT NOT NULL REFERENCES vendor_reviews (id),
    number INTEGER NOT NULL,
    held_on DATE NOT NULL,
    place TEXT NOT NULL,
    present TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    locked_at TIMESTAMP,
    locked_by_name TEXT,
    snapshot TEXT,
    sha256 TEXT,
    version INTEGER NOT NULL,
    UNIQUE (review_id, number)
);

CREATE TABLE review_visit_lines (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    visit_id TEXT NOT NULL REFERENCES review_visits (id),
    position INTEGER NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    asked TEXT NOT NULL,
    seen TEXT NOT NULL,
    outcome TEXT NOT NULL,
    finding_id TEXT REFERENCES findings (id),
    written_by_name TEXT NOT NULL,
    written_at TIMESTAMP NOT NULL,
    UNIQUE (visit_id, position)
);
