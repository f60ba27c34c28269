DROP TABLE chain_missed_follow_ups;
DROP TABLE chain_follow_ups;
DROP TABLE chain_corrections;
DROP TABLE chain_statements;
DROP TABLE chain_confirmations;
DROP TABLE chain_campaigns;
