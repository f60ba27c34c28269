ALTER TABLE categorisation_rounds DROP COLUMN remaining;
ALTER TABLE categorisation_rounds DROP COLUMN closed_by_name;
ALTER TABLE categorisation_rounds DROP COLUMN narrowed;
ALTER TABLE tiering_models DROP COLUMN drafted_by;
