DROP TABLE settlement_names;
DROP TABLE settlements;
DROP TABLE districts;
