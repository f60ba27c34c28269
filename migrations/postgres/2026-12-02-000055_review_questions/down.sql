ALTER TABLE vendor_reviews DROP COLUMN questions;
