-- What a person is told. The text is made when it is read, from the object and by what the reader may see: the row
-- holds only ids. `organisation_id` is whose object it is, `home_id` for which organisation the person acts.
CREATE TABLE notices (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    home_id TEXT NOT NULL REFERENCES organisations (id),
    person_id TEXT NOT NULL REFERENCES persons (id),
    kind TEXT NOT NULL,
    -- the mail that has already said it, or what happened
    event TEXT,
    object_type TEXT NOT NULL,
    object_id TEXT NOT NULL,
    due_on DATE,
    -- days from the due day
    step INTEGER,
    -- one thing is told to a person once
    key TEXT NOT NULL,
    mail TEXT NOT NULL,
    digest_id TEXT,
    created_at TIMESTAMP NOT NULL,
    read_at TIMESTAMP,
    UNIQUE (person_id, key, home_id)
);
CREATE INDEX notices_unread ON notices (person_id, home_id, read_at);
CREATE INDEX notices_list ON notices (person_id, home_id, created_at, id);
CREATE INDEX notices_mail ON notices (mail, home_id, person_id);

-- Which step of its ladder a dated thing has been reminded of. A moved day begins anew.
CREATE TABLE notice_reminders (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    kind TEXT NOT NULL,
    dated_id TEXT NOT NULL,
    due_on DATE NOT NULL,
    step INTEGER NOT NULL,
    receivers INTEGER NOT NULL,
    created_at TIMESTAMP NOT NULL,
    UNIQUE (organisation_id, kind, dated_id, due_on, step)
);

-- How a person wants to be told in one organisation; without a row the shipped values hold.
CREATE TABLE notice_settings (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    person_id TEXT NOT NULL REFERENCES persons (id),
    language TEXT,
    -- HH:MM in Sweden; both or neither
    quiet_from TEXT,
    quiet_to TEXT,
    unsubscribed_at TIMESTAMP,
    updated_at TIMESTAMP NOT NULL,
    version INTEGER NOT NULL,
    UNIQUE (organisation_id, person_id)
);

CREATE TABLE notice_preferences (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    person_id TEXT NOT NULL REFERENCES persons (id),
    kind TEXT NOT NULL,
    way TEXT NOT NULL,
    UNIQUE (organisation_id, person_id, kind)
);

-- The one mail of a person and day: the row is written in the transaction that queues the mail.
CREATE TABLE notice_digests (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    person_id TEXT NOT NULL REFERENCES persons (id),
    on_date DATE NOT NULL,
    notices INTEGER NOT NULL,
    outbox_id TEXT NOT NULL,
    sent_at TIMESTAMP NOT NULL,
    UNIQUE (organisation_id, person_id, on_date)
);
CREATE INDEX notice_digests_day ON notice_digests (on_date);

-- An organisation's own text of a mail. The highest number holds; a restored one says that the shipped text does.
CREATE TABLE mail_texts (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    event TEXT NOT NULL,
    language TEXT NOT NULL,
    number INTEGER NOT NULL,
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    restored BOOLEAN NOT NULL,
    created_by TEXT NOT NULL,
    created_by_name TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    UNIQUE (organisation_id, event, language, number)
);

-- What the sweep of reminders and the delivery log read.
CREATE INDEX actions_dated ON actions (organisation_id, due_on, id);
CREATE INDEX contracts_dated ON contracts (organisation_id, ends_on, id);
CREATE INDEX vendor_certificates_dated ON vendor_certificates (organisation_id, valid_to, id);
CREATE INDEX evidence_items_dated ON evidence_items (organisation_id, expires_on, id);
CREATE INDEX evidence_items_ending ON evidence_items (expires_on, organisation_id);
CREATE INDEX subcontract_decisions_dated ON subcontract_decisions (organisation_id, valid_until, id);
CREATE INDEX risk_acceptances_dated ON risk_acceptances (organisation_id, valid_until, id);
CREATE INDEX chain_confirmations_dated ON chain_confirmations (organisation_id, due_on, id);
CREATE INDEX service_classifications_dated ON service_classifications (organisation_id, valid_until, id);
CREATE INDEX contract_options_dated ON contract_options (organisation_id, use_by_on, id);
CREATE INDEX service_exceptions_dated ON service_exceptions (organisation_id, ends_on, id);
CREATE INDEX tier_overrides_dated ON tier_overrides (organisation_id, expires_on, id);
CREATE INDEX dialogues_dated ON dialogues (organisation_id, held_on, id);
CREATE INDEX outbox_log ON outbox (organisation_id, kind, created_at, id);
CREATE INDEX outbox_recent ON outbox (created_at, kind, organisation_id);
