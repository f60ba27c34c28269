CREATE INDEX coverage_vendors_organisation ON coverage_vendors (organisation_id, tier);
DROP INDEX coverage_vendors_letters;
DROP INDEX coverage_vendors_order;
