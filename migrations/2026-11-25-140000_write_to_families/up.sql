-- Letters owed to families, written down in the transaction of the act they tell of. No address, name or key stands here:
-- the address is read from submission_contacts when the letter is sent, and is not there once the family took it back.
CREATE TABLE letters (
    -- Never given again: the letter's number is in its Message-ID.
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    submission_id INTEGER NOT NULL REFERENCES submissions (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN
        ('received', 'asked', 'proof', 'published', 'refused', 'changed', 'hidden', 'called')),
    -- What the letter is about, such as the revision that was sent or the time of a decision: told of once.
    occasion TEXT NOT NULL CHECK (occasion <> ''),
    written_at TEXT NOT NULL,
    -- When it is tried next. While it is being sent: when it is tried again should nobody live to say what became of it.
    due_at TEXT NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0 CHECK (tries >= 0),
    state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sending', 'sent', 'given-up', 'dropped')),
    sent_at TEXT,
    -- What kind of thing went wrong last; never what the mail server said, which may hold the address.
    last_fault TEXT CHECK (last_fault IN ('unreachable', 'closed', 'later', 'declined', 'address')),
    UNIQUE (submission_id, kind, occasion),
    CHECK ((state = 'sent') = (sent_at IS NOT NULL)),
    CHECK (state NOT IN ('sending', 'sent', 'given-up') OR tries > 0),
    CHECK (state <> 'given-up' OR last_fault IS NOT NULL)
) STRICT;
CREATE INDEX letters_due ON letters (due_at, id) WHERE state IN ('waiting', 'sending');
CREATE INDEX letters_given_up ON letters (id) WHERE state = 'given-up';
