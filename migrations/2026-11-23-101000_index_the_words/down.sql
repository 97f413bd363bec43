DROP INDEX heroes_by_span_of_birth;
DROP INDEX heroes_by_span_of_death;
DROP TABLE hero_words;
