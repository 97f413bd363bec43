//! Stories about one person, joined.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde_json::json;

use super::super::decision::Stale;
use super::super::journal::Subject;
use super::*;
use crate::accounts::guard::Moderator;
use crate::proofs;
use crate::schema::submissions;
use crate::submissions::submission::{Kind, State};

/// Stories that were joined to one that is decided now: about its life, or by themselves again.
pub(super) fn follow_the_companion(
    conn: &mut SqliteConnection,
    id: i32,
    hero_id: Option<i32>,
) -> QueryResult<()> {
    diesel::update(submissions::table.filter(submissions::joined_id.eq(id)))
        .set((
            submissions::joined_id.eq(None::<i32>),
            submissions::about_id.eq(hero_id),
        ))
        .execute(conn)?;
    Ok(())
}

/// What a contributor wanted back was taken off the page: nobody need look for it any more.
pub fn unadd(conn: &mut SqliteConnection, by: &Moderator, id: i32, at: DateTime<Utc>) -> Done<()> {
    let story = story(conn, id)?;
    if story.about.is_none() || !story.sent.asks_withdrawal() {
        return Ok(Err(Stale));
    }
    let mut answers = story.sent.answers;
    answers.consent = crate::submissions::queries::UNADDED.to_owned();
    let json = serde_json::to_string(&answers)
        .map_err(|fault| diesel::result::Error::SerializationError(Box::new(fault)))?;
    diesel::update(submissions::table.find(id))
        .set(submissions::answers.eq(json))
        .execute(conn)?;
    let subject = Subject {
        submission_id: Some(id),
        hero_id: story.hero_id,
        ..Subject::default()
    };
    noted(conn, by, "unadd", subject, at).map(Ok)
}

/// With what, or with whom, a story is joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Companion {
    Life(i32),
    Story(i32),
    /// By itself again.
    None,
}

/// Joins a story to a life that is public, or to another story that is not decided yet, or parts it again. Both families
/// keep their own story, key and place in the queue, and neither learns of the other.
pub fn join(
    conn: &mut SqliteConnection,
    by: &Moderator,
    id: i32,
    to: Companion,
    at: DateTime<Utc>,
) -> Done<()> {
    end_claims(conn, Some(id), at)?;
    let story = story(conn, id)?;
    let open = match story.sent.state {
        State::Pending { .. } => true,
        State::Taken { by: holder, .. } => holder == by.id(),
        _ => false,
    };
    let sound = match to {
        Companion::Life(hero_id) => life(conn, hero_id)?.slug.is_some(),
        // What follows another cannot be followed itself.
        Companion::Story(other) => {
            let other = self::story(conn, other)?.sent;
            let undecided = matches!(
                other.state,
                State::Pending { .. } | State::Taken { .. } | State::Returned { .. }
            );
            let leads = submissions::table.filter(submissions::joined_id.eq(id));
            let leads: bool = diesel::select(diesel::dsl::exists(leads)).get_result(conn)?;
            undecided && other.id != id && other.joined_id.is_none() && !leads
        }
        // A contribution is about its life from its first word.
        Companion::None => story.sent.kind == Kind::Life,
    };
    if !open || !sound || story.hero_id.is_some() {
        return Ok(Err(Stale));
    }
    let (about_id, joined_id) = match to {
        Companion::Life(hero_id) => (Some(hero_id), None),
        Companion::Story(other) => (None, Some(other)),
        Companion::None => (None, None),
    };
    proofs::queries::forget(conn, id)?;
    diesel::update(submissions::table.find(id))
        .set((
            submissions::about_id.eq(about_id),
            submissions::joined_id.eq(joined_id),
        ))
        .execute(conn)?;
    let act = if to == Companion::None {
        "part"
    } else {
        "companion"
    };
    let subject = Subject {
        submission_id: Some(id),
        hero_id: about_id,
        detail: joined_id.map(|other| json!({"submission": other})),
    };
    noted(conn, by, act, subject, at).map(Ok)
}
