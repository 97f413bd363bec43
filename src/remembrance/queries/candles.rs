//! The candles that burn.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::remembrance::candle;
use crate::schema::candles;

/// Until when the candle of a life burns; none where none burns now.
pub fn lit_until(
    conn: &mut SqliteConnection,
    hero_id: i32,
    now: DateTime<Utc>,
) -> QueryResult<Option<DateTime<Utc>>> {
    candles::table
        .find(hero_id)
        .filter(
            candles::lit_until
                .gt(now)
                .and(candles::lit_until.le(candle::latest(now))),
        )
        .select(candles::lit_until)
        .first(conn)
        .optional()
}

/// Every candle that burns, by its life.
pub fn burning(
    conn: &mut SqliteConnection,
    now: DateTime<Utc>,
) -> QueryResult<HashMap<i32, DateTime<Utc>>> {
    let all = candles::table
        .filter(
            candles::lit_until
                .gt(now)
                .and(candles::lit_until.le(candle::latest(now))),
        )
        .select((candles::hero_id, candles::lit_until))
        .load::<(i32, DateTime<Utc>)>(conn)?;
    Ok(all.into_iter().collect())
}

/// Lights many at once, each until its time; one that burns longer already does. What has burnt down is
/// forgotten.
pub fn light(
    conn: &mut SqliteConnection,
    lights: &[(i32, DateTime<Utc>)],
    now: DateTime<Utc>,
) -> QueryResult<()> {
    let out = candles::lit_until
        .le(now)
        .or(candles::lit_until.gt(candle::latest(now)));
    diesel::delete(QueryDsl::filter(candles::table, out)).execute(conn)?;
    put(conn, lights)
}

fn put(conn: &mut SqliteConnection, lights: &[(i32, DateTime<Utc>)]) -> QueryResult<()> {
    use diesel::query_dsl::methods::FilterDsl;
    use diesel::upsert::excluded;
    for (hero_id, until) in lights {
        let row = (candles::hero_id.eq(hero_id), candles::lit_until.eq(until));
        let insert = diesel::insert_into(candles::table).values(row);
        let longer = insert
            .on_conflict(candles::hero_id)
            .do_update()
            .set(candles::lit_until.eq(excluded(candles::lit_until)));
        FilterDsl::filter(longer, candles::lit_until.lt(excluded(candles::lit_until)))
            .execute(conn)?;
    }
    Ok(())
}

/// A merged page's candle burns at the page that stays; its own row is kept for the day they are parted.
pub fn carry_candle_over(conn: &mut SqliteConnection, from: i32, to: i32) -> QueryResult<()> {
    let until: Option<DateTime<Utc>> = candles::table
        .find(from)
        .select(candles::lit_until)
        .first(conn)
        .optional()?;
    match until {
        Some(until) => put(conn, &[(to, until)]),
        None => Ok(()),
    }
}
