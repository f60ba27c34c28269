DROP TABLE flow_downs;
DROP TABLE agreed_numbers;
DROP TABLE contract_deviations;
DROP TABLE amendment_clauses;
DROP TABLE contract_amendments;
DROP TABLE contract_options;
DROP TABLE contract_renewals;
