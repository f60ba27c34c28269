DROP TABLE answer_workbooks;
DROP TABLE sending_settings;
DROP TABLE assessment_digests;
DROP TABLE assessment_reminders;
DROP TABLE sending_receivers;
DROP TABLE sendings;
