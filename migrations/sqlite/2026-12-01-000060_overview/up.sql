-- Reports: what was counted each day, goals, the organisation's own texts, who is sent what.

-- One row an organisation, day and measure. A day without rows was not counted, and is never filled in afterwards.
CREATE TABLE measure_snapshots (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    day DATE NOT NULL,
    measure TEXT NOT NULL,
    value BIGINT NOT NULL,
    taken_at TIMESTAMP NOT NULL,
    UNIQUE (organisation_id, measure, day)
);
CREATE INDEX measure_snapshots_day ON measure_snapshots (organisation_id, day);

CREATE TABLE measure_goals (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    measure TEXT NOT NULL,
    baseline BIGINT NOT NULL,
    baseline_on DATE NOT NULL,
    target BIGINT NOT NULL,
    target_on DATE NOT NULL,
    note TEXT,
    updated_by_name TEXT NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version INTEGER NOT NULL,
    UNIQUE (organisation_id, measure)
);

CREATE TABLE report_texts (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    place TEXT NOT NULL,
    text_sv TEXT NOT NULL,
    text_en TEXT NOT NULL,
    updated_by_name TEXT NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version INTEGER NOT NULL,
    UNIQUE (organisation_id, place)
);

CREATE TABLE report_mailings (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    report TEXT NOT NULL,
    day_of_month INTEGER NOT NULL,
    -- only a link is sent, never a figure
    secrecy_marked BOOLEAN NOT NULL,
    active BOOLEAN NOT NULL,
    -- the last month that was sent, such as 2026-11
    last_period TEXT,
    updated_by_name TEXT NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version INTEGER NOT NULL,
    UNIQUE (organisation_id, report)
);

CREATE TABLE report_receivers (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    mailing_id TEXT NOT NULL REFERENCES report_mailings (id),
    person_id TEXT NOT NULL REFERENCES persons (id),
    UNIQUE (mailing_id, person_id)
);

-- What the figures are counted by.
CREATE INDEX findings_by_state ON findings (organisation_id, closed_at, severity);
CREATE INDEX findings_by_birth ON findings (organisation_id, created_at);
CREATE INDEX actions_by_proof ON actions (organisation_id, verified_at);
CREATE INDEX postponements_by_time ON action_postponements (organisation_id, decided_at);
CREATE INDEX dialogues_by_day ON dialogues (vendor_id, held_on);
CREATE INDEX dialogues_by_lock ON dialogues (organisation_id, locked_at);
CREATE INDEX categorisations_by_time ON categorisations (organisation_id, decided_at);
CREATE INDEX vendor_steps_by_time ON vendor_steps (organisation_id, decided_at);
-- What a list is taken back in time by.
CREATE INDEX audit_events_by_type ON audit_events (organisation_id, object_type, at);
