DROP TABLE amendment_packages;
DROP TABLE legal_verifications;
DROP TABLE own_clause_checks;
DROP TABLE own_clause_versions;
DROP TABLE own_clauses;
