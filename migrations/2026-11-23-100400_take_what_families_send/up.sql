-- What a family sends, apart from what is public: no forgotten WHERE can show an unread story.
CREATE TABLE submissions (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    -- Of the secret in the family's own address.
    key_hash BLOB NOT NULL UNIQUE CHECK (length(key_hash) = 32),
    language TEXT NOT NULL CHECK (language IN ('uk', 'en')),
    state TEXT NOT NULL CHECK (state IN ('draft', 'pending', 'taken', 'returned', 'approved', 'refused')),
    -- What was typed, as it was typed, field by field. Moderators never change it.
    answers TEXT NOT NULL CHECK (json_valid(answers)),
    -- The record made of it once sent, which a moderator may edit.
    record TEXT CHECK (json_valid(record)),
    -- Grows with every change of answers, record or pictures: a decision names the revision it has read.
    revision INTEGER NOT NULL DEFAULT 1 CHECK (revision > 0),
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    -- When it took its place in the queue.
    sent_at TEXT,
    taken_at TEXT,
    taken_by INTEGER REFERENCES accounts (id),
    decided_at TEXT,
    decided_by INTEGER REFERENCES accounts (id),
    -- To the family: what is asked, or why it was refused.
    message TEXT,
    hero_id INTEGER REFERENCES lives (id),
    CHECK (state = 'draft' OR (sent_at IS NOT NULL AND record IS NOT NULL)),
    CHECK ((taken_at IS NULL) = (taken_by IS NULL)),
    CHECK (state <> 'taken' OR taken_by IS NOT NULL),
    CHECK ((decided_at IS NULL) = (decided_by IS NULL)),
    CHECK ((state IN ('returned', 'approved', 'refused')) = (decided_at IS NOT NULL)),
    CHECK (state NOT IN ('returned', 'refused') OR trim(message) <> ''),
    CHECK (state <> 'approved' OR hero_id IS NOT NULL)
) STRICT;
CREATE INDEX submissions_in_the_queue ON submissions (state, sent_at, id);
CREATE INDEX submissions_by_hero ON submissions (hero_id);

-- How to reach the family. Never joined to anything a reader, a feed, an export or a log can see.
CREATE TABLE submission_contacts (
    submission_id INTEGER PRIMARY KEY NOT NULL REFERENCES submissions (id) ON DELETE CASCADE,
    name TEXT,
    phone TEXT,
    email TEXT,
    other TEXT
) STRICT;

CREATE TABLE submission_photos (
    submission_id INTEGER NOT NULL REFERENCES submissions (id) ON DELETE CASCADE,
    photo_id INTEGER NOT NULL REFERENCES photos (id),
    sequence INTEGER NOT NULL,
    -- The name of the file as it was sent, to speak of it with the family.
    file_name TEXT NOT NULL,
    caption TEXT,
    credit TEXT,
    year INTEGER CHECK (year BETWEEN 1850 AND 2100),
    PRIMARY KEY (submission_id, photo_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX submission_photos_by_photo ON submission_photos (photo_id);

-- Every wording of the consent that anyone ever agreed to.
CREATE TABLE consent_texts (
    version TEXT PRIMARY KEY NOT NULL,
    text_uk TEXT NOT NULL,
    text_en TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE submission_consents (
    submission_id INTEGER NOT NULL REFERENCES submissions (id) ON DELETE CASCADE,
    version TEXT NOT NULL REFERENCES consent_texts (version),
    language TEXT NOT NULL CHECK (language IN ('uk', 'en')),
    relation TEXT NOT NULL CHECK (relation <> '' AND relation NOT GLOB '*[^a-z]*'),
    agreed_at TEXT NOT NULL,
    PRIMARY KEY (submission_id, agreed_at)
) STRICT, WITHOUT ROWID;
