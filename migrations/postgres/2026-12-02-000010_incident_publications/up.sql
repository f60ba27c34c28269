-- a version of an incident's timeline that is prepared for publication, decided by somebody else, and frozen
CREATE TABLE incident_timelines (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    incident_id TEXT NOT NULL REFERENCES incidents (id),
    number INTEGER NOT NULL,
    state TEXT NOT NULL,
    title_sv TEXT NOT NULL,
    title_en TEXT NOT NULL,
    lead_sv TEXT,
    lead_en TEXT,
    prepared_by_id TEXT NOT NULL REFERENCES persons (id),
    prepared_by_name TEXT NOT NULL,
    prepared_at TIMESTAMP NOT NULL,
    -- ids as JSON: everybody who prepared, wrote, reviewed or removed, here or in the versions that it was made from
    hands TEXT NOT NULL,
    -- the decision, and who recorded it
    decided_by_name TEXT,
    decided_role TEXT,
    decided_on DATE,
    diary_number TEXT,
    published_by_id TEXT REFERENCES persons (id),
    published_by_name TEXT,
    published_at TIMESTAMP,
    -- canonical JSON of what is published, which never holds what was left out
    snapshot TEXT,
    sha256 TEXT,
    -- when it was withdrawn, or another version took its place
    ended_at TIMESTAMP,
    ended_by_name TEXT,
    withdrawn_reason TEXT,
    version INTEGER NOT NULL,
    UNIQUE (incident_id, number)
);
CREATE INDEX incident_timelines_organisation ON incident_timelines (organisation_id, incident_id);

-- what is known of one moment, with the secrecy review of it
CREATE TABLE incident_timeline_entries (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    timeline_id TEXT NOT NULL REFERENCES incident_timelines (id),
    occurred_at TIMESTAMP NOT NULL,
    source TEXT NOT NULL,
    -- which fact of the incident it was proposed from, so that it is proposed once
    source_key TEXT NOT NULL,
    text_sv TEXT NOT NULL,
    text_en TEXT NOT NULL,
    review TEXT NOT NULL,
    -- why it is left out
    paragraph TEXT,
    reason TEXT,
    reviewed_by_name TEXT,
    reviewed_at TIMESTAMP,
    version INTEGER NOT NULL,
    UNIQUE (timeline_id, source_key)
);
CREATE INDEX incident_timeline_entries_order ON incident_timeline_entries (timeline_id, occurred_at);
