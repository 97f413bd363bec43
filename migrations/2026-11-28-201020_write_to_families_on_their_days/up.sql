-- On which days a family asked to be written to. Where, its contacts say: there is no second copy of an address.
CREATE TABLE anniversary_wishes (
    submission_id INTEGER PRIMARY KEY NOT NULL REFERENCES submissions (id) ON DELETE CASCADE,
    on_death INTEGER NOT NULL CHECK (on_death IN (0, 1)),
    on_birth INTEGER NOT NULL CHECK (on_birth IN (0, 1)),
    language TEXT NOT NULL CHECK (language IN ('uk', 'en')),
    asked_at TEXT NOT NULL,
    -- A wish for no day is no wish.
    CHECK (on_death + on_birth > 0)
) STRICT;

-- One letter a story and day in Kyiv, whatever happened on it.
CREATE TABLE anniversary_letters (
    submission_id INTEGER NOT NULL REFERENCES submissions (id) ON DELETE CASCADE,
    day TEXT NOT NULL CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    state TEXT NOT NULL CHECK (state IN ('sending', 'sent', 'failed')),
    tries INTEGER NOT NULL CHECK (tries > 0),
    -- When it is tried next; while it is being sent, when it is tried again should nobody live to say what became of it.
    due_at TEXT NOT NULL,
    last_fault TEXT CHECK (last_fault IN ('unreachable', 'closed', 'later', 'declined', 'address')),
    PRIMARY KEY (submission_id, day)
) STRICT, WITHOUT ROWID;
