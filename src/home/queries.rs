//! Whom the front page remembers.

use std::collections::HashSet;

use diesel::prelude::*;

use crate::days::queries::{counts, people};
use crate::i18n::Lang;
use crate::schema::heroes;

/// Of all who fell or were born on these days of some year, `limit` from the one whose turn it is.
/// Who is first changes with `turn`, so that nobody of a day always stands second.
pub fn remembered_on(
    conn: &mut SqliteConnection,
    days: &[String],
    turn: i64,
    limit: i64,
) -> QueryResult<Vec<i32>> {
    let of_days = counts(conn, days)?;
    let first = turn.rem_euclid(of_days.all().max(1));
    let mut ids = Vec::new();
    for offset in [first, 0] {
        let page = people(conn, days, Lang::Uk, of_days, offset, limit)?;
        ids.extend(page.fell.into_iter().chain(page.born));
    }
    // Who was born and fell on one day comes twice, and so does everybody where they are few.
    let mut seen = HashSet::new();
    ids.retain(|id| seen.insert(*id));
    ids.truncate(usize::try_from(limit).unwrap_or_default());
    Ok(ids)
}

/// A different life every day, each in its turn. `turn` counts the days.
pub fn in_turn(conn: &mut SqliteConnection, turn: i64) -> QueryResult<Option<i32>> {
    let all: i64 = heroes::table.count().get_result(conn)?;
    if all == 0 {
        return Ok(None);
    }
    heroes::table
        .order(heroes::id)
        .offset(turn.rem_euclid(all))
        .limit(1)
        .select(heroes::id)
        .first(conn)
        .optional()
}
