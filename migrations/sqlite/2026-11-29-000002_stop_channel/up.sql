-- where people turn instead of a service that was stopped (domain.md 1.3 row 75)
ALTER TABLE services ADD COLUMN alternative_channel TEXT;
