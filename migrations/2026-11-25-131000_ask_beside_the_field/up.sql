-- What a moderator asks a family, each about one fact of the record. Answered once the family has saved its field again.
CREATE TABLE questions (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    submission_id INTEGER NOT NULL REFERENCES submissions (id) ON DELETE CASCADE,
    fact TEXT NOT NULL CHECK (fact <> '' AND fact NOT GLOB '*[^a-z_]*'),
    words TEXT NOT NULL CHECK (trim(words) <> ''),
    asked_at TEXT NOT NULL,
    asked_by INTEGER NOT NULL REFERENCES accounts (id),
    answered_at TEXT
) STRICT;
CREATE INDEX questions_by_submission ON questions (submission_id, id);
-- How long the last ones took.
CREATE INDEX submissions_by_decision ON submissions (decided_at) WHERE decided_at IS NOT NULL;
