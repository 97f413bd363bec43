//! Who is found: one path through the index of words and the indexes of the lives.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use diesel::prelude::*;
use diesel::query_builder::{BoxedSqlQuery, SqlQuery};
use diesel::sql_query;
use diesel::sql_types::{BigInt, Integer, Nullable, Text};
use diesel::sqlite::Sqlite;

use super::conditions::{Conditions, roles, told};
use super::filters::{Filters, Sort};
use super::found::{Facets, Found, Hit, Instead};
use super::known::Known;
use super::people::Match;
use super::query::Query;
use super::reason::{left_over, likeness, reason, unanswered};
use super::tokens::SURE;
use crate::heroes;
use crate::reference::Reference;

/// Lives that are counted and ranked for words: who is not among them is found by one word more.
pub const MOST_RANKED: u32 = 1_000;
/// Lives that conditions choose among, the best of them first.
const MOST_CHOSEN: usize = 20_000;
/// Names that are only like what was typed: shown while so few are found, and no farther than this from the best.
const MOST_GUESSED: usize = 10;
const FAR: u16 = 120;
const NEAR: u16 = 25;
/// Kinds of mixture of names and other words that are looked for.
const MOST_MIXTURES: usize = 4;
/// Below this nothing else can have been meant.
const PLAIN: u16 = 20;
/// What a word costs that no name explains, and what another keyboard costs.
const AROUND: u16 = 50;
const WRONG_KEYS: u16 = 15;
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
    known: &Known,
    filters: &Filters,
    reference: &Reference,
) -> QueryResult<Found> {
    match &filters.query {
        Some(query) => by_words(conn, known, filters, query, reference),
        None => by_filters(conn, filters),
    }
}

fn by_words(
    conn: &mut SqliteConnection,
    known: &Known,
    filters: &Filters,
    query: &Query,
    reference: &Reference,
) -> QueryResult<Found> {
    let (query, ranked) = ranked(conn, known, filters, query)?;
    let most = MOST_RANKED as usize;
    let total = number(ranked.len());
    let ranked = &ranked[..ranked.len().min(most)];
    let (page, offset) = turned_to(filters, number(ranked.len()));
    let shown: Vec<Ranked> = ranked
        .iter()
        .skip(offset)
        .take(filters.limit as usize)
        .copied()
        .collect();
    let ids: Vec<i32> = shown.iter().map(|life| life.id).collect();
    let mut hits = Vec::with_capacity(ids.len());
    for card in heroes::queries::cards(conn, &ids)? {
        let named = shown
            .iter()
            .find(|life| life.id == card.id)
            .and_then(|life| life.named);
        let terms = match named {
            Some(named) => left_over(&query, named.shown),
            None => unanswered(&query, &card.name),
        };
        // The whole life is read only where the name is not answer enough.
        let life = if terms.is_empty() {
            None
        } else {
            heroes::queries::load(conn, card.id)?
        };
        let told = life.and_then(|life| reason(&terms, &life.record, reference));
        let form = || named.and_then(|named| likeness(named, &card.name));
        hits.push(Hit {
            id: card.id,
            reason: told.or_else(form),
        });
    }
    let more = offset + ids.len() < ranked.len();
    let ids: Vec<i32> = ranked.iter().map(|life| life.id).collect();
    let facets = spread(conn, filters, &ids)?;
    Ok(Found {
        total,
        page,
        more,
        hits,
        facets,
        instead: Instead::default(),
    })
}

/// A life that is found, and what of it is a name.
#[derive(Clone, Copy, Debug)]
struct Ranked {
    id: i32,
    cost: u16,
    named: Option<Match>,
}

impl Ranked {
    fn is_guess(&self) -> bool {
        self.named.is_some_and(|named| named.guessed != 0)
    }
}

/// The best first, or all in the order asked for; one more than [`MOST_RANKED`] at most. The words are those that were
/// meant: on the wrong keyboard, others than were typed.
fn ranked(
    conn: &mut SqliteConnection,
    known: &Known,
    filters: &Filters,
    query: &Query,
) -> QueryResult<(Query, Vec<Ranked>)> {
    let conditions = Conditions::of(filters);
    let mut meant = query.clone();
    let mut all = matching(conn, known, &conditions, query)?;
    let best =
        |all: &HashMap<i32, Ranked>| all.values().map(|life| life.cost).min().unwrap_or(u16::MAX);
    let mut least = best(&all);
    if least > PLAIN {
        for other in query.other_readings(least >= SURE) {
            let found = matching(conn, known, &conditions, &other)?;
            let cost = best(&found).saturating_add(WRONG_KEYS);
            if cost < least {
                (least, meant, all) = (cost, other, found);
            }
        }
    }
    let mut lives: Vec<Ranked> = all.into_values().collect();
    lives.sort_unstable_by_key(|life| (life.cost, life.id));
    let sort = filters.order();
    let free = sort == Sort::Relevance && conditions == Conditions::default();
    lives.truncate(if free {
        MOST_RANKED as usize + 1
    } else {
        MOST_CHOSEN
    });
    let ids: Vec<i32> = lives.iter().map(|life| life.id).collect();
    let places: HashMap<i32, usize> = in_order(conn, &conditions, sort, &ids)?
        .into_iter()
        .enumerate()
        .map(|(place, id)| (id, place))
        .collect();
    lives.retain(|life| places.contains_key(&life.id));
    lives.sort_by_key(|life| (life.cost, places[&life.id]));
    let (first, is_guess) = lives
        .first()
        .map_or((0, false), |life| (life.cost, life.is_guess()));
    let mut place = 0;
    lives.retain(|life| {
        place += 1;
        !life.is_guess()
            || (place <= MOST_GUESSED && life.cost <= first + FAR)
            || (is_guess && life.cost <= first + NEAR)
    });
    if sort != Sort::Relevance {
        lives.sort_by_key(|life| places[&life.id]);
    }
    lives.truncate(MOST_RANKED as usize + 1);
    Ok((meant, lives))
}

/// Everyone whose names and surroundings answer every word, with the cost of the best explanation.
fn matching(
    conn: &mut SqliteConnection,
    known: &Known,
    conditions: &Conditions,
    query: &Query,
) -> QueryResult<HashMap<i32, Ranked>> {
    let named = |found: &&Match| found.missing == 0 && found.guessed == 0;
    let mut matches = known.meant(conn, query, false)?;
    if matches.iter().filter(named).count() < MOST_GUESSED {
        matches = known.meant(conn, query, true)?;
    }
    let mut all: HashMap<i32, Ranked> = HashMap::with_capacity(matches.len());
    let mut left: HashMap<u16, Vec<Match>> = HashMap::new();
    for found in matches {
        if found.missing == 0 {
            let life = Ranked {
                id: found.id,
                cost: found.cost,
                named: Some(found),
            };
            all.insert(found.id, life);
        } else {
            left.entry(found.missing).or_default().push(found);
        }
    }
    // What names leave over must be told around them. The fewest words left over are tried first.
    let mut left: Vec<(u16, Vec<Match>)> = left.into_iter().collect();
    left.sort_by_key(|(missing, lives)| (missing.count_ones(), Reverse(lives.len()), *missing));
    for (missing, lives) in left.into_iter().take(MOST_MIXTURES) {
        if query.is_title(missing) {
            for found in &lives {
                let cost = found.cost + AROUND + AROUND * number_of(missing);
                let life = Ranked {
                    id: found.id,
                    cost,
                    named: Some(*found),
                };
                all.entry(found.id).or_insert(life);
            }
        }
        let Some(asked) = told(query, missing) else {
            continue;
        };
        let ids: Vec<i32> = lives.iter().map(|life| life.id).collect();
        let told: HashSet<i32> = around(conn, conditions, asked, Some(&ids))?
            .into_iter()
            .collect();
        for found in lives.into_iter().filter(|life| told.contains(&life.id)) {
            let cost = found.cost + AROUND * number_of(missing);
            let life = Ranked {
                id: found.id,
                cost,
                named: Some(found),
            };
            let known = all.entry(found.id).or_insert(life);
            if cost < known.cost {
                *known = life;
            }
        }
    }
    let everything = u16::MAX >> (16 - query.terms().len().min(16));
    if let Some(asked) = told(query, everything) {
        let cost = AROUND * number_of(everything);
        for id in around(conn, conditions, asked, None)? {
            let life = Ranked {
                id,
                cost,
                named: None,
            };
            let known = all.entry(id).or_insert(life);
            if cost < known.cost {
                *known = life;
            }
        }
    }
    Ok(all)
}

fn number_of(words: u16) -> u16 {
    u16::try_from(words.count_ones()).unwrap_or(16)
}

/// Lives around whose names FTS5 finds what is asked, among these or all.
fn around(
    conn: &mut SqliteConnection,
    conditions: &Conditions,
    asked: String,
    among: Option<&[i32]>,
) -> QueryResult<Vec<i32>> {
    let mut values = vec![asked];
    // A few lives are asked for one by one; many are a set that each hit is looked up in.
    let chosen = match among {
        Some(ids) => {
            values.push(json(ids)?);
            " AND +hero_words.rowid IN (SELECT value FROM json_each(?))".to_owned()
        }
        None => String::new(),
    };
    values.extend(conditions.values.iter().cloned());
    asked_ids(conn, &around_sql(&chosen, conditions), &values)
}

pub(super) fn around_sql(chosen: &str, conditions: &Conditions) -> String {
    format!(
        "SELECT rowid AS id FROM hero_words WHERE hero_words MATCH ?{chosen}{} LIMIT {}",
        conditions.of_words(),
        MOST_RANKED + 1,
    )
}

/// Of these lives, those that meet the conditions, in order.
fn in_order(
    conn: &mut SqliteConnection,
    conditions: &Conditions,
    sort: Sort,
    ids: &[i32],
) -> QueryResult<Vec<i32>> {
    let mut values = vec![json(ids)?];
    values.extend(conditions.values.iter().cloned());
    asked_ids(conn, &in_order_sql(conditions, sort), &values)
}

pub(super) fn in_order_sql(conditions: &Conditions, sort: Sort) -> String {
    format!(
        "SELECT h.id FROM json_each(?) AS chosen CROSS JOIN heroes AS h ON h.id = chosen.value {} ORDER BY {}",
        conditions.of_lives(),
        conditions.order(sort),
    )
}

fn json(ids: &[i32]) -> QueryResult<String> {
    serde_json::to_string(ids)
        .map_err(|fault| diesel::result::Error::SerializationError(Box::new(fault)))
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
        (ids, spread(conn, filters, &few)?)
    } else if offset + limit <= few.len() {
        (few[offset..offset + limit].to_vec(), Facets::default())
    } else {
        let sql = lives_sql(&conditions, sort, filters.limit, offset);
        (
            asked_ids(conn, &sql, &conditions.values)?,
            Facets::default(),
        )
    };
    Ok(Found {
        total: counted,
        page,
        more: offset + ids.len() < counted as usize,
        hits: ids.into_iter().map(|id| Hit { id, reason: None }).collect(),
        facets,
        instead: Instead::default(),
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
    let values = [json(ids)?];
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
        ..Facets::default()
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
