-- What is known of a life (units, years, places) apart from what is told of it: a place or a unit is looked for by its
-- beginning, and the many words of the stories would be walked through for it (src/search/index.rs). The program fills both
-- tables when it opens the file and finds them empty.
DROP TABLE hero_words;
CREATE VIRTUAL TABLE hero_words USING fts5 (
    unit, year, place, heard,
    content = '', contentless_delete = 1, tokenize = 'ascii'
);
CREATE VIRTUAL TABLE hero_stories USING fts5 (
    story,
    content = '', contentless_delete = 1, tokenize = 'ascii'
);
