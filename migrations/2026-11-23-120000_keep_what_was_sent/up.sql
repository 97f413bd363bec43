-- What moderators read is what was sent. While a returned story is being answered, the family's newer words are its own.
ALTER TABLE submissions ADD COLUMN sent_answers TEXT CHECK (json_valid(sent_answers));
UPDATE submissions SET sent_answers = answers WHERE state <> 'draft';
