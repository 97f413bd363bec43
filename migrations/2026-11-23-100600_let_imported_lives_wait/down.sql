DROP INDEX heroes_by_written_name;
DROP TABLE import_rows;
