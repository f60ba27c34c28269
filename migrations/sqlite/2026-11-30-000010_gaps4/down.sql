DROP TABLE passport_evidence;
ALTER TABLE sendings DROP COLUMN set_version_id;
