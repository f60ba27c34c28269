DROP TABLE service_versions;
DROP TABLE service_approvals;
DROP TABLE service_exceptions;
DROP TABLE service_classifications;
DROP TABLE services;
DROP TABLE information_types;
DROP TABLE platform_rules;
DROP TABLE platforms;
