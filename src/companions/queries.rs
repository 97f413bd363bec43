//! The bonds as they are kept beside the published lives, and whoever shares one. Each question walks one index a few steps,
//! however many people there are.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::bond::{Bond, Kind, bonds};
use crate::heroes::hero::Record;
use crate::heroes::queries as heroes;
use crate::schema::{hero_bonds, heroes as lives, unbound_lives};

/// Of those who began to serve before, so many are looked at, the latest first: whoever left a unit before him is passed over.
const EARLIER: i64 = 128;
/// Lives that get their bonds in one go, when a file from before is opened.
const BATCH: i64 = 500;

type Row = (String, String, String, String);

/// Writes the bonds of a life as everyone may see it. Part of publishing it.
pub fn keep(conn: &mut SqliteConnection, id: i32, public: &Record) -> QueryResult<()> {
    for bond in bonds(public) {
        let row = BondRow {
            hero_id: id,
            kind: bond.kind.word(),
            what: bond.what,
            since: bond.since,
            until: bond.until,
        };
        diesel::insert_into(hero_bonds::table)
            .values(row)
            .execute(conn)?;
    }
    Ok(())
}

#[derive(Insertable)]
#[diesel(table_name = hero_bonds)]
struct BondRow {
    hero_id: i32,
    kind: &'static str,
    what: String,
    since: String,
    until: String,
}

/// Takes them out. Part of taking a life out of what is public.
pub fn forget(conn: &mut SqliteConnection, id: i32) -> QueryResult<()> {
    diesel::delete(hero_bonds::table.filter(hero_bonds::hero_id.eq(id))).execute(conn)?;
    diesel::delete(unbound_lives::table.find(id)).execute(conn)?;
    Ok(())
}

/// Whoever shares a village or a day: the next ones by their permanent numbers, and after the last one the first. So each
/// is on as many pages as any other.
pub fn around(
    conn: &mut SqliteConnection,
    id: i32,
    kind: Kind,
    what: &str,
    most: i64,
) -> QueryResult<Vec<i32>> {
    let mut found: Vec<i32> = hero_bonds::table
        .filter(hero_bonds::kind.eq(kind.word()))
        .filter(hero_bonds::what.eq(what))
        .filter(hero_bonds::since.eq(""))
        .filter(hero_bonds::hero_id.gt(id))
        .order(hero_bonds::hero_id)
        .limit(most)
        .select(hero_bonds::hero_id)
        .load(conn)?;
    let left = most - i64::try_from(found.len()).unwrap_or(most);
    if left > 0 {
        let first: Vec<i32> = hero_bonds::table
            .filter(hero_bonds::kind.eq(kind.word()))
            .filter(hero_bonds::what.eq(what))
            .filter(hero_bonds::since.eq(""))
            .filter(hero_bonds::hero_id.lt(id))
            .order(hero_bonds::hero_id)
            .limit(left)
            .select(hero_bonds::hero_id)
            .load(conn)?;
        found.extend(first);
    }
    Ok(found)
}

/// Somebody who served in one of the units at the same time: how many days apart they began, and who it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Comrade {
    pub days: i64,
    pub id: i32,
}

/// Whoever served in one of these units on a day on which this one surely did: those before him and those after him as they
/// came, the nearest first; of those who came on one day, the nearest by their permanent numbers. So nobody stands on more
/// than a few pages, and nobody is left out for another's sake.
pub fn served(
    conn: &mut SqliteConnection,
    id: i32,
    units: &[String],
    own: &Bond,
    most: usize,
) -> QueryResult<Vec<i32>> {
    let (mut after, mut before) = (Vec::new(), Vec::new());
    for unit in units {
        after.extend(later(conn, id, unit, own, most)?);
        before.extend(earlier(conn, id, unit, own, most)?);
    }
    for side in [&mut after, &mut before] {
        side.sort_by_key(|comrade: &Comrade| (comrade.days, comrade.id.abs_diff(id)));
    }
    let (mut after, mut before) = (after.into_iter(), before.into_iter());
    let mut found: Vec<i32> = Vec::new();
    // One of each side in turn; where one side has no more, the other goes on.
    loop {
        let two = [after.next(), before.next()];
        if two.iter().all(Option::is_none) || found.len() >= most {
            found.truncate(most);
            return Ok(found);
        }
        for comrade in two.into_iter().flatten() {
            if !found.contains(&comrade.id) {
                found.push(comrade.id);
            }
        }
    }
}

/// Those who came on the same day and have a greater number, then those who came later and before he left.
fn later(
    conn: &mut SqliteConnection,
    id: i32,
    unit: &str,
    own: &Bond,
    most: usize,
) -> QueryResult<Vec<Comrade>> {
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    let of_unit = || {
        hero_bonds::table
            .filter(hero_bonds::kind.eq(Kind::Unit.word()))
            .filter(hero_bonds::what.eq(unit))
            .select((hero_bonds::since, hero_bonds::hero_id))
    };
    let mut found: Vec<(String, i32)> = of_unit()
        .filter(hero_bonds::since.eq(&own.since))
        .filter(hero_bonds::hero_id.gt(id))
        .order(hero_bonds::hero_id)
        .limit(most)
        .load(conn)?;
    let left = most - i64::try_from(found.len()).unwrap_or(most);
    if left > 0 {
        let next: Vec<(String, i32)> = of_unit()
            .filter(hero_bonds::since.gt(&own.since))
            .filter(hero_bonds::since.le(&own.until))
            .filter(hero_bonds::hero_id.ne(id))
            .order((hero_bonds::since, hero_bonds::hero_id))
            .limit(left)
            .load(conn)?;
        found.extend(next);
    }
    Ok(found
        .into_iter()
        .map(|(since, id)| comrade(&own.since, &since, id))
        .collect())
}

/// Those who came on the same day and have a smaller number, then those who came earlier and were still there.
fn earlier(
    conn: &mut SqliteConnection,
    id: i32,
    unit: &str,
    own: &Bond,
    most: usize,
) -> QueryResult<Vec<Comrade>> {
    let limit = i64::try_from(most).unwrap_or(i64::MAX);
    let of_unit = || {
        hero_bonds::table
            .filter(hero_bonds::kind.eq(Kind::Unit.word()))
            .filter(hero_bonds::what.eq(unit))
            .select((hero_bonds::since, hero_bonds::hero_id, hero_bonds::until))
    };
    let mut found: Vec<(String, i32, String)> = of_unit()
        .filter(hero_bonds::since.eq(&own.since))
        .filter(hero_bonds::hero_id.lt(id))
        .order(hero_bonds::hero_id.desc())
        .limit(limit)
        .load(conn)?;
    if found.len() < most {
        let past: Vec<(String, i32, String)> = of_unit()
            .filter(hero_bonds::since.lt(&own.since))
            .filter(hero_bonds::hero_id.ne(id))
            .order((hero_bonds::since.desc(), hero_bonds::hero_id.desc()))
            .limit(EARLIER)
            .load(conn)?;
        found.extend(past.into_iter().filter(|(_, _, until)| *until >= own.since));
        found.truncate(most);
    }
    Ok(found
        .into_iter()
        .map(|(since, id, _)| comrade(&own.since, &since, id))
        .collect())
}

fn comrade(own: &str, since: &str, id: i32) -> Comrade {
    let day = |written: &str| written.parse::<NaiveDate>().unwrap_or_default();
    Comrade {
        days: (day(since) - day(own)).num_days().abs(),
        id,
    }
}

/// Gives the lives that were published before there were bonds theirs. How many there were.
pub fn catch_up(conn: &mut SqliteConnection) -> QueryResult<usize> {
    let mut done = 0;
    loop {
        let ids: Vec<i32> = unbound_lives::table
            .order(unbound_lives::hero_id)
            .limit(BATCH)
            .select(unbound_lives::hero_id)
            .load(conn)?;
        if ids.is_empty() {
            return Ok(done);
        }
        done += ids.len();
        conn.immediate_transaction(|conn| {
            for id in ids {
                forget(conn, id)?;
                if let Some(life) = heroes::load(conn, id)? {
                    keep(conn, id, &life.record)?;
                }
            }
            QueryResult::Ok(())
        })?;
    }
}

/// Makes every life's bonds what its published facts say; how many were not.
pub fn mend(conn: &mut SqliteConnection) -> QueryResult<usize> {
    let ids: Vec<i32> = lives::table.order(lives::id).select(lives::id).load(conn)?;
    let mut wrong = 0;
    for id in ids {
        let Some(life) = heroes::load(conn, id)? else {
            continue;
        };
        let mut kept: Vec<Row> = hero_bonds::table
            .filter(hero_bonds::hero_id.eq(id))
            .select((
                hero_bonds::kind,
                hero_bonds::what,
                hero_bonds::since,
                hero_bonds::until,
            ))
            .load(conn)?;
        let mut right: Vec<Row> = bonds(&life.record)
            .into_iter()
            .map(|bond| {
                (
                    bond.kind.word().to_owned(),
                    bond.what,
                    bond.since,
                    bond.until,
                )
            })
            .collect();
        kept.sort();
        right.sort();
        if kept != right {
            forget(conn, id)?;
            keep(conn, id, &life.record)?;
            wrong += 1;
        }
    }
    Ok(wrong)
}
