DROP INDEX hero_versions_without_digest;
DROP INDEX renditions_without_digest;
ALTER TABLE hero_versions DROP COLUMN sha256;
ALTER TABLE renditions DROP COLUMN sha256;
