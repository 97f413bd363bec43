-- The words a life is found by, as made in Rust (src/search/index.rs): the texts themselves stay in their own tables. One
-- row a life that is public, under the life's number. Columns: the names as written; the names as they sound; the call
-- sign; the years of birth and death; units; places; everything told.
CREATE VIRTUAL TABLE hero_words USING fts5 (
    name, sound, call_sign, year, unit, place, story,
    content = '', contentless_delete = 1, detail = column, prefix = '1 2 3', tokenize = 'ascii'
);

-- Partial dates as the stretch of days they can mean, open ends included: matched by overlap.
CREATE INDEX heroes_by_span_of_death
    ON heroes (coalesce(died_first, '0001-01-01'), coalesce(died_last, '9999-12-31'), id) WHERE died IS NOT NULL;
CREATE INDEX heroes_by_span_of_birth
    ON heroes (coalesce(born_first, '0001-01-01'), coalesce(born_last, '9999-12-31'), id) WHERE born IS NOT NULL;
