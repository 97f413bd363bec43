DROP TABLE thanks;
DROP TABLE heavy_marks;
DROP TABLE passes;
DROP INDEX journal_by_account;
DROP TABLE daily_limits;
DROP TABLE scopes;
