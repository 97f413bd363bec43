//! What changed of what is public, and when; the lives by their permanent numbers.

use std::collections::HashMap;

use diesel::dsl::max;
use diesel::prelude::*;
use diesel::sql_types::{Integer, Text};

use crate::schema::{harvest_sets, hero_photos, heroes, public_changes};
use crate::search::index;

/// What all of it is as of: changes with every change of a public life.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    pub generation: i32,
    /// When the last change was, as [`public_changes`] writes it.
    pub at: Option<String>,
}

pub fn stamp(conn: &mut SqliteConnection) -> QueryResult<Stamp> {
    Ok(Stamp {
        generation: index::generation(conn)?,
        at: public_changes::table
            .select(max(public_changes::at))
            .get_result(conn)?,
    })
}

/// When what everyone sees of a life last changed.
pub fn changed_at(conn: &mut SqliteConnection, id: i32) -> QueryResult<Option<String>> {
    public_changes::table
        .find(id)
        .select(public_changes::at)
        .first(conn)
        .optional()
}

/// A stretch of `size` permanent numbers in which somebody is public: its number, from 1, and its last change.
#[derive(Debug, Clone, PartialEq, Eq, QueryableByName)]
pub struct Stretch {
    #[diesel(sql_type = Integer)]
    pub number: i32,
    #[diesel(sql_type = Text)]
    pub at: String,
}

pub fn stretches(conn: &mut SqliteConnection, size: i32) -> QueryResult<Vec<Stretch>> {
    diesel::sql_query(
        "SELECT (hero_id - 1) / ?1 + 1 AS number, max(at) AS at FROM public_changes GROUP BY 1 HAVING min(gone) = 0 ORDER BY 1",
    )
    .bind::<Integer, _>(size)
    .load(conn)
}

/// What a list of pages says of a life.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Listed {
    pub id: i32,
    pub slug: String,
    pub at: String,
}

/// Public lives with numbers above one and up to another, in their order.
pub fn listed(
    conn: &mut SqliteConnection,
    above: i32,
    up_to: i32,
    limit: i64,
) -> QueryResult<Vec<Listed>> {
    heroes::table
        .inner_join(public_changes::table.on(public_changes::hero_id.eq(heroes::id)))
        .filter(heroes::id.gt(above).and(heroes::id.le(up_to)))
        .order(heroes::id)
        .limit(limit)
        .select((heroes::id, heroes::slug, public_changes::at))
        .load(conn)
}

/// The pictures of these lives, in their order.
pub fn pictures(conn: &mut SqliteConnection, ids: &[i32]) -> QueryResult<HashMap<i32, Vec<i32>>> {
    let rows = hero_photos::table
        .filter(hero_photos::hero_id.eq_any(ids))
        .order((hero_photos::hero_id, hero_photos::sequence))
        .select((hero_photos::hero_id, hero_photos::photo_id));
    let mut pictures: HashMap<i32, Vec<i32>> = HashMap::new();
    for (id, photo) in rows.load::<(i32, i32)>(conn)? {
        pictures.entry(id).or_default().push(photo);
    }
    Ok(pictures)
}

/// What a harvester hears of a life: its number, when it changed, and whether it is gone.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Change {
    pub id: i32,
    pub at: String,
    pub gone: bool,
}

/// What a harvester asks for: days and hours as [`public_changes`] writes them, both ends among them; any of the sets, or all
/// lives where none is named.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked {
    pub from: Option<String>,
    pub until: Option<String>,
    pub sets: Vec<String>,
}

/// The changes after one of them (its time and number), the earliest first.
pub fn changes(
    conn: &mut SqliteConnection,
    asked: &Asked,
    after: Option<(&str, i32)>,
    limit: i64,
) -> QueryResult<Vec<Change>> {
    let (at, id) = after.unwrap_or(("", 0));
    let from = asked.from.as_deref().unwrap_or("").max(at);
    let until = asked.until.as_deref().unwrap_or("9");
    if asked.sets.is_empty() {
        return public_changes::table
            .filter(
                public_changes::at
                    .ge(from)
                    .and(public_changes::at.le(until)),
            )
            .filter(public_changes::at.gt(at).or(public_changes::hero_id.gt(id)))
            .order((public_changes::at, public_changes::hero_id))
            .limit(limit)
            .select((
                public_changes::hero_id,
                public_changes::at,
                public_changes::gone,
            ))
            .load(conn);
    }
    harvest_sets::table
        .inner_join(public_changes::table.on(public_changes::hero_id.eq(harvest_sets::hero_id)))
        .filter(harvest_sets::name.eq_any(&asked.sets))
        .filter(harvest_sets::at.ge(from).and(harvest_sets::at.le(until)))
        .filter(harvest_sets::at.gt(at).or(harvest_sets::hero_id.gt(id)))
        .order((harvest_sets::at, harvest_sets::hero_id))
        .distinct()
        .limit(limit)
        .select((
            harvest_sets::hero_id,
            harvest_sets::at,
            public_changes::gone,
        ))
        .load(conn)
}

/// How many changes there are in all of what is asked for.
pub fn count(conn: &mut SqliteConnection, asked: &Asked) -> QueryResult<i64> {
    let from = asked.from.as_deref().unwrap_or("");
    let until = asked.until.as_deref().unwrap_or("9");
    if asked.sets.is_empty() {
        return public_changes::table
            .filter(
                public_changes::at
                    .ge(from)
                    .and(public_changes::at.le(until)),
            )
            .count()
            .get_result(conn);
    }
    harvest_sets::table
        .filter(harvest_sets::name.eq_any(&asked.sets))
        .filter(harvest_sets::at.ge(from).and(harvest_sets::at.le(until)))
        .select(diesel::dsl::count(harvest_sets::hero_id).aggregate_distinct())
        .get_result(conn)
}

/// What is to be heard of one life; none of one that was never public.
pub fn change(conn: &mut SqliteConnection, id: i32) -> QueryResult<Option<Change>> {
    public_changes::table
        .find(id)
        .select((
            public_changes::hero_id,
            public_changes::at,
            public_changes::gone,
        ))
        .first(conn)
        .optional()
}

/// The sets of these lives.
pub fn sets(conn: &mut SqliteConnection, ids: &[i32]) -> QueryResult<HashMap<i32, Vec<String>>> {
    let rows = harvest_sets::table
        .filter(harvest_sets::hero_id.eq_any(ids))
        .order((harvest_sets::hero_id, harvest_sets::name))
        .select((harvest_sets::hero_id, harvest_sets::name));
    let mut sets: HashMap<i32, Vec<String>> = HashMap::new();
    for (id, name) in rows.load::<(i32, String)>(conn)? {
        sets.entry(id).or_default().push(name);
    }
    Ok(sets)
}

/// The first change there is.
pub fn earliest(conn: &mut SqliteConnection) -> QueryResult<Option<String>> {
    public_changes::table
        .select(diesel::dsl::min(public_changes::at))
        .get_result(conn)
}
