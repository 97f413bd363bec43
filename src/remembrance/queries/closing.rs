//! What a family wishes of the memories on its page: no more of them, or not these.

use chrono::{DateTime, Utc};
use diesel::dsl::exists;
use diesel::prelude::*;
use diesel::result::Error;
use serde_json::json;

use crate::moderation::journal::{self, Act, Actor, Subject};
use crate::schema::{memories, memory_closings, memory_hidings, submissions};

/// A family closed memories for its page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closing {
    /// Those that stood there are hidden.
    pub hides: bool,
}

/// Whether any family closed memories on a page; a page that was merged of two is closed by either.
pub fn closing(conn: &mut SqliteConnection, hero_id: i32) -> QueryResult<Option<Closing>> {
    let hides: Vec<bool> = submissions::table
        .inner_join(memory_closings::table.on(memory_closings::submission_id.eq(submissions::id)))
        .filter(submissions::hero_id.eq(hero_id))
        .select(memory_closings::hides)
        .load(conn)?;
    Ok((!hides.is_empty()).then(|| Closing {
        hides: hides.contains(&true),
    }))
}

/// The same of one family's story alone.
pub fn own_closing(
    conn: &mut SqliteConnection,
    submission_id: i32,
) -> QueryResult<Option<Closing>> {
    let hides: Option<bool> = memory_closings::table
        .find(submission_id)
        .select(memory_closings::hides)
        .first(conn)
        .optional()?;
    Ok(hides.map(|hides| Closing { hides }))
}

/// No more memories from now on; those that are there stay, or are hidden.
pub fn close_memories(
    conn: &mut SqliteConnection,
    submission_id: i32,
    hides: bool,
    at: DateTime<Utc>,
) -> QueryResult<()> {
    let hero_id = page_of(conn, submission_id)?;
    if own_closing(conn, submission_id)? == Some(Closing { hides }) {
        return Ok(());
    }
    diesel::replace_into(memory_closings::table)
        .values((
            memory_closings::submission_id.eq(submission_id),
            memory_closings::hides.eq(hides),
            memory_closings::closed_at.eq(at),
        ))
        .execute(conn)?;
    let detail = json!({"hides": hides});
    noted(conn, "close-memories", (submission_id, hero_id), detail, at)
}

/// The page takes memories again, and what the closing hid is shown.
pub fn open_memories(
    conn: &mut SqliteConnection,
    submission_id: i32,
    at: DateTime<Utc>,
) -> QueryResult<()> {
    let hero_id = page_of(conn, submission_id)?;
    if diesel::delete(memory_closings::table.find(submission_id)).execute(conn)? == 0 {
        return Ok(());
    }
    noted(
        conn,
        "open-memories",
        (submission_id, hero_id),
        json!({}),
        at,
    )
}

/// Hides one memory on the family's own page, at once.
pub fn hide_by_family(
    conn: &mut SqliteConnection,
    submission_id: i32,
    id: i32,
    at: DateTime<Utc>,
) -> QueryResult<()> {
    let hero_id = page_of(conn, submission_id)?;
    stands_on(conn, id, hero_id)?;
    let hidden = diesel::insert_or_ignore_into(memory_hidings::table)
        .values((
            memory_hidings::memory_id.eq(id),
            memory_hidings::submission_id.eq(submission_id),
            memory_hidings::at.eq(at),
        ))
        .execute(conn)?;
    if hidden == 0 {
        return Ok(());
    }
    let of = (submission_id, hero_id);
    noted(conn, "hide-memory", of, json!({"memory": id}), at)
}

/// Shows again what this family hid. A moderator had approved it.
pub fn show_by_family(
    conn: &mut SqliteConnection,
    submission_id: i32,
    id: i32,
    at: DateTime<Utc>,
) -> QueryResult<()> {
    let hero_id = page_of(conn, submission_id)?;
    stands_on(conn, id, hero_id)?;
    if diesel::delete(memory_hidings::table.find((id, submission_id))).execute(conn)? == 0 {
        return Ok(());
    }
    let of = (submission_id, hero_id);
    noted(conn, "show-memory", of, json!({"memory": id}), at)
}

/// Whether a family hid this memory where it stands.
pub fn is_hidden_by_a_family(conn: &mut SqliteConnection, id: i32) -> QueryResult<bool> {
    let hidings = memory_hidings::table
        .inner_join(memories::table.on(memories::id.eq(memory_hidings::memory_id)))
        .inner_join(submissions::table.on(submissions::id.eq(memory_hidings::submission_id)))
        .filter(memory_hidings::memory_id.eq(id))
        .filter(submissions::hero_id.eq(memories::hero_id.nullable()));
    diesel::select(exists(hidings)).get_result(conn)
}

/// The page that a story became: a family's own, and no addition to another's.
fn page_of(conn: &mut SqliteConnection, submission_id: i32) -> QueryResult<i32> {
    submissions::table
        .find(submission_id)
        .filter(submissions::state.eq("approved"))
        .filter(submissions::about_id.is_null())
        .select(submissions::hero_id)
        .first::<Option<i32>>(conn)?
        .ok_or(Error::NotFound)
}

fn stands_on(conn: &mut SqliteConnection, id: i32, hero_id: i32) -> QueryResult<()> {
    let there = memories::table
        .find(id)
        .filter(memories::hero_id.eq(hero_id))
        .filter(memories::state.eq("approved"));
    let there: bool = diesel::select(exists(there)).get_result(conn)?;
    if there { Ok(()) } else { Err(Error::NotFound) }
}

fn noted(
    conn: &mut SqliteConnection,
    act: &'static str,
    (submission_id, hero_id): (i32, i32),
    detail: serde_json::Value,
    at: DateTime<Utc>,
) -> QueryResult<()> {
    let subject = Subject {
        submission_id: Some(submission_id),
        hero_id: Some(hero_id),
        detail: Some(detail),
    };
    journal::write(conn, Actor::Family, Act(act), subject, at)
}
