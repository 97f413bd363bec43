-- When what a life is found by last changed, or when it stopped being found: the index of names in memory reads from
-- here what it has not seen yet, so that it is right without a restart. A life withdrawn keeps its row.
CREATE TABLE name_changes (
    hero_id INTEGER PRIMARY KEY NOT NULL REFERENCES lives (id),
    generation INTEGER NOT NULL,
    is_found INTEGER NOT NULL CHECK (is_found IN (0, 1))
) STRICT;
CREATE INDEX name_changes_in_order ON name_changes (generation);
INSERT INTO name_changes (hero_id, generation, is_found) SELECT id, 1, 1 FROM heroes;
