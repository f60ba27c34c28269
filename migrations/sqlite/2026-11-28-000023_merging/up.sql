-- two rows of the register that were the same company: which one stayed, and what it took over
CREATE TABLE vendor_merges (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    merged_id TEXT NOT NULL UNIQUE REFERENCES vendors (id),
    kept_id TEXT NOT NULL REFERENCES vendors (id),
    merged_name TEXT NOT NULL,
    -- JSON: rows that moved, by table
    moved TEXT NOT NULL,
    reason TEXT,
    merged_by TEXT NOT NULL,
    merged_by_name TEXT NOT NULL,
    merged_at TIMESTAMP NOT NULL
);
CREATE INDEX vendor_merges_kept ON vendor_merges (kept_id);
