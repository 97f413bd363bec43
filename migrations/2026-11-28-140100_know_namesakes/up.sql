-- By what a public life, or a story that was sent, is known again: a small part of its record, made in Rust.
CREATE TABLE namesake_traits (
    -- 'life-12' or 'story-7'.
    who TEXT PRIMARY KEY NOT NULL CHECK (who GLOB 'life-[1-9]*' OR who GLOB 'story-[1-9]*'),
    traits TEXT NOT NULL CHECK (json_valid(traits))
) STRICT, WITHOUT ROWID;

-- Its names as they sound, in whichever alphabet and form.
CREATE TABLE namesake_keys (
    key TEXT NOT NULL CHECK (key <> ''),
    who TEXT NOT NULL REFERENCES namesake_traits (who) ON DELETE CASCADE,
    PRIMARY KEY (key, who)
) STRICT, WITHOUT ROWID;
CREATE INDEX namesake_keys_by_who ON namesake_keys (who);

-- Its pictures, those that not everyone sees too.
CREATE TABLE namesake_photos (
    photo_id INTEGER NOT NULL,
    who TEXT NOT NULL REFERENCES namesake_traits (who) ON DELETE CASCADE,
    PRIMARY KEY (photo_id, who)
) STRICT, WITHOUT ROWID;
CREATE INDEX namesake_photos_by_who ON namesake_photos (who);

-- Public lives that may be of one person and that nobody has told apart: what the standing list shows.
CREATE TABLE namesake_pairs (
    one INTEGER NOT NULL REFERENCES lives (id),
    other INTEGER NOT NULL REFERENCES lives (id),
    score INTEGER NOT NULL CHECK (score BETWEEN 1 AND 100),
    PRIMARY KEY (one, other),
    CHECK (one < other)
) STRICT, WITHOUT ROWID;
CREATE INDEX namesake_pairs_by_score ON namesake_pairs (score DESC, one, other);
CREATE INDEX namesake_pairs_by_other ON namesake_pairs (other, one);

-- Whom a moderator has told apart, for good or until it is taken back. What was said of a story is carried over to the
-- life that it became or joined; what was said of a life, to the life that it was merged into.
CREATE TABLE namesakes_apart (
    one TEXT NOT NULL CHECK (one GLOB 'life-[1-9]*' OR one GLOB 'story-[1-9]*'),
    other TEXT NOT NULL CHECK (other GLOB 'life-[1-9]*' OR other GLOB 'story-[1-9]*'),
    said_at TEXT NOT NULL,
    said_by INTEGER NOT NULL REFERENCES accounts (id),
    -- Of whom it was said at first; null when of these two themselves.
    carried_from TEXT,
    PRIMARY KEY (one, other),
    CHECK (one < other)
) STRICT, WITHOUT ROWID;
CREATE INDEX namesakes_apart_by_other ON namesakes_apart (other, one);
CREATE INDEX namesakes_apart_by_time ON namesakes_apart (said_at, one, other);
CREATE INDEX namesakes_apart_carried ON namesakes_apart (carried_from) WHERE carried_from IS NOT NULL;
