DROP TABLE silence_names;
