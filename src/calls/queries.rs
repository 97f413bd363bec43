//! All SQL of the calls.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::accounts::guard::Moderator;
use crate::letters;
use crate::moderation::journal::{self, Act, Actor, Subject};
use crate::schema::{accounts, calls};
use crate::submissions::answers::Contacts;
use crate::submissions::queries as submissions;

/// A family that wants to be called, or was.
#[derive(Debug, Clone)]
pub struct Call {
    pub id: i32,
    pub submission_id: i32,
    pub asked_at: DateTime<Utc>,
    /// When it suits them, and what it is about.
    pub words: String,
    pub called: Option<Called>,
}

#[derive(Debug, Clone)]
pub struct Called {
    pub at: DateTime<Utc>,
    pub by: String,
    pub outcome: String,
}

/// Asks for a call. One that waits already gets the newer words.
pub fn ask(
    conn: &mut SqliteConnection,
    submission_id: i32,
    words: &str,
    at: DateTime<Utc>,
) -> QueryResult<()> {
    let waits = calls::table
        .filter(calls::submission_id.eq(submission_id))
        .filter(calls::called_at.is_null());
    let asked = diesel::update(waits)
        .set(calls::words.eq(words))
        .execute(conn)?;
    if asked > 0 {
        return Ok(());
    }
    diesel::insert_into(calls::table)
        .values((
            calls::submission_id.eq(submission_id),
            calls::asked_at.eq(at),
            calls::words.eq(words),
        ))
        .execute(conn)?;
    let subject = Subject {
        submission_id: Some(submission_id),
        ..Subject::default()
    };
    journal::write(conn, Actor::Family, Act("ask-call"), subject, at)
}

type Columns = (
    i32,
    i32,
    DateTime<Utc>,
    String,
    Option<DateTime<Utc>>,
    Option<String>,
    Option<String>,
);

fn read((id, submission_id, asked_at, words, at, by, outcome): Columns) -> Call {
    Call {
        id,
        submission_id,
        asked_at,
        words,
        called: at.map(|at| Called {
            at,
            by: by.unwrap_or_default(),
            outcome: outcome.unwrap_or_default(),
        }),
    }
}

/// Whoever waits to be called, the first first.
pub fn waiting(conn: &mut SqliteConnection) -> QueryResult<Vec<Call>> {
    let rows = calls::table
        .filter(calls::called_at.is_null())
        .order((calls::asked_at, calls::id))
        .limit(200)
        .select((
            calls::id,
            calls::submission_id,
            calls::asked_at,
            calls::words,
        ))
        .load(conn)?;
    let read = |(id, submission_id, asked_at, words)| Call {
        id,
        submission_id,
        asked_at,
        words,
        called: None,
    };
    Ok(rows.into_iter().map(read).collect())
}

/// How many wait to be called.
pub fn count(conn: &mut SqliteConnection) -> QueryResult<i64> {
    calls::table
        .filter(calls::called_at.is_null())
        .count()
        .get_result(conn)
}

/// The last call of a story, asked for or made.
pub fn last(conn: &mut SqliteConnection, submission_id: i32) -> QueryResult<Option<Call>> {
    let row = calls::table
        .left_join(accounts::table.on(accounts::id.nullable().eq(calls::called_by)))
        .filter(calls::submission_id.eq(submission_id))
        .order(calls::id.desc())
        .select((
            calls::id,
            calls::submission_id,
            calls::asked_at,
            calls::words,
            calls::called_at,
            accounts::name.nullable(),
            calls::outcome,
        ))
        .first::<Columns>(conn)
        .optional()?;
    Ok(row.map(read))
}

/// How to reach whoever asked and was not called yet; that it was opened is in the journal first.
pub fn open_contacts(
    conn: &mut SqliteConnection,
    by: &Moderator,
    id: i32,
    at: DateTime<Utc>,
) -> QueryResult<Contacts> {
    let submission_id = calls::table
        .find(id)
        .filter(calls::called_at.is_null())
        .select(calls::submission_id)
        .first(conn)?;
    noted(conn, by, "open-contacts", submission_id, at)?;
    submissions::contacts(conn, submission_id)
}

/// The family was called. Answers false when somebody had called already.
pub fn called(
    conn: &mut SqliteConnection,
    by: &Moderator,
    id: i32,
    outcome: &str,
    at: DateTime<Utc>,
) -> QueryResult<bool> {
    let submission_id = calls::table
        .find(id)
        .select(calls::submission_id)
        .first(conn)?;
    let waits = calls::table.find(id).filter(calls::called_at.is_null());
    let done = diesel::update(waits)
        .set((
            calls::called_at.eq(at),
            calls::called_by.eq(by.id()),
            calls::outcome.eq(outcome),
        ))
        .execute(conn)?;
    if done == 0 {
        return Ok(false);
    }
    let kind = letters::letter::Kind::Called;
    letters::queries::owe(conn, submission_id, kind, &at.to_rfc3339(), at)?;
    noted(conn, by, "call", submission_id, at)?;
    Ok(true)
}

fn noted(
    conn: &mut SqliteConnection,
    by: &Moderator,
    act: &'static str,
    submission_id: i32,
    at: DateTime<Utc>,
) -> QueryResult<()> {
    let subject = Subject {
        submission_id: Some(submission_id),
        ..Subject::default()
    };
    journal::write(conn, Actor::Moderator(by), Act(act), subject, at)
}
