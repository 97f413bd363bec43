-- Where a person at the desk wants the numbers of the day. Read by the sending alone; shown to themself alone.
CREATE TABLE digest_addresses (
    account_id INTEGER PRIMARY KEY NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    email TEXT NOT NULL CHECK (email LIKE '%_@_%' AND length(email) <= 254),
    language TEXT NOT NULL CHECK (language IN ('uk', 'en'))
) STRICT;

-- One a person and day in Kyiv. `quiet`: nothing waited, nothing was sent.
CREATE TABLE digests (
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    day TEXT NOT NULL CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    state TEXT NOT NULL CHECK (state IN ('sending', 'sent', 'quiet', 'failed')),
    tries INTEGER NOT NULL DEFAULT 0 CHECK (tries >= 0),
    -- When it is tried next. While it is being sent: when it is tried again should nobody live to say what became of it.
    due_at TEXT NOT NULL,
    last_fault TEXT CHECK (last_fault IN ('unreachable', 'closed', 'later', 'declined', 'address')),
    PRIMARY KEY (account_id, day)
) STRICT, WITHOUT ROWID;
