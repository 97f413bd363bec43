-- One act of a moderator: all that say a place in one way say it as the register does. What was written before is kept, so
-- that the whole act can be undone at once.
CREATE TABLE place_matchings (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    -- As it was written, and the region beside it ('' is none).
    written TEXT NOT NULL,
    key TEXT NOT NULL,
    region TEXT NOT NULL,
    -- What it became. The register may lose the settlement again; what was done stays told.
    settlement TEXT NOT NULL,
    settlement_region TEXT NOT NULL REFERENCES regions (iso),
    made_by INTEGER NOT NULL REFERENCES accounts (id),
    made_at TEXT NOT NULL,
    undone_by INTEGER REFERENCES accounts (id),
    undone_at TEXT,
    CHECK ((undone_by IS NULL) = (undone_at IS NULL))
) STRICT;

CREATE TABLE place_changes (
    id INTEGER PRIMARY KEY NOT NULL,
    matching_id INTEGER NOT NULL REFERENCES place_matchings (id),
    -- Of a life that is public, or of a story that was not decided.
    hero_id INTEGER REFERENCES lives (id),
    submission_id INTEGER REFERENCES submissions (id) ON DELETE CASCADE,
    role TEXT NOT NULL CHECK (role IN ('birth', 'home', 'death', 'burial')),
    -- As it was written there.
    settlement TEXT NOT NULL,
    CHECK ((hero_id IS NULL) <> (submission_id IS NULL))
) STRICT;
CREATE INDEX place_changes_of ON place_changes (matching_id, hero_id, submission_id);
CREATE INDEX place_changes_of_submission ON place_changes (submission_id) WHERE submission_id IS NOT NULL;

-- A spelling is remembered because of an act, and forgotten when that is undone.
ALTER TABLE settlement_names ADD COLUMN matching_id INTEGER REFERENCES place_matchings (id);
CREATE INDEX settlement_names_by_matching ON settlement_names (matching_id) WHERE matching_id IS NOT NULL;
