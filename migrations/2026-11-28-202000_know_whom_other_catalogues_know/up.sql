-- What other catalogues know a person by. Which schemes there are, and what a value of each looks like, src/heroes/identifier.rs
-- says: it is the one list.
CREATE TABLE hero_identifiers (
    hero_id INTEGER NOT NULL REFERENCES heroes (id) ON DELETE CASCADE,
    sequence INTEGER NOT NULL,
    scheme TEXT NOT NULL CHECK (scheme <> '' AND scheme NOT GLOB '*[^a-z]*'),
    value TEXT NOT NULL CHECK (value <> '' AND value NOT GLOB '*[^A-Za-z0-9-]*'),
    PRIMARY KEY (hero_id, sequence)
) STRICT, WITHOUT ROWID;
-- Who is Q42?
CREATE INDEX hero_identifiers_by_value ON hero_identifiers (scheme, value, hero_id);
