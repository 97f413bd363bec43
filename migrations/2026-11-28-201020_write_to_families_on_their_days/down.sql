DROP TABLE anniversary_letters;
DROP TABLE anniversary_wishes;
