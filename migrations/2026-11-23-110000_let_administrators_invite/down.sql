DROP TABLE known_browsers;
DROP TABLE invitations;
CREATE TABLE invitations (
    token_hash BLOB PRIMARY KEY NOT NULL CHECK (length(token_hash) = 32),
    role TEXT NOT NULL CHECK (role IN ('moderator', 'admin')),
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL CHECK (expires_at > created_at)
) STRICT, WITHOUT ROWID;
