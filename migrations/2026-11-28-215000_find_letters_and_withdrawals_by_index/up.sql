-- Letters are kept for as long as the memorial is, and the desk counts those that did not arrive on every page.
CREATE INDEX letters_by_state ON letters (state, id);
-- Pages that are down are listed with the latest first.
CREATE INDEX withdrawals_in_order ON withdrawals (withdrawn_at, hero_id);
DROP INDEX letters_given_up;
