DROP TABLE unbound_lives;
DROP TABLE hero_bonds;
