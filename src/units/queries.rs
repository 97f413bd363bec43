//! Who served in a unit.

use std::collections::HashMap;

use diesel::dsl::{count, exists};
use diesel::prelude::*;

use crate::heroes::among::among_words;
use crate::heroes::queries::by_walking;
use crate::i18n::Lang;
use crate::schema::{hero_services, heroes};

/// How many people served in each unit, by its slug; a unit without anyone is not there.
pub fn counts(conn: &mut SqliteConnection) -> QueryResult<HashMap<String, i64>> {
    let rows: Vec<(Option<String>, i64)> = hero_services::table
        .filter(hero_services::unit.is_not_null())
        .group_by(hero_services::unit)
        .select((
            hero_services::unit,
            count(hero_services::hero_id).aggregate_distinct(),
        ))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .filter_map(|(unit, count)| Some((unit?, count)))
        .collect())
}

/// How many people served in any of these units.
pub fn count_of(conn: &mut SqliteConnection, units: &[String]) -> QueryResult<i64> {
    hero_services::table
        .filter(among_words(hero_services::unit, units))
        .select(count(hero_services::hero_id).aggregate_distinct())
        .first(conn)
}

/// Who served in any of these units, by name, and how many they are.
pub fn people(
    conn: &mut SqliteConnection,
    units: &[String],
    lang: Lang,
    limit: i64,
) -> QueryResult<(Vec<i32>, i64)> {
    let count = count_of(conn, units)?;
    let served = hero_services::table.filter(among_words(hero_services::unit, units));
    let mut all = heroes::table.limit(limit).select(heroes::id).into_boxed();
    all = if by_walking(conn, count, limit)? {
        all.filter(exists(served.filter(hero_services::hero_id.eq(heroes::id))))
    } else {
        all.filter(heroes::id.eq_any(served.select(hero_services::hero_id)))
    };
    let ids = match lang {
        Lang::Uk => all.order((heroes::name_key, heroes::id)).load(conn)?,
        Lang::En => all.order((heroes::name_key_en, heroes::id)).load(conn)?,
    };
    Ok((ids, count))
}
