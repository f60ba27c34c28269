-- What the sweep of reminders reads, for the sources that came last.
CREATE INDEX effect_checks_dated ON effect_checks (organisation_id, due_on, id);
CREATE INDEX escalation_steps_dated ON escalation_steps (organisation_id, due_on, id);
CREATE INDEX minutes_dated ON minutes (organisation_id, reply_by, id);
CREATE INDEX follow_up_lines_dated ON follow_up_lines (organisation_id, due_on, id);
