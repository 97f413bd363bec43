-- Who gave this account another password last, and when: for some days these two are not two people where two are needed.
ALTER TABLE accounts ADD COLUMN opened_by INTEGER REFERENCES accounts (id);
ALTER TABLE accounts ADD COLUMN opened_at TEXT CHECK ((opened_by IS NULL) = (opened_at IS NULL));
