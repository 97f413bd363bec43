-- A story about a life that is public already is a contribution to it; one begun as a life of its own may be joined to it
-- by a moderator, or to another story that is not decided yet, and follows that one. Every family keeps its own.
ALTER TABLE submissions ADD COLUMN kind TEXT NOT NULL DEFAULT 'life' CHECK (kind IN ('life', 'contribution'));
ALTER TABLE submissions ADD COLUMN about_id INTEGER REFERENCES lives (id);
ALTER TABLE submissions ADD COLUMN joined_id INTEGER REFERENCES submissions (id);
-- Which facts of the life an approved contribution changed: a JSON list of the record's fields, for its receipt.
ALTER TABLE submissions ADD COLUMN changed_facts TEXT CHECK (json_valid(changed_facts));
CREATE INDEX submissions_by_life ON submissions (about_id) WHERE about_id IS NOT NULL;
CREATE INDEX submissions_by_companion ON submissions (joined_id) WHERE joined_id IS NOT NULL;
