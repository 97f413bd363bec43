//! Who is found: one path through the index of words and the indexes of the lives.

use std::collections::HashSet;

use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{BigInt, Integer, Nullable, Text};
use diesel::sqlite::Sqlite;

use super::conditions::{Conditions, Level, Reached, fts, order};
use super::filters::{Filters, Sort};
use super::found::{Facets, Found, Hit, Total};
use super::query::Query;
use super::reason::{reason, unanswered};
use crate::heroes;
use crate::reference::Reference;

/// Lives that are counted and ranked for words: who is not among them is found by one word more.
pub const MOST_RANKED: u32 = 1_000;
/// Lives that are counted without words.
pub const MOST_COUNTED: u32 = 1_000_000;
/// Lives among whom the choices are counted.
pub const MOST_SPREAD: u32 = 10_000;

#[derive(QueryableByName)]
struct Id {
    #[diesel(sql_type = Integer)]
    id: i32,
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = Nullable<Text>)]
    what: Option<String>,
    #[diesel(sql_type = BigInt)]
    lives: i64,
}

/// One page of the lives asked for, with what they have in common.
pub fn find(
    conn: &mut SqliteConnection,
    filters: &Filters,
    reference: &Reference,
) -> QueryResult<Found> {
    match &filters.query {
        Some(query) => by_words(conn, filters, query, reference),
        None => by_filters(conn, filters),
    }
}

fn by_words(
    conn: &mut SqliteConnection,
    filters: &Filters,
    query: &Query,
    reference: &Reference,
) -> QueryResult<Found> {
    let ranked = ranked(conn, filters, query)?;
    let most = MOST_RANKED as usize;
    let total = if ranked.len() > most {
        Total::Over(MOST_RANKED)
    } else {
        Total::Exactly(number(ranked.len()))
    };
    let ranked = &ranked[..ranked.len().min(most)];
    let (page, offset) = turned_to(filters, number(ranked.len()));
    let ids: Vec<i32> = ranked
        .iter()
        .skip(offset)
        .take(filters.limit as usize)
        .copied()
        .collect();
    let mut hits = Vec::with_capacity(ids.len());
    for card in heroes::queries::cards(conn, &ids)? {
        let terms = unanswered(query, &card.name);
        // The whole life is read only where the name is not answer enough.
        let life = if terms.is_empty() {
            None
        } else {
            heroes::queries::load(conn, card.id)?
        };
        let reason = life.and_then(|life| reason(&terms, &life.record, reference));
        hits.push(Hit {
            id: card.id,
            reason,
        });
    }
    let more = offset + ids.len() < ranked.len();
    let facets = if total.is_over() {
        None
    } else {
        Some(spread_among(conn, filters, ranked)?)
    };
    Ok(Found {
        total,
        page,
        more,
        hits,
        facets,
    })
}

/// The best first: level by level, each by name; or all in the order asked for. One more than [`MOST_RANKED`] at most.
fn ranked(conn: &mut SqliteConnection, filters: &Filters, query: &Query) -> QueryResult<Vec<i32>> {
    let conditions = Conditions::of(filters, Reached::OneByOne);
    let sort = filters.order();
    let most = MOST_RANKED as usize + 1;
    let everything = matching(conn, query, Level::Told, &conditions, sort)?;
    if sort != Sort::Relevance || everything.len() < 2 {
        return Ok(everything);
    }
    let (mut ranked, mut seen) = (Vec::with_capacity(most), HashSet::with_capacity(most));
    for level in Level::ALL.into_iter().take(4) {
        if ranked.len() == most {
            break;
        }
        let next = matching(conn, query, level, &conditions, sort)?;
        ranked.extend(next.into_iter().filter(|id| seen.insert(*id)));
        ranked.truncate(most);
    }
    ranked.extend(everything.into_iter().filter(|id| seen.insert(*id)));
    ranked.truncate(most);
    Ok(ranked)
}

fn matching(
    conn: &mut SqliteConnection,
    query: &Query,
    level: Level,
    conditions: &Conditions,
    sort: Sort,
) -> QueryResult<Vec<i32>> {
    let sql = format!(
        "SELECT h.id FROM (SELECT h.id FROM hero_words JOIN heroes AS h ON h.id = hero_words.rowid \
         WHERE hero_words MATCH ?{} LIMIT {}) AS chosen JOIN heroes AS h ON h.id = chosen.id ORDER BY {}",
        conditions.sql,
        MOST_RANKED + 1,
        order(sort, true),
    );
    let mut ask = sql_query(sql)
        .into_boxed::<Sqlite>()
        .bind::<Text, _>(fts(query, level));
    for value in &conditions.values {
        ask = ask.bind::<Text, _>(value.clone());
    }
    Ok(ask
        .load::<Id>(conn)?
        .into_iter()
        .map(|row| row.id)
        .collect())
}

fn by_filters(conn: &mut SqliteConnection, filters: &Filters) -> QueryResult<Found> {
    let conditions = Conditions::of(filters, Reached::BySet);
    let from = format!("FROM heroes AS h WHERE 1 = 1{}", conditions.sql);
    let bound = i64::from(MOST_COUNTED) + 1;
    let counted = asked(
        &format!("SELECT NULL AS what, count(*) AS lives FROM (SELECT 1 {from} LIMIT {bound})"),
        &conditions,
    )
    .get_result::<Count>(conn)?
    .lives;
    let counted = u32::try_from(counted).unwrap_or(u32::MAX);
    let total = if counted > MOST_COUNTED {
        Total::Over(MOST_COUNTED)
    } else {
        Total::Exactly(counted)
    };
    let (page, offset) = turned_to(filters, counted);
    let order = order(filters.order(), conditions.begin_with_set);
    let sql = format!(
        "SELECT h.id {from} ORDER BY {order} LIMIT {} OFFSET {offset}",
        filters.limit
    );
    let ids = asked(&sql, &conditions).load::<Id>(conn)?;
    let facets = match counted {
        0..=MOST_SPREAD => Some(spread(
            conn,
            filters,
            &format!("SELECT h.id {from}"),
            &conditions,
        )?),
        _ => None,
    };
    Ok(Found {
        total,
        page,
        more: offset + ids.len() < counted as usize,
        hits: ids
            .into_iter()
            .map(|row| Hit {
                id: row.id,
                reason: None,
            })
            .collect(),
        facets,
    })
}

/// The page asked for or the last there is, and how many lives come before it.
fn turned_to(filters: &Filters, lives: u32) -> (u32, usize) {
    let limit = filters.limit.max(1);
    let last = lives.div_ceil(limit).max(1);
    let page = filters.page.clamp(1, last);
    (page, (page - 1) as usize * limit as usize)
}

fn spread_among(
    conn: &mut SqliteConnection,
    filters: &Filters,
    ids: &[i32],
) -> QueryResult<Facets> {
    let ids = serde_json::to_string(ids)
        .map_err(|fault| diesel::result::Error::SerializationError(Box::new(fault)))?;
    let those = Conditions {
        values: vec![ids],
        ..Conditions::default()
    };
    spread(conn, filters, "SELECT value FROM json_each(?)", &those)
}

/// How the lives that `lives` selects are spread over the choices.
fn spread(
    conn: &mut SqliteConnection,
    filters: &Filters,
    lives: &str,
    conditions: &Conditions,
) -> QueryResult<Facets> {
    let mut counts = |what: &str, from: &str| -> QueryResult<Vec<(String, u32)>> {
        let sql = format!(
            "WITH chosen (id) AS MATERIALIZED ({lives}) SELECT {what} AS what, count(DISTINCT chosen.id) AS lives {from}"
        );
        let rows = asked(&sql, conditions).load::<Count>(conn)?;
        let counted = rows
            .into_iter()
            .filter_map(|row| Some((row.what?, u32::try_from(row.lives).ok()?)));
        Ok(counted.collect())
    };
    let roles: Vec<String> = filters
        .region_role
        .places()
        .iter()
        .map(|role| format!("'{}'", role.word()))
        .collect();
    let regions = format!(
        "FROM chosen CROSS JOIN hero_places AS p ON p.hero_id = chosen.id AND p.role IN ({}) \
         WHERE p.region IS NOT NULL GROUP BY p.region ORDER BY lives DESC, what",
        roles.join(", "),
    );
    let units = "FROM chosen CROSS JOIN hero_services AS s ON s.hero_id = chosen.id WHERE s.unit IS NOT NULL \
                 GROUP BY s.unit ORDER BY lives DESC, what";
    let years = "FROM chosen CROSS JOIN heroes AS y ON y.id = chosen.id WHERE substr(y.died_first, 1, 4) = substr(y.died_last, 1, 4) \
                 GROUP BY substr(y.died_first, 1, 4) ORDER BY what DESC";
    Ok(Facets {
        regions: counts("p.region", &regions)?,
        units: counts("s.unit", units)?,
        years: counts("substr(y.died_first, 1, 4)", years)?
            .into_iter()
            .filter_map(|(year, lives)| Some((year.parse().ok()?, lives)))
            .collect(),
    })
}

fn asked<'a>(
    sql: &str,
    conditions: &Conditions,
) -> diesel::query_builder::BoxedSqlQuery<'a, Sqlite, diesel::query_builder::SqlQuery> {
    let mut ask = sql_query(sql.to_owned()).into_boxed::<Sqlite>();
    for value in &conditions.values {
        ask = ask.bind::<Text, _>(value.clone());
    }
    ask
}

fn number(lives: usize) -> u32 {
    u32::try_from(lives).unwrap_or(u32::MAX)
}
