DROP TABLE imports;
DROP TABLE contract_clauses;
DROP TABLE contracts;
DROP TABLE tier_overrides;
DROP TABLE categorisations;
DROP TABLE vendor_contacts;
DROP TABLE vendors;
