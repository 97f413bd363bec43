-- Accounts of those who read and decide. Passwords are argon2id strings; sessions and invitations are named by the
-- hash of a random token, so that a stolen copy of this file opens nothing.
CREATE TABLE accounts (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    name TEXT NOT NULL UNIQUE CHECK (name <> '' AND length(name) <= 80),
    password TEXT NOT NULL CHECK (password LIKE '$argon2id$%'),
    role TEXT NOT NULL CHECK (role IN ('moderator', 'admin')),
    created_at TEXT NOT NULL,
    disabled_at TEXT
) STRICT;

CREATE TABLE sessions (
    token_hash BLOB PRIMARY KEY NOT NULL CHECK (length(token_hash) = 32),
    account_id INTEGER NOT NULL REFERENCES accounts (id),
    created_at TEXT NOT NULL,
    seen_at TEXT NOT NULL,
    expires_at TEXT NOT NULL CHECK (expires_at > created_at)
) STRICT, WITHOUT ROWID;
CREATE INDEX sessions_by_account ON sessions (account_id);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);

-- The one-time link by which an empty memorial makes its first administrator.
CREATE TABLE invitations (
    token_hash BLOB PRIMARY KEY NOT NULL CHECK (length(token_hash) = 32),
    role TEXT NOT NULL CHECK (role IN ('moderator', 'admin')),
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL CHECK (expires_at > created_at)
) STRICT, WITHOUT ROWID;

-- What slows down whoever guesses passwords. `name` is the hash of the name that was typed, known or not, so that
-- neither the table nor the delay tells which accounts exist.
CREATE TABLE sign_in_failures (
    name BLOB PRIMARY KEY NOT NULL CHECK (length(name) = 32),
    failures INTEGER NOT NULL CHECK (failures > 0),
    failed_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
