DROP TABLE calendar_feeds;
DROP TABLE effect_checks;
DROP TABLE action_priorities;
DROP TABLE action_reports;
DROP TABLE escalation_steps;
DROP TABLE escalations;
