DROP INDEX heroes_by_one_day;
DROP INDEX heroes_by_day_of_birth;
DROP INDEX heroes_by_day_of_death;
CREATE INDEX heroes_by_day_of_death ON heroes (substr(died_first, 6), id) WHERE died_first = died_last;
CREATE INDEX heroes_by_day_of_birth ON heroes (substr(born_first, 6), id) WHERE born_first = born_last;
