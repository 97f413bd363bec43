CREATE INDEX letters_given_up ON letters (id) WHERE state = 'given-up';
DROP INDEX withdrawals_in_order;
DROP INDEX letters_by_state;
