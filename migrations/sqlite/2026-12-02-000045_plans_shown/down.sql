ALTER TABLE plans DROP COLUMN shown_from;
