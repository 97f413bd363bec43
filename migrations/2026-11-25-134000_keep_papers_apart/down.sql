DROP TABLE submission_papers;
