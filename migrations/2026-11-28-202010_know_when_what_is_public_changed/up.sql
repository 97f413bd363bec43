-- When what everyone sees of a life last changed, and whether anything is there to be seen: harvesters, lists of pages and
-- conditional requests go by it. A life that was never public has no row. Kept by the tables of public lives themselves, so that no
-- act can forget it; the time is the machine's, for it says when it happened here and not when it was decided.
CREATE TABLE public_changes (
    hero_id INTEGER PRIMARY KEY NOT NULL REFERENCES lives (id),
    -- In seconds of UTC, so that the order of the letters is the order of time.
    at TEXT NOT NULL CHECK (at GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-6][0-9]Z'),
    gone INTEGER NOT NULL CHECK (gone IN (0, 1))
) STRICT;
CREATE INDEX public_changes_in_order ON public_changes (at, hero_id);

-- By what harvesters may ask for a part of all lives: from-UA-18, fell-UA-14, rests-UA-18, unit-58-motorized. What a life that is
-- gone last was in stays, or nobody who took it from there would hear that it is gone.
CREATE TABLE harvest_sets (
    hero_id INTEGER NOT NULL REFERENCES lives (id),
    name TEXT NOT NULL CHECK (name <> '' AND name NOT GLOB '*[^A-Za-z0-9-]*'),
    -- As in public_changes.
    at TEXT NOT NULL,
    PRIMARY KEY (hero_id, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX harvest_sets_in_order ON harvest_sets (name, at, hero_id);

INSERT INTO public_changes (hero_id, at, gone) SELECT id, strftime('%Y-%m-%dT%H:%M:%SZ', changed_at), 0 FROM heroes;
INSERT OR IGNORE INTO public_changes (hero_id, at, gone)
SELECT hero_id, strftime('%Y-%m-%dT%H:%M:%SZ', withdrawn_at), 1 FROM withdrawals;
INSERT OR IGNORE INTO public_changes (hero_id, at, gone)
SELECT gone_id, strftime('%Y-%m-%dT%H:%M:%SZ', merged_at), 1 FROM merges WHERE undone_at IS NULL;
INSERT OR IGNORE INTO harvest_sets (hero_id, name, at)
SELECT p.hero_id, CASE p.role WHEN 'death' THEN 'fell-' WHEN 'burial' THEN 'rests-' ELSE 'from-' END || p.region, c.at
FROM hero_places p JOIN public_changes c ON c.hero_id = p.hero_id WHERE p.region IS NOT NULL;
INSERT OR IGNORE INTO harvest_sets (hero_id, name, at)
SELECT s.hero_id, 'unit-' || s.unit, c.at
FROM hero_services s JOIN public_changes c ON c.hero_id = s.hero_id WHERE s.unit IS NOT NULL;

CREATE TRIGGER a_life_comes AFTER INSERT ON heroes BEGIN
    DELETE FROM harvest_sets WHERE hero_id = NEW.id;
    INSERT INTO public_changes (hero_id, at, gone) VALUES (NEW.id, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), 0)
    ON CONFLICT (hero_id) DO UPDATE SET at = excluded.at, gone = 0;
END;
CREATE TRIGGER a_life_goes AFTER DELETE ON heroes BEGIN
    UPDATE public_changes SET at = strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), gone = 1 WHERE hero_id = OLD.id;
    UPDATE harvest_sets SET at = strftime('%Y-%m-%dT%H:%M:%SZ', 'now') WHERE hero_id = OLD.id;
END;
CREATE TRIGGER a_place_is_said AFTER INSERT ON hero_places WHEN NEW.region IS NOT NULL BEGIN
    INSERT OR IGNORE INTO harvest_sets (hero_id, name, at) VALUES (
        NEW.hero_id,
        CASE NEW.role WHEN 'death' THEN 'fell-' WHEN 'burial' THEN 'rests-' ELSE 'from-' END || NEW.region,
        (SELECT at FROM public_changes WHERE hero_id = NEW.hero_id)
    );
END;
CREATE TRIGGER a_service_is_said AFTER INSERT ON hero_services WHEN NEW.unit IS NOT NULL BEGIN
    INSERT OR IGNORE INTO harvest_sets (hero_id, name, at) VALUES (
        NEW.hero_id, 'unit-' || NEW.unit, (SELECT at FROM public_changes WHERE hero_id = NEW.hero_id)
    );
END;
-- What is narrowed of a page that is down leaves no sign of where it stood.
CREATE TRIGGER a_fact_is_narrowed AFTER INSERT ON hero_visibility
WHEN NOT EXISTS (SELECT 1 FROM heroes WHERE id = NEW.hero_id) BEGIN
    DELETE FROM harvest_sets WHERE hero_id = NEW.hero_id;
END;
