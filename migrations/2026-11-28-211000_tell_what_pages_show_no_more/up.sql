-- What changed of what everyone may see, in the order in which it did: whoever keeps a page (this program in its memory, a cache in
-- front of it) asks what came after the last row it knows. A row is a tag: `life-7`, all that is shown of one life; `remembered-7`,
-- its candle and its memories; `bond-unit-58-motorized`, who served there; `photo-3`; `reference`; `places`; `public`, a list that
-- belongs to nobody alone. The tables themselves write it, so that no act and no command from the shell can forget it. Only the
-- last rows are kept: whoever finds that the next row is not the one after the last takes everything as changed.
CREATE TABLE purges (
    seq INTEGER PRIMARY KEY NOT NULL,
    tag TEXT NOT NULL CHECK (tag <> '')
) STRICT;

-- A life, and each of the tables that tell of it. They are written anew whenever it changes.
CREATE TRIGGER purge_life_comes AFTER INSERT ON heroes BEGIN
    INSERT INTO purges (tag) VALUES ('life-' || NEW.id);
END;
CREATE TRIGGER purge_life_changes AFTER UPDATE ON heroes BEGIN
    INSERT INTO purges (tag) VALUES ('life-' || OLD.id);
    INSERT INTO purges (tag) VALUES ('life-' || NEW.id);
END;
CREATE TRIGGER purge_life_goes AFTER DELETE ON heroes BEGIN
    INSERT INTO purges (tag) VALUES ('life-' || OLD.id);
END;
CREATE TRIGGER purge_hero_aliases_comes AFTER INSERT ON hero_aliases BEGIN
    INSERT INTO purges (tag) VALUES ('life-' || NEW.hero_id);
END;
CREATE TRIGGER purge_hero_aliases_changes AFTER UPDATE ON hero_aliases BEGIN
    INSERT INTO purges (tag) VALUES ('life-' || OLD.hero_id);
    INSERT INTO purges (tag) VALUES ('life-' || NEW.hero_id);
END;
CREATE TRIGGER purge_hero_aliases_goes AFTER DELETE ON hero_aliases BEGIN
    INSERT INTO purges (tag) VALUES ('life-' || OLD.hero_id);
END;
CREATE TRIGGER purge_hero_places_comes AFTER INSERT ON hero_places BEGIN
    INSERT INTO purges (tag) VALUES ('life-' || NEW.hero_id);
END;
CREATE TRIGGER purge_hero_places_changes AFTER UPDATE ON hero_places BEGIN
    INSERT INTO purges (tag) VALUES ('life-' || OLD.hero_id);
    INSERT INTO purges (tag) VALUES ('life-' || NEW.hero_id);
END;
CREATE TRIGGER purge_hero_places_goes AFTER DELETE ON hero_places BEGIN
    INSERT INTO purges (tag) VALUES ('life-' || OLD.hero_id);
END;
CREATE TRIGGER purge_hero_services_comes AFTER INSERT ON hero_services BEGIN
    INSERT INTO purges (tag) VALUES ('life-' || NEW.hero_id);
END;
CREATE TRIGGER purge_hero_services_changes AFTER UPDATE ON hero_services BEGIN
    INSERT INTO purges (tag) VALUES ('life-' || OLD.hero_id);
    INSERT INTO purges (tag) VALUES ('life-' || NEW.hero_id);
END;
CREATE TRIGGER purge_hero_services_goes AFTER DELETE ON hero_services BEGIN
    INSERT INTO purges (tag) VALUES ('life-' || OLD.hero_id);
END;
CREATE TRIGGER purge_hero_events_comes AFTER INSERT ON hero_events BEGIN
    INSERT INTO purges (tag) VALUES ('life-' || NEW.hero_id);
END;
CREATE TRIGGER purge_hero_events_changes AFTER UPDATE ON hero_events BEGIN
    INSERT INTO purges (tag) VALUES ('life-' || OLD.hero_id);
    INSERT INTO purges (tag) VALUES ('life-' || NEW.hero_id);
END;
CREATE TRIGGER purge_hero_events_goes AFTER DELETE ON hero_events BEGIN
    INSERT INTO purges (tag) VALUES ('life-' || OLD.hero_id);
END;
CREATE TRIGGER purge_hero_awards_comes AFTER INSERT ON hero_awards BEGIN
    INSERT INTO purges (tag) VALUES ('life-' || NEW.hero_id);
END;
CREATE TRIGGER purge_hero_awards_changes AFTER UPDATE ON hero_awards BEGIN
    INSERT INTO purges (tag) VALUES ('life-' || OLD.hero_id);
    INSERT INTO purges (tag) VALUES ('life-' || NEW.hero_id);
END;
CREATE TRIGGER purge_hero_awards_goes AFTER DELETE ON hero_awards BEGIN
    INSERT INTO purges (tag) VALUES ('life-' || OLD.hero_id);
END;
CREATE TRIGGER purge_hero_quotes_comes AFTER INSERT ON hero_quotes BEGIN
    INSERT INTO purges (tag) VALUES ('life-' || NEW.hero_id);
END;
CREATE TRIGGER purge_hero_quotes_changes AFTER UPDATE ON hero_quotes BEGIN
    INSERT INTO purges (tag) VALUES ('life-' || OLD.hero_id);
    INSERT INTO purges (tag) VALUES ('life-' || NEW.hero_id);
END;
CREATE TRIGGER purge_hero_quotes_goes AFTER DELETE ON hero_quotes BEGIN
    INSERT INTO purges (tag) VALUES ('life-' || OLD.hero_id);
END;
CREATE TRIGGER purge_hero_kin_comes AFTER INSERT ON hero_kin BEGIN
    INSERT INTO purges (tag) VALUES ('life-' || NEW.hero_id);
END;
CREATE TRIGGER purge_hero_kin_changes AFTER UPDATE ON hero_kin BEGIN
    INSERT INTO purges (tag) VALUES ('life-' || OLD.hero_id);
    INSERT INTO purges (tag) VALUES ('life-' || NEW.hero_id);
END;
CREATE TRIGGER purge_hero_kin_goes AFTER DELETE ON hero_kin BEGIN
    INSERT INTO purges (tag) VALUES ('life-' || OLD.hero_id);
END;
CREATE TRIGGER purge_hero_photos_comes AFTER INSERT ON hero_photos BEGIN
    INSERT INTO purges (tag) VALUES ('life-' || NEW.hero_id);
END;
CREATE TRIGGER purge_hero_photos_changes AFTER UPDATE ON hero_photos BEGIN
    INSERT INTO purges (tag) VALUES ('life-' || OLD.hero_id);
    INSERT INTO purges (tag) VALUES ('life-' || NEW.hero_id);
END;
CREATE TRIGGER purge_hero_photos_goes AFTER DELETE ON hero_photos BEGIN
    INSERT INTO purges (tag) VALUES ('life-' || OLD.hero_id);
END;
CREATE TRIGGER purge_hero_sources_comes AFTER INSERT ON hero_sources BEGIN
    INSERT INTO purges (tag) VALUES ('life-' || NEW.hero_id);
END;
CREATE TRIGGER purge_hero_sources_changes AFTER UPDATE ON hero_sources BEGIN
    INSERT INTO purges (tag) VALUES ('life-' || OLD.hero_id);
    INSERT INTO purges (tag) VALUES ('life-' || NEW.hero_id);
END;
CREATE TRIGGER purge_hero_sources_goes AFTER DELETE ON hero_sources BEGIN
    INSERT INTO purges (tag) VALUES ('life-' || OLD.hero_id);
END;
CREATE TRIGGER purge_hero_identifiers_comes AFTER INSERT ON hero_identifiers BEGIN
    INSERT INTO purges (tag) VALUES ('life-' || NEW.hero_id);
END;
CREATE TRIGGER purge_hero_identifiers_changes AFTER UPDATE ON hero_identifiers BEGIN
    INSERT INTO purges (tag) VALUES ('life-' || OLD.hero_id);
    INSERT INTO purges (tag) VALUES ('life-' || NEW.hero_id);
END;
CREATE TRIGGER purge_hero_identifiers_goes AFTER DELETE ON hero_identifiers BEGIN
    INSERT INTO purges (tag) VALUES ('life-' || OLD.hero_id);
END;
CREATE TRIGGER purge_hero_visibility_comes AFTER INSERT ON hero_visibility BEGIN
    INSERT INTO purges (tag) VALUES ('life-' || NEW.hero_id);
END;
CREATE TRIGGER purge_hero_visibility_changes AFTER UPDATE ON hero_visibility BEGIN
    INSERT INTO purges (tag) VALUES ('life-' || OLD.hero_id);
    INSERT INTO purges (tag) VALUES ('life-' || NEW.hero_id);
END;
CREATE TRIGGER purge_hero_visibility_goes AFTER DELETE ON hero_visibility BEGIN
    INSERT INTO purges (tag) VALUES ('life-' || OLD.hero_id);
END;
-- Whose turn on the front page is when.
CREATE TRIGGER purge_turns_comes AFTER INSERT ON turns BEGIN
    INSERT INTO purges (tag) VALUES ('public');
END;
CREATE TRIGGER purge_turns_changes AFTER UPDATE ON turns BEGIN
    INSERT INTO purges (tag) VALUES ('public');
END;
CREATE TRIGGER purge_turns_goes AFTER DELETE ON turns BEGIN
    INSERT INTO purges (tag) VALUES ('public');
END;
-- Whom a life's page names beside it.
CREATE TRIGGER purge_bonds_comes AFTER INSERT ON hero_bonds BEGIN
    INSERT INTO purges (tag) VALUES ('bond-' || NEW.kind || '-' || NEW.what);
END;
CREATE TRIGGER purge_bonds_changes AFTER UPDATE ON hero_bonds BEGIN
    INSERT INTO purges (tag) VALUES ('bond-' || OLD.kind || '-' || OLD.what);
    INSERT INTO purges (tag) VALUES ('bond-' || NEW.kind || '-' || NEW.what);
END;
CREATE TRIGGER purge_bonds_goes AFTER DELETE ON hero_bonds BEGIN
    INSERT INTO purges (tag) VALUES ('bond-' || OLD.kind || '-' || OLD.what);
END;
-- Whether anybody may see a picture.
CREATE TRIGGER purge_picture_shown AFTER INSERT ON hero_photos BEGIN
    INSERT INTO purges (tag) VALUES ('photo-' || NEW.photo_id);
END;
CREATE TRIGGER purge_picture_changed AFTER UPDATE ON hero_photos BEGIN
    INSERT INTO purges (tag) VALUES ('photo-' || OLD.photo_id);
    INSERT INTO purges (tag) VALUES ('photo-' || NEW.photo_id);
END;
CREATE TRIGGER purge_picture_hidden AFTER DELETE ON hero_photos BEGIN
    INSERT INTO purges (tag) VALUES ('photo-' || OLD.photo_id);
END;
CREATE TRIGGER purge_picture_gone AFTER DELETE ON renditions BEGIN
    INSERT INTO purges (tag) VALUES ('photo-' || OLD.photo_id);
END;
CREATE TRIGGER purge_picture_made_anew AFTER UPDATE ON renditions BEGIN
    INSERT INTO purges (tag) VALUES ('photo-' || OLD.photo_id);
END;
-- Candles and memories stand on the page of their life and on no list. What waits to be read changes nothing that is shown.
CREATE TRIGGER purge_candle_comes AFTER INSERT ON candles BEGIN
    INSERT INTO purges (tag) VALUES ('remembered-' || NEW.hero_id);
END;
CREATE TRIGGER purge_candle_changes AFTER UPDATE ON candles BEGIN
    INSERT INTO purges (tag) VALUES ('remembered-' || OLD.hero_id);
    INSERT INTO purges (tag) VALUES ('remembered-' || NEW.hero_id);
END;
CREATE TRIGGER purge_candle_goes AFTER DELETE ON candles BEGIN
    INSERT INTO purges (tag) VALUES ('remembered-' || OLD.hero_id);
END;
CREATE TRIGGER purge_memory_comes AFTER INSERT ON memories WHEN NEW.state = 'approved' BEGIN
    INSERT INTO purges (tag) VALUES ('remembered-' || NEW.hero_id);
END;
CREATE TRIGGER purge_memory_changes AFTER UPDATE ON memories WHEN OLD.state = 'approved' OR NEW.state = 'approved' BEGIN
    INSERT INTO purges (tag) VALUES ('remembered-' || OLD.hero_id);
    INSERT INTO purges (tag) VALUES ('remembered-' || NEW.hero_id);
END;
CREATE TRIGGER purge_memory_goes AFTER DELETE ON memories WHEN OLD.state = 'approved' BEGIN
    INSERT INTO purges (tag) VALUES ('remembered-' || OLD.hero_id);
END;
CREATE TRIGGER purge_memory_hidden AFTER INSERT ON memory_hidings BEGIN
    INSERT INTO purges (tag) SELECT 'remembered-' || hero_id FROM memories WHERE id = NEW.memory_id;
END;
CREATE TRIGGER purge_memory_shown AFTER DELETE ON memory_hidings BEGIN
    INSERT INTO purges (tag) SELECT 'remembered-' || hero_id FROM memories WHERE id = OLD.memory_id;
END;
CREATE TRIGGER purge_memories_closed AFTER INSERT ON memory_closings BEGIN
    INSERT INTO purges (tag) SELECT 'remembered-' || hero_id FROM submissions WHERE id = NEW.submission_id AND hero_id IS NOT NULL;
END;
CREATE TRIGGER purge_memories_closed_otherwise AFTER UPDATE ON memory_closings BEGIN
    INSERT INTO purges (tag) SELECT 'remembered-' || hero_id FROM submissions WHERE id = NEW.submission_id AND hero_id IS NOT NULL;
END;
CREATE TRIGGER purge_memories_opened AFTER DELETE ON memory_closings BEGIN
    INSERT INTO purges (tag) SELECT 'remembered-' || hero_id FROM submissions WHERE id = OLD.submission_id AND hero_id IS NOT NULL;
END;
-- A story that is of another page now takes with it what its family wished of the memories there.
CREATE TRIGGER purge_story_moves AFTER UPDATE OF hero_id ON submissions WHEN OLD.hero_id IS NOT NEW.hero_id BEGIN
    INSERT INTO purges (tag) SELECT 'remembered-' || id FROM lives WHERE id IN (OLD.hero_id, NEW.hero_id);
END;
CREATE TRIGGER purge_story_goes BEFORE DELETE ON submissions WHEN OLD.hero_id IS NOT NULL BEGIN
    INSERT INTO purges (tag) VALUES ('remembered-' || OLD.hero_id);
END;
-- What everything is called.
CREATE TRIGGER purge_regions_comes AFTER INSERT ON regions BEGIN
    INSERT INTO purges (tag) VALUES ('reference');
END;
CREATE TRIGGER purge_regions_changes AFTER UPDATE ON regions BEGIN
    INSERT INTO purges (tag) VALUES ('reference');
END;
CREATE TRIGGER purge_regions_goes AFTER DELETE ON regions BEGIN
    INSERT INTO purges (tag) VALUES ('reference');
END;
CREATE TRIGGER purge_units_comes AFTER INSERT ON units BEGIN
    INSERT INTO purges (tag) VALUES ('reference');
END;
CREATE TRIGGER purge_units_changes AFTER UPDATE ON units BEGIN
    INSERT INTO purges (tag) VALUES ('reference');
END;
CREATE TRIGGER purge_units_goes AFTER DELETE ON units BEGIN
    INSERT INTO purges (tag) VALUES ('reference');
END;
CREATE TRIGGER purge_unit_aliases_comes AFTER INSERT ON unit_aliases BEGIN
    INSERT INTO purges (tag) VALUES ('reference');
END;
CREATE TRIGGER purge_unit_aliases_changes AFTER UPDATE ON unit_aliases BEGIN
    INSERT INTO purges (tag) VALUES ('reference');
END;
CREATE TRIGGER purge_unit_aliases_goes AFTER DELETE ON unit_aliases BEGIN
    INSERT INTO purges (tag) VALUES ('reference');
END;
CREATE TRIGGER purge_unit_former_names_comes AFTER INSERT ON unit_former_names BEGIN
    INSERT INTO purges (tag) VALUES ('reference');
END;
CREATE TRIGGER purge_unit_former_names_changes AFTER UPDATE ON unit_former_names BEGIN
    INSERT INTO purges (tag) VALUES ('reference');
END;
CREATE TRIGGER purge_unit_former_names_goes AFTER DELETE ON unit_former_names BEGIN
    INSERT INTO purges (tag) VALUES ('reference');
END;
CREATE TRIGGER purge_unit_mergers_comes AFTER INSERT ON unit_mergers BEGIN
    INSERT INTO purges (tag) VALUES ('reference');
END;
CREATE TRIGGER purge_unit_mergers_changes AFTER UPDATE ON unit_mergers BEGIN
    INSERT INTO purges (tag) VALUES ('reference');
END;
CREATE TRIGGER purge_unit_mergers_goes AFTER DELETE ON unit_mergers BEGIN
    INSERT INTO purges (tag) VALUES ('reference');
END;
CREATE TRIGGER purge_ranks_comes AFTER INSERT ON ranks BEGIN
    INSERT INTO purges (tag) VALUES ('reference');
END;
CREATE TRIGGER purge_ranks_changes AFTER UPDATE ON ranks BEGIN
    INSERT INTO purges (tag) VALUES ('reference');
END;
CREATE TRIGGER purge_ranks_goes AFTER DELETE ON ranks BEGIN
    INSERT INTO purges (tag) VALUES ('reference');
END;
CREATE TRIGGER purge_rank_aliases_comes AFTER INSERT ON rank_aliases BEGIN
    INSERT INTO purges (tag) VALUES ('reference');
END;
CREATE TRIGGER purge_rank_aliases_changes AFTER UPDATE ON rank_aliases BEGIN
    INSERT INTO purges (tag) VALUES ('reference');
END;
CREATE TRIGGER purge_rank_aliases_goes AFTER DELETE ON rank_aliases BEGIN
    INSERT INTO purges (tag) VALUES ('reference');
END;
CREATE TRIGGER purge_awards_comes AFTER INSERT ON awards BEGIN
    INSERT INTO purges (tag) VALUES ('reference');
END;
CREATE TRIGGER purge_awards_changes AFTER UPDATE ON awards BEGIN
    INSERT INTO purges (tag) VALUES ('reference');
END;
CREATE TRIGGER purge_awards_goes AFTER DELETE ON awards BEGIN
    INSERT INTO purges (tag) VALUES ('reference');
END;
CREATE TRIGGER purge_award_aliases_comes AFTER INSERT ON award_aliases BEGIN
    INSERT INTO purges (tag) VALUES ('reference');
END;
CREATE TRIGGER purge_award_aliases_changes AFTER UPDATE ON award_aliases BEGIN
    INSERT INTO purges (tag) VALUES ('reference');
END;
CREATE TRIGGER purge_award_aliases_goes AFTER DELETE ON award_aliases BEGIN
    INSERT INTO purges (tag) VALUES ('reference');
END;
-- The register itself is read in before any page is shown.
CREATE TRIGGER purge_settlements_comes AFTER INSERT ON settlements WHEN NEW.added_by IS NOT NULL BEGIN
    INSERT INTO purges (tag) VALUES ('places');
END;
CREATE TRIGGER purge_settlements_changes AFTER UPDATE ON settlements BEGIN
    INSERT INTO purges (tag) VALUES ('places');
END;
CREATE TRIGGER purge_settlements_goes AFTER DELETE ON settlements BEGIN
    INSERT INTO purges (tag) VALUES ('places');
END;
CREATE TRIGGER purge_settlement_names_comes AFTER INSERT ON settlement_names WHEN NEW.added_by IS NOT NULL BEGIN
    INSERT INTO purges (tag) VALUES ('places');
END;
CREATE TRIGGER purge_settlement_names_changes AFTER UPDATE ON settlement_names BEGIN
    INSERT INTO purges (tag) VALUES ('places');
END;
CREATE TRIGGER purge_settlement_names_goes AFTER DELETE ON settlement_names BEGIN
    INSERT INTO purges (tag) VALUES ('places');
END;
-- By which words a life is found: read again after a unit has another name.
CREATE TRIGGER purge_words_read AFTER DELETE ON words_waiting BEGIN
    INSERT INTO purges (tag) VALUES ('public');
END;
CREATE TRIGGER purge_names_comes AFTER INSERT ON name_changes BEGIN
    INSERT INTO purges (tag) VALUES ('public');
END;
CREATE TRIGGER purge_names_changes AFTER UPDATE ON name_changes BEGIN
    INSERT INTO purges (tag) VALUES ('public');
END;
CREATE TRIGGER purge_names_goes AFTER DELETE ON name_changes BEGIN
    INSERT INTO purges (tag) VALUES ('public');
END;
-- The weekly digests.
CREATE TRIGGER purge_digests_comes AFTER INSERT ON weekly_digests BEGIN
    INSERT INTO purges (tag) VALUES ('public');
END;
CREATE TRIGGER purge_digests_changes AFTER UPDATE ON weekly_digests BEGIN
    INSERT INTO purges (tag) VALUES ('public');
END;
CREATE TRIGGER purge_digests_goes AFTER DELETE ON weekly_digests BEGIN
    INSERT INTO purges (tag) VALUES ('public');
END;
CREATE TRIGGER purge_digest_versions_comes AFTER INSERT ON weekly_digest_versions BEGIN
    INSERT INTO purges (tag) VALUES ('public');
END;
CREATE TRIGGER purge_digest_versions_changes AFTER UPDATE ON weekly_digest_versions BEGIN
    INSERT INTO purges (tag) VALUES ('public');
END;
CREATE TRIGGER purge_digest_versions_goes AFTER DELETE ON weekly_digest_versions BEGIN
    INSERT INTO purges (tag) VALUES ('public');
END;
