DROP INDEX submission_contacts_by_email;
DROP INDEX submission_contacts_by_phone;
ALTER TABLE submission_contacts DROP COLUMN email_key;
ALTER TABLE submission_contacts DROP COLUMN phone_key;
DROP TABLE writings;
DROP TABLE relatives;
DROP INDEX submissions_by_words;
ALTER TABLE submissions DROP COLUMN words_hash;
DROP TABLE memorial_secrets;
