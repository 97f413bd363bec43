-- Until when a candle burns at a life; one row a life at most, and none of who lit it or how often: there is nothing to count.
CREATE TABLE candles (
    hero_id INTEGER PRIMARY KEY NOT NULL REFERENCES lives (id) ON DELETE CASCADE,
    lit_until TEXT NOT NULL
) STRICT;
-- What has burnt down is forgotten.
CREATE INDEX candles_by_end ON candles (lit_until);
