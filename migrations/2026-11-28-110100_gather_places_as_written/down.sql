DROP TRIGGER submission_places_follow;
DROP TRIGGER submission_places_are_gathered;
DROP TRIGGER hero_places_are_gathered;
DROP INDEX hero_places_by_settlement;
DROP TABLE submission_places;
DROP TABLE spellings;
