DROP TRIGGER a_fact_is_narrowed;
DROP TRIGGER a_service_is_said;
DROP TRIGGER a_place_is_said;
DROP TRIGGER a_life_goes;
DROP TRIGGER a_life_comes;
DROP TABLE harvest_sets;
DROP TABLE public_changes;
