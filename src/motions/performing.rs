//! What a motion does once a second person stands behind it, whether it still can, and what would be public then: one arm
//! for each kind.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;

use super::motion::{Doubt, Kind, Motion};
use super::queries;
use crate::accounts::guard::Moderator;
use crate::heroes;
use crate::heroes::hero::Record;
use crate::moderation::decision::{Message, Stale};
use crate::moderation::queries::{self as desk, Approved, Changed};

/// Does it, by the hand of the second person and for the reason that both stand behind.
pub fn perform(
    conn: &mut SqliteConnection,
    by: &Moderator,
    motion: &Motion,
    why: &Message,
    at: DateTime<Utc>,
) -> QueryResult<Changed> {
    let id = motion.hero_id;
    let published = |()| Approved::Published(id);
    match &motion.kind {
        Kind::Withdraw => Ok(desk::withdraw(conn, by, id, why, at)?.map(published)),
        Kind::Restore => desk::restore(conn, by, id, why, at),
        Kind::Hide { days } => {
            let until = at + TimeDelta::days(i64::from(*days));
            queries::hide(conn, by, id, until, why, "hide-longer", at)?;
            Ok(Ok(Approved::Published(id)))
        }
        Kind::Revise {
            record,
            narrowed,
            submission_id,
            ..
        } => {
            let changed = desk::revise(conn, by, id, motion.version, record, why, at)?;
            if let Ok(Approved::Published(_)) = changed {
                queries::narrow(conn, by, id, narrowed, at)?;
                if let Some(submission_id) = submission_id {
                    queries::tell_of_day(conn, *submission_id)?;
                }
            }
            Ok(changed)
        }
        Kind::UndoApproval { submission_id } => {
            Ok(desk::undo_approval(conn, by, *submission_id, why, at)?.map(published))
        }
    }
}

/// Whether it can still be done: the life is as it was when the motion was made, and where the act needs it.
pub fn stands(
    conn: &mut SqliteConnection,
    motion: &Motion,
    at: DateTime<Utc>,
) -> QueryResult<bool> {
    let life = desk::life(conn, motion.hero_id)?;
    if life.version != motion.version {
        return Ok(false);
    }
    match &motion.kind {
        // A page that was merged into another is neither public nor hidden for a time.
        Kind::Withdraw | Kind::Hide { .. } => {
            let hidden = life.withdrawn.as_ref().and_then(|gone| gone.until);
            Ok(life.slug.is_some() || hidden.is_some())
        }
        Kind::Restore => {
            Ok(life.withdrawn.is_some() && desk::undecided_story(conn, motion.hero_id)?.is_none())
        }
        Kind::Revise { .. } => Ok(life.slug.is_some()),
        // Once the page is down for another reason there is nothing left that takes two.
        Kind::UndoApproval { submission_id } => {
            Ok(desk::undoing_takes_two(conn, *submission_id, at)?.is_some())
        }
    }
}

/// The record that would be public; none when the page would be gone.
pub fn after(motion: &Motion) -> Option<&Record> {
    match &motion.kind {
        Kind::Revise { record, .. } => Some(record),
        Kind::Withdraw | Kind::Restore | Kind::Hide { .. } | Kind::UndoApproval { .. } => None,
    }
}

/// What is public now, all of it.
pub fn before(conn: &mut SqliteConnection, motion: &Motion) -> QueryResult<Record> {
    heroes::queries::whole(conn, motion.hero_id)
}

/// Nothing was done: the life is not what it was, or the motion is not this person's to answer.
pub type Answered = Result<Approved, Refusal>;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// Decided already.
    Decided,
    /// Not theirs: one's own is not seconded, another's not taken back.
    NotTheirs,
    /// The life changed since.
    Stale,
    Doubt(Doubt),
}

impl From<Stale> for Refusal {
    fn from(_: Stale) -> Self {
        Self::Stale
    }
}
