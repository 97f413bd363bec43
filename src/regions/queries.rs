//! Who is tied to a region, and in which way.

use std::collections::HashMap;

use diesel::dsl::{count, exists};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};

use crate::heroes::among::among_words;
use crate::heroes::hero::PlaceRole;
use crate::heroes::queries::by_walking;
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
}

#[derive(QueryableByName)]
struct Counted {
    #[diesel(sql_type = Text)]
    region: String,
    #[diesel(sql_type = Text)]
    role: String,
    #[diesel(sql_type = BigInt)]
    people: i64,
}

/// By ISO code; a region without anyone is not there. Who was born and lived in one counts once.
pub fn counts(conn: &mut SqliteConnection) -> QueryResult<HashMap<String, Counts>> {
    let rows: Vec<Counted> = diesel::sql_query(
        "SELECT region, role, count(*) AS people FROM hero_places WHERE region IS NOT NULL GROUP BY region, role",
    )
    .load(conn)?;
    // CROSS JOIN keeps the order of the tables: few people lived elsewhere than where they were born.
    let twice: Vec<Counted> = diesel::sql_query(
        "SELECT regions.iso AS region, 'twice' AS role, count(*) AS people FROM regions \
         CROSS JOIN hero_places AS lived ON lived.region = regions.iso AND lived.role = 'home' \
         CROSS JOIN hero_places AS born ON born.hero_id = lived.hero_id AND born.role = 'birth' \
         WHERE born.region = lived.region GROUP BY regions.iso",
    )
    .load(conn)?;
    let mut counts: HashMap<String, Counts> = HashMap::new();
    for Counted {
        region,
        role,
        people,
    } in rows.into_iter().chain(twice)
    {
        let of = counts.entry(region).or_default();
        match role.as_str() {
            "death" => of.fell += people,
            "burial" => of.rests += people,
            "twice" => of.from -= people,
            _ => of.from += people,
        }
    }
    Ok(counts)
}

/// The people of a region in one role, by name, and how many they are.
pub fn people(
    conn: &mut SqliteConnection,
    iso: &str,
    role: Role,
    lang: Lang,
    limit: i64,
) -> QueryResult<(Vec<i32>, i64)> {
    let roles = match role {
        Role::From => vec![PlaceRole::Birth.word(), PlaceRole::Home.word()],
        Role::Fell => vec![PlaceRole::Death.word()],
        Role::Rests => vec![PlaceRole::Burial.word()],
    };
    let here = || {
        hero_places::table
            .filter(hero_places::region.eq(iso))
            .filter(among_words(hero_places::role, &roles))
    };
    let count = here()
        .select(count(hero_places::hero_id).aggregate_distinct())
        .first(conn)?;
    let mut all = heroes::table.limit(limit).select(heroes::id).into_boxed();
    all = if by_walking(conn, count, limit)? {
        all.filter(exists(here().filter(hero_places::hero_id.eq(heroes::id))))
    } else {
        all.filter(heroes::id.eq_any(here().select(hero_places::hero_id)))
    };
    let ids = match lang {
        Lang::Uk => all.order((heroes::name_key, heroes::id)).load(conn)?,
        Lang::En => all.order((heroes::name_key_en, heroes::id)).load(conn)?,
    };
    Ok((ids, count))
}
