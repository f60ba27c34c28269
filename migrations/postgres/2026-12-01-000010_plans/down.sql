ALTER TABLE actions DROP COLUMN withheld;
DROP TABLE due_day_settings;
DROP TABLE finding_causes;
DROP TABLE plan_decisions;
DROP TABLE plan_lines;
DROP TABLE plans;
