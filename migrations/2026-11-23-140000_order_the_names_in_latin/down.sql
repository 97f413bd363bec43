DROP INDEX heroes_by_letter_en;
DROP INDEX heroes_by_name_en;
ALTER TABLE heroes DROP COLUMN letter_en;
ALTER TABLE heroes DROP COLUMN name_key_en;
