-- What hurts most is proposed by one person and done by the hand of another.
CREATE TABLE motions (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    hero_id INTEGER NOT NULL REFERENCES lives (id),
    -- The version of the life it was made from: of any other it is not done.
    version INTEGER NOT NULL CHECK (version > 0),
    kind TEXT NOT NULL CHECK (kind <> '' AND kind NOT GLOB '*[^a-z-]*'),
    -- Exactly what would be done.
    payload TEXT NOT NULL CHECK (json_valid(payload)),
    reason TEXT NOT NULL CHECK (trim(reason) <> ''),
    proposed_by INTEGER NOT NULL REFERENCES accounts (id),
    proposed_at TEXT NOT NULL,
    -- `lapsed`: the life changed, and the same was proposed anew.
    state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'seconded', 'refused', 'taken-back', 'lapsed')),
    decided_by INTEGER REFERENCES accounts (id),
    decided_at TEXT,
    outcome TEXT,
    CHECK ((state = 'open') = (decided_at IS NULL)),
    CHECK ((state IN ('open', 'lapsed')) = (decided_by IS NULL)),
    -- Two people, whatever the code above believes.
    CHECK (state NOT IN ('seconded', 'refused') OR decided_by <> proposed_by),
    CHECK (state <> 'taken-back' OR decided_by = proposed_by),
    CHECK (state NOT IN ('refused', 'taken-back') OR trim(coalesce(outcome, '')) <> '')
) STRICT;
CREATE INDEX motions_that_wait ON motions (proposed_at, id, proposed_by) WHERE decided_at IS NULL;
CREATE INDEX motions_decided ON motions (decided_at, id) WHERE decided_at IS NOT NULL;
CREATE INDEX motions_by_life ON motions (hero_id, id);
-- The same is proposed once at a time; changes of what is public may be as many as there are opinions.
CREATE UNIQUE INDEX motions_once ON motions (hero_id, kind) WHERE decided_at IS NULL AND kind <> 'revise';

-- A page that is down until a moment comes back by itself then. Null: it is down until somebody brings it back.
ALTER TABLE withdrawals ADD COLUMN until TEXT;
CREATE INDEX withdrawals_that_end ON withdrawals (until) WHERE until IS NOT NULL;

-- What one person hid alone: the same person hides the same page again a week after that end at the earliest.
CREATE TABLE hidings (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    hero_id INTEGER NOT NULL REFERENCES lives (id),
    hidden_by INTEGER NOT NULL REFERENCES accounts (id),
    hidden_at TEXT NOT NULL,
    until TEXT NOT NULL,
    reason TEXT NOT NULL CHECK (trim(reason) <> '')
) STRICT;
CREATE INDEX hidings_by_life ON hidings (hero_id, hidden_by, until);
