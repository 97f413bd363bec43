-- Random bytes of this memorial alone. Six words are hashed with them, slowly: whoever has no copy of the file cannot even
-- begin to guess.
CREATE TABLE memorial_secrets (
    name TEXT PRIMARY KEY NOT NULL CHECK (name <> ''),
    bytes BLOB NOT NULL CHECK (length(bytes) >= 16)
) STRICT, WITHOUT ROWID;

-- Of the address that the six words lead to.
ALTER TABLE submissions ADD COLUMN words_hash BLOB CHECK (length(words_hash) = 32);
CREATE UNIQUE INDEX submissions_by_words ON submissions (words_hash) WHERE words_hash IS NOT NULL;

-- Relatives with an address of their own to the same story, as its family calls them.
CREATE TABLE relatives (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    submission_id INTEGER NOT NULL REFERENCES submissions (id) ON DELETE CASCADE,
    name TEXT NOT NULL CHECK (trim(name) <> ''),
    key_hash BLOB NOT NULL UNIQUE CHECK (length(key_hash) = 32),
    invited_at TEXT NOT NULL,
    -- From then on the address opens nothing; what was written stays.
    parted_at TEXT
) STRICT;
CREATE INDEX relatives_by_submission ON relatives (submission_id, id);

-- Who wrote which part, and when last. No relative: whoever holds the family's own key.
CREATE TABLE writings (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    submission_id INTEGER NOT NULL REFERENCES submissions (id) ON DELETE CASCADE,
    step TEXT NOT NULL CHECK (step <> '' AND step NOT GLOB '*[^a-z]*'),
    relative_id INTEGER REFERENCES relatives (id) ON DELETE CASCADE,
    at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX writings_by_part ON writings (submission_id, step, ifnull(relative_id, 0));

-- A contact as it is looked for by a moderator who is called about a lost key.
ALTER TABLE submission_contacts ADD COLUMN phone_key TEXT;
ALTER TABLE submission_contacts ADD COLUMN email_key TEXT;
CREATE INDEX submission_contacts_by_phone ON submission_contacts (phone_key) WHERE phone_key IS NOT NULL;
CREATE INDEX submission_contacts_by_email ON submission_contacts (email_key) WHERE email_key IS NOT NULL;
