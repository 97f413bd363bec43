-- How much a story tells, and of what kind it is, follow from its record alone: they are never written, so they cannot
-- drift from it.
--
-- Complete (0): when it happened, or that nobody knows; some place, or that nobody knows; some unit, the story in somebody's
-- words, and the consent; what is told of a public life is complete with the consent alone. Bare (2): neither the day nor the
-- story. Partial (1): all others.
ALTER TABLE submissions ADD COLUMN completeness INTEGER GENERATED ALWAYS AS (
    CASE
        WHEN json_extract(answers, '$.consent') = '' THEN 2
        WHEN kind = 'contribution' THEN 0
        WHEN (json_extract(record, '$.died') IS NOT NULL OR json_extract(answers, '$.death.died.unknown'))
            AND json_extract(record, '$.biography') IS NOT NULL
            AND (coalesce(json_extract(record, '$.birth_place'), json_extract(record, '$.home_place'),
                json_extract(record, '$.death_place'), json_extract(record, '$.burial_place')) IS NOT NULL
                OR json_extract(answers, '$.death.place.unknown'))
            AND coalesce(json_extract(record, '$.service[0].unit'), json_extract(record, '$.service[0].unit_text')) IS NOT NULL
            THEN 0
        WHEN json_extract(record, '$.died') IS NULL AND json_extract(record, '$.biography') IS NULL THEN 2
        ELSE 1
    END
) VIRTUAL;
-- A life of its own; or, of what is told of a public life: a correction where it tells facts, or only writes what is wrong;
-- a memory where it brings somebody's words and neither facts nor a story; an addition where it brings a story or pictures.
ALTER TABLE submissions ADD COLUMN tells TEXT GENERATED ALWAYS AS (
    CASE
        WHEN kind = 'life' THEN iif(about_id IS NULL, 'life', 'addition')
        WHEN coalesce(json_extract(record, '$.born'), json_extract(record, '$.died'), json_extract(record, '$.birth_place'),
            json_extract(record, '$.home_place'), json_extract(record, '$.death_place'), json_extract(record, '$.burial_place'),
            json_extract(record, '$.circumstances'), json_extract(record, '$.service[0]'), json_extract(record, '$.awards[0]'))
            IS NOT NULL THEN 'correction'
        WHEN json_extract(record, '$.biography') IS NOT NULL THEN 'addition'
        WHEN json_extract(record, '$.quotes[0]') IS NOT NULL THEN 'memory'
        WHEN coalesce(json_extract(record, '$.photos[0]'), json_extract(record, '$.events[0]'),
            json_extract(record, '$.interests'), json_extract(record, '$.kin[0]')) IS NOT NULL THEN 'addition'
        ELSE 'correction'
    END
) VIRTUAL;
-- The order of the queue, and all that narrows it but the facets, so that no story is opened to be counted.
CREATE INDEX submissions_by_order ON submissions (state, completeness, sent_at, id, tells, language);

-- Regions (of whatever role) and units that a story names. Only the triggers write here.
CREATE TABLE submission_facets (
    submission_id INTEGER NOT NULL REFERENCES submissions (id) ON DELETE CASCADE,
    facet TEXT NOT NULL CHECK (facet IN ('region', 'unit')),
    value TEXT NOT NULL CHECK (value <> ''),
    PRIMARY KEY (submission_id, facet, value)
) STRICT, WITHOUT ROWID;

CREATE VIEW facets_of_submissions AS
SELECT s.id AS submission_id, 'region' AS facet, json_extract(s.record, '$.' || p.column1 || '.region') AS value
FROM submissions s, (VALUES ('birth_place'), ('home_place'), ('death_place'), ('burial_place')) p
WHERE s.record IS NOT NULL AND json_extract(s.record, '$.' || p.column1 || '.region') <> ''
UNION
SELECT s.id, 'unit', json_extract(e.value, '$.unit')
FROM submissions s, json_each(s.record, '$.service') e
WHERE s.record IS NOT NULL AND json_extract(e.value, '$.unit') <> '';

CREATE TRIGGER facets_of_a_new_submission AFTER INSERT ON submissions WHEN new.record IS NOT NULL
BEGIN
    INSERT INTO submission_facets SELECT submission_id, facet, value FROM facets_of_submissions WHERE submission_id = new.id;
END;
CREATE TRIGGER facets_of_a_changed_submission AFTER UPDATE OF record ON submissions
BEGIN
    DELETE FROM submission_facets WHERE submission_id = new.id;
    INSERT INTO submission_facets SELECT submission_id, facet, value FROM facets_of_submissions WHERE submission_id = new.id;
END;
INSERT INTO submission_facets SELECT submission_id, facet, value FROM facets_of_submissions;
