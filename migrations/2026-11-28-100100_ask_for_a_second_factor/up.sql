-- The authenticator app of an account (TOTP, RFC 6238). The secret lies here as it is: a code can only be checked by whoever
-- can make it, and a key to encrypt it with would lie in the same file. So a stolen copy of this file gives the codes, and
-- still opens no account, for the passwords in it are argon2id strings; and a stolen password still opens none without
-- the file or the telephone.
CREATE TABLE second_factors (
    account_id INTEGER PRIMARY KEY NOT NULL REFERENCES accounts (id),
    secret BLOB NOT NULL CHECK (length(secret) = 20),
    -- The time step of the last code that was taken: it and those before it are taken no more.
    last_step INTEGER NOT NULL CHECK (last_step > 0),
    since TEXT NOT NULL
) STRICT;

-- What opens the account once when the telephone is lost: 80 random bits each, kept as hashes, gone when used.
CREATE TABLE recovery_codes (
    code_hash BLOB PRIMARY KEY NOT NULL CHECK (length(code_hash) = 32),
    account_id INTEGER NOT NULL REFERENCES second_factors (account_id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX recovery_codes_by_account ON recovery_codes (account_id);

-- Between the password and the code. It opens nothing but the page that asks for the code, for five minutes and five tries.
CREATE TABLE half_sessions (
    token_hash BLOB PRIMARY KEY NOT NULL CHECK (length(token_hash) = 32),
    account_id INTEGER NOT NULL REFERENCES accounts (id),
    tries INTEGER NOT NULL DEFAULT 0 CHECK (tries BETWEEN 0 AND 5),
    expires_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX half_sessions_by_account ON half_sessions (account_id);
CREATE INDEX half_sessions_by_expiry ON half_sessions (expires_at);
