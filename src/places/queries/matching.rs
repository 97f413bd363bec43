//! One act for all that say a place in one way: they say it as the register does from then on, and all of it can be undone.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::result::Error;
use diesel::sql_types::{BigInt, Integer, Nullable, Text};
use serde_json::json;

use super::super::settlement::Settlement;
use super::by_id;
use crate::accounts::guard::Moderator;
use crate::heroes;
use crate::heroes::hero::{PlaceRole, Record};
use crate::moderation::changing::shows;
use crate::moderation::decision::{Message, Stale};
use crate::moderation::journal::{self, Act, Actor, Subject};
use crate::moderation::queries::{self as desk, Approved, Done};
use crate::schema::{accounts, heroes as public, place_changes, place_matchings, settlement_names};
use crate::submissions;
use crate::submissions::submission::State;

/// Places that one act changes at most, so that the file is not held for long; what is left is proposed the same again.
const MOST: i64 = 400;

/// What one act came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matched {
    pub id: i32,
    pub lives: usize,
    pub stories: usize,
}

/// An act that was done, for the list of those that can be undone.
#[derive(Debug, Clone)]
pub struct Matching {
    pub id: i32,
    pub written: String,
    pub region: String,
    pub settlement: String,
    pub settlement_region: String,
    pub by: String,
    pub at: DateTime<Utc>,
    pub undone: bool,
    /// Lives and stories that it changed.
    pub people: i64,
}

#[derive(QueryableByName)]
struct Said {
    #[diesel(sql_type = Nullable<Integer>)]
    hero_id: Option<i32>,
    #[diesel(sql_type = Nullable<Integer>)]
    submission_id: Option<i32>,
    #[diesel(sql_type = Text)]
    role: String,
    #[diesel(sql_type = Text)]
    settlement: String,
}

/// Who says it: a life, or a story that is not decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Sayer {
    Life(i32),
    Story(i32),
}

/// Places of one record that are to change, each with what stands there now.
type Places = Vec<(PlaceRole, String)>;

/// Matches a group with a settlement. Nobody says it any more: stale.
pub fn match_group(
    conn: &mut SqliteConnection,
    by: &Moderator,
    key: &str,
    region: &str,
    settlement: i32,
    at: DateTime<Utc>,
) -> Done<Matched> {
    let to = by_id(conn, settlement)?;
    let said: Vec<Said> = diesel::sql_query(
        "SELECT p.hero_id AS hero_id, NULL AS submission_id, p.role, p.settlement FROM spellings s \
         JOIN hero_places p ON p.settlement = s.settlement AND p.region IS nullif(s.region, '') \
         AND coalesce(p.country, 'UA') = 'UA' WHERE s.key = ?1 AND s.region = ?2 AND s.in_region <> 'yes' \
         UNION ALL SELECT NULL, w.submission_id, w.role, w.settlement FROM spellings s \
         JOIN submission_places w ON w.settlement = s.settlement AND w.region = s.region \
         WHERE s.key = ?1 AND s.region = ?2 AND s.in_region <> 'yes' LIMIT ?3",
    )
    .bind::<Text, _>(key)
    .bind::<Text, _>(region)
    .bind::<BigInt, _>(MOST)
    .load(conn)?;
    let sayers = by_sayer(&said);
    let Some(written) = said.first().map(|said| said.settlement.clone()) else {
        return Ok(Err(Stale));
    };
    let id: i32 = diesel::insert_into(place_matchings::table)
        .values((
            place_matchings::written.eq(&written),
            place_matchings::key.eq(key),
            place_matchings::region.eq(region),
            place_matchings::settlement.eq(&to.name),
            place_matchings::settlement_region.eq(&to.region),
            place_matchings::made_by.eq(by.id()),
            place_matchings::made_at.eq(at),
        ))
        .returning(place_matchings::id)
        .get_result(conn)?;
    let why = why(&written, region, &to.name, &to.region)?;
    let mut matched = Matched {
        id,
        lives: 0,
        stories: 0,
    };
    for (sayer, places) in sayers {
        let there = |record: &mut Record| {
            let mut changed = Vec::new();
            for (role, was) in &places {
                if put(record, *role, (was, region), (&to.name, &to.region)) {
                    changed.push((*role, was.clone()));
                }
            }
            changed
        };
        let changed = rewrite(conn, by, sayer, &why, at, there)?;
        if changed.is_empty() {
            continue;
        }
        match sayer {
            Sayer::Life(_) => matched.lives += 1,
            Sayer::Story(_) => matched.stories += 1,
        }
        for (role, was) in changed {
            let (hero_id, submission_id) = sayer.ids();
            diesel::insert_into(place_changes::table)
                .values((
                    place_changes::matching_id.eq(id),
                    place_changes::hero_id.eq(hero_id),
                    place_changes::submission_id.eq(submission_id),
                    place_changes::role.eq(role.word()),
                    place_changes::settlement.eq(was),
                ))
                .execute(conn)?;
        }
    }
    remember(conn, by, id, &said, key, region, &to, at)?;
    let detail = json!({"reason": why.as_str(), "matching": id, "lives": matched.lives, "stories": matched.stories});
    note(conn, by, "match-places", detail, at)?;
    Ok(Ok(matched))
}

/// Takes a whole act back: wherever the place still stands as the act left it, it says what it said before. A story that was
/// published since is put back on its page.
pub fn undo(
    conn: &mut SqliteConnection,
    by: &Moderator,
    id: i32,
    at: DateTime<Utc>,
) -> Done<Matched> {
    let (written, region, settlement, now_in, undone): (
        String,
        String,
        String,
        String,
        Option<i32>,
    ) = place_matchings::table
        .find(id)
        .select((
            place_matchings::written,
            place_matchings::region,
            place_matchings::settlement,
            place_matchings::settlement_region,
            place_matchings::undone_by,
        ))
        .first(conn)?;
    if undone.is_some() {
        return Ok(Err(Stale));
    }
    let said: Vec<Said> = diesel::sql_query(
        "SELECT hero_id, submission_id, role, settlement FROM place_changes WHERE matching_id = ? ORDER BY id",
    )
    .bind::<Integer, _>(id)
    .load(conn)?;
    let why = why(&settlement, &now_in, &written, &region)?;
    let mut matched = Matched {
        id,
        lives: 0,
        stories: 0,
    };
    for (sayer, places) in by_sayer(&said) {
        let back = |record: &mut Record| {
            let mut changed = Vec::new();
            for (role, was) in &places {
                if put(record, *role, (&settlement, &now_in), (was, &region)) {
                    changed.push((*role, was.clone()));
                }
            }
            changed
        };
        let changed = rewrite(conn, by, sayer, &why, at, back)?;
        match sayer {
            _ if changed.is_empty() => {}
            Sayer::Life(_) => matched.lives += 1,
            Sayer::Story(_) => matched.stories += 1,
        }
    }
    diesel::delete(settlement_names::table.filter(settlement_names::matching_id.eq(id)))
        .execute(conn)?;
    diesel::update(place_matchings::table.find(id))
        .set((
            place_matchings::undone_by.eq(by.id()),
            place_matchings::undone_at.eq(at),
        ))
        .execute(conn)?;
    let detail = json!({"reason": why.as_str(), "matching": id, "lives": matched.lives, "stories": matched.stories});
    note(conn, by, "undo-matching", detail, at)?;
    Ok(Ok(matched))
}

/// The acts done last.
pub fn matchings(conn: &mut SqliteConnection, limit: i64) -> QueryResult<Vec<Matching>> {
    let rows = place_matchings::table
        .inner_join(accounts::table.on(accounts::id.eq(place_matchings::made_by)))
        .order(place_matchings::id.desc())
        .limit(limit)
        .select((
            place_matchings::id,
            place_matchings::written,
            place_matchings::region,
            place_matchings::settlement,
            place_matchings::settlement_region,
            accounts::name,
            place_matchings::made_at,
            place_matchings::undone_by,
        ))
        .load::<(
            i32,
            String,
            String,
            String,
            String,
            String,
            DateTime<Utc>,
            Option<i32>,
        )>(conn)?;
    rows.into_iter()
        .map(
            |(id, written, region, settlement, settlement_region, by, at, undone)| {
                let changes: Vec<(Option<i32>, Option<i32>)> = place_changes::table
                    .filter(place_changes::matching_id.eq(id))
                    .select((place_changes::hero_id, place_changes::submission_id))
                    .distinct()
                    .load(conn)?;
                Ok(Matching {
                    id,
                    written,
                    region,
                    settlement,
                    settlement_region,
                    by,
                    at,
                    undone: undone.is_some(),
                    people: i64::try_from(changes.len()).unwrap_or(i64::MAX),
                })
            },
        )
        .collect()
}

impl Sayer {
    fn ids(self) -> (Option<i32>, Option<i32>) {
        match self {
            Self::Life(id) => (Some(id), None),
            Self::Story(id) => (None, Some(id)),
        }
    }
}

fn by_sayer(said: &[Said]) -> BTreeMap<Sayer, Places> {
    let mut sayers: BTreeMap<Sayer, Places> = BTreeMap::new();
    for one in said {
        let sayer = one
            .hero_id
            .map(Sayer::Life)
            .or(one.submission_id.map(Sayer::Story));
        if let (Some(sayer), Some(role)) = (sayer, PlaceRole::from_word(&one.role)) {
            sayers
                .entry(sayer)
                .or_default()
                .push((role, one.settlement.clone()));
        }
    }
    sayers
}

/// Puts a place in the stead of another, if that is what stands there. An empty region is none.
fn put(record: &mut Record, role: PlaceRole, was: (&str, &str), becomes: (&str, &str)) -> bool {
    let Some(place) = record.place_mut(role) else {
        return false;
    };
    let stands = place.settlement.as_deref() == Some(was.0)
        && place.region.as_deref().unwrap_or_default() == was.1;
    if stands {
        place.settlement = Some(becomes.0.to_owned());
        place.region = (!becomes.1.is_empty()).then(|| becomes.1.to_owned());
    }
    stands
}

/// Changes the record of a life, as a new version, or of a story; what changed. Nothing, where the life is not public any
/// more, or a rule of the tables would be broken.
fn rewrite(
    conn: &mut SqliteConnection,
    by: &Moderator,
    sayer: Sayer,
    why: &Message,
    at: DateTime<Utc>,
    change: impl Fn(&mut Record) -> Places,
) -> QueryResult<Places> {
    match sayer {
        Sayer::Life(id) => rewrite_life(conn, by, id, why, at, change),
        Sayer::Story(id) => {
            let sent = submissions::queries::sent(conn, id)?;
            if let State::Approved { hero_id, .. } = sent.state {
                return rewrite_life(conn, by, hero_id, why, at, change);
            }
            let open = matches!(
                sent.state,
                State::Pending { .. } | State::Taken { .. } | State::Returned { .. }
            );
            let Some(mut record) = sent.record.filter(|_| open) else {
                return Ok(Vec::new());
            };
            let changed = change(&mut record);
            if !changed.is_empty() {
                desk::correct(conn, by, id, &record, "edit", Some(why), at)?;
            }
            Ok(changed)
        }
    }
}

fn rewrite_life(
    conn: &mut SqliteConnection,
    by: &Moderator,
    id: i32,
    why: &Message,
    at: DateTime<Utc>,
    change: impl Fn(&mut Record) -> Places,
) -> QueryResult<Places> {
    let Some(version) = public::table
        .find(id)
        .select(public::version)
        .first::<i32>(conn)
        .optional()?
    else {
        return Ok(Vec::new());
    };
    let before = heroes::queries::whole(conn, id)?;
    let mut record = before.clone();
    let changed = change(&mut record);
    if changed.is_empty() {
        return Ok(changed);
    }
    // What a match took off the page does not come back with its undoing unasked: it stays as it is.
    if !shows(conn, id, &before, &record)?.is_empty() {
        return Ok(Vec::new());
    }
    Ok(
        match desk::revise(conn, by, id, version, &record, why, at)? {
            Ok(Approved::Published(_)) => changed,
            Ok(Approved::Unsound) | Err(Stale) => Vec::new(),
        },
    )
}

/// Whoever writes the same later is proposed the same.
#[allow(clippy::too_many_arguments)]
fn remember(
    conn: &mut SqliteConnection,
    by: &Moderator,
    id: i32,
    said: &[Said],
    key: &str,
    region: &str,
    to: &Settlement,
    at: DateTime<Utc>,
) -> QueryResult<()> {
    let mut spellings: Vec<&str> = said.iter().map(|said| said.settlement.as_str()).collect();
    spellings.sort_unstable();
    spellings.dedup();
    for spelling in spellings {
        diesel::insert_or_ignore_into(settlement_names::table)
            .values((
                settlement_names::settlement_id.eq(to.id),
                settlement_names::kind.eq("spelling"),
                settlement_names::name.eq(spelling),
                settlement_names::key.eq(key),
                settlement_names::region.eq(region),
                settlement_names::added_by.eq(by.id()),
                settlement_names::added_at.eq(at),
                settlement_names::matching_id.eq(id),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// «Ілінка → Іллінка (UA-14)»: why a version was made, in words that need no language.
fn why(was: &str, was_in: &str, becomes: &str, becomes_in: &str) -> QueryResult<Message> {
    let told = |name: &str, region: &str| {
        if region.is_empty() {
            name.to_owned()
        } else {
            format!("{name} ({region})")
        }
    };
    Message::parse(&format!(
        "{} → {}",
        told(was, was_in),
        told(becomes, becomes_in)
    ))
    .map_err(|_| Error::DeserializationError("a place without a name".into()))
}

fn note(
    conn: &mut SqliteConnection,
    by: &Moderator,
    act: &'static str,
    detail: serde_json::Value,
    at: DateTime<Utc>,
) -> QueryResult<()> {
    let subject = Subject {
        detail: Some(detail),
        ..Subject::default()
    };
    journal::write(conn, Actor::Moderator(by), Act(act), subject, at)
}
