DROP TABLE award_aliases; DROP TABLE awards; DROP TABLE ranks; DROP TABLE unit_aliases; DROP TABLE units; DROP TABLE regions;
