-- Each row of the journal is sealed: a hash over the seal before it and everything the row says, so that no row can be
-- changed, taken out or put between without all later seals telling. `moderation/seal.rs` says how a seal is made.
CREATE TABLE journal_seals (
    journal_id INTEGER PRIMARY KEY NOT NULL REFERENCES journal (id),
    seal BLOB NOT NULL CHECK (length(seal) = 32)
) STRICT;

CREATE TRIGGER journal_seals_are_never_rewritten BEFORE UPDATE ON journal_seals
BEGIN SELECT raise(ABORT, 'the seals of the journal are never rewritten'); END;
CREATE TRIGGER journal_seals_are_never_shortened BEFORE DELETE ON journal_seals
BEGIN SELECT raise(ABORT, 'the seals of the journal are never shortened'); END;

-- Rows from before are sealed once, when the program starts next: up to `last`. After that a row without a seal is a
-- fault, and nothing ever seals it silently.
CREATE TABLE journal_sealing (
    id INTEGER PRIMARY KEY NOT NULL CHECK (id = 1),
    last INTEGER NOT NULL,
    done INTEGER NOT NULL CHECK (done IN (0, 1))
) STRICT;
INSERT INTO journal_sealing (id, last, done) SELECT 1, coalesce(max(id), 0), 0 FROM journal;
