-- The register of Ukraine's settlements. It is filled once from the codifier that is shipped with the program
-- (src/places/data) and is the memorial's own from then on. Names stand as the register has them; what they are found by
-- is `key`, the letters as they sound (names::fold), made in Rust.
CREATE TABLE districts (
    id INTEGER PRIMARY KEY NOT NULL,
    code TEXT NOT NULL UNIQUE CHECK (length(code) = 19),
    kind TEXT NOT NULL CHECK (kind IN ('raion', 'hromada')),
    name TEXT NOT NULL CHECK (trim(name) <> ''),
    -- The raion that a hromada lies in; the city of Sevastopol has none.
    parent_id INTEGER REFERENCES districts (id)
) STRICT;

CREATE TABLE settlements (
    id INTEGER PRIMARY KEY NOT NULL,
    -- КАТОТТГ. What a moderator added has none.
    code TEXT UNIQUE CHECK (length(code) = 19),
    kind TEXT NOT NULL CHECK (kind IN ('city', 'settlement', 'village')),
    name TEXT NOT NULL CHECK (trim(name) <> ''),
    region TEXT NOT NULL REFERENCES regions (iso),
    -- The smallest district that it is known to lie in.
    district_id INTEGER REFERENCES districts (id),
    key TEXT NOT NULL CHECK (key <> ''),
    added_by INTEGER REFERENCES accounts (id),
    added_at TEXT,
    -- It comes from the codifier or from a person's hand.
    CHECK ((code IS NULL) = (added_by IS NOT NULL)),
    CHECK ((added_by IS NULL) = (added_at IS NULL))
) STRICT;
CREATE INDEX settlements_by_key ON settlements (key);

-- What else a settlement was or is called: `former`, its name once; `spelling`, what somebody wrote and a moderator matched
-- with it, in the region that was written beside it ('' is none). Only a former name makes a place known.
CREATE TABLE settlement_names (
    id INTEGER PRIMARY KEY NOT NULL,
    settlement_id INTEGER NOT NULL REFERENCES settlements (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('former', 'spelling')),
    name TEXT NOT NULL CHECK (trim(name) <> ''),
    key TEXT NOT NULL CHECK (key <> ''),
    region TEXT NOT NULL DEFAULT '',
    added_by INTEGER REFERENCES accounts (id),
    added_at TEXT,
    UNIQUE (settlement_id, kind, name, region),
    CHECK (kind = 'spelling' OR region = ''),
    CHECK ((added_by IS NULL) = (added_at IS NULL))
) STRICT;
CREATE INDEX settlement_names_by_key ON settlement_names (key, kind);
