-- «Firefox, Windows»: enough to tell one's own browsers apart, and nothing by which a browser could be known again.
ALTER TABLE sessions ADD COLUMN browser TEXT NOT NULL DEFAULT '' CHECK (length(browser) <= 40);
