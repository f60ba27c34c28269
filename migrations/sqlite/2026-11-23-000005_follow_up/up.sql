CREATE TABLE findings (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    vendor_id TEXT NOT NULL REFERENCES vendors (id),
    contract_id TEXT REFERENCES contracts (id),
    number INTEGER NOT NULL,
    origin TEXT NOT NULL,
    -- what it came from: an assessment or a contract, and the question or clause in it
    origin_object_id TEXT,
    origin_part TEXT,
    title TEXT NOT NULL,
    -- the title folded: å ä ö are found by a a o on both databases
    search_text TEXT NOT NULL,
    description TEXT,
    severity TEXT NOT NULL,
    responsible TEXT NOT NULL,
    control_ids TEXT NOT NULL,
    internal_note TEXT,
    created_by TEXT NOT NULL,
    created_by_name TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    closed_at TIMESTAMP,
    version INTEGER NOT NULL,
    UNIQUE (organisation_id, number)
);
CREATE INDEX findings_vendor ON findings (vendor_id, closed_at);
CREATE INDEX findings_origin ON findings (origin_object_id, origin_part);

CREATE TABLE actions (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    vendor_id TEXT NOT NULL REFERENCES vendors (id),
    contract_id TEXT REFERENCES contracts (id),
    finding_id TEXT REFERENCES findings (id),
    number INTEGER NOT NULL,
    title TEXT NOT NULL,
    -- the title folded: å ä ö are found by a a o on both databases
    search_text TEXT NOT NULL,
    description TEXT,
    responsible TEXT NOT NULL,
    owner_id TEXT REFERENCES persons (id),
    owner_name TEXT,
    due_on DATE NOT NULL,
    original_due_on DATE NOT NULL,
    slips INTEGER NOT NULL,
    status TEXT NOT NULL,
    focus TEXT,
    reported_note TEXT,
    reported_by_name TEXT,
    reported_at TIMESTAMP,
    verified_note TEXT,
    verified_effective BOOLEAN,
    verified_by_name TEXT,
    verified_at TIMESTAMP,
    internal_note TEXT,
    created_by TEXT NOT NULL,
    created_by_name TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version INTEGER NOT NULL,
    UNIQUE (organisation_id, number)
);
CREATE INDEX actions_vendor ON actions (vendor_id, status);
CREATE INDEX actions_contract ON actions (contract_id, status);
CREATE INDEX actions_due ON actions (organisation_id, status, due_on);
CREATE INDEX actions_finding ON actions (finding_id);

CREATE TABLE action_postponements (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    action_id TEXT NOT NULL REFERENCES actions (id),
    old_due_on DATE NOT NULL,
    new_due_on DATE NOT NULL,
    reason TEXT NOT NULL,
    decided_by TEXT NOT NULL,
    decided_by_name TEXT NOT NULL,
    decided_at TIMESTAMP NOT NULL
);
CREATE INDEX action_postponements_action ON action_postponements (action_id, decided_at);

CREATE TABLE dialogues (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    vendor_id TEXT NOT NULL REFERENCES vendors (id),
    contract_id TEXT NOT NULL REFERENCES contracts (id),
    previous_id TEXT REFERENCES dialogues (id),
    number INTEGER NOT NULL,
    period TEXT NOT NULL,
    held_on DATE NOT NULL,
    status TEXT NOT NULL,
    chair_name TEXT,
    minute_checker TEXT,
    internal_note TEXT,
    locked_at TIMESTAMP,
    locked_by_name TEXT,
    -- canonical JSON; page, PDF and mail of a locked dialogue come from it alone
    snapshot TEXT,
    sha256 TEXT,
    created_at TIMESTAMP NOT NULL,
    version INTEGER NOT NULL,
    UNIQUE (contract_id, period)
);
CREATE INDEX dialogues_due ON dialogues (organisation_id, status, held_on);
CREATE INDEX dialogues_vendor ON dialogues (vendor_id, period);

CREATE TABLE dialogue_items (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    dialogue_id TEXT NOT NULL REFERENCES dialogues (id),
    position INTEGER NOT NULL,
    section INTEGER NOT NULL,
    kind TEXT NOT NULL,
    object_id TEXT,
    title_sv TEXT NOT NULL,
    title_en TEXT NOT NULL,
    status TEXT NOT NULL,
    note TEXT,
    decision TEXT,
    taken_up_at TIMESTAMP,
    taken_up_by_name TEXT,
    version INTEGER NOT NULL
);
CREATE INDEX dialogue_items_dialogue ON dialogue_items (dialogue_id, section, position);
CREATE INDEX dialogue_items_object ON dialogue_items (object_id);

CREATE TABLE dialogue_participants (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    dialogue_id TEXT NOT NULL REFERENCES dialogues (id),
    side TEXT NOT NULL,
    person_id TEXT REFERENCES persons (id),
    name TEXT NOT NULL,
    email TEXT,
    duty TEXT,
    language TEXT NOT NULL,
    present BOOLEAN NOT NULL,
    receives_minutes BOOLEAN NOT NULL,
    version INTEGER NOT NULL
);
CREATE INDEX dialogue_participants_dialogue ON dialogue_participants (dialogue_id);
