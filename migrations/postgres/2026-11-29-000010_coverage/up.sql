-- vendors whose coverage of the controls is to be counted anew, marked in the transaction that changed something
CREATE TABLE coverage_marks (
    vendor_id TEXT NOT NULL PRIMARY KEY REFERENCES vendors (id),
    organisation_id TEXT NOT NULL REFERENCES organisations (id)
);
CREATE INDEX coverage_marks_organisation ON coverage_marks (organisation_id);

-- where each control stands for each vendor: one letter a control, in the order of the standard
CREATE TABLE coverage_vendors (
    vendor_id TEXT NOT NULL PRIMARY KEY REFERENCES vendors (id),
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    standard TEXT NOT NULL,
    tier INTEGER,
    states TEXT NOT NULL,
    unknown_count INTEGER NOT NULL,
    expired_count INTEGER NOT NULL,
    claimed_count INTEGER NOT NULL,
    verified_count INTEGER NOT NULL,
    not_required_count INTEGER NOT NULL,
    -- controls with a known shortfall, whatever their state
    lacking_count INTEGER NOT NULL,
    -- the next day on which time alone changes something
    changes_on DATE
);
CREATE INDEX coverage_vendors_organisation ON coverage_vendors (organisation_id, tier);
CREATE INDEX coverage_vendors_changes ON coverage_vendors (changes_on);

-- everybody who is there already is counted the first time
INSERT INTO coverage_marks (vendor_id, organisation_id) SELECT id, organisation_id FROM vendors;
