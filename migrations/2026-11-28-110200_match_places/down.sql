DROP INDEX settlement_names_by_matching;
ALTER TABLE settlement_names DROP COLUMN matching_id;
DROP TABLE place_changes;
DROP TABLE place_matchings;
