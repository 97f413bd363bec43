//! Lives that are or were public: changed, taken down, brought back.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde_json::json;

use super::super::decision::{Message, Stale};
use super::super::journal::Subject;
use super::*;
use crate::accounts::guard::Moderator;
use crate::heroes;
use crate::heroes::hero::Record;
use crate::heroes::queries::{Author, Change};
use crate::photos;
use crate::schema::{accounts, hero_versions, heroes as public, submissions, withdrawals};
use crate::submissions::queries::RESTORED;
use crate::wishes;

/// A life that is or was public.
#[derive(Debug, Clone)]
pub struct Life {
    pub record: Record,
    /// The number of the version that is or was last public.
    pub version: i32,
    /// The slug, while it is public.
    pub slug: Option<String>,
    pub withdrawn: Option<Withdrawn>,
    /// The stories it was made of.
    pub submissions: Vec<i32>,
}

#[derive(Debug, Clone)]
pub struct Withdrawn {
    pub hero_id: i32,
    pub at: DateTime<Utc>,
    /// None: its own family hid it.
    pub by: Option<String>,
    pub reason: String,
    /// When it comes back by itself, if it was hidden for a time.
    pub until: Option<DateTime<Utc>>,
}

pub fn life(conn: &mut SqliteConnection, id: i32) -> QueryResult<Life> {
    let version: i32 = hero_versions::table
        .filter(hero_versions::hero_id.eq(id))
        .order(hero_versions::number.desc())
        .select(hero_versions::number)
        .first(conn)?;
    let withdrawn = withdrawals::table
        .left_join(accounts::table.on(accounts::id.nullable().eq(withdrawals::withdrawn_by)))
        .filter(withdrawals::hero_id.eq(id))
        .select((
            withdrawals::withdrawn_at,
            accounts::name.nullable(),
            withdrawals::reason,
            withdrawals::until,
        ))
        .first::<(DateTime<Utc>, Option<String>, String, Option<DateTime<Utc>>)>(conn)
        .optional()?
        .map(|(at, by, reason, until)| Withdrawn {
            hero_id: id,
            at,
            by,
            reason,
            until,
        });
    Ok(Life {
        record: heroes::queries::version(conn, id, version)?.record,
        version,
        slug: public::table
            .find(id)
            .select(public::slug)
            .first(conn)
            .optional()?,
        withdrawn,
        submissions: submissions::table
            .filter(submissions::hero_id.eq(id))
            .order(submissions::id)
            .select(submissions::id)
            .load(conn)?,
    })
}

type WithdrawnColumns = (
    i32,
    DateTime<Utc>,
    Option<String>,
    String,
    Option<DateTime<Utc>>,
);

/// Lives that were withdrawn, the last first, with the names they were public under.
pub fn withdrawn(conn: &mut SqliteConnection, limit: i64) -> QueryResult<Vec<(Withdrawn, Record)>> {
    let rows = withdrawals::table
        .left_join(accounts::table.on(accounts::id.nullable().eq(withdrawals::withdrawn_by)))
        .order((
            withdrawals::withdrawn_at.desc(),
            withdrawals::hero_id.desc(),
        ))
        .limit(limit)
        .select((
            withdrawals::hero_id,
            withdrawals::withdrawn_at,
            accounts::name.nullable(),
            withdrawals::reason,
            withdrawals::until,
        ))
        .load::<WithdrawnColumns>(conn)?;
    rows.into_iter()
        .map(|(hero_id, at, by, reason, until)| {
            let record = life(conn, hero_id)?.record;
            Ok((
                Withdrawn {
                    hero_id,
                    at,
                    by,
                    reason,
                    until,
                },
                record,
            ))
        })
        .collect()
}

/// Whether a life is down and stays so until somebody brings it back.
pub fn is_down(conn: &mut SqliteConnection, id: i32) -> QueryResult<bool> {
    let down = withdrawals::table
        .find(id)
        .filter(withdrawals::until.is_null());
    diesel::select(diesel::dsl::exists(down)).get_result(conn)
}

/// The story that a page was made of, while it is not a page again: on the desk, with its family, refused or taken back.
/// Whoever decides it decides the page.
pub fn undecided_story(conn: &mut SqliteConnection, hero_id: i32) -> QueryResult<Option<i32>> {
    submissions::table
        .filter(submissions::hero_id.eq(hero_id))
        .filter(submissions::about_id.is_null())
        .filter(submissions::state.ne("approved"))
        .select(submissions::id)
        .first(conn)
        .optional()
}

pub(super) fn is_withdrawn(conn: &mut SqliteConnection, id: i32) -> QueryResult<bool> {
    diesel::select(diesel::dsl::exists(withdrawals::table.find(id))).get_result(conn)
}

/// What came of a change to a public life.
pub type Changed = Result<Approved, Stale>;

/// Replaces what is public of a life, if the version that was read is still the public one.
pub fn revise(
    conn: &mut SqliteConnection,
    by: &Moderator,
    id: i32,
    read: i32,
    record: &Record,
    why: &Message,
    at: DateTime<Utc>,
) -> QueryResult<Changed> {
    let before = life(conn, id)?;
    if before.slug.is_none() || before.version != read {
        return Ok(Err(Stale));
    }
    let changed = changed(&before.record, record)?;
    if changed.as_object().is_some_and(serde_json::Map::is_empty) {
        return Ok(Ok(Approved::Published(id)));
    }
    let change = Change {
        by: Author::Moderator(by),
        at,
        why: why.as_str(),
    };
    match conn.transaction(|conn| heroes::queries::revise(conn, id, record, change)) {
        Ok(()) => {}
        Err(fault) if breaks_a_rule(&fault) => return Ok(Ok(Approved::Unsound)),
        Err(fault) => return Err(fault),
    }
    let detail = Some(json!({"reason": why.as_str(), "changed": changed}));
    noted(
        conn,
        by,
        "revise",
        Subject {
            hero_id: Some(id),
            detail,
            ..Subject::default()
        },
        at,
    )?;
    Ok(Ok(Approved::Published(id)))
}

/// A former version as it would be public again. A picture that was erased since is not there to come back.
pub fn former(conn: &mut SqliteConnection, id: i32, number: i32) -> QueryResult<Record> {
    let mut record = heroes::queries::version(conn, id, number)?.record;
    let kept = photos::queries::existing(conn, &record)?;
    record
        .photos
        .retain(|photo| photo.id().is_none_or(|id| kept.contains(&id)));
    Ok(record)
}

/// Takes a page down until somebody brings it back, one that is hidden for a time too.
pub fn withdraw(
    conn: &mut SqliteConnection,
    by: &Moderator,
    id: i32,
    reason: &Message,
    at: DateTime<Utc>,
) -> Done<()> {
    if is_down(conn, id)? {
        return Ok(Err(Stale));
    }
    heroes::queries::withdraw(conn, Some(by), id, at, reason.as_str())?;
    wishes::queries::settled_by_hand(conn, by, id, true, reason.as_str(), at)?;
    let detail = Some(json!({"reason": reason.as_str()}));
    noted(
        conn,
        by,
        "withdraw",
        Subject {
            hero_id: Some(id),
            detail,
            ..Subject::default()
        },
        at,
    )
    .map(Ok)
}

/// Makes a withdrawn life public again, as it last was; one that is hidden for a time comes back early.
pub fn restore(
    conn: &mut SqliteConnection,
    by: &Moderator,
    id: i32,
    reason: &Message,
    at: DateTime<Utc>,
) -> QueryResult<Changed> {
    if !is_withdrawn(conn, id)? || undecided_story(conn, id)?.is_some() {
        return Ok(Err(Stale));
    }
    let change = Change {
        by: Author::Moderator(by),
        at,
        why: reason.as_str(),
    };
    let hidden = heroes::queries::hidden_until(conn, id)?.is_some();
    let back = conn.transaction(|conn| match hidden {
        true => heroes::queries::put_back(conn, id),
        false => heroes::queries::restore(conn, id, change),
    });
    match back {
        Ok(()) => {}
        Err(fault) if breaks_a_rule(&fault) => return Ok(Ok(Approved::Unsound)),
        Err(fault) => return Err(fault),
    }
    wishes::queries::settled_by_hand(conn, by, id, false, reason.as_str(), at)?;
    let subject = Subject {
        submission_id: settle_withdrawal(conn, id)?,
        hero_id: Some(id),
        detail: Some(json!({"reason": reason.as_str()})),
    };
    noted(conn, by, "restore", subject, at)?;
    Ok(Ok(Approved::Published(id)))
}

/// The page that its family wanted gone is back: that wish is settled, and to take the page down is two people's again. The
/// story whose family is told so.
fn settle_withdrawal(conn: &mut SqliteConnection, hero_id: i32) -> QueryResult<Option<i32>> {
    let wanted = withdrawn_stories(conn, hero_id)?;
    for id in &wanted {
        let mut answers = story(conn, *id)?.sent.answers;
        answers.consent = RESTORED.to_owned();
        let json = serde_json::to_string(&answers)
            .map_err(|fault| diesel::result::Error::SerializationError(Box::new(fault)))?;
        diesel::update(submissions::table.find(id))
            .set(submissions::answers.eq(json))
            .execute(conn)?;
    }
    Ok(wanted.first().copied())
}
