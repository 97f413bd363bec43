//! Which lives go into a feed or a calendar, and what a calendar needs of each.

use chrono::{DateTime, Utc};
use diesel::connection::DefaultLoadingMode;
use diesel::dsl::{exists, sql};
use diesel::prelude::*;
use diesel::sql_types::{Bool, Text};

use crate::heroes::hero::PlaceRole;
use crate::heroes::telling::Role;
use crate::schema::{hero_places, hero_services, heroes};

/// Whose lives.
#[derive(Debug, Clone)]
pub enum Scope {
    All,
    Region {
        iso: String,
        role: Role,
    },
    /// A unit and those under it, by their slugs.
    Unit(Vec<String>),
}

/// Above this it is quicker to walk along the dates until enough people of the scope came by.
const MANY: i64 = 1_000;

fn roles(role: Role) -> &'static [PlaceRole] {
    match role {
        Role::From => &[PlaceRole::Birth, PlaceRole::Home],
        Role::Fell => &[PlaceRole::Death],
        Role::Rests => &[PlaceRole::Burial],
    }
}

fn words(role: Role) -> Vec<&'static str> {
    roles(role).iter().map(|role| role.word()).collect()
}

/// How many people are in a scope.
pub fn count(conn: &mut SqliteConnection, scope: &Scope) -> QueryResult<i64> {
    match scope {
        Scope::All => heroes::table.count().get_result(conn),
        Scope::Region { iso, role } => hero_places::table
            .filter(hero_places::region.eq(iso))
            .filter(hero_places::role.eq_any(words(*role)))
            .select(diesel::dsl::count(hero_places::hero_id).aggregate_distinct())
            .first(conn),
        Scope::Unit(units) => hero_services::table
            .filter(hero_services::unit.eq_any(units))
            .select(diesel::dsl::count(hero_services::hero_id).aggregate_distinct())
            .first(conn),
    }
}

/// Where a page of a feed begins: after this life, which was published then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct After {
    pub published_at: DateTime<Utc>,
    pub id: i32,
}

/// Those published last, the newest first, after the end of the page before.
pub fn published(
    conn: &mut SqliteConnection,
    scope: &Scope,
    after: Option<After>,
    limit: i64,
) -> QueryResult<Vec<i32>> {
    let mut all = heroes::table
        .order((heroes::published_at.desc(), heroes::id.desc()))
        .limit(limit)
        .select(heroes::id)
        .into_boxed();
    if let Some(After { published_at, id }) = after {
        all = all
            .filter(heroes::published_at.le(published_at))
            .filter(heroes::published_at.lt(published_at).or(heroes::id.lt(id)));
    }
    let many = !matches!(scope, Scope::All) && count(conn, scope)? > MANY;
    match scope {
        Scope::All => all.load(conn),
        Scope::Region { iso, role } => {
            let here = hero_places::table
                .filter(hero_places::region.eq(iso.clone()))
                .filter(hero_places::role.eq_any(words(*role)));
            if many {
                all.filter(exists(here.filter(hero_places::hero_id.eq(heroes::id))))
                    .load(conn)
            } else {
                all.filter(heroes::id.eq_any(here.select(hero_places::hero_id)))
                    .load(conn)
            }
        }
        Scope::Unit(units) => {
            let served = hero_services::table.filter(hero_services::unit.eq_any(units.clone()));
            if many {
                all.filter(exists(served.filter(hero_services::hero_id.eq(heroes::id))))
                    .load(conn)
            } else {
                all.filter(heroes::id.eq_any(served.select(hero_services::hero_id)))
                    .load(conn)
            }
        }
    }
}

type Columns = (
    heroes::id,
    heroes::slug,
    heroes::family,
    heroes::given,
    heroes::patronymic,
    heroes::latin_family,
    heroes::latin_given,
    heroes::latin_patronymic,
    heroes::born,
    heroes::died,
    heroes::version,
    heroes::changed_at,
);
const COLUMNS: Columns = (
    heroes::id,
    heroes::slug,
    heroes::family,
    heroes::given,
    heroes::patronymic,
    heroes::latin_family,
    heroes::latin_given,
    heroes::latin_patronymic,
    heroes::born,
    heroes::died,
    heroes::version,
    heroes::changed_at,
);

/// What a calendar needs of a life.
#[derive(Debug, Clone, Queryable)]
pub struct Row {
    pub id: i32,
    pub slug: String,
    pub family: String,
    pub given: String,
    pub patronymic: Option<String>,
    pub latin_family: Option<String>,
    pub latin_given: Option<String>,
    pub latin_patronymic: Option<String>,
    pub born: Option<String>,
    pub died: Option<String>,
    pub version: i32,
    pub changed_at: DateTime<Utc>,
}

/// Who fell or was born on a day of the year, by number. Each half goes by an index, whose `GLOB` stands here letter for letter.
pub fn on_day(conn: &mut SqliteConnection, end: &str) -> QueryResult<Vec<Row>> {
    let died = heroes::table
        .filter(sql::<Bool>("died GLOB '????-??*'"))
        .filter(sql::<Text>("substr(died, 6)").eq(end))
        .select(heroes::id);
    let born = heroes::table
        .filter(sql::<Bool>("born GLOB '????-??*'"))
        .filter(sql::<Text>("substr(born, 6)").eq(end))
        .select(heroes::id);
    let mut ids: Vec<i32> = died.load(conn)?;
    ids.extend(born.load::<i32>(conn)?);
    heroes::table
        .filter(heroes::id.eq_any(ids))
        .order(heroes::id)
        .select(COLUMNS)
        .load(conn)
}

/// Tells each life of a scope once, in the order of their numbers, one at a time: a region may have tens of thousands.
pub fn each(
    conn: &mut SqliteConnection,
    scope: &Scope,
    mut tell: impl FnMut(Row),
) -> QueryResult<()> {
    let mut all = heroes::table.order(heroes::id).select(COLUMNS).into_boxed();
    match scope {
        Scope::All => {}
        Scope::Region { iso, role } => {
            let here = hero_places::table
                .filter(hero_places::region.eq(iso.clone()))
                .filter(hero_places::role.eq_any(words(*role)));
            all = all.filter(heroes::id.eq_any(here.select(hero_places::hero_id)));
        }
        Scope::Unit(units) => {
            let served = hero_services::table.filter(hero_services::unit.eq_any(units.clone()));
            all = all.filter(heroes::id.eq_any(served.select(hero_services::hero_id)));
        }
    }
    for row in all.load_iter::<Row, DefaultLoadingMode>(conn)? {
        tell(row?);
    }
    Ok(())
}
