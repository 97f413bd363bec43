-- How many lives that are public write a place in this way. Counting them on the page would read every one of them, and a
-- name that the register does not have can be a hundred thousand people's.
ALTER TABLE spellings ADD COLUMN lives INTEGER NOT NULL DEFAULT 0 CHECK (lives >= 0);

-- A life is counted once, however many of its places are written so.
CREATE TRIGGER hero_places_are_counted AFTER INSERT ON hero_places
WHEN NEW.settlement IS NOT NULL AND coalesce(NEW.country, 'UA') = 'UA'
    AND NOT EXISTS (SELECT 1 FROM hero_places p WHERE p.hero_id = NEW.hero_id AND p.role <> NEW.role
        AND p.settlement = NEW.settlement AND p.region IS NEW.region AND coalesce(p.country, 'UA') = 'UA')
BEGIN
    INSERT INTO spellings (settlement, region, lives) VALUES (NEW.settlement, coalesce(NEW.region, ''), 1)
    ON CONFLICT DO UPDATE SET lives = lives + 1;
END;
CREATE TRIGGER hero_places_are_not_counted AFTER DELETE ON hero_places
WHEN OLD.settlement IS NOT NULL AND coalesce(OLD.country, 'UA') = 'UA'
    AND NOT EXISTS (SELECT 1 FROM hero_places p WHERE p.hero_id = OLD.hero_id
        AND p.settlement = OLD.settlement AND p.region IS OLD.region AND coalesce(p.country, 'UA') = 'UA')
BEGIN
    UPDATE spellings SET lives = lives - 1 WHERE settlement = OLD.settlement AND region = coalesce(OLD.region, '');
END;

UPDATE spellings SET lives = (SELECT count(DISTINCT p.hero_id) FROM hero_places p WHERE p.settlement = spellings.settlement
    AND p.region IS nullif(spellings.region, '') AND coalesce(p.country, 'UA') = 'UA');
