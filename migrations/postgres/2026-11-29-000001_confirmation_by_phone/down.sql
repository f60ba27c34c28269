ALTER TABLE chain_confirmations DROP COLUMN phone_by_name;
