DROP TABLE sign_in_failures; DROP TABLE invitations; DROP TABLE sessions; DROP TABLE accounts;
