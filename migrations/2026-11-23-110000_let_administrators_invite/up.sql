-- An invitation makes an account, or a new password for one that is there. Nobody ever types another's password.
-- Those of before were for an empty memorial only, and are made anew at its next start.
DROP TABLE invitations;
CREATE TABLE invitations (
    token_hash BLOB PRIMARY KEY NOT NULL CHECK (length(token_hash) = 32),
    role TEXT NOT NULL CHECK (role IN ('moderator', 'admin')),
    -- Whose password it makes anew; null for a new account.
    account_id INTEGER REFERENCES accounts (id),
    -- Null for the link that an empty memorial prints, which opens nothing once there is an account.
    invited_by INTEGER REFERENCES accounts (id),
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL CHECK (expires_at > created_at),
    CHECK (account_id IS NULL OR invited_by IS NOT NULL)
) STRICT, WITHOUT ROWID;

-- A browser that once signed in to an account is counted apart from strangers who guess at its name, so that guessing
-- slows down the guesser and never locks out the moderator.
CREATE TABLE known_browsers (
    token_hash BLOB NOT NULL CHECK (length(token_hash) = 32),
    account_id INTEGER NOT NULL REFERENCES accounts (id),
    since TEXT NOT NULL,
    PRIMARY KEY (token_hash, account_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX known_browsers_by_account ON known_browsers (account_id);
