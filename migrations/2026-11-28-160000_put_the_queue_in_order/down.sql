DROP TRIGGER facets_of_a_new_submission;
DROP TRIGGER facets_of_a_changed_submission;
DROP VIEW facets_of_submissions;
DROP TABLE submission_facets;
DROP INDEX submissions_by_order;
ALTER TABLE submissions DROP COLUMN tells;
ALTER TABLE submissions DROP COLUMN completeness;
