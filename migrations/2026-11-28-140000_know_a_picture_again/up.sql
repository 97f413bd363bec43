-- What a picture looks like, in 64 bits (a difference hash), so that the same one is known again when it was saved anew,
-- made smaller or brightened. Bits null: so plain a picture that it is like too many others.
CREATE TABLE picture_looks (
    photo_id INTEGER PRIMARY KEY NOT NULL REFERENCES photos (id) ON DELETE CASCADE,
    bits BLOB CHECK (length(bits) = 8)
) STRICT;

-- The same in four bands of 16 bits: of two pictures that differ in eight bits at most, one band differs in two at most.
CREATE TABLE picture_bands (
    photo_id INTEGER NOT NULL REFERENCES picture_looks (photo_id) ON DELETE CASCADE,
    band INTEGER NOT NULL CHECK (band BETWEEN 0 AND 3),
    bits INTEGER NOT NULL CHECK (bits BETWEEN 0 AND 65535),
    PRIMARY KEY (band, bits, photo_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX picture_bands_by_photo ON picture_bands (photo_id);
