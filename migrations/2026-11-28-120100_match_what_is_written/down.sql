DROP TABLE text_match_places;
DROP TABLE text_matches;
DROP TABLE kept_texts;
DROP TRIGGER an_erased_story_says_nothing;
DROP TRIGGER a_new_story_says_what_is_written;
DROP TRIGGER a_story_says_what_is_written;
DROP TRIGGER a_version_says_what_is_written;
DROP TABLE written_texts;
