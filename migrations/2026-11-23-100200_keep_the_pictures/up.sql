-- Pictures as bytes, in three sizes, turned upright and without metadata. Being here makes none of them public:
-- only a row in hero_photos does.
CREATE TABLE photos (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    -- Of the file as it was sent, to know the same picture again.
    sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
    width INTEGER NOT NULL CHECK (width > 0),
    height INTEGER NOT NULL CHECK (height > 0),
    created_at TEXT NOT NULL
) STRICT;
CREATE INDEX photos_by_sha256 ON photos (sha256);

CREATE TABLE renditions (
    photo_id INTEGER NOT NULL REFERENCES photos (id) ON DELETE CASCADE,
    size TEXT NOT NULL CHECK (size IN ('small', 'medium', 'large')),
    width INTEGER NOT NULL CHECK (width > 0),
    height INTEGER NOT NULL CHECK (height > 0),
    bytes BLOB NOT NULL CHECK (length(bytes) > 0),
    PRIMARY KEY (photo_id, size)
) STRICT;
