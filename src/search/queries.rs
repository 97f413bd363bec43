//! Who is found: one path through the index of words and the indexes of the lives.

use std::collections::HashSet;

use diesel::prelude::*;
use diesel::query_builder::{BoxedSqlQuery, SqlQuery};
use diesel::sql_query;
use diesel::sql_types::{BigInt, Integer, Nullable, Text};
use diesel::sqlite::Sqlite;

use super::conditions::{Conditions, Level, fts, roles};
use super::filters::{Filters, Sort};
use super::found::{Facets, Found, Hit, Total};
use super::query::Query;
use super::reason::{reason, unanswered};
use crate::heroes;
use crate::reference::Reference;

/// Lives that are counted and ranked for words: who is not among them is found by one word more.
pub const MOST_RANKED: u32 = 1_000;
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
        Some(spread(conn, filters, ranked)?)
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
    let conditions = Conditions::of(filters);
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
    let mut values = vec![fts(query, level)];
    values.extend(conditions.values.iter().cloned());
    asked_ids(conn, &matching_sql(conditions, sort), &values)
}

pub(super) fn matching_sql(conditions: &Conditions, sort: Sort) -> String {
    format!(
        "SELECT h.id FROM (SELECT rowid AS id FROM hero_words WHERE hero_words MATCH ?{} LIMIT {}) AS chosen \
         CROSS JOIN heroes AS h ON h.id = chosen.id ORDER BY {}",
        conditions.of_words(),
        MOST_RANKED + 1,
        conditions.order(sort),
    )
}

fn by_filters(conn: &mut SqliteConnection, filters: &Filters) -> QueryResult<Found> {
    let conditions = Conditions::of(filters);
    let sort = filters.order();
    let limit = filters.limit as usize;
    // Few enough to be taken at once: one question gives the number, the page and whom to count the choices among.
    let few = asked_ids(
        conn,
        &lives_sql(&conditions, sort, MOST_SPREAD + 1, 0),
        &conditions.values,
    )?;
    let counted = if number(few.len()) <= MOST_SPREAD {
        number(few.len())
    } else {
        count(conn, &conditions)?
    };
    let (page, offset) = turned_to(filters, counted);
    let (ids, facets) = if counted <= MOST_SPREAD {
        let ids = few.iter().skip(offset).take(limit).copied().collect();
        (ids, Some(spread(conn, filters, &few)?))
    } else if offset + limit <= few.len() {
        (few[offset..offset + limit].to_vec(), None)
    } else {
        let sql = lives_sql(&conditions, sort, filters.limit, offset);
        (asked_ids(conn, &sql, &conditions.values)?, None)
    };
    Ok(Found {
        total: Total::Exactly(counted),
        page,
        more: offset + ids.len() < counted as usize,
        hits: ids.into_iter().map(|id| Hit { id, reason: None }).collect(),
        facets,
    })
}

pub(super) fn lives_sql(conditions: &Conditions, sort: Sort, limit: u32, offset: usize) -> String {
    let (which, order) = (conditions.of_lives(), conditions.order(sort));
    format!("SELECT h.id FROM heroes AS h {which} ORDER BY {order} LIMIT {limit} OFFSET {offset}")
}

fn count(conn: &mut SqliteConnection, conditions: &Conditions) -> QueryResult<u32> {
    let sql = format!(
        "SELECT NULL AS what, count(*) AS lives FROM heroes AS h {}",
        conditions.of_lives()
    );
    let counted = asked(&sql, &conditions.values).get_result::<Count>(conn)?;
    Ok(u32::try_from(counted.lives).unwrap_or(u32::MAX))
}

/// The page asked for or the last there is, and how many lives come before it.
fn turned_to(filters: &Filters, lives: u32) -> (u32, usize) {
    let limit = filters.limit.max(1);
    let last = lives.div_ceil(limit).max(1);
    let page = filters.page.clamp(1, last);
    (page, (page - 1) as usize * limit as usize)
}

/// How these lives are spread over the choices.
fn spread(conn: &mut SqliteConnection, filters: &Filters, ids: &[i32]) -> QueryResult<Facets> {
    let ids = serde_json::to_string(ids)
        .map_err(|fault| diesel::result::Error::SerializationError(Box::new(fault)))?;
    let values = [ids];
    let mut counts = |what: &str, from: &str| -> QueryResult<Vec<(String, u32)>> {
        let sql = format!(
            "SELECT {what} AS what, count(DISTINCT chosen.value) AS lives FROM json_each(?) AS chosen CROSS JOIN {from} GROUP BY {what}"
        );
        let rows = asked(&sql, &values).load::<Count>(conn)?;
        let counted = rows
            .into_iter()
            .filter_map(|row| Some((row.what?, u32::try_from(row.lives).ok()?)));
        Ok(counted.collect())
    };
    let places = format!(
        "hero_places AS p ON p.hero_id = chosen.value AND p.role IN ({}) WHERE p.region IS NOT NULL",
        roles(filters.region_role),
    );
    let mut regions = counts("p.region", &places)?;
    let mut units = counts(
        "s.unit",
        "hero_services AS s ON s.hero_id = chosen.value WHERE s.unit IS NOT NULL",
    )?;
    for choices in [&mut regions, &mut units] {
        choices.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
    }
    let dated = "heroes AS h ON h.id = chosen.value WHERE substr(h.died_first, 1, 4) = substr(h.died_last, 1, 4)";
    let years = counts("substr(h.died_first, 1, 4)", dated)?;
    let years = years
        .into_iter()
        .rev()
        .filter_map(|(year, lives)| Some((year.parse().ok()?, lives)));
    Ok(Facets {
        regions,
        units,
        years: years.collect(),
    })
}

fn asked_ids(conn: &mut SqliteConnection, sql: &str, values: &[String]) -> QueryResult<Vec<i32>> {
    let rows = asked(sql, values).load::<Id>(conn)?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

fn asked<'a>(sql: &str, values: &[String]) -> BoxedSqlQuery<'a, Sqlite, SqlQuery> {
    let mut ask = sql_query(sql.to_owned()).into_boxed::<Sqlite>();
    for value in values {
        ask = ask.bind::<Text, _>(value.clone());
    }
    ask
}

fn number(lives: usize) -> u32 {
    u32::try_from(lives).unwrap_or(u32::MAX)
}
