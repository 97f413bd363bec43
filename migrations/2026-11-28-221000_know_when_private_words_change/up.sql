-- SHA-256 of what families and visitors wrote and nobody has published: a failing disk turns one bit and the row is as sound as
-- before to SQLite; only this tells. Null until the words are read, within a minute (src/archive/queries/unpublished.rs). Whatever is
-- changed is read again, and of what is erased nothing stays.
CREATE TABLE private_digests (
    kind TEXT NOT NULL CHECK (kind IN ('story', 'contact', 'memory')),
    id INTEGER NOT NULL,
    sha256 BLOB CHECK (length(sha256) = 32),
    PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX private_digests_waiting ON private_digests (kind, id) WHERE sha256 IS NULL;

CREATE TRIGGER a_new_story_is_read AFTER INSERT ON submissions BEGIN
    INSERT INTO private_digests (kind, id) VALUES ('story', NEW.id) ON CONFLICT DO UPDATE SET sha256 = NULL;
END;
CREATE TRIGGER a_changed_story_is_read AFTER UPDATE OF answers, record, sent_answers, message ON submissions BEGIN
    INSERT INTO private_digests (kind, id) VALUES ('story', NEW.id) ON CONFLICT DO UPDATE SET sha256 = NULL;
END;
CREATE TRIGGER an_erased_story_is_forgotten AFTER DELETE ON submissions BEGIN
    DELETE FROM private_digests WHERE kind = 'story' AND id = OLD.id;
END;
INSERT INTO private_digests (kind, id) SELECT 'story', id FROM submissions;

CREATE TRIGGER a_new_contact_is_read AFTER INSERT ON submission_contacts BEGIN
    INSERT INTO private_digests (kind, id) VALUES ('contact', NEW.submission_id) ON CONFLICT DO UPDATE SET sha256 = NULL;
END;
CREATE TRIGGER a_changed_contact_is_read AFTER UPDATE OF name, phone, email, other ON submission_contacts BEGIN
    INSERT INTO private_digests (kind, id) VALUES ('contact', NEW.submission_id) ON CONFLICT DO UPDATE SET sha256 = NULL;
END;
CREATE TRIGGER an_erased_contact_is_forgotten AFTER DELETE ON submission_contacts BEGIN
    DELETE FROM private_digests WHERE kind = 'contact' AND id = OLD.submission_id;
END;
INSERT INTO private_digests (kind, id) SELECT 'contact', submission_id FROM submission_contacts;

CREATE TRIGGER a_new_memory_is_read AFTER INSERT ON memories BEGIN
    INSERT INTO private_digests (kind, id) VALUES ('memory', NEW.id) ON CONFLICT DO UPDATE SET sha256 = NULL;
END;
CREATE TRIGGER a_changed_memory_is_read AFTER UPDATE OF words, name, relation ON memories BEGIN
    INSERT INTO private_digests (kind, id) VALUES ('memory', NEW.id) ON CONFLICT DO UPDATE SET sha256 = NULL;
END;
CREATE TRIGGER an_erased_memory_is_forgotten AFTER DELETE ON memories BEGIN
    DELETE FROM private_digests WHERE kind = 'memory' AND id = OLD.id;
END;
INSERT INTO private_digests (kind, id) SELECT 'memory', id FROM memories;
