-- What is counted and what is read for a whole portfolio is read from indexes alone.
DROP INDEX categorisations_organisation;
CREATE INDEX categorisations_organisation ON categorisations (organisation_id, vendor_id, decided_at, id, model_version,
    preliminary, data_class, data_subjects, criticality, access, chain, substitution);

DROP INDEX vendors_tier;
CREATE INDEX vendors_tier ON vendors (organisation_id, tier, order_value, status, tier_preliminary);
CREATE INDEX vendors_by_birth ON vendors (organisation_id, created_at, id);

DROP INDEX findings_by_state;
CREATE INDEX findings_by_state ON findings (organisation_id, closed_at, created_at, id, severity, origin);

DROP INDEX actions_due;
CREATE INDEX actions_due ON actions (organisation_id, status, due_on, id, slips);

DROP INDEX dialogues_by_day;
CREATE INDEX dialogues_by_day ON dialogues (vendor_id, held_on, status);
DROP INDEX dialogues_dated;
CREATE INDEX dialogues_dated ON dialogues (organisation_id, held_on, id, status);

DROP INDEX coverage_vendors_order;
CREATE INDEX coverage_vendors_order
    ON coverage_vendors (organisation_id, unknown_count DESC, expired_count DESC, claimed_count DESC, tier);

-- An event's number is the row's own number: one index less to write with every change.
CREATE TABLE audit_events_by_number (
    seq INTEGER NOT NULL PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    organisation_id TEXT REFERENCES organisations (id),
    at TIMESTAMP NOT NULL,
    actor_id TEXT,
    actor_name TEXT NOT NULL,
    via TEXT NOT NULL,
    request_id TEXT NOT NULL,
    verb TEXT NOT NULL,
    object_type TEXT NOT NULL,
    object_id TEXT NOT NULL,
    vendor_id TEXT,
    summary TEXT NOT NULL,
    before TEXT,
    after TEXT,
    prev_hash TEXT NOT NULL,
    hash TEXT NOT NULL
);
INSERT INTO audit_events_by_number (seq, id, organisation_id, at, actor_id, actor_name, via, request_id, verb, object_type,
    object_id, vendor_id, summary, before, after, prev_hash, hash)
SELECT seq, id, organisation_id, at, actor_id, actor_name, via, request_id, verb, object_type,
    object_id, vendor_id, summary, before, after, prev_hash, hash FROM audit_events ORDER BY seq;
DROP TABLE audit_events;
ALTER TABLE audit_events_by_number RENAME TO audit_events;
CREATE INDEX audit_events_object ON audit_events (object_id, seq);
CREATE INDEX audit_events_organisation ON audit_events (organisation_id, seq);
CREATE INDEX audit_events_by_type ON audit_events (organisation_id, object_type, at);
