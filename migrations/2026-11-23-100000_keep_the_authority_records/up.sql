-- Regions, units, ranks and awards are records of their own, filled once from the facts shipped with the program and
-- edited by moderators later. A slug may be renamed: what points to it follows.
CREATE TABLE regions (
    iso TEXT PRIMARY KEY NOT NULL CHECK (iso GLOB 'UA-[0-9][0-9]'),
    slug TEXT NOT NULL UNIQUE CHECK (slug <> '' AND slug NOT GLOB '*[^a-z0-9-]*'),
    name_uk TEXT NOT NULL CHECK (name_uk <> ''),
    name_en TEXT NOT NULL CHECK (name_en <> ''),
    katottg TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE units (
    slug TEXT PRIMARY KEY NOT NULL CHECK (slug <> '' AND slug NOT GLOB '*[^a-z0-9-]*'),
    number INTEGER CHECK (number > 0),
    name_uk TEXT NOT NULL CHECK (name_uk <> ''),
    name_en TEXT NOT NULL CHECK (name_en <> ''),
    short_uk TEXT,
    branch TEXT NOT NULL CHECK (branch <> ''),
    kind TEXT NOT NULL CHECK (kind <> ''),
    -- A company belongs to a battalion, a battalion to a brigade.
    parent TEXT REFERENCES units (slug) ON UPDATE CASCADE CHECK (parent <> slug),
    -- How sure the shipped facts are: A stated by the unit or the state, B by several sources, C by one.
    confidence TEXT CHECK (confidence IN ('A', 'B', 'C'))
) STRICT;
CREATE INDEX units_by_parent ON units (parent);

CREATE TABLE unit_aliases (
    unit TEXT NOT NULL REFERENCES units (slug) ON UPDATE CASCADE ON DELETE CASCADE,
    alias TEXT NOT NULL CHECK (alias <> ''),
    PRIMARY KEY (unit, alias)
) STRICT, WITHOUT ROWID;

CREATE TABLE ranks (
    slug TEXT PRIMARY KEY NOT NULL CHECK (slug <> '' AND slug NOT GLOB '*[^a-z0-9-]*'),
    -- From the lowest to the highest within a service.
    sequence INTEGER NOT NULL,
    service TEXT NOT NULL CHECK (service <> ''),
    tier TEXT NOT NULL CHECK (tier <> ''),
    name_uk TEXT NOT NULL CHECK (name_uk <> ''),
    name_en TEXT NOT NULL CHECK (name_en <> ''),
    nato_code TEXT,
    -- The year the rank was abolished.
    until INTEGER
) STRICT;

CREATE TABLE awards (
    slug TEXT PRIMARY KEY NOT NULL CHECK (slug <> '' AND slug NOT GLOB '*[^a-z0-9-]*'),
    -- From the highest to the lowest.
    sequence INTEGER NOT NULL,
    name_uk TEXT NOT NULL CHECK (name_uk <> ''),
    name_en TEXT NOT NULL CHECK (name_en <> ''),
    class TEXT NOT NULL CHECK (class <> ''),
    confidence TEXT CHECK (confidence IN ('A', 'B', 'C'))
) STRICT;

CREATE TABLE award_aliases (
    award TEXT NOT NULL REFERENCES awards (slug) ON UPDATE CASCADE ON DELETE CASCADE,
    alias TEXT NOT NULL CHECK (alias <> ''),
    PRIMARY KEY (award, alias)
) STRICT, WITHOUT ROWID;
