-- The day of the year on which a public life has its turn on the front page. The rule is src/days/turn.rs; lives from before
-- are given theirs when the file is opened. `published_at` is the life's own, kept here so that a day is read off one index.
CREATE TABLE turns (
    hero_id INTEGER PRIMARY KEY NOT NULL REFERENCES heroes (id) ON DELETE CASCADE,
    day TEXT NOT NULL CHECK (day GLOB '[01][0-9]-[0-3][0-9]'),
    published_at TEXT NOT NULL
) STRICT;

CREATE INDEX turns_by_day ON turns (day, published_at, hero_id);
