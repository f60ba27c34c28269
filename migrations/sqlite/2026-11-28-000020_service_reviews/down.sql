DROP TABLE spot_check_items;
DROP TABLE spot_checks;
DROP TABLE board_memos;
DROP TABLE review_reminders;
DROP TABLE analysis_measures;
DROP TABLE analysis_authors;
DROP TABLE service_analyses;
DROP TABLE analysis_campaigns;
