-- The journal narrowed to a person, an act or a day; the number of the row ends every index by itself, so each answers
-- the newest first.
CREATE INDEX journal_by_person ON journal (account_id) WHERE account_id IS NOT NULL;
CREATE INDEX journal_by_actor ON journal (actor);
CREATE INDEX journal_by_act ON journal (act);
CREATE INDEX journal_by_time ON journal (at);
