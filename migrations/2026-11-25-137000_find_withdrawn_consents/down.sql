DROP INDEX submission_papers_by_age;
DROP INDEX submissions_without_consent;
