DROP INDEX follow_up_lines_dated;
DROP INDEX minutes_dated;
DROP INDEX escalation_steps_dated;
DROP INDEX effect_checks_dated;
