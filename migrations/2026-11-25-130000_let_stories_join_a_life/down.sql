DROP INDEX submissions_by_companion;
DROP INDEX submissions_by_life;
ALTER TABLE submissions DROP COLUMN changed_facts;
ALTER TABLE submissions DROP COLUMN joined_id;
ALTER TABLE submissions DROP COLUMN about_id;
ALTER TABLE submissions DROP COLUMN kind;
