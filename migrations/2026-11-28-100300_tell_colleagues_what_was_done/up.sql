-- What was done to an account by another: told at the desk until its owner has read it.
CREATE TABLE account_notices (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    account_id INTEGER NOT NULL REFERENCES accounts (id),
    kind TEXT NOT NULL CHECK (kind IN ('second-factor-taken-off', 'role-changed', 'sessions-ended')),
    -- Null: from the shell.
    by_id INTEGER REFERENCES accounts (id),
    at TEXT NOT NULL
) STRICT;
CREATE INDEX account_notices_by_account ON account_notices (account_id, id);
