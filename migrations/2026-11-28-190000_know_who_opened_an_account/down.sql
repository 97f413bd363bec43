ALTER TABLE accounts DROP COLUMN opened_at;
ALTER TABLE accounts DROP COLUMN opened_by;
