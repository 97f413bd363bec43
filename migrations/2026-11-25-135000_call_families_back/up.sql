-- Families who asked to be called. The number itself is with the other contacts, apart from this.
CREATE TABLE calls (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    submission_id INTEGER NOT NULL REFERENCES submissions (id) ON DELETE CASCADE,
    asked_at TEXT NOT NULL,
    -- When it suits them, and what it is about.
    words TEXT NOT NULL,
    called_at TEXT,
    called_by INTEGER REFERENCES accounts (id),
    -- What came of it, for the desk and for the family.
    outcome TEXT,
    CHECK ((called_at IS NULL) = (called_by IS NULL)),
    CHECK ((called_at IS NULL) = (outcome IS NULL))
) STRICT;
CREATE INDEX calls_that_wait ON calls (asked_at, id) WHERE called_at IS NULL;
CREATE INDEX calls_by_submission ON calls (submission_id, id);
