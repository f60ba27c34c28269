-- the list of vendors is read in order and the sums from an index alone, so that neither sorts nor visits every row
CREATE INDEX coverage_vendors_order
    ON coverage_vendors (organisation_id, unknown_count DESC, expired_count DESC, claimed_count DESC);
CREATE INDEX coverage_vendors_letters ON coverage_vendors (organisation_id, tier, states);
DROP INDEX coverage_vendors_organisation;
