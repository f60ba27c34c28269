DROP TABLE dialogue_calls;
DROP TABLE dialogue_conflicts;
DROP TABLE dialogue_attendance;
DROP TABLE minutes_approvals;
DROP TABLE minutes_addenda;
DROP TABLE minutes_texts;
DROP TABLE minutes;
