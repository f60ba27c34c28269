-- the number of the first decision that the vendor of a shared plan reads; of those shared already, the one that held then
ALTER TABLE plans ADD COLUMN shown_from INTEGER;
UPDATE plans SET shown_from = (
    SELECT COALESCE(MAX(d.number), 1) FROM plan_decisions d
    WHERE d.plan_id = plans.id AND d.recorded_at < plans.shared_at
) WHERE shared_at IS NOT NULL;
-- a record of a plan is of one decision on it: the one that held as it was registered
UPDATE public_records SET object_id = (
    SELECT d.id FROM plan_decisions d WHERE d.plan_id = public_records.object_id
    AND d.recorded_at <= public_records.created_at ORDER BY d.number DESC LIMIT 1
) WHERE kind = 'plan' AND EXISTS (
    SELECT 1 FROM plan_decisions d WHERE d.plan_id = public_records.object_id AND d.recorded_at <= public_records.created_at
);
-- a mail that sends an action back has a name of its own
UPDATE outbox SET name = 'action_sent_back', payload = REPLACE(payload, '"event":"action_verified"', '"event":"action_sent_back"')
WHERE kind = 'mail' AND name = 'action_verified' AND payload LIKE '%"effective":false%';
UPDATE notices SET event = 'action_sent_back'
WHERE event = 'action_verified' AND key IN (SELECT id FROM outbox WHERE name = 'action_sent_back');
-- an agenda calls a finding by its number, also one that was put off under its title; put off again, it is a step further
UPDATE dialogue_items SET kind = 'finding', object_id = (SELECT e.object_id FROM dialogue_items e WHERE e.id = dialogue_items.object_id)
WHERE kind = 'decision' AND section = 13 AND object_id IN (SELECT e.id FROM dialogue_items e WHERE e.kind = 'finding');
UPDATE dialogue_items SET kind = 'finding', object_id = (SELECT e.object_id FROM dialogue_items e WHERE e.id = dialogue_items.object_id)
WHERE kind = 'decision' AND section = 13 AND object_id IN (SELECT e.id FROM dialogue_items e WHERE e.kind = 'finding');
UPDATE dialogue_items SET kind = 'finding', object_id = (SELECT e.object_id FROM dialogue_items e WHERE e.id = dialogue_items.object_id)
WHERE kind = 'decision' AND section = 13 AND object_id IN (SELECT e.id FROM dialogue_items e WHERE e.kind = 'finding');
UPDATE dialogue_items SET
    title_sv = (SELECT CASE WHEN dialogue_items.section = 13 THEN 'Väntar på beslut: ' ELSE '' END || 'Ny brist nr ' || f.number
        FROM findings f WHERE f.id = dialogue_items.object_id),
    title_en = (SELECT CASE WHEN dialogue_items.section = 13 THEN 'Awaits a decision: ' ELSE '' END || 'New finding no. ' || f.number
        FROM findings f WHERE f.id = dialogue_items.object_id)
WHERE kind = 'finding' AND EXISTS (SELECT 1 FROM findings f WHERE f.id = dialogue_items.object_id)
    AND dialogue_id IN (SELECT d.id FROM dialogues d WHERE d.status <> 'locked');
