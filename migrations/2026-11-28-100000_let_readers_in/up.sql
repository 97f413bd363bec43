-- A third role: who reads the desk and decides nothing. The column is made anew beside the old one, because a CHECK cannot
-- be changed, and making the whole table anew would pull it away from under everything that refers to an account.
-- Whoever is given no role may only look.
ALTER TABLE accounts ADD COLUMN rank TEXT NOT NULL DEFAULT 'reader' CHECK (rank IN ('reader', 'moderator', 'admin'));
UPDATE accounts SET rank = role;
ALTER TABLE accounts DROP COLUMN role;
ALTER TABLE accounts RENAME COLUMN rank TO role;

ALTER TABLE invitations ADD COLUMN rank TEXT NOT NULL DEFAULT 'reader' CHECK (rank IN ('reader', 'moderator', 'admin'));
UPDATE invitations SET rank = role;
ALTER TABLE invitations DROP COLUMN role;
ALTER TABLE invitations RENAME COLUMN rank TO role;
