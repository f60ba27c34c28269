-- How far the minutes of a dialogue have come after the lock.
CREATE TABLE minutes (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    dialogue_id TEXT NOT NULL UNIQUE REFERENCES dialogues (id),
    state TEXT NOT NULL,
    -- the number of the text that is out for approval, or was taken back last
    text_version INTEGER NOT NULL,
    sent_at TIMESTAMP,
    sent_by_name TEXT,
    reply_by DATE,
    approved_at TIMESTAMP,
    diary_number TEXT,
    registered_at TIMESTAMP,
    registered_by_name TEXT,
    archive_reference TEXT,
    archived_at TIMESTAMP,
    archived_by_name TEXT,
    created_at TIMESTAMP NOT NULL,
    version INTEGER NOT NULL
);
CREATE INDEX minutes_state ON minutes (organisation_id, state);

-- Every text that was sent for approval, as it was; one that was taken back stays.
CREATE TABLE minutes_texts (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    dialogue_id TEXT NOT NULL REFERENCES dialogues (id),
    number INTEGER NOT NULL,
    snapshot TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    fixed_at TIMESTAMP NOT NULL,
    fixed_by_name TEXT NOT NULL,
    taken_back_at TIMESTAMP,
    taken_back_by_name TEXT,
    taken_back_reason TEXT,
    UNIQUE (dialogue_id, number)
);

-- A correction after the minutes were approved: a text of its own.
CREATE TABLE minutes_addenda (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    dialogue_id TEXT NOT NULL REFERENCES dialogues (id),
    number INTEGER NOT NULL,
    body TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    author_name TEXT NOT NULL,
    author_side TEXT NOT NULL,
    added_at TIMESTAMP NOT NULL,
    approved_at TIMESTAMP,
    UNIQUE (dialogue_id, number)
);

-- Who is asked to approve a text or an addendum, and what they said about which fingerprint.
CREATE TABLE minutes_approvals (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    dialogue_id TEXT NOT NULL REFERENCES dialogues (id),
    addendum_id TEXT REFERENCES minutes_addenda (id),
    text_version INTEGER NOT NULL,
    side TEXT NOT NULL,
    name TEXT NOT NULL,
    -- absent for somebody without an account: then the chair records the answer
    person_id TEXT REFERENCES persons (id),
    email TEXT,
    language TEXT NOT NULL,
    outcome TEXT NOT NULL,
    sha256 TEXT,
    decided_at TIMESTAMP,
    channel TEXT,
    recorded_by_name TEXT,
    recorded_note TEXT,
    objection TEXT,
    objected_at TIMESTAMP,
    asked_at TIMESTAMP NOT NULL,
    version INTEGER NOT NULL
);
CREATE INDEX minutes_approvals_dialogue ON minutes_approvals (dialogue_id, text_version);
CREATE INDEX minutes_approvals_person ON minutes_approvals (person_id, outcome);

-- How a participant took part, and whose seat it was. By side and name: the list of participants is written anew at each change.
CREATE TABLE dialogue_attendance (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    dialogue_id TEXT NOT NULL REFERENCES dialogues (id),
    side TEXT NOT NULL,
    name TEXT NOT NULL,
    attendance TEXT NOT NULL,
    seat TEXT NOT NULL,
    deputy_for TEXT
);
CREATE INDEX dialogue_attendance_dialogue ON dialogue_attendance (dialogue_id);

-- A conflict of interest that somebody declared for an item.
CREATE TABLE dialogue_conflicts (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    dialogue_id TEXT NOT NULL REFERENCES dialogues (id),
    item_id TEXT NOT NULL REFERENCES dialogue_items (id),
    side TEXT NOT NULL,
    name TEXT NOT NULL,
    reason TEXT NOT NULL,
    stepped_out BOOLEAN NOT NULL,
    declared_at TIMESTAMP NOT NULL,
    recorded_by_name TEXT NOT NULL
);
CREATE INDEX dialogue_conflicts_dialogue ON dialogue_conflicts (dialogue_id);

-- Invitations, moves and cancellations, each with the number that a calendar orders them by.
CREATE TABLE dialogue_calls (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    dialogue_id TEXT NOT NULL REFERENCES dialogues (id),
    kind TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    starts_at TIMESTAMP,
    length_minutes INTEGER,
    place TEXT,
    reason TEXT,
    sent_at TIMESTAMP NOT NULL,
    sent_by_name TEXT NOT NULL,
    sent_by_email TEXT,
    UNIQUE (dialogue_id, sequence)
);
