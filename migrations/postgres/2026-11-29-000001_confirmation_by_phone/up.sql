-- who in the region entered a chain confirmation that the vendor gave by telephone
ALTER TABLE chain_confirmations ADD COLUMN phone_by_name TEXT;
