DROP TABLE vendor_merges;
