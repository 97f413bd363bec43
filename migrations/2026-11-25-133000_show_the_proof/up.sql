-- A page as its family sees it before anyone else. It is of one revision: what was changed since is another page.
CREATE TABLE proofs (
    submission_id INTEGER PRIMARY KEY NOT NULL REFERENCES submissions (id) ON DELETE CASCADE,
    revision INTEGER NOT NULL CHECK (revision > 0),
    shown_at TEXT NOT NULL,
    -- Whoever approved exactly this, if its family agrees.
    shown_by INTEGER NOT NULL REFERENCES accounts (id),
    -- After this moment a moderator decides without an answer.
    until TEXT NOT NULL,
    answer TEXT CHECK (answer IN ('yes', 'wrong')),
    answered_at TEXT,
    -- What is wrong, in the family's words, and a JSON list of the facts it ticked.
    words TEXT,
    facts TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(facts)),
    -- The day the family chose for the page to appear, in Kyiv.
    publish_on TEXT CHECK (publish_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    CHECK ((answer IS NULL) = (answered_at IS NULL)),
    CHECK (publish_on IS NULL OR answer = 'yes')
) STRICT;
CREATE INDEX proofs_by_day ON proofs (publish_on) WHERE publish_on IS NOT NULL;
