-- What published lives lack, each found without reading the others.
CREATE INDEX heroes_without_death ON heroes (id) WHERE died IS NULL;
CREATE INDEX heroes_without_birth ON heroes (id) WHERE born IS NULL;
CREATE INDEX heroes_without_ukrainian ON heroes (id) WHERE biography_uk IS NULL;
CREATE INDEX heroes_without_english ON heroes (id) WHERE biography_en IS NULL;
CREATE INDEX hero_services_unmatched ON hero_services (hero_id) WHERE unit_text IS NOT NULL;

-- Lives without a picture, kept by triggers as the pictures come and go.
CREATE TABLE heroes_without_picture (
    hero_id INTEGER PRIMARY KEY NOT NULL REFERENCES heroes (id) ON DELETE CASCADE
) STRICT;
INSERT INTO heroes_without_picture SELECT id FROM heroes WHERE NOT EXISTS (SELECT 1 FROM hero_photos WHERE hero_id = heroes.id);
CREATE TRIGGER a_new_life_has_no_picture AFTER INSERT ON heroes
BEGIN INSERT INTO heroes_without_picture VALUES (new.id); END;
CREATE TRIGGER a_life_has_a_picture AFTER INSERT ON hero_photos
BEGIN DELETE FROM heroes_without_picture WHERE hero_id = new.hero_id; END;
CREATE TRIGGER a_life_has_no_picture_left AFTER DELETE ON hero_photos
WHEN NOT EXISTS (SELECT 1 FROM hero_photos WHERE hero_id = old.hero_id) AND EXISTS (SELECT 1 FROM heroes WHERE id = old.hero_id)
BEGIN INSERT OR IGNORE INTO heroes_without_picture VALUES (old.hero_id); END;
