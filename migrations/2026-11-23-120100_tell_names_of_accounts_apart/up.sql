-- The name as it is looked for: neither case nor a letter of another alphabet that looks the same makes another account.
-- Filled in at the next start. Null where an older account had a name that looks the same: that one is found by its exact
-- name alone.
ALTER TABLE accounts ADD COLUMN folded TEXT CHECK (folded <> '');
CREATE UNIQUE INDEX accounts_by_folded_name ON accounts (folded);
