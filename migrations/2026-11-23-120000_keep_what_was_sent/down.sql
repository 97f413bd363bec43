ALTER TABLE submissions DROP COLUMN sent_answers;
