//! What changed, as the file's own tables wrote it down (migrations/2026-11-28-211000).

use diesel::prelude::*;

use super::tag::{EVERYTHING, EVERYTHING_TOLD};
use crate::schema::purges;

/// Rows that are kept: more than come between two looks of another process, unless it looks at an import.
const KEPT: i32 = 10_000;

/// The number of the last change.
pub fn last(conn: &mut SqliteConnection) -> QueryResult<i32> {
    let last = purges::table
        .order(purges::seq.desc())
        .select(purges::seq)
        .first(conn)
        .optional()?;
    Ok(last.unwrap_or(0))
}

/// Changes after one that is known, in order.
pub fn since(conn: &mut SqliteConnection, known: i32) -> QueryResult<Vec<(i32, String)>> {
    purges::table
        .filter(purges::seq.gt(known))
        .order(purges::seq)
        .load(conn)
}

/// What this act changes is everything: said once, for whoever is about to change thousands of lives. What they tell of themselves
/// until the act ends is not written down.
pub fn everything(conn: &mut SqliteConnection) -> QueryResult<()> {
    put(conn, EVERYTHING)
}

fn put(conn: &mut SqliteConnection, tag: &str) -> QueryResult<()> {
    diesel::insert_into(purges::table)
        .values(purges::tag.eq(tag))
        .execute(conn)?;
    Ok(())
}

/// The same at the end of an act, which may have made more rows than are kept.
pub fn since_and_forget(
    conn: &mut SqliteConnection,
    known: i32,
) -> QueryResult<Vec<(i32, String)>> {
    let mut rows = since(conn, known)?;
    if rows.last().is_some_and(|(_, tag)| tag == EVERYTHING) {
        // From here on changes are written down again.
        put(conn, EVERYTHING_TOLD)?;
        rows = since(conn, known)?;
    }
    if let Some((last, _)) = rows.last() {
        forget(conn, *last)?;
    }
    Ok(rows)
}

/// Lets go of what everybody has read, or takes as everything.
pub fn forget(conn: &mut SqliteConnection, last: i32) -> QueryResult<()> {
    diesel::delete(purges::table.filter(purges::seq.le(last - KEPT))).execute(conn)?;
    Ok(())
}
