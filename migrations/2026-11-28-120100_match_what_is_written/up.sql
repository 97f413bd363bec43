-- The names of units, ranks and awards as they are written where no authority record was meant for certain: in the newest
-- version of each life, all of it and not only what everyone may see, and in each story that was sent and is not decided.
-- The triggers keep it, so that no way of writing a life or a story can forget to.
CREATE TABLE written_texts (
    kind TEXT NOT NULL CHECK (kind IN ('unit', 'rank', 'award')),
    text TEXT NOT NULL CHECK (trim(text) <> ''),
    said_by TEXT NOT NULL CHECK (said_by IN ('life', 'story')),
    -- lives.id or submissions.id.
    id INTEGER NOT NULL,
    PRIMARY KEY (kind, text, said_by, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX written_texts_by_record ON written_texts (said_by, id);

CREATE TRIGGER a_version_says_what_is_written AFTER INSERT ON hero_versions BEGIN
    DELETE FROM written_texts WHERE said_by = 'life' AND id = NEW.hero_id;
    INSERT OR IGNORE INTO written_texts (kind, text, said_by, id)
    SELECT 'unit', value ->> 'unit_text', 'life', NEW.hero_id FROM json_each(NEW.record, '$.service')
        WHERE trim(value ->> 'unit_text') <> ''
    UNION ALL
    SELECT 'rank', value ->> 'rank_text', 'life', NEW.hero_id FROM json_each(NEW.record, '$.service')
        WHERE trim(value ->> 'rank_text') <> ''
    UNION ALL
    SELECT 'award', value ->> 'award_text', 'life', NEW.hero_id FROM json_each(NEW.record, '$.awards')
        WHERE trim(value ->> 'award_text') <> '';
END;

CREATE TRIGGER a_story_says_what_is_written AFTER UPDATE OF record, state ON submissions BEGIN
    DELETE FROM written_texts WHERE said_by = 'story' AND id = NEW.id;
    INSERT OR IGNORE INTO written_texts (kind, text, said_by, id)
    SELECT 'unit', value ->> 'unit_text', 'story', NEW.id FROM json_each(NEW.record, '$.service')
        WHERE NEW.state IN ('pending', 'taken', 'returned') AND trim(value ->> 'unit_text') <> ''
    UNION ALL
    SELECT 'rank', value ->> 'rank_text', 'story', NEW.id FROM json_each(NEW.record, '$.service')
        WHERE NEW.state IN ('pending', 'taken', 'returned') AND trim(value ->> 'rank_text') <> ''
    UNION ALL
    SELECT 'award', value ->> 'award_text', 'story', NEW.id FROM json_each(NEW.record, '$.awards')
        WHERE NEW.state IN ('pending', 'taken', 'returned') AND trim(value ->> 'award_text') <> '';
END;

-- One that arrives whole, as the demo's do.
CREATE TRIGGER a_new_story_says_what_is_written AFTER INSERT ON submissions
WHEN NEW.record IS NOT NULL AND NEW.state IN ('pending', 'taken', 'returned') BEGIN
    UPDATE submissions SET record = record WHERE id = NEW.id;
END;

CREATE TRIGGER an_erased_story_says_nothing AFTER DELETE ON submissions BEGIN
    DELETE FROM written_texts WHERE said_by = 'story' AND id = OLD.id;
END;

-- What was there before.
INSERT OR IGNORE INTO written_texts (kind, text, said_by, id)
WITH newest AS (
    SELECT v.hero_id AS id, v.record AS record FROM hero_versions AS v
    WHERE v.number = (SELECT max(number) FROM hero_versions WHERE hero_id = v.hero_id)
)
SELECT 'unit', json_each.value ->> 'unit_text', 'life', newest.id FROM newest, json_each(newest.record, '$.service')
    WHERE trim(value ->> 'unit_text') <> ''
UNION ALL
SELECT 'rank', value ->> 'rank_text', 'life', newest.id FROM newest, json_each(newest.record, '$.service')
    WHERE trim(value ->> 'rank_text') <> ''
UNION ALL
SELECT 'award', value ->> 'award_text', 'life', newest.id FROM newest, json_each(newest.record, '$.awards')
    WHERE trim(value ->> 'award_text') <> '';
UPDATE submissions SET record = record WHERE state IN ('pending', 'taken', 'returned');

-- Names that a moderator looked at and left as they are written; `folded` as src/reference/written.rs makes it.
CREATE TABLE kept_texts (
    kind TEXT NOT NULL CHECK (kind IN ('unit', 'rank', 'award')),
    folded TEXT NOT NULL CHECK (folded <> ''),
    -- One of the ways it is written, to show it by.
    text TEXT NOT NULL,
    kept_at TEXT NOT NULL,
    kept_by INTEGER NOT NULL REFERENCES accounts (id),
    PRIMARY KEY (kind, folded)
) STRICT, WITHOUT ROWID;

-- What is written matched to an authority record, once for all that say the same.
CREATE TABLE text_matches (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('unit', 'rank', 'award')),
    folded TEXT NOT NULL CHECK (folded <> ''),
    text TEXT NOT NULL,
    slug TEXT NOT NULL,
    -- What the record is called since, so that later stories match by themselves.
    alias TEXT,
    matched_at TEXT NOT NULL,
    matched_by INTEGER NOT NULL REFERENCES accounts (id),
    undone_at TEXT,
    undone_by INTEGER REFERENCES accounts (id),
    CHECK ((undone_at IS NULL) = (undone_by IS NULL))
) STRICT;

-- What a match changed, and where: `places` is JSON, each the place in its list and the words that stood there.
CREATE TABLE text_match_places (
    match_id INTEGER NOT NULL REFERENCES text_matches (id),
    said_by TEXT NOT NULL CHECK (said_by IN ('life', 'story')),
    id INTEGER NOT NULL,
    places TEXT NOT NULL CHECK (json_valid(places)),
    PRIMARY KEY (match_id, said_by, id)
) STRICT, WITHOUT ROWID;
