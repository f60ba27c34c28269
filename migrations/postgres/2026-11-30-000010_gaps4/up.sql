-- A published version of an own question set, in the place of the shipped one that `question_set` names.
ALTER TABLE sendings ADD COLUMN set_version_id TEXT;
