-- Passages and pictures that look as if not everyone should see them, and that a moderator let stand. A mark is a hash of
-- the kind and the words, so that the word holds while other things are edited, and ends when these words change.
CREATE TABLE let_stand (
    submission_id INTEGER NOT NULL REFERENCES submissions (id) ON DELETE CASCADE,
    mark TEXT NOT NULL CHECK (length(mark) = 16 AND mark NOT GLOB '*[^0-9a-f]*'),
    account_id INTEGER NOT NULL REFERENCES accounts (id),
    at TEXT NOT NULL,
    PRIMARY KEY (submission_id, mark)
) STRICT, WITHOUT ROWID;
