DROP TABLE let_stand;
