DROP TABLE picture_bands;
DROP TABLE picture_looks;
