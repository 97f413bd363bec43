-- Photographs of papers (an obituary, a certificate) for moderators alone. They are in a table of their own: no forgotten
-- WHERE can publish one.
CREATE TABLE submission_papers (
    submission_id INTEGER NOT NULL REFERENCES submissions (id) ON DELETE CASCADE,
    photo_id INTEGER NOT NULL REFERENCES photos (id),
    file_name TEXT NOT NULL,
    sent_at TEXT NOT NULL,
    PRIMARY KEY (submission_id, photo_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX submission_papers_by_photo ON submission_papers (photo_id);
