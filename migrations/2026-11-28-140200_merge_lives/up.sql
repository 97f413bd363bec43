-- Two pages of one person that were made into one. Every merge has two people behind it, and so has its undoing.
CREATE TABLE merges (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    -- The page that stays, and the one whose addresses lead to it.
    kept_id INTEGER NOT NULL REFERENCES lives (id),
    gone_id INTEGER NOT NULL REFERENCES lives (id),
    -- How both were before: versions, addresses, who may see what, whose stories were theirs.
    before TEXT NOT NULL CHECK (json_valid(before)),
    -- Another archive's number that the page that stays does not have.
    lost_external_id TEXT CHECK (lost_external_id <> ''),
    reason TEXT NOT NULL CHECK (trim(reason) <> ''),
    merged_at TEXT NOT NULL,
    proposed_by INTEGER NOT NULL REFERENCES accounts (id),
    merged_by INTEGER NOT NULL REFERENCES accounts (id),
    undone_at TEXT,
    undoing_proposed_by INTEGER REFERENCES accounts (id),
    undone_by INTEGER REFERENCES accounts (id),
    CHECK (kept_id <> gone_id),
    -- Two different people, administrators included.
    CHECK (proposed_by <> merged_by),
    CHECK (undoing_proposed_by <> undone_by),
    CHECK ((undone_at IS NULL) = (undone_by IS NULL)),
    CHECK ((undone_at IS NULL) = (undoing_proposed_by IS NULL))
) STRICT;
-- A page that is gone is gone into one page.
CREATE UNIQUE INDEX merges_by_gone ON merges (gone_id) WHERE undone_at IS NULL;
CREATE INDEX merges_by_kept ON merges (kept_id) WHERE undone_at IS NULL;
CREATE INDEX merges_by_lost_external_id ON merges (lost_external_id) WHERE lost_external_id IS NOT NULL;

-- A merge, or the undoing of one, that waits for a second person.
CREATE TABLE merge_proposals (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    one INTEGER NOT NULL REFERENCES lives (id),
    other INTEGER NOT NULL REFERENCES lives (id),
    -- What is to be undone; null for a merge.
    merge_id INTEGER REFERENCES merges (id),
    -- Which page stays, the versions that were read and what was chosen of each fact; null for an undoing.
    plan TEXT CHECK (json_valid(plan)),
    reason TEXT NOT NULL CHECK (trim(reason) <> ''),
    proposed_at TEXT NOT NULL,
    proposed_by INTEGER NOT NULL REFERENCES accounts (id),
    settled_at TEXT,
    settled_by INTEGER REFERENCES accounts (id),
    -- 'declined' may be the proposer's own word.
    outcome TEXT CHECK (outcome IN ('done', 'declined')),
    CHECK (one < other),
    CHECK ((merge_id IS NULL) = (plan IS NOT NULL)),
    CHECK ((settled_at IS NULL) = (settled_by IS NULL)),
    CHECK ((settled_at IS NULL) = (outcome IS NULL)),
    CHECK (outcome <> 'done' OR settled_by <> proposed_by)
) STRICT;
-- One at a time about the same two.
CREATE UNIQUE INDEX merge_proposals_that_wait ON merge_proposals (one, other) WHERE settled_at IS NULL;
