-- The words told around a name, in their order, so that a phrase is found as a phrase (src/search/index.rs). Names and call
-- signs are looked for in memory and need no words here. The program fills the table when it opens the file and finds it
-- empty. Columns: units; the years of birth and death; places; places as they sound; everything told, as stems.
DROP TABLE hero_words;
CREATE VIRTUAL TABLE hero_words USING fts5 (
    unit, year, place, heard, story,
    content = '', contentless_delete = 1, tokenize = 'ascii'
);

-- What was last put there for a life, as a hash: `check` makes the words again and sees whether they are still these.
ALTER TABLE name_changes ADD COLUMN words BLOB;
