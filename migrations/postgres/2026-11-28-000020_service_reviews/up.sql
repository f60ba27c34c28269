-- Campaigns: one risk analysis for each of a number of services. `basis` is what the list of breaches
-- said when the campaign began, as canonical JSON.
CREATE TABLE analysis_campaigns (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    number INTEGER NOT NULL,
    title TEXT NOT NULL,
    search_text TEXT NOT NULL,
    why TEXT NOT NULL,
    platform_id TEXT REFERENCES platforms (id),
    -- the one who answers for the whole, and who owns an analysis when nobody else does
    manager_id TEXT NOT NULL REFERENCES persons (id),
    manager_name TEXT NOT NULL,
    owner_id TEXT NOT NULL REFERENCES persons (id),
    owner_name TEXT NOT NULL,
    due_on DATE NOT NULL,
    diary_number TEXT,
    basis TEXT NOT NULL,
    state TEXT NOT NULL,
    closed_at TIMESTAMP,
    closed_note TEXT,
    created_by TEXT NOT NULL,
    created_by_name TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version INTEGER NOT NULL,
    UNIQUE (organisation_id, number)
);
CREATE INDEX analysis_campaigns_state ON analysis_campaigns (organisation_id, state, due_on);

-- A risk analysis of one service. A decided one is never changed: a later one with the next number
-- takes its place. `content` is what was written, as JSON; `snapshot` is the whole as it was decided.
CREATE TABLE service_analyses (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    campaign_id TEXT NOT NULL REFERENCES analysis_campaigns (id),
    service_id TEXT NOT NULL REFERENCES services (id),
    -- the service's name, folded and as it sorts
    name_folded TEXT COLLATE "C" NOT NULL,
    number INTEGER NOT NULL,
    state TEXT NOT NULL,
    owner_id TEXT NOT NULL REFERENCES persons (id),
    owner_name TEXT NOT NULL,
    due_on DATE NOT NULL,
    content TEXT NOT NULL,
    ready_by TEXT,
    ready_by_name TEXT,
    ready_at TIMESTAMP,
    decision TEXT,
    decided_by TEXT,
    decided_by_name TEXT,
    decided_at TIMESTAMP,
    reason TEXT,
    diary_number TEXT,
    snapshot TEXT,
    sha256 TEXT,
    replaced_at TIMESTAMP,
    removed_at TIMESTAMP,
    removed_reason TEXT,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version INTEGER NOT NULL,
    UNIQUE (campaign_id, service_id, number)
);
CREATE INDEX service_analyses_campaign ON service_analyses (campaign_id, name_folded, id);
CREATE INDEX service_analyses_service ON service_analyses (service_id);
CREATE INDEX service_analyses_open ON service_analyses (organisation_id, state, due_on);

-- Who wrote an analysis: none of them may decide on it.
CREATE TABLE analysis_authors (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    analysis_id TEXT NOT NULL REFERENCES service_analyses (id),
    person_id TEXT NOT NULL REFERENCES persons (id),
    person_name TEXT NOT NULL,
    duty TEXT,
    added_at TIMESTAMP NOT NULL,
    UNIQUE (analysis_id, person_id)
);

-- What is done while the service goes on. An action takes over where a vendor answers for the platform.
CREATE TABLE analysis_measures (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    analysis_id TEXT NOT NULL REFERENCES service_analyses (id),
    measure TEXT NOT NULL,
    owner_id TEXT REFERENCES persons (id),
    owner_name TEXT NOT NULL,
    due_on DATE NOT NULL,
    action_id TEXT REFERENCES actions (id),
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX analysis_measures_analysis ON analysis_measures (analysis_id, due_on);

-- Who was reminded on which day: one mail for each person, whatever the number of analyses.
CREATE TABLE review_reminders (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    person_id TEXT NOT NULL REFERENCES persons (id),
    on_date DATE NOT NULL,
    sent_at TIMESTAMP NOT NULL,
    UNIQUE (organisation_id, person_id, on_date)
);

-- Drafts for the board, each a snapshot that the PDF is set from.
CREATE TABLE board_memos (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    campaign_id TEXT NOT NULL REFERENCES analysis_campaigns (id),
    number INTEGER NOT NULL,
    diary_number TEXT,
    snapshot TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_by_name TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    UNIQUE (campaign_id, number)
);

-- A random sample. `population` is frozen, in the order of ids, as canonical JSON; with `seed` and
-- `algorithm` anybody can draw the same sample again.
CREATE TABLE spot_checks (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    number INTEGER NOT NULL,
    title TEXT NOT NULL,
    search_text TEXT NOT NULL,
    purpose TEXT NOT NULL,
    population TEXT NOT NULL,
    population_sha256 TEXT NOT NULL,
    population_size INTEGER NOT NULL,
    selection TEXT NOT NULL,
    seed TEXT NOT NULL,
    algorithm TEXT NOT NULL,
    sample_size INTEGER NOT NULL,
    diary_number TEXT,
    state TEXT NOT NULL,
    drawn_by TEXT NOT NULL,
    drawn_by_name TEXT NOT NULL,
    drawn_at TIMESTAMP NOT NULL,
    conclusion TEXT,
    closed_by_name TEXT,
    closed_at TIMESTAMP,
    version INTEGER NOT NULL,
    UNIQUE (organisation_id, number)
);

-- The protocol: what was drawn and what was seen. Nothing is ever taken out.
CREATE TABLE spot_check_items (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    spot_check_id TEXT NOT NULL REFERENCES spot_checks (id),
    position INTEGER NOT NULL,
    service_id TEXT NOT NULL REFERENCES services (id),
    service_name TEXT NOT NULL,
    outcome TEXT NOT NULL,
    looked_at TEXT,
    looked_on DATE,
    looked_by TEXT,
    note TEXT,
    evidence TEXT,
    finding_id TEXT REFERENCES findings (id),
    updated_at TIMESTAMP NOT NULL,
    version INTEGER NOT NULL,
    UNIQUE (spot_check_id, position)
);
