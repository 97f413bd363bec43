-- What joins a published life with others, made in Rust from the facts that everyone may see, in the transaction that
-- publishes them: a unit with the days one surely served there, a settlement, a day. `since` and `until` are of a unit alone.
CREATE TABLE hero_bonds (
    hero_id INTEGER NOT NULL REFERENCES heroes (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('unit', 'village', 'freed', 'fell', 'fell-there')),
    what TEXT NOT NULL CHECK (what <> ''),
    since TEXT NOT NULL,
    until TEXT NOT NULL,
    -- In the order in which people are looked for.
    PRIMARY KEY (kind, what, since, hero_id),
    -- A service is not over before it has begun; nothing else lasts.
    CHECK (since <= until),
    CHECK ((kind = 'unit') = (since <> ''))
) STRICT, WITHOUT ROWID;
CREATE INDEX hero_bonds_by_hero ON hero_bonds (hero_id);

-- Lives published before, until the program has read their dates.
CREATE TABLE unbound_lives (
    hero_id INTEGER PRIMARY KEY NOT NULL REFERENCES heroes (id) ON DELETE CASCADE
) STRICT;
INSERT INTO unbound_lives SELECT id FROM heroes;
