DROP TABLE memory_closings;
DROP TABLE memory_hidings;
DROP TABLE memory_let_stand;
DROP TABLE memory_contacts;
DROP TABLE memory_wordings;
DROP TABLE memories;
