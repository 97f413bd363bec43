DROP TABLE hero_identifiers;
