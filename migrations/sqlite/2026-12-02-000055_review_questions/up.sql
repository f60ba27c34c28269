-- what the review asked
ALTER TABLE vendor_reviews ADD COLUMN questions TEXT;
