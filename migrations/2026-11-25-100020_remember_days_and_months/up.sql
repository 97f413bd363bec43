-- A day is remembered on its day, a month in its month, whatever the year, even an unknown one. Of EDTF only YYYY-MM-DD,
-- YYYY-MM and the same after XXXX leave «03-05» or «03» when the year is taken off: of a doubtful date a sign stays, of a
-- span a slash; the pattern keeps out the rest (../2003-05). The indexes before knew nothing of XXXX and took 2024-03-05?
-- for a day that is known.
DROP INDEX heroes_by_day_of_death;
DROP INDEX heroes_by_day_of_birth;
CREATE INDEX heroes_by_day_of_death ON heroes (substr(died, 6), died) WHERE died GLOB '????-??*';
CREATE INDEX heroes_by_day_of_birth ON heroes (substr(born, 6), born) WHERE born GLOB '????-??*';
-- Who was born and died on one day of the year counts once in the calendar.
CREATE INDEX heroes_by_one_day ON heroes (substr(died, 6))
    WHERE substr(died, 6) = substr(born, 6) AND died GLOB '????-??*' AND born GLOB '????-??*';
