-- An import of thousands changes every list: it says so once, by a row `everything`, and what its rows then tell of themselves is
-- not written down. The same transaction ends it with a row `everything-told` (src/purges/queries.rs).
CREATE TRIGGER purges_of_everything BEFORE INSERT ON purges
WHEN NEW.tag <> 'everything-told' AND (SELECT tag FROM purges ORDER BY seq DESC LIMIT 1) = 'everything' BEGIN
    SELECT raise(IGNORE);
END;
-- Whoever is counted at a place is gathered there (2026-11-28-180000).
DROP TRIGGER hero_places_are_gathered;
