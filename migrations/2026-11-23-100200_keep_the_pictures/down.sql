DROP TABLE renditions; DROP TABLE photos;
