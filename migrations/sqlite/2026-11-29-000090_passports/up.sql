-- What a vendor has answered once, for itself; a client sees it only while it is shared with that client.
CREATE TABLE passport_answers (
    id TEXT NOT NULL PRIMARY KEY,
    -- the vendor's own organisation
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    question_id TEXT NOT NULL,
    catalogue_version TEXT NOT NULL,
    status TEXT,
    value TEXT NOT NULL,
    comment TEXT,
    shown_on_site BOOLEAN NOT NULL,
    answered_by TEXT NOT NULL REFERENCES persons (id),
    answered_by_name TEXT NOT NULL,
    answered_at TIMESTAMP NOT NULL,
    version INTEGER NOT NULL,
    UNIQUE (organisation_id, question_id)
);

-- Which client sees which answer, and since when it does not any longer.
CREATE TABLE passport_shares (
    id TEXT NOT NULL PRIMARY KEY,
    -- the vendor's own organisation
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    client_id TEXT NOT NULL REFERENCES organisations (id),
    question_id TEXT NOT NULL,
    shared_at TIMESTAMP NOT NULL,
    shared_by_name TEXT NOT NULL,
    withdrawn_at TIMESTAMP,
    withdrawn_by_name TEXT,
    version INTEGER NOT NULL,
    UNIQUE (organisation_id, client_id, question_id)
);

-- A client's own view of an answer that it was shown. It stays when the answer is taken back.
CREATE TABLE passport_reviews (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    vendor_id TEXT NOT NULL REFERENCES vendors (id),
    question_id TEXT NOT NULL,
    -- the version of the answer that was judged
    answer_version INTEGER NOT NULL,
    status TEXT NOT NULL,
    assurance TEXT NOT NULL,
    note TEXT,
    reviewed_by TEXT NOT NULL REFERENCES persons (id),
    reviewed_by_name TEXT NOT NULL,
    reviewed_at TIMESTAMP NOT NULL,
    version INTEGER NOT NULL
);
CREATE INDEX passport_reviews_vendor ON passport_reviews (organisation_id, vendor_id, question_id);
