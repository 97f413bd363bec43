-- What a person at the desk wants of it: regions and units that are theirs to see first, what is enough for a day, and
-- which stories they passed on. Nobody else is shown who passed on what, and there is no journal of it.
CREATE TABLE scopes (
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    facet TEXT NOT NULL CHECK (facet IN ('region', 'unit')),
    value TEXT NOT NULL CHECK (value <> ''),
    PRIMARY KEY (account_id, facet, value)
) STRICT, WITHOUT ROWID;

CREATE TABLE daily_limits (
    account_id INTEGER PRIMARY KEY NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    stories INTEGER NOT NULL CHECK (stories BETWEEN 1 AND 200)
) STRICT;
-- What one has worked on since midnight, for one's own limit alone.
CREATE INDEX journal_by_account ON journal (account_id, at, submission_id) WHERE account_id IS NOT NULL;

CREATE TABLE passes (
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    submission_id INTEGER NOT NULL REFERENCES submissions (id) ON DELETE CASCADE,
    PRIMARY KEY (account_id, submission_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX passes_by_submission ON passes (submission_id);

-- What is hard to read or to see in a story, as its family or a moderator says, so that nobody opens it unprepared.
CREATE TABLE heavy_marks (
    submission_id INTEGER NOT NULL REFERENCES submissions (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('torture', 'child', 'body', 'suicide', 'details')),
    by_family INTEGER NOT NULL CHECK (by_family IN (0, 1)),
    PRIMARY KEY (submission_id, kind, by_family)
) STRICT, WITHOUT ROWID;

-- A family's word of thanks, for those alone who worked on its story.
CREATE TABLE thanks (
    submission_id INTEGER PRIMARY KEY NOT NULL REFERENCES submissions (id) ON DELETE CASCADE,
    words TEXT NOT NULL CHECK (trim(words) <> '' AND length(words) <= 1000),
    said_at TEXT NOT NULL
) STRICT;
CREATE INDEX thanks_by_time ON thanks (said_at);
