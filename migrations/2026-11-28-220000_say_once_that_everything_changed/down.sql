CREATE TRIGGER hero_places_are_gathered AFTER INSERT ON hero_places
WHEN NEW.settlement IS NOT NULL AND coalesce(NEW.country, 'UA') = 'UA'
BEGIN
    INSERT OR IGNORE INTO spellings (settlement, region) VALUES (NEW.settlement, coalesce(NEW.region, ''));
END;
DROP TRIGGER purges_of_everything;
