//! Who is named in the minute of silence, and who is shown on a hall's screen.
//!
//! The rule, which the rows of `silence_names` prove: of all who are public those come first who were never named, by their
//! permanent numbers; then those whose naming lies back longest. So nobody is named again before everybody was.

use chrono::NaiveDate;
use diesel::dsl::exists;
use diesel::prelude::*;
use diesel::sql_types::{Integer, Text};

use crate::heroes::hero::PlaceRole;
use crate::remembrance::minute::NAMES;
use crate::schema::{hero_places, hero_services, heroes, silence_names};

/// The names of a day in their order, and whether more are to be found for it.
pub fn named(conn: &mut SqliteConnection, day: NaiveDate) -> QueryResult<(Vec<i32>, bool)> {
    let day = day.to_string();
    let known: Vec<i32> = silence_names::table
        .filter(silence_names::day.eq(&day))
        .order(silence_names::place)
        .select(silence_names::hero_id)
        .load(conn)?;
    let others = heroes::table.filter(heroes::id.ne_all(&known));
    let lacks = known.len() < NAMES && diesel::select(exists(others)).get_result(conn)?;
    Ok((known, lacks))
}

#[derive(QueryableByName)]
struct Next {
    #[diesel(sql_type = Integer)]
    id: i32,
}

/// Names as many for a day as are lacking, each in their turn, and answers all of the day. Looks at every public life: done
/// once a day.
pub fn name_day(conn: &mut SqliteConnection, day: NaiveDate) -> QueryResult<Vec<i32>> {
    let (mut known, lacks) = named(conn, day)?;
    if !lacks {
        return Ok(known);
    }
    let day = day.to_string();
    let lacking = i32::try_from(NAMES - known.len()).unwrap_or_default();
    let next: Vec<Next> = diesel::sql_query(
        "SELECT id FROM heroes WHERE id NOT IN (SELECT hero_id FROM silence_names WHERE day = ?) \
         ORDER BY (SELECT max(n.day) FROM silence_names n WHERE n.hero_id = heroes.id), id LIMIT ?",
    )
    .bind::<Text, _>(&day)
    .bind::<Integer, _>(lacking)
    .load(conn)?;
    for Next { id } in next {
        known.push(id);
        let place = i32::try_from(known.len()).unwrap_or_default();
        diesel::insert_into(silence_names::table)
            .values((
                silence_names::day.eq(&day),
                silence_names::place.eq(place),
                silence_names::hero_id.eq(id),
            ))
            .execute(conn)?;
    }
    Ok(known)
}

/// Whom a screen shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Only {
    /// Who was born or lived there, by its ISO code.
    pub region: Option<String>,
    /// Who served in one of these, by slug: a unit with everything under it.
    pub units: Vec<String>,
}

/// So many lives from the one whose turn it is, in the order of their permanent numbers and round again.
pub fn reel(
    conn: &mut SqliteConnection,
    only: &Only,
    turn: i64,
    size: i64,
) -> QueryResult<Vec<i32>> {
    let all = || {
        let mut all = heroes::table.into_boxed();
        if let Some(region) = &only.region {
            let from = [PlaceRole::Birth.word(), PlaceRole::Home.word()];
            let here = hero_places::table
                .filter(hero_places::region.eq(region.clone()))
                .filter(hero_places::role.eq_any(from))
                .select(hero_places::hero_id);
            all = all.filter(heroes::id.eq_any(here));
        }
        if !only.units.is_empty() {
            let served = hero_services::table
                .filter(hero_services::unit.eq_any(only.units.clone()))
                .select(hero_services::hero_id);
            all = all.filter(heroes::id.eq_any(served));
        }
        all
    };
    let count: i64 = all().count().get_result(conn)?;
    if count == 0 {
        return Ok(Vec::new());
    }
    let first = (turn.rem_euclid(count) * size.rem_euclid(count)).rem_euclid(count);
    let from = |offset: i64, limit: i64| {
        all()
            .order(heroes::id)
            .offset(offset)
            .limit(limit)
            .select(heroes::id)
    };
    let mut ids: Vec<i32> = from(first, size.min(count)).load(conn)?;
    let more = size.min(count) - i64::try_from(ids.len()).unwrap_or_default();
    if more > 0 {
        ids.extend(from(0, more).load::<i32>(conn)?);
    }
    Ok(ids)
}
