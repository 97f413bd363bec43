-- Several lives that a moderator gathered for editors of newsletters. `slug` is the address for ever. A digest that was public
-- and is not any more is `down`: its address says that it is gone.
CREATE TABLE weekly_digests (
    id INTEGER PRIMARY KEY NOT NULL,
    slug TEXT NOT NULL UNIQUE CHECK (slug GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]*'),
    state TEXT NOT NULL CHECK (state IN ('draft', 'public', 'down')),
    version INTEGER NOT NULL CHECK (version > 0),
    created_at TEXT NOT NULL,
    -- When it was public for the first time.
    published_at TEXT CHECK (state = 'draft' OR published_at IS NOT NULL),
    changed_at TEXT NOT NULL
) STRICT;

CREATE INDEX weekly_digests_by_publication ON weekly_digests (state, published_at, id);

-- Everything a digest ever said, so that it can be seen and undone. `lives` are permanent numbers as a JSON list, in order.
CREATE TABLE weekly_digest_versions (
    digest_id INTEGER NOT NULL REFERENCES weekly_digests (id) ON DELETE CASCADE,
    number INTEGER NOT NULL CHECK (number > 0),
    made_at TEXT NOT NULL,
    -- Nobody: whoever holds the machine (the demonstration).
    account_id INTEGER REFERENCES accounts (id),
    title_uk TEXT NOT NULL,
    title_en TEXT NOT NULL,
    intro_uk TEXT NOT NULL,
    intro_en TEXT NOT NULL,
    lives TEXT NOT NULL CHECK (json_valid(lives)),
    -- A digest without a title in any language could not be told from another.
    CHECK (title_uk <> '' OR title_en <> ''),
    PRIMARY KEY (digest_id, number)
) STRICT, WITHOUT ROWID;
