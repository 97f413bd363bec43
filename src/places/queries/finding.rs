//! Settlements by what somebody typed.

use std::collections::HashMap;

use diesel::prelude::*;
use diesel::result::Error;

use super::super::settlement::{Found, Kind, Settlement, Why};
use super::super::written::{Written, key};
use crate::names::distance::{HEARD, Pattern, codes, distance};
use crate::schema::{districts, settlement_names, settlements};

/// Shorter keys begin too much.
const SHORTEST: usize = 2;
/// Beginnings that are looked at: «Но» begins a thousand names, of which a list shows a few.
const BEGINNINGS: i64 = 60;
/// Keys that may be a slip away; one first letter begins some two thousand.
const NEAR: i64 = 6_000;
/// Shorter names are all near each other.
const SHORTEST_SLIP: usize = 4;

type Columns = (i32, Option<String>, String, String, String, Option<i32>);

fn columns() -> (
    settlements::id,
    settlements::code,
    settlements::kind,
    settlements::name,
    settlements::region,
    settlements::district_id,
) {
    (
        settlements::id,
        settlements::code,
        settlements::kind,
        settlements::name,
        settlements::region,
        settlements::district_id,
    )
}

/// With the districts they lie in.
fn whole(conn: &mut SqliteConnection, rows: Vec<Columns>) -> QueryResult<Vec<Settlement>> {
    let ids: Vec<i32> = rows.iter().filter_map(|row| row.5).collect();
    let mut known = of_ids(conn, &ids)?;
    let parents: Vec<i32> = known.values().filter_map(|district| district.2).collect();
    known.extend(of_ids(conn, &parents)?);
    rows.into_iter()
        .map(|(id, code, kind, name, region, district)| {
            let own = district.and_then(|id| known.get(&id));
            let above = own.and_then(|own| known.get(&own.2?));
            let called = |kind: &str| {
                let mut chain = own.into_iter().chain(above);
                chain
                    .find(|district| district.0 == kind)
                    .map(|district| district.1.clone())
            };
            Ok(Settlement {
                id,
                code,
                kind: Kind::from_word(&kind).ok_or_else(|| {
                    Error::DeserializationError(format!("settlement {id}: {kind}").into())
                })?,
                name,
                region,
                raion: called("raion"),
                hromada: called("hromada"),
            })
        })
        .collect()
}

type District = (String, String, Option<i32>);

fn of_ids(conn: &mut SqliteConnection, ids: &[i32]) -> QueryResult<HashMap<i32, District>> {
    Ok(districts::table
        .filter(districts::id.eq_any(ids))
        .select((
            districts::id,
            districts::kind,
            districts::name,
            districts::parent_id,
        ))
        .load::<(i32, String, String, Option<i32>)>(conn)?
        .into_iter()
        .map(|(id, kind, name, parent)| (id, (kind, name, parent)))
        .collect())
}

pub fn by_id(conn: &mut SqliteConnection, id: i32) -> QueryResult<Settlement> {
    let row = settlements::table
        .find(id)
        .select(columns())
        .first::<Columns>(conn)?;
    whole(conn, vec![row])?.pop().ok_or(Error::NotFound)
}

/// The settlement of this very name in a region, where the register has one and no other: only then do two who name it surely
/// name the same.
pub fn the_only(
    conn: &mut SqliteConnection,
    name: &str,
    region: &str,
) -> QueryResult<Option<Kind>> {
    let found: Vec<(String, String)> = settlements::table
        .filter(settlements::key.eq(key(name)))
        .filter(settlements::region.eq(region))
        .select((settlements::name, settlements::kind))
        .load(conn)?;
    match found.as_slice() {
        [(own, kind)] if own == name => Ok(Kind::from_word(kind)),
        _ => Ok(None),
    }
}

/// Every settlement that is called so or was once, in whatever spelling; the greatest first.
pub fn called(conn: &mut SqliteConnection, typed: &str) -> QueryResult<Vec<Found>> {
    match Written::parse(typed) {
        Some(written) => {
            let mut found = exact(conn, &written)?;
            found.sort_by_key(|found| {
                (
                    found.why != Why::Name,
                    found.settlement.kind,
                    found.settlement.id,
                )
            });
            Ok(found)
        }
        None => Ok(Vec::new()),
    }
}

/// The regions, by ISO code, in which settlements of this name lie; none where the register has no such name.
pub fn where_is(conn: &mut SqliteConnection, settlement: &str) -> QueryResult<Vec<String>> {
    let mut regions: Vec<String> = called(conn, settlement)?
        .into_iter()
        .map(|found| found.settlement.region)
        .collect();
    regions.sort();
    regions.dedup();
    Ok(regions)
}

/// By name and by former name, each settlement once.
fn exact(conn: &mut SqliteConnection, written: &Written) -> QueryResult<Vec<Found>> {
    let rows = settlements::table
        .filter(settlements::key.eq_any(&written.keys))
        .select(columns())
        .load::<Columns>(conn)?;
    let mut found: Vec<Found> = whole(conn, rows)?
        .into_iter()
        .map(|settlement| Found {
            settlement,
            why: Why::Name,
        })
        .collect();
    let former = settlement_names::table
        .filter(settlement_names::key.eq_any(&written.keys))
        .filter(settlement_names::kind.eq("former"));
    let former = former
        .inner_join(settlements::table)
        .select((columns(), settlement_names::name))
        .load::<(Columns, String)>(conn)?;
    for (row, name) in former {
        if !found.iter().any(|known| known.settlement.id == row.0) {
            found.extend(whole(conn, vec![row])?.into_iter().map(|settlement| Found {
                settlement,
                why: Why::Former(name.clone()),
            }));
        }
    }
    Ok(found)
}

/// What may be meant by what was typed, the likeliest first: what was matched with it before, its name and former names,
/// then names that begin so, then those a slip away. A region that is chosen comes first and hides no other.
pub fn find(
    conn: &mut SqliteConnection,
    typed: &str,
    region: Option<&str>,
    most: usize,
) -> QueryResult<Vec<Found>> {
    let Some(written) = Written::parse(typed).filter(|written| written.keys[0].len() >= SHORTEST)
    else {
        return Ok(Vec::new());
    };
    let mut found = matched(conn, &written, typed, region)?;
    add(&mut found, exact(conn, &written)?);
    if found.len() < most {
        add(&mut found, beginning(conn, &written, region)?);
    }
    if found.is_empty() {
        found = near(conn, &written)?;
    }
    let said = beside(&written, conn, &found)?;
    // A stable sort: what was near by itself stays in its order.
    found.sort_by_key(|found| {
        let class = match found.why {
            Why::Matched(_) => 0,
            Why::Name | Why::Former(_) => 1,
            Why::Beginning => 2,
            Why::Slip => 3,
        };
        let here = region.is_some_and(|region| found.settlement.region == region);
        let kind = written
            .kind
            .is_some_and(|kind| kind == found.settlement.kind);
        (
            class,
            !said.contains(&found.settlement.id),
            !here,
            !kind,
            matches!(found.why, Why::Former(_)),
            found.settlement.kind,
        )
    });
    found.truncate(most);
    Ok(found)
}

fn add(found: &mut Vec<Found>, more: Vec<Found>) {
    for one in more {
        if !found
            .iter()
            .any(|known| known.settlement.id == one.settlement.id)
        {
            found.push(one);
        }
    }
}

/// What moderators matched with the same letters, in the same region where one is given.
fn matched(
    conn: &mut SqliteConnection,
    written: &Written,
    typed: &str,
    region: Option<&str>,
) -> QueryResult<Vec<Found>> {
    let known = settlement_names::table
        .inner_join(settlements::table)
        .filter(settlement_names::key.eq_any(&written.keys))
        .filter(settlement_names::kind.eq("spelling"))
        .filter(settlement_names::region.eq(region.unwrap_or_default()))
        .order((
            settlement_names::name.eq(typed.trim()).desc(),
            settlement_names::id.desc(),
        ))
        .limit(5)
        .select((columns(), settlement_names::name))
        .load::<(Columns, String)>(conn)?;
    let mut found = Vec::new();
    for (row, name) in known {
        let settlement = whole(conn, vec![row])?;
        add(
            &mut found,
            settlement
                .into_iter()
                .map(|settlement| Found {
                    settlement,
                    why: Why::Matched(name.clone()),
                })
                .collect(),
        );
    }
    Ok(found)
}

fn beginning(
    conn: &mut SqliteConnection,
    written: &Written,
    region: Option<&str>,
) -> QueryResult<Vec<Found>> {
    let mut found = Vec::new();
    for key in written.keys.iter().take(2) {
        let rows = settlements::table
            .filter(settlements::key.gt(key))
            .filter(settlements::key.lt(after(key)))
            .order((
                settlements::region.eq(region.unwrap_or_default()).desc(),
                settlements::kind.eq("city").desc(),
                diesel::dsl::sql::<diesel::sql_types::Integer>("length(settlements.key)"),
                settlements::id,
            ))
            .limit(BEGINNINGS)
            .select(columns())
            .load::<Columns>(conn)?;
        let rows = whole(conn, rows)?.into_iter().map(|settlement| Found {
            settlement,
            why: Why::Beginning,
        });
        add(&mut found, rows.collect());
        let former = settlement_names::table
            .inner_join(settlements::table)
            .filter(settlement_names::key.gt(key))
            .filter(settlement_names::key.lt(after(key)))
            .filter(settlement_names::kind.eq("former"))
            .limit(BEGINNINGS)
            .select((columns(), settlement_names::name))
            .load::<(Columns, String)>(conn)?;
        for (row, name) in former {
            let settlement = whole(conn, vec![row])?;
            add(
                &mut found,
                settlement
                    .into_iter()
                    .map(|settlement| Found {
                        settlement,
                        why: Why::Former(name.clone()),
                    })
                    .collect(),
            );
        }
    }
    Ok(found)
}

/// The first key that does not begin so: keys are small ASCII letters and digits.
fn after(key: &str) -> String {
    format!("{key}{{")
}

/// Names that begin with the same letter and sound nearly the same, the nearest first.
fn near(conn: &mut SqliteConnection, written: &Written) -> QueryResult<Vec<Found>> {
    let mut heard: Vec<(u16, i32)> = Vec::new();
    for key in written
        .keys
        .iter()
        .take(2)
        .filter(|key| key.len() >= SHORTEST_SLIP)
    {
        let Some(first) = key.get(..1) else { continue };
        let (sound, edits) = (codes(key), if key.len() < 8 { 1 } else { 2 });
        let pattern = Pattern::of(&sound);
        let rows = settlements::table
            .filter(settlements::key.ge(first))
            .filter(settlements::key.lt(after(first)))
            .limit(NEAR)
            .select((settlements::id, settlements::key))
            .load::<(i32, String)>(conn)?;
        heard.extend(rows.into_iter().filter_map(|(id, other)| {
            if other.len().abs_diff(key.len()) > edits as usize {
                return None;
            }
            let other = codes(&other);
            let cost = pattern.within(&other, edits).then(|| {
                distance(
                    &sound,
                    &other,
                    &HEARD,
                    100 * u16::try_from(edits).unwrap_or(1),
                )
            })??;
            Some((cost, id))
        }));
    }
    heard.sort_unstable();
    heard.dedup_by_key(|(_, id)| *id);
    heard.truncate(BEGINNINGS as usize);
    let ids: Vec<i32> = heard.iter().map(|(_, id)| *id).collect();
    let rows = settlements::table
        .filter(settlements::id.eq_any(&ids))
        .select(columns())
        .load::<Columns>(conn)?;
    let mut found = whole(conn, rows)?;
    found.sort_by_key(|settlement| ids.iter().position(|id| *id == settlement.id));
    Ok(found
        .into_iter()
        .map(|settlement| Found {
            settlement,
            why: Why::Slip,
        })
        .collect())
}

/// Those that lie in a district that was said beside the name.
fn beside(
    written: &Written,
    conn: &mut SqliteConnection,
    found: &[Found],
) -> QueryResult<Vec<i32>> {
    if written.beside.is_empty() {
        return Ok(Vec::new());
    }
    let regions: HashMap<String, [String; 2]> = crate::schema::regions::table
        .select((
            crate::schema::regions::iso,
            crate::schema::regions::name_uk,
            crate::schema::regions::name_en,
        ))
        .load::<(String, String, String)>(conn)?
        .into_iter()
        .map(|(iso, uk, en)| (iso, [uk, en]))
        .collect();
    let is_said = |name: &str| {
        let first = key(name.split(' ').next().unwrap_or_default());
        // «Донецької» and «Донецька» begin alike.
        written.beside.iter().any(|said| {
            let common = said
                .bytes()
                .zip(first.bytes())
                .take_while(|(one, other)| one == other)
                .count();
            common >= 5 || *said == first
        })
    };
    Ok(found
        .iter()
        .map(|found| &found.settlement)
        .filter(|settlement| {
            let districts = settlement.raion.iter().chain(&settlement.hromada);
            let names = regions.get(&settlement.region).into_iter().flatten();
            districts.chain(names).any(|name| is_said(name))
        })
        .map(|settlement| settlement.id)
        .collect())
}

/// What else a settlement is or was called, with the number of each name: its kind, its words, whether a hand added it.
pub fn names_of(conn: &mut SqliteConnection, id: i32) -> QueryResult<Vec<(i32, String, String)>> {
    settlement_names::table
        .filter(settlement_names::settlement_id.eq(id))
        .order(settlement_names::id)
        .select((
            settlement_names::id,
            settlement_names::kind,
            settlement_names::name,
        ))
        .load(conn)
}
