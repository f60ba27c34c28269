-- a missing follow-up is noted for each subcontractor, not once for a contract and day (domain.md 1.3 row 39)
ALTER TABLE chain_missed_follow_ups ADD COLUMN link_id TEXT;
UPDATE chain_missed_follow_ups SET link_id =
    (SELECT findings.origin_object_id FROM findings WHERE findings.id = chain_missed_follow_ups.finding_id);
DROP INDEX chain_missed_follow_ups_day;
CREATE UNIQUE INDEX chain_missed_follow_ups_link_day ON chain_missed_follow_ups (link_id, due_on);
