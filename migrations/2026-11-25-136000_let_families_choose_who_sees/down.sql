CREATE TABLE withdrawals_by_moderators (
    hero_id INTEGER PRIMARY KEY NOT NULL REFERENCES lives (id),
    slug TEXT NOT NULL REFERENCES hero_addresses (slug),
    first_published_at TEXT NOT NULL,
    withdrawn_at TEXT NOT NULL,
    withdrawn_by INTEGER NOT NULL REFERENCES accounts (id),
    reason TEXT NOT NULL CHECK (trim(reason) <> '')
) STRICT;
INSERT INTO withdrawals_by_moderators SELECT hero_id, slug, first_published_at, withdrawn_at, coalesce(withdrawn_by, 1), reason FROM withdrawals;
DROP TABLE withdrawals;
ALTER TABLE withdrawals_by_moderators RENAME TO withdrawals;
DROP TABLE wishes;
DROP TABLE hero_visibility;
