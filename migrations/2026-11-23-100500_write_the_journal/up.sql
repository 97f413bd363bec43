-- Who did what, when and why. Rows are only ever added. `detail` is JSON (what was before and after, a reason) and never
-- holds a contact or a key.
CREATE TABLE journal (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    at TEXT NOT NULL,
    actor TEXT NOT NULL CHECK (actor IN ('account', 'family', 'shell')),
    account_id INTEGER REFERENCES accounts (id),
    act TEXT NOT NULL CHECK (act <> '' AND act NOT GLOB '*[^a-z-]*'),
    submission_id INTEGER,
    hero_id INTEGER REFERENCES lives (id),
    detail TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(detail)),
    CHECK ((actor = 'account') = (account_id IS NOT NULL))
) STRICT;
CREATE INDEX journal_by_submission ON journal (submission_id, id);
CREATE INDEX journal_by_hero ON journal (hero_id, id);

CREATE TRIGGER journal_is_never_rewritten BEFORE UPDATE ON journal
BEGIN SELECT raise(ABORT, 'the journal is never rewritten'); END;
CREATE TRIGGER journal_is_never_shortened BEFORE DELETE ON journal
BEGIN SELECT raise(ABORT, 'the journal is never shortened'); END;
