//! Who is tied to a region, and in which way.

use std::collections::HashMap;

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};

use crate::heroes::hero::PlaceRole;
use crate::heroes::telling::Role;
use crate::i18n::Lang;
use crate::schema::{hero_places, heroes};

/// How many people were from a region, fell there, rest there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub from: i64,
    pub fell: i64,
    pub rests: i64,
}

impl Counts {
    pub fn of(&self, role: Role) -> i64 {
        match role {
            Role::From => self.from,
            Role::Fell => self.fell,
            Role::Rests => self.rests,
        }
    }

    pub fn is_empty(&self) -> bool {
        *self == Counts::default()
    }
}

#[derive(QueryableByName)]
struct Counted {
    #[diesel(sql_type = Text)]
    region: String,
    #[diesel(sql_type = Text)]
    part: String,
    #[diesel(sql_type = BigInt)]
    people: i64,
}

/// By ISO code; a region without anyone is not there. Who was born and lived in one counts once.
pub fn counts(conn: &mut SqliteConnection) -> QueryResult<HashMap<String, Counts>> {
    let rows: Vec<Counted> = diesel::sql_query(
        "SELECT region, CASE role WHEN 'death' THEN 'fell' WHEN 'burial' THEN 'rests' ELSE 'from' END AS part, \
         count(DISTINCT hero_id) AS people FROM hero_places WHERE region IS NOT NULL GROUP BY 1, 2",
    )
    .load(conn)?;
    let mut counts: HashMap<String, Counts> = HashMap::new();
    for Counted {
        region,
        part,
        people,
    } in rows
    {
        let of = counts.entry(region).or_default();
        match part.as_str() {
            "fell" => of.fell = people,
            "rests" => of.rests = people,
            _ => of.from = people,
        }
    }
    Ok(counts)
}

/// The people of a region in one role, by name.
pub fn people(
    conn: &mut SqliteConnection,
    iso: &str,
    role: Role,
    lang: Lang,
    limit: i64,
) -> QueryResult<Vec<i32>> {
    let roles: &[PlaceRole] = match role {
        Role::From => &[PlaceRole::Birth, PlaceRole::Home],
        Role::Fell => &[PlaceRole::Death],
        Role::Rests => &[PlaceRole::Burial],
    };
    let here = hero_places::table
        .filter(hero_places::region.eq(iso))
        .filter(hero_places::role.eq_any(roles.iter().map(|role| role.word())))
        .select(hero_places::hero_id);
    let all = heroes::table
        .filter(heroes::id.eq_any(here))
        .limit(limit)
        .select(heroes::id);
    match lang {
        Lang::Uk => all.order((heroes::name_key, heroes::id)).load(conn),
        Lang::En => all.order((heroes::name_key_en, heroes::id)).load(conn),
    }
}
