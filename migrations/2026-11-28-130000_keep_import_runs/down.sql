CREATE TABLE import_rows_before (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    digest BLOB NOT NULL UNIQUE CHECK (length(digest) = 32),
    file_name TEXT NOT NULL CHECK (file_name <> ''),
    line INTEGER NOT NULL CHECK (line > 0),
    external_id TEXT CHECK (external_id <> ''),
    family TEXT NOT NULL CHECK (trim(family) <> ''),
    given TEXT NOT NULL CHECK (trim(given) <> ''),
    record TEXT CHECK (json_valid(record)),
    doubt TEXT CHECK (trim(doubt) <> ''),
    state TEXT NOT NULL CHECK (state IN ('waiting', 'published', 'discarded')),
    imported_at TEXT NOT NULL,
    hero_id INTEGER REFERENCES lives (id),
    CHECK (state <> 'waiting' OR record IS NOT NULL),
    CHECK ((state = 'published') = (hero_id IS NOT NULL))
) STRICT;
INSERT INTO import_rows_before
SELECT id, digest, file_name, line, external_id, family, given, record, doubt, state, imported_at, hero_id
FROM import_rows
WHERE state IN ('waiting', 'published', 'discarded') AND digest IS NOT NULL AND family IS NOT NULL;
DROP TABLE import_rows;
ALTER TABLE import_rows_before RENAME TO import_rows;
CREATE INDEX import_rows_waiting ON import_rows (state, id);
CREATE INDEX import_rows_by_external_id ON import_rows (external_id) WHERE external_id IS NOT NULL;
CREATE INDEX import_rows_by_name ON import_rows (family, given);
DROP TABLE import_uploads;
DROP TABLE import_runs;
