-- Each time a list was read: by whom, from where, how its columns were understood. Its rows stay together, the faulty and
-- the same ones among them, so that what became of a list can be seen and a list published in error be found again.
CREATE TABLE import_runs (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    name TEXT NOT NULL CHECK (trim(name) <> ''),
    kind TEXT NOT NULL CHECK (kind IN ('lines', 'table')),
    -- 'asked': a list that came to the desk and whose columns nobody has confirmed yet; nothing of it was taken.
    state TEXT NOT NULL CHECK (state IN ('asked', 'taken')),
    -- Null when it came from the shell.
    account_id INTEGER REFERENCES accounts (id),
    begun_at TEXT NOT NULL,
    -- Of a table: its headers and what each was taken for, in order.
    header TEXT CHECK (json_valid(header))
) STRICT;
CREATE INDEX import_runs_of_account ON import_runs (account_id) WHERE account_id IS NOT NULL;

-- The bytes of a list between its coming and its being taken; gone after that.
CREATE TABLE import_uploads (
    run_id INTEGER PRIMARY KEY NOT NULL REFERENCES import_runs (id) ON DELETE CASCADE,
    -- The desk takes no larger list.
    bytes BLOB NOT NULL CHECK (length(bytes) BETWEEN 1 AND 10485760)
) STRICT;

-- Lists of before are told apart by their names.
INSERT INTO import_runs (name, kind, state, begun_at)
SELECT file_name, 'lines', 'taken', min(imported_at) FROM import_rows GROUP BY file_name ORDER BY min(id);

CREATE TABLE import_rows_in_runs (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    run_id INTEGER NOT NULL REFERENCES import_runs (id),
    -- Of the record as it stood in the list, or of the words of a faulty row: the same row is never taken twice. Null for a
    -- row that was here already.
    digest BLOB CHECK (length(digest) = 32),
    file_name TEXT NOT NULL CHECK (file_name <> ''),
    line INTEGER NOT NULL CHECK (line > 0),
    external_id TEXT CHECK (external_id <> ''),
    -- Null when the row could not be read so far.
    family TEXT CHECK (trim(family) <> ''),
    given TEXT CHECK (trim(given) <> ''),
    record TEXT CHECK (json_valid(record)),
    -- Why it may be somebody who is already here; null when it is plainly new. Of a row that is the same: where that is.
    doubt TEXT CHECK (trim(doubt) <> ''),
    -- A row that could not be read: as it stood, and what is wrong with it.
    raw TEXT CHECK (json_valid(raw)),
    fault TEXT CHECK (json_valid(fault)),
    state TEXT NOT NULL CHECK (state IN ('waiting', 'published', 'discarded', 'faulty', 'same')),
    -- Counts corrections, so that nobody publishes what somebody else has just changed.
    revision INTEGER NOT NULL DEFAULT 1 CHECK (revision > 0),
    imported_at TEXT NOT NULL,
    hero_id INTEGER REFERENCES lives (id),
    CHECK (state <> 'waiting' OR record IS NOT NULL),
    CHECK ((raw IS NULL) = (fault IS NULL)),
    -- What was faulty and is set aside stays faulty when it is put back.
    CHECK (state <> 'faulty' OR (fault IS NOT NULL AND record IS NULL)),
    CHECK (state <> 'same' OR doubt IS NOT NULL),
    CHECK (record IS NULL OR (family IS NOT NULL AND given IS NOT NULL)),
    CHECK ((state = 'published') = (hero_id IS NOT NULL))
) STRICT;
INSERT INTO import_rows_in_runs (id, run_id, digest, file_name, line, external_id, family, given, record, doubt, state,
    imported_at, hero_id)
SELECT r.id, (SELECT u.id FROM import_runs u WHERE u.name = r.file_name), r.digest, r.file_name, r.line, r.external_id,
    r.family, r.given, r.record, r.doubt, r.state, r.imported_at, r.hero_id
FROM import_rows r;
DROP TABLE import_rows;
ALTER TABLE import_rows_in_runs RENAME TO import_rows;
CREATE UNIQUE INDEX import_rows_once ON import_rows (digest) WHERE digest IS NOT NULL;
CREATE INDEX import_rows_waiting ON import_rows (state, id);
CREATE INDEX import_rows_of_run ON import_rows (run_id, state, id, (doubt IS NULL));
CREATE INDEX import_rows_by_external_id ON import_rows (external_id) WHERE external_id IS NOT NULL;
CREATE INDEX import_rows_by_name ON import_rows (family, given);
