-- Until when a story stays in the hands it is in, unless they do something more with it. What its family is shown has no
-- end: there the family is waited for. Nothing runs on a timer: whoever looks next finds it back in the queue.
ALTER TABLE submissions ADD COLUMN held_until TEXT;
UPDATE submissions SET held_until = datetime(taken_at, '+2 hours') || '+00:00' WHERE state = 'taken';
CREATE INDEX submissions_held ON submissions (held_until) WHERE state = 'taken';
