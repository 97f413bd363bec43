//! Whom a moderator has told apart: remembered for good, and taken back only by an act.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde_json::json;

use super::super::who::{Who, pair};
use super::{look_again, record_of};
use crate::accounts::guard::Moderator;
use crate::heroes::hero::Record;
use crate::moderation::journal::{self, Act, Actor, Subject};
use crate::schema::{accounts, namesake_pairs, namesakes_apart};

/// Two whom somebody has told apart.
#[derive(Debug, Clone)]
pub struct Apart {
    pub one: Who,
    pub other: Who,
    /// As they are known now; none of a life or a story that is not there any more.
    pub records: [Option<Record>; 2],
    pub said_at: DateTime<Utc>,
    pub said_by: String,
}

/// Remembers that two are not one person. False when one of them is nobody, or they are the same, or it was said before.
pub fn tell_apart(
    conn: &mut SqliteConnection,
    by: &Moderator,
    one: Who,
    other: Who,
    at: DateTime<Utc>,
) -> QueryResult<bool> {
    let there =
        one != other && record_of(conn, one)?.is_some() && record_of(conn, other)?.is_some();
    if !there || !keep(conn, one, other, (at, by.id()), None)? {
        return Ok(false);
    }
    noted(conn, by, "tell-apart", one, other, at)?;
    Ok(true)
}

/// Takes back that two are not one person. False when nobody had said so of these two themselves.
pub fn untell(
    conn: &mut SqliteConnection,
    by: &Moderator,
    one: Who,
    other: Who,
    at: DateTime<Utc>,
) -> QueryResult<bool> {
    let (a, b) = pair(one, other);
    if diesel::delete(namesakes_apart::table.find((a, b))).execute(conn)? == 0 {
        return Ok(false);
    }
    for who in [one, other] {
        if let Who::Life(id) = who {
            look_again(conn, id)?;
        }
    }
    noted(conn, by, "untell-apart", one, other, at)?;
    Ok(true)
}

fn keep(
    conn: &mut SqliteConnection,
    one: Who,
    other: Who,
    (at, by): (DateTime<Utc>, i32),
    carried_from: Option<Who>,
) -> QueryResult<bool> {
    let (a, b) = pair(one, other);
    let new = diesel::insert_or_ignore_into(namesakes_apart::table)
        .values((
            namesakes_apart::one.eq(a),
            namesakes_apart::other.eq(b),
            namesakes_apart::said_at.eq(at),
            namesakes_apart::said_by.eq(by),
            namesakes_apart::carried_from.eq(carried_from.map(|who| who.to_string())),
        ))
        .execute(conn)?;
    if let (Who::Life(one), Who::Life(other)) = (one, other) {
        diesel::delete(namesake_pairs::table.find((one.min(other), one.max(other))))
            .execute(conn)?;
    }
    Ok(new > 0)
}

/// What was said of one holds of the other too: a story has become a life or has joined it, or a life was merged into it.
pub fn carry_over(conn: &mut SqliteConnection, from: Who, to: Who) -> QueryResult<()> {
    for (who, at, by) in sides(conn, from)? {
        if who != to {
            keep(conn, who, to, (at, by), Some(from))?;
        }
    }
    Ok(())
}

/// What was carried over from one to the other is forgotten: a publication was undone, or a merge.
pub fn carry_back(conn: &mut SqliteConnection, from: Who, to: Who) -> QueryResult<()> {
    let to = to.to_string();
    let carried = namesakes_apart::table
        .filter(namesakes_apart::carried_from.eq(from.to_string()))
        .filter(
            namesakes_apart::one
                .eq(&to)
                .or(namesakes_apart::other.eq(&to)),
        );
    diesel::delete(carried).execute(conn)?;
    Ok(())
}

/// Everyone who was told apart from one of these.
pub fn apart_from(conn: &mut SqliteConnection, whom: &[Who]) -> QueryResult<HashSet<Who>> {
    let mut found = HashSet::new();
    for who in whom {
        found.extend(sides(conn, *who)?.into_iter().map(|(who, _, _)| who));
    }
    Ok(found)
}

/// Who was told apart from somebody, when and by whom.
fn sides(conn: &mut SqliteConnection, who: Who) -> QueryResult<Vec<(Who, DateTime<Utc>, i32)>> {
    use namesakes_apart::{one, other, said_at, said_by};
    let word = who.to_string();
    let mut rows = namesakes_apart::table
        .filter(one.eq(&word))
        .select((other, said_at, said_by))
        .load::<(String, DateTime<Utc>, i32)>(conn)?;
    let as_other = namesakes_apart::table
        .filter(other.eq(&word))
        .select((one, said_at, said_by));
    rows.extend(as_other.load::<(String, DateTime<Utc>, i32)>(conn)?);
    Ok(rows
        .into_iter()
        .filter_map(|(word, at, by)| Some((word.parse().ok()?, at, by)))
        .collect())
}

/// Who was told apart, the last first, from before a time.
pub fn told_apart(
    conn: &mut SqliteConnection,
    before: Option<DateTime<Utc>>,
    limit: i64,
) -> QueryResult<Vec<Apart>> {
    use namesakes_apart::{carried_from, one, other, said_at, said_by};
    let mut query = namesakes_apart::table
        .inner_join(accounts::table.on(accounts::id.eq(said_by)))
        .filter(carried_from.is_null())
        .order((said_at.desc(), one, other))
        .limit(limit)
        .select((one, other, said_at, accounts::name))
        .into_boxed();
    if let Some(before) = before {
        query = query.filter(said_at.lt(before));
    }
    let mut told = Vec::new();
    for (a, b, at, by) in query.load::<(String, String, DateTime<Utc>, String)>(conn)? {
        let (Ok(a), Ok(b)) = (a.parse(), b.parse()) else {
            continue;
        };
        told.push(Apart {
            one: a,
            other: b,
            records: [record_of(conn, a)?, record_of(conn, b)?],
            said_at: at,
            said_by: by,
        });
    }
    Ok(told)
}

/// One line where the two are a life and a story, else one for each, so that each page tells it.
fn noted(
    conn: &mut SqliteConnection,
    by: &Moderator,
    act: &'static str,
    one: Who,
    other: Who,
    at: DateTime<Utc>,
) -> QueryResult<()> {
    let detail = Some(json!({"one": one.to_string(), "other": other.to_string()}));
    let subject = |hero_id, submission_id| Subject {
        hero_id,
        submission_id,
        detail: detail.clone(),
    };
    let subjects = match (one, other) {
        (Who::Life(life), Who::Story(story)) | (Who::Story(story), Who::Life(life)) => {
            vec![subject(Some(life), Some(story))]
        }
        (Who::Life(one), Who::Life(other)) => {
            vec![subject(Some(one), None), subject(Some(other), None)]
        }
        (Who::Story(one), Who::Story(other)) => {
            vec![subject(None, Some(one)), subject(None, Some(other))]
        }
    };
    for subject in subjects {
        journal::write(conn, Actor::Moderator(by), Act(act), subject, at)?;
    }
    Ok(())
}
