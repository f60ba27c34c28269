-- Agenda templates: each version has its whole body as JSON. Without a tier it holds for every tier that has none of its own.
CREATE TABLE agenda_templates (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    tier INTEGER,
    number INTEGER NOT NULL,
    name TEXT NOT NULL,
    state TEXT NOT NULL,
    body TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_by_name TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    published_by_name TEXT,
    published_at TIMESTAMP,
    version INTEGER NOT NULL
);
CREATE INDEX agenda_templates_state ON agenda_templates (organisation_id, state, number);

-- Which template the agenda of a dialogue was made from; without one, from the shipped headings.
CREATE TABLE dialogue_agendas (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    dialogue_id TEXT NOT NULL UNIQUE REFERENCES dialogues (id),
    template_id TEXT REFERENCES agenda_templates (id)
);

-- What dialogues have decided, carried forward until it has been carried out.
CREATE TABLE meeting_decisions (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    contract_id TEXT NOT NULL REFERENCES contracts (id),
    dialogue_id TEXT NOT NULL REFERENCES dialogues (id),
    item_id TEXT NOT NULL,
    -- the number of the dialogue that decided
    number INTEGER NOT NULL,
    decided_on DATE NOT NULL,
    title_sv TEXT NOT NULL,
    title_en TEXT NOT NULL,
    decision TEXT NOT NULL,
    state TEXT NOT NULL,
    closed_note TEXT,
    closed_by_name TEXT,
    closed_at TIMESTAMP,
    version INTEGER NOT NULL
);
CREATE INDEX meeting_decisions_contract ON meeting_decisions (contract_id, state);
CREATE INDEX meeting_decisions_open ON meeting_decisions (organisation_id, state, decided_on);

-- What the vendor has prepared for an item before the meeting.
CREATE TABLE prepared_answers (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    dialogue_id TEXT NOT NULL REFERENCES dialogues (id),
    item_id TEXT NOT NULL UNIQUE REFERENCES dialogue_items (id),
    answer TEXT NOT NULL,
    written_by TEXT NOT NULL,
    written_by_name TEXT NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version INTEGER NOT NULL
);
CREATE INDEX prepared_answers_dialogue ON prepared_answers (dialogue_id);

-- Items that the vendor proposes for the agenda.
CREATE TABLE agenda_proposals (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    dialogue_id TEXT NOT NULL REFERENCES dialogues (id),
    section TEXT NOT NULL,
    title TEXT NOT NULL,
    explanation TEXT,
    state TEXT NOT NULL,
    -- why the region declined
    reason TEXT,
    item_id TEXT,
    proposed_by TEXT NOT NULL,
    proposed_by_name TEXT NOT NULL,
    proposed_at TIMESTAMP NOT NULL,
    decided_by_name TEXT,
    decided_at TIMESTAMP,
    version INTEGER NOT NULL
);
CREATE INDEX agenda_proposals_dialogue ON agenda_proposals (dialogue_id);

-- The follow-up plan of a contract, generated from its vendor's tier (0: not categorised).
CREATE TABLE contract_follow_ups (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    contract_id TEXT NOT NULL UNIQUE REFERENCES contracts (id),
    tier INTEGER NOT NULL,
    model_version TEXT NOT NULL,
    anchor_on DATE NOT NULL,
    planned_to DATE NOT NULL,
    made_at TIMESTAMP NOT NULL,
    version INTEGER NOT NULL
);

CREATE TABLE follow_up_lines (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    contract_id TEXT NOT NULL REFERENCES contracts (id),
    kind TEXT NOT NULL,
    -- done from this day on counts
    opens_on DATE NOT NULL,
    due_on DATE NOT NULL,
    -- the month of due_on
    period TEXT NOT NULL,
    owner_id TEXT,
    owner_name TEXT,
    state TEXT NOT NULL,
    done_on DATE,
    done_by_name TEXT,
    note TEXT,
    object_id TEXT,
    version INTEGER NOT NULL
);
CREATE INDEX follow_up_lines_contract ON follow_up_lines (contract_id, due_on);
CREATE INDEX follow_up_lines_due ON follow_up_lines (organisation_id, state, due_on);
CREATE INDEX follow_up_lines_period ON follow_up_lines (organisation_id, kind, period);

-- Planned dialogues whose month has passed, and how far that has been told.
CREATE TABLE skipped_dialogues (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    dialogue_id TEXT NOT NULL REFERENCES dialogues (id),
    contract_id TEXT NOT NULL REFERENCES contracts (id),
    period TEXT NOT NULL,
    -- 1: the manager was told; 2: the director too
    level INTEGER NOT NULL,
    told INTEGER NOT NULL,
    noted_at TIMESTAMP NOT NULL,
    escalated_at TIMESTAMP NOT NULL,
    UNIQUE (dialogue_id, period)
);
CREATE INDEX skipped_dialogues_period ON skipped_dialogues (organisation_id, period);

-- A month's minutes as one ZIP.
CREATE TABLE month_runs (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    period TEXT NOT NULL,
    language TEXT NOT NULL,
    state TEXT NOT NULL,
    total INTEGER NOT NULL,
    sha256 TEXT,
    size BIGINT,
    error TEXT,
    started_by TEXT NOT NULL,
    started_by_name TEXT NOT NULL,
    started_at TIMESTAMP NOT NULL,
    finished_at TIMESTAMP,
    version INTEGER NOT NULL
);
CREATE INDEX month_runs_period ON month_runs (organisation_id, started_at);

CREATE TABLE month_run_files (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    run_id TEXT NOT NULL REFERENCES month_runs (id),
    position INTEGER NOT NULL,
    dialogue_id TEXT NOT NULL REFERENCES dialogues (id),
    state TEXT NOT NULL,
    file_name TEXT,
    sha256 TEXT,
    size BIGINT,
    error TEXT
);
CREATE INDEX month_run_files_queue ON month_run_files (run_id, state, position);

CREATE INDEX dialogues_period ON dialogues (organisation_id, period, status);
