-- What archives' lists brought: the rows that wait to be published, seen by moderators only, and of the others a trace,
-- so that a list read twice brings nobody twice, not even whom a moderator has changed or withdrawn since.
CREATE TABLE import_rows (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    -- Of the record as it stood in the list: the same row is never taken twice.
    digest BLOB NOT NULL UNIQUE CHECK (length(digest) = 32),
    file_name TEXT NOT NULL CHECK (file_name <> ''),
    line INTEGER NOT NULL CHECK (line > 0),
    external_id TEXT CHECK (external_id <> ''),
    family TEXT NOT NULL CHECK (trim(family) <> ''),
    given TEXT NOT NULL CHECK (trim(given) <> ''),
    record TEXT CHECK (json_valid(record)),
    -- Why it may be somebody who is already here; null when it is plainly new.
    doubt TEXT CHECK (trim(doubt) <> ''),
    state TEXT NOT NULL CHECK (state IN ('waiting', 'published', 'discarded')),
    imported_at TEXT NOT NULL,
    hero_id INTEGER REFERENCES lives (id),
    CHECK (state <> 'waiting' OR record IS NOT NULL),
    CHECK ((state = 'published') = (hero_id IS NOT NULL))
) STRICT;
CREATE INDEX import_rows_waiting ON import_rows (state, id);
CREATE INDEX import_rows_by_external_id ON import_rows (external_id) WHERE external_id IS NOT NULL;
CREATE INDEX import_rows_by_name ON import_rows (family, given);

-- Somebody of the same name is looked for with every row of a list.
CREATE INDEX heroes_by_written_name ON heroes (family, given);
