-- A few sentences from somebody who knew a person. Nothing of them is public before a moderator approved exactly these words.
CREATE TABLE memories (
    id INTEGER PRIMARY KEY NOT NULL,
    -- The page where it stands: where it was written, or the one that was merged into.
    hero_id INTEGER NOT NULL REFERENCES lives (id),
    -- Its writer's own address, by its hash.
    key_hash BLOB NOT NULL UNIQUE CHECK (length(key_hash) = 32),
    language TEXT NOT NULL CHECK (language IN ('uk', 'en')),
    words TEXT NOT NULL CHECK (length(words) <= 2000),
    name TEXT NOT NULL CHECK (length(name) <= 100),
    relation TEXT NOT NULL
        CHECK (relation IN ('friend', 'comrade', 'classmate', 'teacher', 'neighbour', 'colleague', 'relative', 'other')),
    -- The wording that its writer agreed to.
    consent TEXT NOT NULL CHECK (consent GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    sent_at TEXT NOT NULL,
    -- Grows with every change: an act is about the words that were read.
    revision INTEGER NOT NULL DEFAULT 1 CHECK (revision > 0),
    state TEXT NOT NULL CHECK (state IN ('waiting', 'approved', 'refused', 'withdrawn')),
    decided_at TEXT,
    decided_by INTEGER REFERENCES accounts (id),
    -- What its writer is told of a refusal.
    reason TEXT CHECK (trim(reason) <> ''),
    -- A moderator hid it.
    hidden_at TEXT,
    hidden_by INTEGER REFERENCES accounts (id),
    CHECK ((state IN ('approved', 'refused')) = (decided_at IS NOT NULL)),
    -- None of an invented one, which nobody decided.
    CHECK (decided_by IS NULL OR decided_at IS NOT NULL),
    CHECK ((state = 'refused') = (reason IS NOT NULL)),
    CHECK ((hidden_at IS NULL) = (hidden_by IS NULL)),
    CHECK (hidden_at IS NULL OR state = 'approved'),
    -- Of what its writer took back nothing is kept but that it was.
    CHECK ((state = 'withdrawn') = (words = '')),
    CHECK ((state = 'withdrawn') = (name = ''))
) STRICT;
CREATE INDEX memories_by_state ON memories (state, sent_at, id);
CREATE INDEX memories_by_life ON memories (hero_id, state, sent_at, id);

-- The words as they came (number 1) and after each change at the desk. Not in the journal, which keeps for ever: what was cut
-- out of them goes with them.
CREATE TABLE memory_wordings (
    memory_id INTEGER NOT NULL REFERENCES memories (id) ON DELETE CASCADE,
    number INTEGER NOT NULL CHECK (number > 0),
    words TEXT NOT NULL CHECK (words <> ''),
    name TEXT NOT NULL CHECK (name <> ''),
    -- None: as the writer sent it.
    account_id INTEGER REFERENCES accounts (id),
    at TEXT NOT NULL,
    PRIMARY KEY (memory_id, number),
    CHECK ((number = 1) = (account_id IS NULL))
) STRICT, WITHOUT ROWID;

-- How a moderator can ask the writer, until the memory is decided.
CREATE TABLE memory_contacts (
    memory_id INTEGER PRIMARY KEY NOT NULL REFERENCES memories (id) ON DELETE CASCADE,
    contact TEXT NOT NULL CHECK (trim(contact) <> '' AND length(contact) <= 200)
) STRICT;

-- Passages that look as if not everyone should read them, and that a moderator let stand.
CREATE TABLE memory_let_stand (
    memory_id INTEGER NOT NULL REFERENCES memories (id) ON DELETE CASCADE,
    mark TEXT NOT NULL CHECK (length(mark) = 16 AND mark NOT GLOB '*[^0-9a-f]*'),
    account_id INTEGER NOT NULL REFERENCES accounts (id),
    at TEXT NOT NULL,
    PRIMARY KEY (memory_id, mark)
) STRICT, WITHOUT ROWID;

-- Memories that a family hid on its page. It holds while the story and the memory are of one page: after a merge is undone
-- each family is asked for its own page alone.
CREATE TABLE memory_hidings (
    memory_id INTEGER NOT NULL REFERENCES memories (id) ON DELETE CASCADE,
    submission_id INTEGER NOT NULL REFERENCES submissions (id) ON DELETE CASCADE,
    at TEXT NOT NULL,
    PRIMARY KEY (memory_id, submission_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX memory_hidings_by_story ON memory_hidings (submission_id);

-- Families that wish no more memories on their page, and whether those that stand there are hidden. By their story, which
-- says what page that is.
CREATE TABLE memory_closings (
    submission_id INTEGER PRIMARY KEY NOT NULL REFERENCES submissions (id) ON DELETE CASCADE,
    hides INTEGER NOT NULL CHECK (hides IN (0, 1)),
    closed_at TEXT NOT NULL
) STRICT;
