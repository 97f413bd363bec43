DROP TABLE hidings;
DROP INDEX withdrawals_that_end;
ALTER TABLE withdrawals DROP COLUMN until;
DROP TABLE motions;
