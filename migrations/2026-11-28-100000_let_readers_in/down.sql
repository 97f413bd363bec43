-- Readers must not come out of this with more rights than they had: their accounts are shut.
DELETE FROM sessions WHERE account_id IN (SELECT id FROM accounts WHERE role = 'reader');
UPDATE accounts SET disabled_at = coalesce(disabled_at, strftime('%Y-%m-%d %H:%M:%S+00:00', 'now')) WHERE role = 'reader';
ALTER TABLE accounts ADD COLUMN rank TEXT NOT NULL DEFAULT 'moderator' CHECK (rank IN ('moderator', 'admin'));
UPDATE accounts SET rank = role WHERE role <> 'reader';
ALTER TABLE accounts DROP COLUMN role;
ALTER TABLE accounts RENAME COLUMN rank TO role;

DELETE FROM invitations WHERE role = 'reader';
ALTER TABLE invitations ADD COLUMN rank TEXT NOT NULL DEFAULT 'moderator' CHECK (rank IN ('moderator', 'admin'));
UPDATE invitations SET rank = role;
ALTER TABLE invitations DROP COLUMN role;
ALTER TABLE invitations RENAME COLUMN rank TO role;
