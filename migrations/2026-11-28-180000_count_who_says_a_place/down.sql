DROP TRIGGER hero_places_are_counted;
DROP TRIGGER hero_places_are_not_counted;
ALTER TABLE spellings DROP COLUMN lives;
