ALTER TABLE services DROP COLUMN alternative_channel;
