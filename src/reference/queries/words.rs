//! The words by which lives are found, where they are made of names of authority records: read again when those change.

use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::Text;

use super::reading;
use crate::reference::record::Kind;
use crate::schema::words_waiting;
use crate::search::index;
use crate::units::unit;

/// Every life that says this record, or a unit under it, is to be read again.
pub(super) fn wait_for(conn: &mut SqliteConnection, kind: Kind, slug: &str) -> QueryResult<()> {
    let (table, column) = match kind {
        Kind::Unit => ("hero_services", "unit"),
        Kind::Rank => ("hero_services", "rank"),
        Kind::Award => ("hero_awards", "award"),
        // Nobody is found by a region's text.
        Kind::Region => return Ok(()),
    };
    let mut slugs = vec![slug.to_owned()];
    if kind == Kind::Unit {
        let reference = reading::all(conn)?;
        let found = reference.unit(slug);
        slugs.extend(
            found
                .map(|found| unit::slugs_with_those_under(found, &reference.units))
                .unwrap_or_default(),
        );
    }
    for slug in slugs {
        sql_query(format!(
            "INSERT OR IGNORE INTO words_waiting (hero_id) SELECT hero_id FROM {table} WHERE {column} = ?"
        ))
        .bind::<Text, _>(slug)
        .execute(conn)?;
    }
    Ok(())
}

/// How many lives wait to be read again.
pub fn waiting(conn: &mut SqliteConnection) -> QueryResult<i64> {
    words_waiting::table.count().get_result(conn)
}

/// Reads some of them again; says whether more are left.
pub fn catch_up(conn: &mut SqliteConnection, most: i64) -> QueryResult<bool> {
    let ids: Vec<i32> = words_waiting::table
        .order(words_waiting::hero_id)
        .limit(most)
        .select(words_waiting::hero_id)
        .load(conn)?;
    for id in &ids {
        index::read_again(conn, *id)?;
    }
    diesel::delete(words_waiting::table.filter(words_waiting::hero_id.eq_any(&ids)))
        .execute(conn)?;
    Ok(waiting(conn)? > 0)
}
