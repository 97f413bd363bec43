DROP TABLE journal_sealing;
DROP TABLE journal_seals;
