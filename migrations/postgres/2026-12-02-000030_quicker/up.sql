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
