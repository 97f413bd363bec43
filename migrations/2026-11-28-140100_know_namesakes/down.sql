DROP TABLE namesakes_apart;
DROP TABLE namesake_pairs;
DROP TABLE namesake_photos;
DROP TABLE namesake_keys;
DROP TABLE namesake_traits;
