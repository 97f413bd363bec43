-- Which facts and pictures of a life not everyone may see. What is not named here is for everyone.
CREATE TABLE hero_visibility (
    hero_id INTEGER NOT NULL REFERENCES lives (id),
    -- A field of the record, or a picture by its number.
    fact TEXT NOT NULL CHECK (fact <> '' AND fact NOT GLOB '*[^a-z0-9_-]*'),
    audience TEXT NOT NULL CHECK (audience IN ('grave', 'moderators')),
    PRIMARY KEY (hero_id, fact)
) STRICT, WITHOUT ROWID;

-- What a family hid of its page, at once and by itself, or wants shown again, until a moderator has settled it. The fact
-- 'page' is the whole page; the audience 'nobody' asks for a picture to be erased.
CREATE TABLE wishes (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    hero_id INTEGER NOT NULL REFERENCES lives (id),
    submission_id INTEGER NOT NULL REFERENCES submissions (id) ON DELETE CASCADE,
    fact TEXT NOT NULL CHECK (fact <> '' AND fact NOT GLOB '*[^a-z0-9_-]*'),
    was TEXT NOT NULL CHECK (was IN ('everyone', 'grave', 'moderators')),
    audience TEXT NOT NULL CHECK (audience IN ('everyone', 'grave', 'moderators', 'nobody')),
    words TEXT NOT NULL DEFAULT '',
    asked_at TEXT NOT NULL,
    settled_at TEXT,
    settled_by INTEGER REFERENCES accounts (id),
    -- Whether a moderator let it stand.
    stands INTEGER CHECK (stands IN (0, 1)),
    -- The moderator's word to the family, never missing where the wish was not granted.
    outcome TEXT,
    CHECK ((settled_at IS NULL) = (settled_by IS NULL)),
    CHECK ((settled_at IS NULL) = (stands IS NULL)),
    CHECK (stands <> 0 OR trim(outcome) <> '')
) STRICT;
CREATE INDEX wishes_that_wait ON wishes (asked_at, id) WHERE settled_at IS NULL;
CREATE INDEX wishes_by_submission ON wishes (submission_id, id);
CREATE INDEX wishes_by_life ON wishes (hero_id, id);

-- A page may be taken down by a moderator, or hidden at once by its own family.
CREATE TABLE withdrawals_by_whom (
    hero_id INTEGER PRIMARY KEY NOT NULL REFERENCES lives (id),
    slug TEXT NOT NULL REFERENCES hero_addresses (slug),
    first_published_at TEXT NOT NULL,
    withdrawn_at TEXT NOT NULL,
    -- Null when its family hid it.
    withdrawn_by INTEGER REFERENCES accounts (id),
    reason TEXT NOT NULL CHECK (trim(reason) <> '')
) STRICT;
INSERT INTO withdrawals_by_whom SELECT hero_id, slug, first_published_at, withdrawn_at, withdrawn_by, reason FROM withdrawals;
DROP TABLE withdrawals;
ALTER TABLE withdrawals_by_whom RENAME TO withdrawals;
