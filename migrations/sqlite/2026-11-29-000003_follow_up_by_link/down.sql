DROP INDEX chain_missed_follow_ups_link_day;
DELETE FROM chain_missed_follow_ups WHERE id NOT IN
    (SELECT MIN(id) FROM chain_missed_follow_ups GROUP BY contract_id, due_on);
ALTER TABLE chain_missed_follow_ups DROP COLUMN link_id;
CREATE UNIQUE INDEX chain_missed_follow_ups_day ON chain_missed_follow_ups (contract_id, due_on);
