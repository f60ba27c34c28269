-- The escalation ladder: what was escalated, and each decided step of it.
CREATE TABLE escalations (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    vendor_id TEXT NOT NULL REFERENCES vendors (id),
    contract_id TEXT REFERENCES contracts (id),
    number INTEGER NOT NULL,
    -- action, finding, dialogue or contract, and its id
    origin TEXT NOT NULL,
    origin_id TEXT NOT NULL,
    cause TEXT NOT NULL,
    title TEXT NOT NULL,
    search_text TEXT NOT NULL,
    reason TEXT NOT NULL,
    -- the key of the step where it stands now; none before the first decision
    step TEXT,
    ladder_version TEXT NOT NULL,
    opened_by TEXT NOT NULL,
    opened_by_name TEXT NOT NULL,
    opened_at TIMESTAMP NOT NULL,
    closed_at TIMESTAMP,
    closed_by_name TEXT,
    close_reason TEXT,
    version INTEGER NOT NULL
);
CREATE INDEX escalations_organisation ON escalations (organisation_id, closed_at);
CREATE INDEX escalations_origin ON escalations (origin_id, closed_at);
CREATE INDEX escalations_vendor ON escalations (vendor_id, closed_at);

-- Everything but demand, due_on and snapshot's letter is the client's own.
CREATE TABLE escalation_steps (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    escalation_id TEXT NOT NULL REFERENCES escalations (id),
    position INTEGER NOT NULL,
    step TEXT NOT NULL,
    direction TEXT NOT NULL,
    decided_on DATE NOT NULL,
    decided_by_name TEXT NOT NULL,
    decided_role TEXT NOT NULL,
    delegation TEXT,
    reason TEXT NOT NULL,
    -- what the vendor is asked to do; the only text here that the vendor reads
    demand TEXT,
    due_on DATE,
    diary_number TEXT,
    cost_low BIGINT,
    cost_high BIGINT,
    proposal TEXT,
    outcome TEXT,
    outcome_on DATE,
    outcome_by_name TEXT,
    -- canonical JSON of the letter and of the memo; paper is made from these alone
    letter TEXT,
    letter_sha256 TEXT,
    memo TEXT,
    memo_sha256 TEXT,
    recorded_by TEXT NOT NULL,
    recorded_by_name TEXT NOT NULL,
    recorded_at TIMESTAMP NOT NULL,
    version INTEGER NOT NULL
);
CREATE INDEX escalation_steps_escalation ON escalation_steps (escalation_id, position);

-- Who reported an action done, so that another person verifies it.
CREATE TABLE action_reports (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    action_id TEXT NOT NULL REFERENCES actions (id),
    reported_by TEXT NOT NULL,
    reported_by_name TEXT NOT NULL,
    reported_at TIMESTAMP NOT NULL
);
CREATE INDEX action_reports_action ON action_reports (action_id, reported_at);

-- The priority of an action when a person has set one; else it has its finding's severity.
CREATE TABLE action_priorities (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    action_id TEXT NOT NULL UNIQUE REFERENCES actions (id),
    priority TEXT NOT NULL,
    set_by_name TEXT NOT NULL,
    set_at TIMESTAMP NOT NULL
);
CREATE INDEX action_priorities_organisation ON action_priorities (organisation_id, priority);

-- Some months after an action was verified: does it still work?
CREATE TABLE effect_checks (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    action_id TEXT NOT NULL REFERENCES actions (id),
    due_on DATE NOT NULL,
    tier INTEGER,
    model_version TEXT NOT NULL,
    result TEXT,
    note TEXT,
    evidence TEXT,
    checked_by TEXT,
    checked_by_name TEXT,
    checked_at TIMESTAMP,
    created_at TIMESTAMP NOT NULL,
    version INTEGER NOT NULL
);
CREATE INDEX effect_checks_due ON effect_checks (organisation_id, result, due_on);
CREATE INDEX effect_checks_action ON effect_checks (action_id);

-- A person's private address for calendars. Only the hash of its secret is kept.
CREATE TABLE calendar_feeds (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    person_id TEXT NOT NULL REFERENCES persons (id),
    secret_hash TEXT NOT NULL UNIQUE,
    created_at TIMESTAMP NOT NULL,
    last_used_at TIMESTAMP,
    withdrawn_at TIMESTAMP
);
CREATE INDEX calendar_feeds_person ON calendar_feeds (person_id, organisation_id);
