DROP INDEX accounts_by_folded_name;
ALTER TABLE accounts DROP COLUMN folded;
