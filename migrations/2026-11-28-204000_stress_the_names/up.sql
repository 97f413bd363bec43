-- How a name is stressed, for whoever reads it aloud, as the record has it: {"family": "Лисю́к", "given": null, …}. Without the
-- marks (U+0301) each part is exactly that of the name.
ALTER TABLE heroes ADD COLUMN stress TEXT CHECK (stress IS NULL OR (json_valid(stress)
    AND replace(coalesce(json_extract(stress, '$.family'), family), char(769), '') = family
    AND replace(coalesce(json_extract(stress, '$.given'), given), char(769), '') = given
    AND replace(coalesce(json_extract(stress, '$.patronymic'), patronymic, ''), char(769), '') = coalesce(patronymic, '')));
