-- The English pages stand in the order of the Latin names, under their letters. Both are made in Rust: rows that were
-- here before are filled when the program opens the file, and are known by their empty key.
ALTER TABLE heroes ADD COLUMN name_key_en BLOB NOT NULL DEFAULT x'';
ALTER TABLE heroes ADD COLUMN letter_en TEXT CHECK (letter_en GLOB '[A-Z]');
CREATE INDEX heroes_by_name_en ON heroes (name_key_en, id);
CREATE INDEX heroes_by_letter_en ON heroes (letter_en, name_key_en, id);
