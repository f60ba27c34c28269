DROP TABLE idempotency_keys;
DROP TABLE attachments;
DROP TABLE outbox;
DROP TABLE audit_head;
DROP TABLE audit_events;
DROP TABLE organisations;
