ALTER TABLE name_changes DROP COLUMN words;
DROP TABLE hero_words;
CREATE VIRTUAL TABLE hero_words USING fts5 (
    name, sound, call_sign, year, unit, place, story,
    content = '', contentless_delete = 1, detail = column, prefix = '1 2 3', tokenize = 'ascii'
);
