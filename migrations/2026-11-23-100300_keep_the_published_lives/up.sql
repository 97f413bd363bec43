-- The permanent number of a life. It outlives withdrawal and renaming.
CREATE TABLE lives (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    created_at TEXT NOT NULL
) STRICT;

-- What is public now, and nothing else: whoever is here can be read by anyone. Withdrawing a life takes it out.
-- Dates are EDTF; _first and _last are the first and the last day they can mean, null when open.
CREATE TABLE heroes (
    id INTEGER PRIMARY KEY NOT NULL REFERENCES lives (id),
    slug TEXT NOT NULL UNIQUE CHECK (slug <> '' AND slug NOT GLOB '*[^a-z0-9-]*'),
    external_id TEXT UNIQUE CHECK (external_id <> ''),
    family TEXT NOT NULL CHECK (trim(family) <> ''),
    given TEXT NOT NULL CHECK (trim(given) <> ''),
    patronymic TEXT CHECK (trim(patronymic) <> ''),
    latin_family TEXT CHECK (trim(latin_family) <> ''),
    latin_given TEXT CHECK (trim(latin_given) <> ''),
    latin_patronymic TEXT CHECK (trim(latin_patronymic) <> ''),
    call_sign TEXT CHECK (trim(call_sign) <> ''),
    sex TEXT CHECK (sex IN ('male', 'female')),
    born TEXT CHECK (born <> ''),
    born_first TEXT CHECK (born_first GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    born_last TEXT CHECK (born_last GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    born_note_uk TEXT,
    born_note_en TEXT,
    died TEXT CHECK (died <> ''),
    died_first TEXT CHECK (died_first GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    died_last TEXT CHECK (died_last GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    circumstances TEXT CHECK (circumstances IN ('combat', 'wounds', 'captivity', 'accident', 'illness', 'other')),
    interests_uk TEXT,
    interests_en TEXT,
    biography_uk TEXT,
    biography_en TEXT,
    -- Ukrainian order of «family given patronymic», made in Rust.
    name_key BLOB NOT NULL,
    -- The first letter of the family name, as the alphabet index shows it; null for a name that begins otherwise.
    letter TEXT CHECK (length(letter) = 1),
    -- The number of the version in hero_versions that is public.
    version INTEGER NOT NULL CHECK (version > 0),
    published_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    -- A Latin spelling is whole or absent.
    CHECK ((latin_family IS NULL) = (latin_given IS NULL)),
    CHECK (latin_family IS NOT NULL OR latin_patronymic IS NULL),
    -- Days belong to a date, and come in order.
    CHECK (born IS NOT NULL OR (born_first IS NULL AND born_last IS NULL)),
    CHECK (died IS NOT NULL OR (died_first IS NULL AND died_last IS NULL)),
    CHECK (born_first <= born_last),
    CHECK (died_first <= died_last),
    -- Nobody dies before being born.
    CHECK (born_first <= died_last)
) STRICT;
CREATE INDEX heroes_by_name ON heroes (name_key, id);
CREATE INDEX heroes_by_letter ON heroes (letter, name_key, id);
CREATE INDEX heroes_by_death ON heroes (died_first, name_key, id);
CREATE INDEX heroes_by_birth ON heroes (born_first, id);
CREATE INDEX heroes_by_publication ON heroes (published_at, id);
-- Whom we remember on this day: month and day of an exact date.
CREATE INDEX heroes_by_day_of_death ON heroes (substr(died_first, 6), id) WHERE died_first = died_last;
CREATE INDEX heroes_by_day_of_birth ON heroes (substr(born_first, 6), id) WHERE born_first = born_last;

CREATE TABLE hero_aliases (
    hero_id INTEGER NOT NULL REFERENCES heroes (id) ON DELETE CASCADE,
    sequence INTEGER NOT NULL,
    alias TEXT NOT NULL CHECK (trim(alias) <> ''),
    PRIMARY KEY (hero_id, sequence)
) STRICT, WITHOUT ROWID;

CREATE TABLE hero_places (
    hero_id INTEGER NOT NULL REFERENCES heroes (id) ON DELETE CASCADE,
    role TEXT NOT NULL CHECK (role IN ('birth', 'home', 'death', 'burial')),
    settlement TEXT CHECK (trim(settlement) <> ''),
    region TEXT REFERENCES regions (iso),
    country TEXT CHECK (country GLOB '[A-Z][A-Z]'),
    near INTEGER NOT NULL CHECK (near IN (0, 1)),
    cemetery TEXT CHECK (trim(cemetery) <> ''),
    PRIMARY KEY (hero_id, role),
    -- A place says something; abroad it has no region of Ukraine; only a settlement can be near.
    CHECK (coalesce(settlement, region, country, cemetery) IS NOT NULL),
    CHECK (country IS NULL OR country = 'UA' OR region IS NULL),
    CHECK (near = 0 OR settlement IS NOT NULL)
) STRICT, WITHOUT ROWID;
CREATE INDEX hero_places_by_region ON hero_places (region, role, hero_id);

CREATE TABLE hero_services (
    hero_id INTEGER NOT NULL REFERENCES heroes (id) ON DELETE CASCADE,
    sequence INTEGER NOT NULL,
    unit TEXT REFERENCES units (slug) ON UPDATE CASCADE,
    unit_text TEXT CHECK (trim(unit_text) <> ''),
    position_uk TEXT,
    position_en TEXT,
    rank TEXT REFERENCES ranks (slug) ON UPDATE CASCADE,
    rank_text TEXT CHECK (trim(rank_text) <> ''),
    since TEXT,
    until TEXT,
    PRIMARY KEY (hero_id, sequence),
    -- A name not in the list is kept as written, instead of a slug and not beside it.
    CHECK (unit IS NULL OR unit_text IS NULL),
    CHECK (rank IS NULL OR rank_text IS NULL),
    CHECK (coalesce(unit, unit_text, position_uk, position_en, rank, rank_text, since, until) IS NOT NULL)
) STRICT, WITHOUT ROWID;
CREATE INDEX hero_services_by_unit ON hero_services (unit, hero_id);
CREATE INDEX hero_services_by_rank ON hero_services (rank, hero_id);

CREATE TABLE hero_events (
    hero_id INTEGER NOT NULL REFERENCES heroes (id) ON DELETE CASCADE,
    sequence INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('education', 'work', 'family', 'service', 'wound', 'captivity', 'other')),
    since TEXT,
    until TEXT,
    text_uk TEXT,
    text_en TEXT,
    PRIMARY KEY (hero_id, sequence),
    -- Captivity with its dates says enough; anything else needs words.
    CHECK (kind = 'captivity' OR text_uk IS NOT NULL OR text_en IS NOT NULL)
) STRICT, WITHOUT ROWID;

CREATE TABLE hero_awards (
    hero_id INTEGER NOT NULL REFERENCES heroes (id) ON DELETE CASCADE,
    sequence INTEGER NOT NULL,
    award TEXT REFERENCES awards (slug) ON UPDATE CASCADE,
    award_text TEXT CHECK (trim(award_text) <> ''),
    given_on TEXT,
    posthumous INTEGER CHECK (posthumous IN (0, 1)),
    PRIMARY KEY (hero_id, sequence),
    CHECK ((award IS NULL) <> (award_text IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX hero_awards_by_award ON hero_awards (award, hero_id);

CREATE TABLE hero_quotes (
    hero_id INTEGER NOT NULL REFERENCES heroes (id) ON DELETE CASCADE,
    sequence INTEGER NOT NULL,
    text_uk TEXT,
    text_en TEXT,
    speaker TEXT CHECK (trim(speaker) <> ''),
    relation TEXT CHECK (relation NOT GLOB '*[^a-z]*'),
    PRIMARY KEY (hero_id, sequence),
    CHECK (text_uk IS NOT NULL OR text_en IS NOT NULL)
) STRICT, WITHOUT ROWID;

CREATE TABLE hero_kin (
    hero_id INTEGER NOT NULL REFERENCES heroes (id) ON DELETE CASCADE,
    sequence INTEGER NOT NULL,
    relation TEXT NOT NULL CHECK (relation <> '' AND relation NOT GLOB '*[^a-z]*'),
    PRIMARY KEY (hero_id, sequence)
) STRICT, WITHOUT ROWID;

CREATE TABLE hero_photos (
    hero_id INTEGER NOT NULL REFERENCES heroes (id) ON DELETE CASCADE,
    sequence INTEGER NOT NULL,
    photo_id INTEGER NOT NULL REFERENCES photos (id),
    caption_uk TEXT,
    caption_en TEXT,
    credit TEXT CHECK (trim(credit) <> ''),
    year INTEGER CHECK (year BETWEEN 1850 AND 2100),
    PRIMARY KEY (hero_id, sequence),
    UNIQUE (photo_id, hero_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE hero_sources (
    hero_id INTEGER NOT NULL REFERENCES heroes (id) ON DELETE CASCADE,
    sequence INTEGER NOT NULL,
    title TEXT CHECK (trim(title) <> ''),
    url TEXT CHECK (url LIKE 'https://%' OR url LIKE 'http://%'),
    PRIMARY KEY (hero_id, sequence),
    CHECK (title IS NOT NULL OR url IS NOT NULL)
) STRICT, WITHOUT ROWID;

-- Every version that was ever public, whole, in the record format: what undoing goes back to.
CREATE TABLE hero_versions (
    hero_id INTEGER NOT NULL REFERENCES lives (id),
    number INTEGER NOT NULL CHECK (number > 0),
    -- Null for what the shell did (import, demo).
    account_id INTEGER REFERENCES accounts (id),
    made_at TEXT NOT NULL,
    why TEXT NOT NULL CHECK (trim(why) <> ''),
    record TEXT NOT NULL CHECK (json_valid(record)),
    PRIMARY KEY (hero_id, number)
) STRICT, WITHOUT ROWID;

-- An address once published answers for ever: the present one, former ones, those of withdrawn lives.
CREATE TABLE hero_addresses (
    slug TEXT PRIMARY KEY NOT NULL CHECK (slug <> '' AND slug NOT GLOB '*[^a-z0-9-]*'),
    hero_id INTEGER NOT NULL REFERENCES lives (id),
    since TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX hero_addresses_by_hero ON hero_addresses (hero_id);

-- A life that was public and is not now.
CREATE TABLE withdrawals (
    hero_id INTEGER PRIMARY KEY NOT NULL REFERENCES lives (id),
    slug TEXT NOT NULL REFERENCES hero_addresses (slug),
    first_published_at TEXT NOT NULL,
    withdrawn_at TEXT NOT NULL,
    withdrawn_by INTEGER NOT NULL REFERENCES accounts (id),
    reason TEXT NOT NULL CHECK (trim(reason) <> '')
) STRICT;
