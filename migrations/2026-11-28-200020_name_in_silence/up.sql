-- Who is named in the minute of silence of which day, and in which order. Kept for ever, so that anyone can see that nobody
-- is named again before everybody was named.
CREATE TABLE silence_names (
    day TEXT NOT NULL CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    place INTEGER NOT NULL CHECK (place BETWEEN 1 AND 15),
    hero_id INTEGER NOT NULL REFERENCES lives (id),
    PRIMARY KEY (day, place),
    -- Once a day; and by this index the last day on which somebody was named is found.
    UNIQUE (hero_id, day)
) STRICT, WITHOUT ROWID;
