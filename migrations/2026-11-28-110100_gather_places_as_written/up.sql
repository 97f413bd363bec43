-- Every place in Ukraine as it is written, once: the desk matches it with the register for all that say the same. `key` and
-- `in_region` are made in Rust, after the fact: NULL waits for that.
CREATE TABLE spellings (
    settlement TEXT NOT NULL CHECK (trim(settlement) <> ''),
    -- '' where none was written beside it.
    region TEXT NOT NULL,
    key TEXT,
    -- Whether the register has it in that region: `yes`; `otherwise`, it is spelled in another way there; `no`, it is
    -- elsewhere; `unknown`, it is nowhere.
    in_region TEXT CHECK (in_region IN ('yes', 'otherwise', 'no', 'unknown')),
    PRIMARY KEY (settlement, region),
    CHECK ((key IS NULL) = (in_region IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX spellings_unread ON spellings (settlement, region) WHERE key IS NULL;
CREATE INDEX spellings_by_key ON spellings (key, region, in_region) WHERE key IS NOT NULL;

-- The places of stories that are not decided yet, as their records have them.
CREATE TABLE submission_places (
    submission_id INTEGER NOT NULL REFERENCES submissions (id) ON DELETE CASCADE,
    role TEXT NOT NULL CHECK (role IN ('birth', 'home', 'death', 'burial')),
    settlement TEXT NOT NULL,
    region TEXT NOT NULL,
    PRIMARY KEY (submission_id, role)
) STRICT, WITHOUT ROWID;
CREATE INDEX submission_places_by_settlement ON submission_places (settlement, region);
CREATE INDEX hero_places_by_settlement ON hero_places (settlement, region);

-- Records are written in several places and must never be forgotten here: the file itself keeps both in step.
CREATE TRIGGER hero_places_are_gathered AFTER INSERT ON hero_places
WHEN NEW.settlement IS NOT NULL AND coalesce(NEW.country, 'UA') = 'UA'
BEGIN
    INSERT OR IGNORE INTO spellings (settlement, region) VALUES (NEW.settlement, coalesce(NEW.region, ''));
END;
CREATE TRIGGER submission_places_are_gathered AFTER INSERT ON submissions WHEN NEW.record IS NOT NULL
BEGIN
    DELETE FROM submission_places WHERE submission_id = NEW.id;
    INSERT INTO submission_places (submission_id, role, settlement, region)
    SELECT NEW.id, role, settlement, coalesce(region, '') FROM (
    SELECT 'birth' AS role, json_extract(NEW.record, '$.birth_place.settlement') AS settlement,
        json_extract(NEW.record, '$.birth_place.region') AS region, json_extract(NEW.record, '$.birth_place.country') AS country
    UNION ALL SELECT 'home' AS role, json_extract(NEW.record, '$.home_place.settlement') AS settlement,
        json_extract(NEW.record, '$.home_place.region') AS region, json_extract(NEW.record, '$.home_place.country') AS country
    UNION ALL SELECT 'death' AS role, json_extract(NEW.record, '$.death_place.settlement') AS settlement,
        json_extract(NEW.record, '$.death_place.region') AS region, json_extract(NEW.record, '$.death_place.country') AS country
    UNION ALL SELECT 'burial' AS role, json_extract(NEW.record, '$.burial_place.settlement') AS settlement,
        json_extract(NEW.record, '$.burial_place.region') AS region, json_extract(NEW.record, '$.burial_place.country') AS country
    ) WHERE trim(settlement) <> '' AND coalesce(country, 'UA') = 'UA' AND NEW.state IN ('pending', 'taken', 'returned');
    INSERT OR IGNORE INTO spellings (settlement, region)
    SELECT settlement, region FROM submission_places WHERE submission_id = NEW.id;
END;
CREATE TRIGGER submission_places_follow AFTER UPDATE OF record, state ON submissions
WHEN NEW.record IS NOT OLD.record OR NEW.state IS NOT OLD.state
BEGIN
    DELETE FROM submission_places WHERE submission_id = NEW.id;
    INSERT INTO submission_places (submission_id, role, settlement, region)
    SELECT NEW.id, role, settlement, coalesce(region, '') FROM (
    SELECT 'birth' AS role, json_extract(NEW.record, '$.birth_place.settlement') AS settlement,
        json_extract(NEW.record, '$.birth_place.region') AS region, json_extract(NEW.record, '$.birth_place.country') AS country
    UNION ALL SELECT 'home' AS role, json_extract(NEW.record, '$.home_place.settlement') AS settlement,
        json_extract(NEW.record, '$.home_place.region') AS region, json_extract(NEW.record, '$.home_place.country') AS country
    UNION ALL SELECT 'death' AS role, json_extract(NEW.record, '$.death_place.settlement') AS settlement,
        json_extract(NEW.record, '$.death_place.region') AS region, json_extract(NEW.record, '$.death_place.country') AS country
    UNION ALL SELECT 'burial' AS role, json_extract(NEW.record, '$.burial_place.settlement') AS settlement,
        json_extract(NEW.record, '$.burial_place.region') AS region, json_extract(NEW.record, '$.burial_place.country') AS country
    ) WHERE trim(settlement) <> '' AND coalesce(country, 'UA') = 'UA' AND NEW.state IN ('pending', 'taken', 'returned');
    INSERT OR IGNORE INTO spellings (settlement, region)
    SELECT settlement, region FROM submission_places WHERE submission_id = NEW.id;
END;

INSERT INTO submission_places (submission_id, role, settlement, region)
SELECT id, role, settlement, coalesce(region, '') FROM (
    SELECT id, state, 'birth' AS role, json_extract(record, '$.birth_place.settlement') AS settlement,
        json_extract(record, '$.birth_place.region') AS region, json_extract(record, '$.birth_place.country') AS country FROM submissions
    UNION ALL SELECT id, state, 'home' AS role, json_extract(record, '$.home_place.settlement') AS settlement,
        json_extract(record, '$.home_place.region') AS region, json_extract(record, '$.home_place.country') AS country FROM submissions
    UNION ALL SELECT id, state, 'death' AS role, json_extract(record, '$.death_place.settlement') AS settlement,
        json_extract(record, '$.death_place.region') AS region, json_extract(record, '$.death_place.country') AS country FROM submissions
    UNION ALL SELECT id, state, 'burial' AS role, json_extract(record, '$.burial_place.settlement') AS settlement,
        json_extract(record, '$.burial_place.region') AS region, json_extract(record, '$.burial_place.country') AS country FROM submissions
) WHERE trim(settlement) <> '' AND coalesce(country, 'UA') = 'UA' AND state IN ('pending', 'taken', 'returned');
INSERT OR IGNORE INTO spellings (settlement, region) SELECT settlement, region FROM submission_places;
INSERT OR IGNORE INTO spellings (settlement, region)
SELECT settlement, coalesce(region, '') FROM hero_places WHERE settlement IS NOT NULL AND coalesce(country, 'UA') = 'UA';
