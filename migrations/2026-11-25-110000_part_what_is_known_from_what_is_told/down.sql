DROP TABLE hero_stories;
DROP TABLE hero_words;
CREATE VIRTUAL TABLE hero_words USING fts5 (
    unit, year, place, heard, story,
    content = '', contentless_delete = 1, tokenize = 'ascii'
);
