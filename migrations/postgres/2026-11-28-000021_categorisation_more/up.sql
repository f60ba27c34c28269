-- JSON: the ids of everybody who has changed the draft; none of them may publish it.
ALTER TABLE tiering_models ADD COLUMN drafted_by TEXT NOT NULL DEFAULT '[]';

-- What narrows a campaign's reach further, as JSON: kind of vendor, manager, words.
ALTER TABLE categorisation_rounds ADD COLUMN narrowed TEXT;
ALTER TABLE categorisation_rounds ADD COLUMN closed_by_name TEXT;
-- how many vendors were left without a judgement when it was closed
ALTER TABLE categorisation_rounds ADD COLUMN remaining INTEGER;
