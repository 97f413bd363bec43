DROP INDEX submissions_by_decision;
DROP TABLE questions;
