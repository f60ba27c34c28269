-- The events keep their numbers as the rows' own: what reads them sees no difference.
DROP INDEX coverage_vendors_order;
CREATE INDEX coverage_vendors_order
    ON coverage_vendors (organisation_id, unknown_count DESC, expired_count DESC, claimed_count DESC);
DROP INDEX dialogues_dated;
CREATE INDEX dialogues_dated ON dialogues (organisation_id, held_on, id);
DROP INDEX dialogues_by_day;
CREATE INDEX dialogues_by_day ON dialogues (vendor_id, held_on);
DROP INDEX actions_due;
CREATE INDEX actions_due ON actions (organisation_id, status, due_on);
DROP INDEX findings_by_state;
CREATE INDEX findings_by_state ON findings (organisation_id, closed_at, severity);
DROP INDEX vendors_by_birth;
DROP INDEX vendors_tier;
CREATE INDEX vendors_tier ON vendors (organisation_id, tier, order_value);
DROP INDEX categorisations_organisation;
CREATE INDEX categorisations_organisation ON categorisations (organisation_id, vendor_id, decided_at);
