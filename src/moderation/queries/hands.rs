//! Into a moderator’s hands and out of them, and what is edited there.

use chrono::{DateTime, Utc};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::result::Error;
use diesel::sql_types::Bool;
use serde_json::{Value, json};

use super::super::claim;
use super::super::decision::{Message, Stale, Undecided, Undoable};
use super::super::joining;
use super::super::journal::Subject;
use super::*;
use crate::accounts::guard::Moderator;
use crate::heroes::hero::Record;
use crate::namesakes;
use crate::proofs;
use crate::schema::{proofs as shown, submissions};
use crate::submissions::submission::State;

/// Takes a story that waits into one's own hands.
pub fn take_up(
    conn: &mut SqliteConnection,
    by: &Moderator,
    id: i32,
    at: DateTime<Utc>,
) -> Done<()> {
    take(conn, by, id, None, at)
}

/// The same out of the hands of the colleague who was seen to hold it: of several who reach for one story the first has
/// it, and nobody takes it from them unawares.
pub fn take_over(
    conn: &mut SqliteConnection,
    by: &Moderator,
    id: i32,
    from: i32,
    at: DateTime<Utc>,
) -> Done<()> {
    take(conn, by, id, Some(from), at)
}

fn take(
    conn: &mut SqliteConnection,
    by: &Moderator,
    id: i32,
    from: Option<i32>,
    at: DateTime<Utc>,
) -> Done<()> {
    end_claims(conn, Some(id), at)?;
    let story = story(conn, id)?;
    match story.sent.state {
        State::Taken { by: holder, .. } if holder == by.id() => return Ok(Ok(())),
        State::Taken { by: holder, .. } if from == Some(holder) => {}
        State::Pending { .. } => {}
        _ => return Ok(Err(Stale)),
    }
    hold(conn, by, id, at)?;
    let detail = story.taken_by.map(|from| json!({"from": from}));
    noted(
        conn,
        by,
        "take",
        Subject {
            submission_id: Some(id),
            detail,
            ..Subject::default()
        },
        at,
    )
    .map(Ok)
}

/// Gives a story back to the queue, where the family may write on.
pub fn give_back(
    conn: &mut SqliteConnection,
    by: &Moderator,
    id: i32,
    at: DateTime<Utc>,
) -> Done<()> {
    let State::Taken { by: holder, .. } = story(conn, id)?.sent.state else {
        return Ok(Err(Stale));
    };
    if holder != by.id() {
        return Ok(Err(Stale));
    }
    proofs::queries::forget(conn, id)?;
    put_back(conn, id)?;
    noted(
        conn,
        by,
        "give-back",
        Subject {
            submission_id: Some(id),
            ..Subject::default()
        },
        at,
    )
    .map(Ok)
}

/// Puts back into the queue what was held and is not any more: one story, or all. Nothing runs on a timer: whoever looks or
/// acts next does this first. What its family is shown stays where it is, for there the family is waited for.
pub fn end_claims(
    conn: &mut SqliteConnection,
    only: Option<i32>,
    at: DateTime<Utc>,
) -> QueryResult<usize> {
    let over = over(conn, only, at)?;
    for id in &over {
        proofs::queries::forget(conn, *id)?;
        put_back(conn, *id)?;
    }
    Ok(over.len())
}

/// Whether a look would find anything to put back.
pub fn has_claims_to_end(conn: &mut SqliteConnection, at: DateTime<Utc>) -> QueryResult<bool> {
    Ok(!over(conn, None, at)?.is_empty())
}

fn over(
    conn: &mut SqliteConnection,
    only: Option<i32>,
    at: DateTime<Utc>,
) -> QueryResult<Vec<i32>> {
    let shown = shown::table
        .filter(shown::submission_id.eq(submissions::id))
        .filter(shown::revision.eq(submissions::revision));
    let mut query = submissions::table
        // Word for word as in the index.
        .filter(sql::<Bool>("submissions.state = 'taken'"))
        .filter(
            submissions::held_until
                .le(at)
                .or(submissions::held_until.gt(claim::latest(at))),
        )
        .filter(diesel::dsl::not(diesel::dsl::exists(shown)))
        .select(submissions::id)
        .into_boxed();
    if let Some(id) = only {
        query = query.filter(submissions::id.eq(id));
    }
    query.load(conn)
}

fn put_back(conn: &mut SqliteConnection, id: i32) -> QueryResult<usize> {
    diesel::update(submissions::table.find(id))
        .set((
            submissions::state.eq("pending"),
            submissions::taken_at.eq(None::<DateTime<Utc>>),
            submissions::taken_by.eq(None::<i32>),
            submissions::held_until.eq(None::<DateTime<Utc>>),
        ))
        .execute(conn)
}

/// In whose hands a story is.
#[derive(Debug, Clone, Copy, Default)]
pub struct Hands {
    /// It waits in the queue.
    pub waits: bool,
    pub holder: Option<i32>,
    /// Until when, where there is an end.
    pub until: Option<DateTime<Utc>>,
}

pub fn hands(conn: &mut SqliteConnection, id: i32) -> QueryResult<Hands> {
    let (state, holder, until, revision) = submissions::table
        .find(id)
        .select((
            submissions::state,
            submissions::taken_by,
            submissions::held_until,
            submissions::revision,
        ))
        .first::<(String, Option<i32>, Option<DateTime<Utc>>, i32)>(conn)?;
    let is_taken = state == "taken";
    let is_shown = is_taken && proofs::queries::of_revision(conn, id, revision)?.is_some();
    Ok(Hands {
        waits: state == "pending",
        holder: holder.filter(|_| is_taken),
        until: until.filter(|_| is_taken && !is_shown),
    })
}

/// Whoever holds a story has just done something with it, and holds it for longer.
pub fn hold_on(
    conn: &mut SqliteConnection,
    by: &Moderator,
    id: i32,
    at: DateTime<Utc>,
) -> QueryResult<usize> {
    let held = submissions::table
        .find(id)
        .filter(submissions::state.eq("taken"))
        .filter(submissions::taken_by.eq(by.id()));
    diesel::update(held)
        .set(submissions::held_until.eq(claim::until(at)))
        .execute(conn)
}

/// In this moderator's hands, whatever it was before.
pub(super) fn hold(
    conn: &mut SqliteConnection,
    by: &Moderator,
    id: i32,
    at: DateTime<Utc>,
) -> QueryResult<()> {
    // What another hand showed to the family was that hand's to publish.
    proofs::queries::forget(conn, id)?;
    diesel::update(submissions::table.find(id))
        .set((
            submissions::state.eq("taken"),
            submissions::taken_at.eq(at),
            submissions::taken_by.eq(by.id()),
            submissions::held_until.eq(claim::until(at)),
            submissions::decided_at.eq(None::<DateTime<Utc>>),
            submissions::decided_by.eq(None::<i32>),
            submissions::message.eq(None::<String>),
        ))
        .execute(conn)?;
    Ok(())
}

/// Replaces the record of a story in one's own hands, if it still is the revision that was read.
pub fn edit(
    conn: &mut SqliteConnection,
    by: &Moderator,
    id: i32,
    read: i32,
    record: &Record,
    at: DateTime<Utc>,
) -> Done<()> {
    rewrite(conn, by, id, read, record, "edit", at)
}

/// The same under the name of the act that did it.
pub fn rewrite(
    conn: &mut SqliteConnection,
    by: &Moderator,
    id: i32,
    read: i32,
    record: &Record,
    act: &'static str,
    at: DateTime<Utc>,
) -> Done<()> {
    rewrite_noting(conn, by, id, read, record, (act, json!({})), at)
}

/// The same, with what else the journal keeps of it.
pub fn rewrite_noting(
    conn: &mut SqliteConnection,
    by: &Moderator,
    id: i32,
    read: i32,
    record: &Record,
    (act, kept): (&'static str, Value),
    at: DateTime<Utc>,
) -> Done<()> {
    end_claims(conn, Some(id), at)?;
    let story = story(conn, id)?;
    let open = Undecided::of(&story.sent.state, story.sent.revision, by.id()).is_ok();
    if !open || story.sent.revision != read {
        return Ok(Err(Stale));
    }
    // Written for so long that it went back to the queue, where nobody has touched it: nothing is lost.
    if matches!(story.sent.state, State::Pending { .. }) {
        take_up(conn, by, id, at)?.ok();
    }
    replace(conn, by, id, record, (act, kept), at).map(Ok)
}

/// Replaces the record of a story that is not decided, whoever holds it: whoever read it before reads it again before
/// deciding. With why, where it is not plain.
pub fn correct(
    conn: &mut SqliteConnection,
    by: &Moderator,
    id: i32,
    record: &Record,
    act: &'static str,
    why: Option<&Message>,
    at: DateTime<Utc>,
) -> QueryResult<()> {
    let kept = why.map_or_else(|| json!({}), |why| json!({"reason": why.as_str()}));
    replace(conn, by, id, record, (act, kept), at)
}

fn replace(
    conn: &mut SqliteConnection,
    by: &Moderator,
    id: i32,
    record: &Record,
    (act, kept): (&'static str, Value),
    at: DateTime<Utc>,
) -> QueryResult<()> {
    let changed = changed(&story(conn, id)?.record, record)?;
    if changed.as_object().is_some_and(serde_json::Map::is_empty) {
        return Ok(());
    }
    diesel::update(submissions::table.find(id))
        .set((
            submissions::record.eq(written(record)?),
            submissions::revision.eq(submissions::revision + 1),
            submissions::changed_at.eq(at),
        ))
        .execute(conn)?;
    namesakes::queries::know_story(conn, id, record)?;
    let mut detail = kept;
    detail["changed"] = changed;
    let subject = Subject {
        submission_id: Some(id),
        detail: Some(detail),
        ..Subject::default()
    };
    noted(conn, by, act, subject, at)
}

/// The fields that differ, each before and after.
pub fn changed(before: &Record, after: &Record) -> QueryResult<Value> {
    let json = |fault| Error::SerializationError(Box::new(fault));
    let names = joining::changed(before, after).map_err(json)?;
    let (before, after) = (
        before.fields().map_err(json)?,
        after.fields().map_err(json)?,
    );
    let both = |field: String| {
        let both = json!({"before": before.get(&field), "after": after.get(&field)});
        (field, both)
    };
    Ok(Value::Object(names.into_iter().map(both).collect()))
}

pub(super) fn written(record: &Record) -> QueryResult<String> {
    serde_json::to_string(record).map_err(|fault| Error::SerializationError(Box::new(fault)))
}

/// Takes back a refusal, or a return that the family has not answered: the story is in this moderator's hands again.
pub fn reopen(conn: &mut SqliteConnection, by: &Moderator, id: i32, at: DateTime<Utc>) -> Done<()> {
    match Undoable::of(&story(conn, id)?.sent.state) {
        Ok(Undoable::Answer) => {}
        Ok(Undoable::Approval { .. }) | Err(Stale) => return Ok(Err(Stale)),
    }
    hold(conn, by, id, at)?;
    noted(
        conn,
        by,
        "reopen",
        Subject {
            submission_id: Some(id),
            ..Subject::default()
        },
        at,
    )
    .map(Ok)
}
