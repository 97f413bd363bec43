-- SHA-256 of what must never change once it is kept: the bytes of a picture, the record of a version. A failing disk turns one
-- bit and the row is as sound as before to SQLite; only this tells. Null for what was kept before, until it is filled in.
ALTER TABLE renditions ADD COLUMN sha256 BLOB CHECK (length(sha256) = 32);
ALTER TABLE hero_versions ADD COLUMN sha256 BLOB CHECK (length(sha256) = 32);
CREATE INDEX renditions_without_digest ON renditions (photo_id) WHERE sha256 IS NULL;
CREATE INDEX hero_versions_without_digest ON hero_versions (hero_id) WHERE sha256 IS NULL;
