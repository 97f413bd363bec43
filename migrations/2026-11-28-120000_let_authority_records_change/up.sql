-- Authority records change at the desk: units are renamed, merged and put under others, ranks and awards get other names,
-- regions a text. A slug never changes: an address once published answers for ever.
ALTER TABLE units ADD COLUMN existed_from TEXT CHECK (existed_from <> '');
ALTER TABLE units ADD COLUMN existed_to TEXT CHECK (existed_to <> '');
-- Entered by mistake, and said by nobody: its address says that it is gone, and its slug is nobody else's.
ALTER TABLE units ADD COLUMN removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1));
ALTER TABLE ranks ADD COLUMN removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1));
ALTER TABLE awards ADD COLUMN removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1));
ALTER TABLE regions ADD COLUMN text_uk TEXT CHECK (trim(text_uk) <> '');
ALTER TABLE regions ADD COLUMN text_en TEXT CHECK (trim(text_en) <> '');

-- What a unit was called before. People look for it by these names too.
CREATE TABLE unit_former_names (
    unit TEXT NOT NULL REFERENCES units (slug) ON DELETE CASCADE,
    sequence INTEGER NOT NULL,
    name_uk TEXT NOT NULL CHECK (trim(name_uk) <> ''),
    name_en TEXT CHECK (trim(name_en) <> ''),
    used_from TEXT CHECK (used_from <> ''),
    used_to TEXT CHECK (used_to <> ''),
    PRIMARY KEY (unit, sequence)
) STRICT, WITHOUT ROWID;

-- One unit that was entered twice. Lives go on saying what they say, and are found under the other: so a merger is undone
-- by taking out its row, and no version of a life is touched.
CREATE TABLE unit_mergers (
    unit TEXT PRIMARY KEY NOT NULL REFERENCES units (slug),
    into_unit TEXT NOT NULL REFERENCES units (slug),
    CHECK (unit <> into_unit)
) STRICT, WITHOUT ROWID;
CREATE INDEX unit_mergers_by_target ON unit_mergers (into_unit);

CREATE TABLE rank_aliases (
    rank TEXT NOT NULL REFERENCES ranks (slug) ON UPDATE CASCADE ON DELETE CASCADE,
    alias TEXT NOT NULL CHECK (alias <> ''),
    PRIMARY KEY (rank, alias)
) STRICT, WITHOUT ROWID;

-- Room between two that follow each other.
UPDATE ranks SET sequence = sequence * 100;
UPDATE awards SET sequence = sequence * 100;

-- Each change of an authority record, whole before and whole after: what putting back goes back to. The number of the last
-- one is the revision that an edit names.
CREATE TABLE authority_changes (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('unit', 'rank', 'award', 'region')),
    slug TEXT NOT NULL,
    account_id INTEGER NOT NULL REFERENCES accounts (id),
    at TEXT NOT NULL,
    act TEXT NOT NULL CHECK (act IN ('add', 'change', 'rename', 'merge', 'match', 'put-back')),
    -- Null where it was added.
    before TEXT CHECK (json_valid(before)),
    after TEXT NOT NULL CHECK (json_valid(after)),
    CHECK ((act = 'add') = (before IS NULL))
) STRICT;
CREATE INDEX authority_changes_by_record ON authority_changes (kind, slug, id);

-- Lives whose words are made of names that changed since, until they are read again (src/reference/queries/words.rs).
CREATE TABLE words_waiting (
    hero_id INTEGER PRIMARY KEY NOT NULL REFERENCES lives (id)
) STRICT;
