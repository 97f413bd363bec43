//! Who served in a unit.

use std::collections::HashMap;

use diesel::dsl::{count, count_star};
use diesel::prelude::*;

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

/// Who served in a unit, by name, and how many they are.
pub fn people(
    conn: &mut SqliteConnection,
    unit: &str,
    lang: Lang,
    limit: i64,
) -> QueryResult<(Vec<i32>, i64)> {
    let served = || {
        hero_services::table
            .filter(hero_services::unit.eq(unit))
            .select(hero_services::hero_id)
    };
    let all = heroes::table
        .filter(heroes::id.eq_any(served()))
        .limit(limit)
        .select(heroes::id);
    let ids = match lang {
        Lang::Uk => all.order((heroes::name_key, heroes::id)).load(conn)?,
        Lang::En => all.order((heroes::name_key_en, heroes::id)).load(conn)?,
    };
    let count = heroes::table
        .filter(heroes::id.eq_any(served()))
        .select(count_star())
        .first(conn)?;
    Ok((ids, count))
}
