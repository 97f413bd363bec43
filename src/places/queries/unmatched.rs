//! What is written in lives and in stories that wait, held against the register.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};

use super::super::settlement::{Found, InRegion, Why, in_region};
use super::super::written::{Written, key};
use super::called;
use crate::names::tidy;
use crate::schema::spellings;

/// The most spellings that are judged or counted at once.
const MOST: i64 = 10_000;

/// All that say a place in one way and beside one region.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// As most of them write it.
    pub written: String,
    /// All the ways to write it.
    pub spellings: Vec<String>,
    pub key: String,
    /// ISO code; empty where none stands beside it.
    pub region: String,
    /// Why it waits: `otherwise`, `no` or `unknown`, as the table of spellings has them.
    pub verdict: String,
    pub lives: i64,
    pub stories: i64,
}

impl Group {
    pub fn people(&self) -> i64 {
        self.lives + self.stories
    }
}

/// Spellings that came since they were last judged.
pub fn unread(conn: &mut SqliteConnection) -> QueryResult<bool> {
    diesel::select(diesel::dsl::exists(
        spellings::table.filter(spellings::key.is_null()),
    ))
    .get_result(conn)
}

/// Judges the spellings that came since, and answers how many there were.
pub fn judge(conn: &mut SqliteConnection) -> QueryResult<usize> {
    let new: Vec<(String, String)> = spellings::table
        .filter(spellings::key.is_null())
        .select((spellings::settlement, spellings::region))
        .limit(MOST)
        .load(conn)?;
    for (settlement, region) in &new {
        put(conn, settlement, region)?;
    }
    Ok(new.len())
}

/// Judges again whatever sounds like this, after the register changed.
pub(super) fn judge_again(conn: &mut SqliteConnection, key: &str) -> QueryResult<()> {
    let known: Vec<(String, String)> = spellings::table
        .filter(spellings::key.eq(key))
        .select((spellings::settlement, spellings::region))
        .load(conn)?;
    for (settlement, region) in &known {
        put(conn, settlement, region)?;
    }
    Ok(())
}

fn put(conn: &mut SqliteConnection, settlement: &str, region: &str) -> QueryResult<()> {
    let (key, verdict) = verdict(conn, settlement, region)?;
    diesel::update(spellings::table.find((settlement, region)))
        .set((spellings::key.eq(key), spellings::in_region.eq(verdict)))
        .execute(conn)?;
    Ok(())
}

/// The key of a spelling and whether the register has it where it was said to be.
fn verdict(
    conn: &mut SqliteConnection,
    settlement: &str,
    region: &str,
) -> QueryResult<(String, &'static str)> {
    let found = called(conn, settlement)?;
    let regions: Vec<String> = found
        .iter()
        .map(|found| found.settlement.region.clone())
        .collect();
    let region = Some(region).filter(|region| !region.is_empty());
    let name = tidy(settlement);
    let spelled = |found: &Found| {
        let here = region.is_none_or(|region| found.settlement.region == region);
        let former = matches!(&found.why, Why::Former(former) if *former == name);
        here && (found.settlement.name == name || former)
    };
    let verdict = match in_region(&regions, region) {
        InRegion::Yes if found.iter().any(spelled) => "yes",
        InRegion::Yes => "otherwise",
        InRegion::No(_) => "no",
        InRegion::Unknown => "unknown",
    };
    let key = Written::parse(settlement)
        .and_then(|mut written| (!written.keys.is_empty()).then(|| written.keys.remove(0)))
        .unwrap_or_else(|| key(settlement));
    Ok((key, verdict))
}

#[derive(QueryableByName)]
struct Counted {
    #[diesel(sql_type = Text)]
    settlement: String,
    #[diesel(sql_type = Text)]
    region: String,
    #[diesel(sql_type = Text)]
    key: String,
    #[diesel(sql_type = Text)]
    in_region: String,
    #[diesel(sql_type = BigInt)]
    lives: i64,
    #[diesel(sql_type = BigInt)]
    stories: i64,
}

/// What the register does not have where it is said to be, most people first. Spellings that nobody writes any more are
/// left out.
pub fn unmatched(conn: &mut SqliteConnection) -> QueryResult<Vec<Group>> {
    let rows: Vec<Counted> = diesel::sql_query(
        "SELECT s.settlement, s.region, s.key, s.in_region, s.lives, \
         (SELECT count(DISTINCT w.submission_id) FROM submission_places w WHERE w.settlement = s.settlement \
          AND w.region = s.region) AS stories \
         FROM spellings s WHERE s.key IS NOT NULL AND s.in_region <> 'yes' ORDER BY s.key, s.region LIMIT ?",
    )
    .bind::<BigInt, _>(MOST)
    .load(conn)?;
    let mut groups: Vec<(Group, i64)> = Vec::new();
    for row in rows.into_iter().filter(|row| row.lives + row.stories > 0) {
        let said = row.lives + row.stories;
        match groups.last_mut() {
            Some((group, most)) if group.key == row.key && group.region == row.region => {
                if said > *most {
                    *most = said;
                    group.written.clone_from(&row.settlement);
                }
                group.spellings.push(row.settlement);
                group.lives += row.lives;
                group.stories += row.stories;
            }
            _ => groups.push((
                Group {
                    written: row.settlement.clone(),
                    spellings: vec![row.settlement],
                    key: row.key,
                    region: row.region,
                    verdict: row.in_region,
                    lives: row.lives,
                    stories: row.stories,
                },
                said,
            )),
        }
    }
    let mut groups: Vec<Group> = groups.into_iter().map(|(group, _)| group).collect();
    groups.sort_by_key(|group| std::cmp::Reverse(group.people()));
    Ok(groups)
}

/// How many groups wait to be matched, for the state of the memorial. Spellings that nobody has judged yet are judged
/// here without being written down, so that a reader may ask.
pub fn unmatched_count(conn: &mut SqliteConnection) -> QueryResult<i64> {
    #[derive(QueryableByName)]
    struct Count {
        #[diesel(sql_type = BigInt)]
        groups: i64,
    }
    let count = diesel::sql_query(
        "SELECT count(*) AS groups FROM (SELECT DISTINCT s.key, s.region FROM spellings s \
         WHERE s.key IS NOT NULL AND s.in_region <> 'yes' AND (s.lives > 0 OR EXISTS (SELECT 1 FROM submission_places w WHERE w.settlement = s.settlement AND w.region = s.region)))",
    )
    .get_result::<Count>(conn)?
    .groups;
    let new: Vec<(String, String)> = spellings::table
        .filter(spellings::key.is_null())
        .select((spellings::settlement, spellings::region))
        .limit(1_000)
        .load(conn)?;
    let mut waiting = std::collections::BTreeSet::new();
    for (settlement, region) in new {
        let (key, verdict) = verdict(conn, &settlement, &region)?;
        if verdict != "yes" {
            waiting.insert((key, region));
        }
    }
    Ok(count + i64::try_from(waiting.len()).unwrap_or(i64::MAX))
}
