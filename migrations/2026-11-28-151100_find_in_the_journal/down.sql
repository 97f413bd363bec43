DROP INDEX journal_by_time;
DROP INDEX journal_by_act;
DROP INDEX journal_by_actor;
DROP INDEX journal_by_person;
