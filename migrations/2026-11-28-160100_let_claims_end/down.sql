DROP INDEX submissions_held;
ALTER TABLE submissions DROP COLUMN held_until;
