DROP TABLE submission_consents; DROP TABLE consent_texts; DROP TABLE submission_photos; DROP TABLE submission_contacts; DROP TABLE submissions;
