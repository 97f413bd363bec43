//! All SQL of the motions, and of what one person hides alone.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::result::Error;
use serde_json::json;

use super::motion::{ALONE, Answer, Decided, Doubt, Kind, Motion, REST, Standing};
use super::performing::{self, Answered, Refusal};
use crate::accounts::guard::{Moderator, Reader};
use crate::heroes;
use crate::heroes::visibility::Visibility;
use crate::moderation::decision::Message;
use crate::moderation::journal::{self, Act, Actor, Subject};
use crate::moderation::queries::{self as desk, Approved};
use crate::schema::{accounts, hidings, merge_proposals, motions, submissions};

/// What came of proposing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proposed {
    Made(i32),
    /// The same waits for a second person already.
    Waits(i32),
    /// The life is not what it was when it was read.
    Stale,
}

/// Whose proposal it is. A page that its family agreed to is proposed by whoever showed it, by the family's hand.
#[derive(Clone, Copy)]
pub struct Proposer<'a> {
    pub account_id: i32,
    pub name: &'a str,
    pub actor: Actor<'a>,
}

impl<'a> From<&'a Moderator> for Proposer<'a> {
    fn from(by: &'a Moderator) -> Self {
        Self {
            account_id: by.id(),
            name: by.name(),
            actor: Actor::Moderator(by),
        }
    }
}

/// Proposes an act, made from a version of a life. One like it that the life has outgrown lapses.
pub fn propose<'a>(
    conn: &mut SqliteConnection,
    by: impl Into<Proposer<'a>>,
    hero_id: i32,
    version: i32,
    kind: &Kind,
    reason: &Message,
    at: DateTime<Utc>,
) -> QueryResult<Proposed> {
    let unwritable = |fault| Error::SerializationError(Box::new(fault));
    let by: Proposer<'_> = by.into();
    let motion = Motion {
        id: 0,
        hero_id,
        version,
        kind: kind.clone(),
        reason: reason.as_str().to_owned(),
        proposed_by: by.account_id,
        proposer: by.name.to_owned(),
        proposed_at: at,
        standing: Standing::Open,
        decided: None,
    };
    if !performing::stands(conn, &motion, at)? {
        return Ok(Proposed::Stale);
    }
    for one in of_life(conn, hero_id)? {
        if one.kind.word() != kind.word() {
            continue;
        }
        if !performing::stands(conn, &one, at)? {
            lapse(conn, one.id, at)?;
        } else if one.kind == *kind || !matches!(kind, Kind::Revise { .. }) {
            return Ok(Proposed::Waits(one.id));
        }
    }
    let id: i32 = diesel::insert_into(motions::table)
        .values((
            motions::hero_id.eq(hero_id),
            motions::version.eq(version),
            motions::kind.eq(kind.word()),
            motions::payload.eq(serde_json::to_string(kind).map_err(unwritable)?),
            motions::reason.eq(reason.as_str()),
            motions::proposed_by.eq(by.account_id),
            motions::proposed_at.eq(at),
        ))
        .returning(motions::id)
        .get_result(conn)?;
    let motion = Motion { id, ..motion };
    let subject = subject(&motion, Some(reason.as_str()));
    journal::write(conn, by.actor, Act("propose"), subject, at)?;
    Ok(Proposed::Made(id))
}

fn lapse(conn: &mut SqliteConnection, id: i32, at: DateTime<Utc>) -> QueryResult<()> {
    diesel::update(motions::table.find(id))
        .set((
            motions::state.eq(Standing::Lapsed.word()),
            motions::decided_at.eq(at),
        ))
        .execute(conn)?;
    Ok(())
}

/// A second person stands behind a motion, and it is done in the same transaction.
pub fn second(
    conn: &mut SqliteConnection,
    by: &Moderator,
    id: i32,
    at: DateTime<Utc>,
) -> QueryResult<Answered> {
    let motion = motion(conn, id)?;
    if let Err(refusal) = allowed(&motion, Answer::Second, by) {
        return Ok(Err(refusal));
    }
    if let Some(doubt) = doubt(conn, motion.proposed_by, by, at)? {
        return Ok(Err(Refusal::Doubt(doubt)));
    }
    if !performing::stands(conn, &motion, at)? {
        return Ok(Err(Refusal::Stale));
    }
    let reason = Message::parse(&motion.reason)
        .map_err(|_| Error::DeserializationError(format!("motion {id}: no reason").into()))?;
    let why = reason.signed(&motion.proposer, by.name());
    let done = match performing::perform(conn, by, &motion, &why, at)? {
        Ok(done) => done,
        Err(stale) => return Ok(Err(stale.into())),
    };
    if done != Approved::Unsound {
        close(conn, by, id, Standing::Seconded, None, at)?;
        noted(conn, by, "second", &motion, None, at)?;
    }
    Ok(Ok(done))
}

/// Puts a motion away: another refuses it, or whoever proposed it takes it back.
pub fn put_away(
    conn: &mut SqliteConnection,
    by: &Moderator,
    id: i32,
    answer: Answer,
    outcome: &Message,
    at: DateTime<Utc>,
) -> QueryResult<Result<(), Refusal>> {
    let motion = motion(conn, id)?;
    if let Err(refusal) = allowed(&motion, answer, by) {
        return Ok(Err(refusal));
    }
    let (standing, act) = match answer {
        Answer::Refuse => (Standing::Refused, "refuse-motion"),
        Answer::TakeBack => (Standing::TakenBack, "take-back-motion"),
        Answer::Second => return Ok(Err(Refusal::NotTheirs)),
    };
    close(conn, by, id, standing, Some(outcome.as_str()), at)?;
    noted(conn, by, act, &motion, Some(outcome.as_str()), at)?;
    Ok(Ok(()))
}

/// Whether the two who would stand behind an act are two: whoever proposed it decides at the desk still, and neither has
/// opened the other's account lately.
pub fn doubt(
    conn: &mut SqliteConnection,
    proposed_by: i32,
    by: &Moderator,
    at: DateTime<Utc>,
) -> QueryResult<Option<Doubt>> {
    let decides = accounts::table
        .find(proposed_by)
        .filter(accounts::disabled_at.is_null())
        .filter(accounts::role.eq_any(["moderator", "admin"]));
    if !diesel::select(diesel::dsl::exists(decides)).get_result::<bool>(conn)? {
        return Ok(Some(Doubt::Gone));
    }
    let opened = |opened: i32, by: i32| {
        accounts::table
            .find(opened)
            .filter(accounts::opened_by.eq(by))
            .filter(accounts::opened_at.gt(at - REST))
    };
    for (one, other) in [(by.id(), proposed_by), (proposed_by, by.id())] {
        if diesel::select(diesel::dsl::exists(opened(one, other))).get_result(conn)? {
            return Ok(Some(Doubt::Opened));
        }
    }
    Ok(None)
}

fn allowed(motion: &Motion, answer: Answer, by: &Moderator) -> Result<(), Refusal> {
    if motion.standing != Standing::Open {
        return Err(Refusal::Decided);
    }
    if motion.may(answer, by.id()) {
        Ok(())
    } else {
        Err(Refusal::NotTheirs)
    }
}

fn close(
    conn: &mut SqliteConnection,
    by: &Moderator,
    id: i32,
    standing: Standing,
    outcome: Option<&str>,
    at: DateTime<Utc>,
) -> QueryResult<()> {
    diesel::update(motions::table.find(id))
        .set((
            motions::state.eq(standing.word()),
            motions::decided_by.eq(by.id()),
            motions::decided_at.eq(at),
            motions::outcome.eq(outcome),
        ))
        .execute(conn)?;
    Ok(())
}

/// A line of the journal, with the name of who proposed and the word for what.
fn noted(
    conn: &mut SqliteConnection,
    by: &Moderator,
    act: &'static str,
    motion: &Motion,
    reason: Option<&str>,
    at: DateTime<Utc>,
) -> QueryResult<()> {
    let mut subject = subject(motion, reason);
    if motion.proposed_by != by.id() {
        let detail = subject.detail.get_or_insert_default();
        detail["proposer"] = motion.proposer.as_str().into();
    }
    journal::write(conn, Actor::Moderator(by), Act(act), subject, at)
}

fn subject(motion: &Motion, reason: Option<&str>) -> Subject {
    let mut detail = json!({"motion": motion.id, "kind": motion.kind.word()});
    if let Some(reason) = reason {
        detail["reason"] = reason.into();
    }
    Subject {
        submission_id: motion.kind.submission_id(),
        hero_id: Some(motion.hero_id),
        detail: Some(detail),
    }
}

type Columns = (
    i32,
    i32,
    i32,
    String,
    String,
    i32,
    DateTime<Utc>,
    String,
    Option<i32>,
    Option<DateTime<Utc>>,
    Option<String>,
);
type Boxed<'a> = motions::BoxedQuery<'a, diesel::sqlite::Sqlite>;

fn load(conn: &mut SqliteConnection, query: Boxed<'_>) -> QueryResult<Vec<Motion>> {
    let rows: Vec<Columns> = query
        .select((
            motions::id,
            motions::hero_id,
            motions::version,
            motions::payload,
            motions::reason,
            motions::proposed_by,
            motions::proposed_at,
            motions::state,
            motions::decided_by,
            motions::decided_at,
            motions::outcome,
        ))
        .load(conn)?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let names = desk::account_names(conn)?;
    let read = |(
        id,
        hero_id,
        version,
        payload,
        reason,
        proposed_by,
        proposed_at,
        state,
        by,
        at,
        outcome,
    ): Columns| {
        let wrong = || Error::DeserializationError(format!("motion {id}").into());
        Ok(Motion {
            id,
            hero_id,
            version,
            kind: serde_json::from_str(&payload)
                .map_err(|fault| Error::DeserializationError(Box::new(fault)))?,
            reason,
            proposed_by,
            proposer: names.get(&proposed_by).cloned().unwrap_or_default(),
            proposed_at,
            standing: Standing::from_word(&state).ok_or_else(wrong)?,
            decided: at.map(|at| Decided {
                by: by.and_then(|by| names.get(&by).cloned()),
                at,
                outcome,
            }),
        })
    };
    rows.into_iter().map(read).collect()
}

pub fn motion(conn: &mut SqliteConnection, id: i32) -> QueryResult<Motion> {
    let found = load(conn, motions::table.filter(motions::id.eq(id)).into_boxed())?;
    found.into_iter().next().ok_or(Error::NotFound)
}

/// Those that wait for a second person, the oldest first.
pub fn open(conn: &mut SqliteConnection, limit: i64) -> QueryResult<Vec<Motion>> {
    let waiting = motions::table.filter(motions::decided_at.is_null());
    let waiting = waiting.order((motions::proposed_at, motions::id));
    load(conn, waiting.limit(limit).into_boxed())
}

/// Those that were decided, the last first.
pub fn decided(conn: &mut SqliteConnection, limit: i64) -> QueryResult<Vec<Motion>> {
    let decided = motions::table.filter(motions::decided_at.is_not_null());
    let decided = decided.order((motions::decided_at.desc(), motions::id.desc()));
    load(conn, decided.limit(limit).into_boxed())
}

/// Those that wait and are about one life, the oldest first.
pub fn of_life(conn: &mut SqliteConnection, hero_id: i32) -> QueryResult<Vec<Motion>> {
    let waiting = motions::table
        .filter(motions::hero_id.eq(hero_id))
        .filter(motions::decided_at.is_null())
        .order(motions::id);
    load(conn, waiting.into_boxed())
}

/// How many wait for somebody like this, merges of two pages among them: one's own wait for another.
pub fn waiting_for(conn: &mut SqliteConnection, account: i32) -> QueryResult<i64> {
    let motions: i64 = motions::table
        .filter(motions::decided_at.is_null())
        .filter(motions::proposed_by.ne(account))
        .count()
        .get_result(conn)?;
    let merges: i64 = merge_proposals::table
        .filter(merge_proposals::settled_at.is_null())
        .filter(merge_proposals::proposed_by.ne(account))
        .count()
        .get_result(conn)?;
    Ok(motions + merges)
}

/// Whether anybody else could be the second person.
pub fn is_alone(conn: &mut SqliteConnection, by: &Reader) -> QueryResult<bool> {
    let others = accounts::table
        .filter(accounts::id.ne(by.id()))
        .filter(accounts::disabled_at.is_null())
        .filter(accounts::role.eq_any(["moderator", "admin"]));
    let some: bool = diesel::select(diesel::dsl::exists(others)).get_result(conn)?;
    Ok(!some)
}

/// What came of hiding a page alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hidden {
    Until(DateTime<Utc>),
    /// This person hid this very page not long ago.
    NotAgain,
    /// It is not public.
    Stale,
}

/// One person hides a page, at once and for a day: it comes back by itself.
pub fn hide_alone(
    conn: &mut SqliteConnection,
    by: &Moderator,
    hero_id: i32,
    reason: &Message,
    at: DateTime<Utc>,
) -> QueryResult<Hidden> {
    if desk::life(conn, hero_id)?.slug.is_none() {
        return Ok(Hidden::Stale);
    }
    let lately = hidings::table
        .filter(hidings::hero_id.eq(hero_id))
        .filter(hidings::hidden_by.eq(by.id()))
        .filter(hidings::until.gt(at - REST));
    if diesel::select(diesel::dsl::exists(lately)).get_result(conn)? {
        return Ok(Hidden::NotAgain);
    }
    let until = at + ALONE;
    diesel::insert_into(hidings::table)
        .values((
            hidings::hero_id.eq(hero_id),
            hidings::hidden_by.eq(by.id()),
            hidings::hidden_at.eq(at),
            hidings::until.eq(until),
            hidings::reason.eq(reason.as_str()),
        ))
        .execute(conn)?;
    hide(conn, by, hero_id, until, reason, "hide-now", at)?;
    Ok(Hidden::Until(until))
}

pub(super) fn hide(
    conn: &mut SqliteConnection,
    by: &Moderator,
    hero_id: i32,
    until: DateTime<Utc>,
    reason: &Message,
    act: &'static str,
    at: DateTime<Utc>,
) -> QueryResult<()> {
    heroes::queries::hide(conn, by, hero_id, until, at, reason.as_str())?;
    let subject = Subject {
        hero_id: Some(hero_id),
        detail: Some(json!({"reason": reason.as_str(), "until": until})),
        ..Subject::default()
    };
    journal::write(conn, Actor::Moderator(by), Act(act), subject, at)
}

/// Puts every page back whose time of being hidden is over. How many there were.
pub fn put_back_due(conn: &mut SqliteConnection, now: DateTime<Utc>) -> QueryResult<usize> {
    let due = heroes::queries::due_back(conn, now)?;
    let mut back = 0;
    for id in due {
        let subject = Subject {
            hero_id: Some(id),
            ..Subject::default()
        };
        // One that a rule of the tables keeps down does not keep the others down.
        let done = conn.transaction(|conn| {
            heroes::queries::put_back(conn, id)?;
            journal::write(conn, Actor::Shell, Act("come-back"), subject, now)
        });
        match done {
            Ok(()) => back += 1,
            Err(fault) if desk::breaks_a_rule(&fault) => {
                tracing::error!(hero_id = id, %fault, "a page that was hidden for a time could not be put back");
            }
            Err(fault) => return Err(fault),
        }
    }
    Ok(back)
}

/// Facts that came with a change and are for few eyes are shown to no more.
pub(super) fn narrow(
    conn: &mut SqliteConnection,
    by: &Moderator,
    hero_id: i32,
    narrowed: &Visibility,
    at: DateTime<Utc>,
) -> QueryResult<()> {
    let mut now = heroes::queries::visibility(conn, hero_id)?;
    for (fact, audience) in narrowed.narrowed() {
        if audience > now.of(fact) {
            now.set(fact, audience);
        }
    }
    let shown = heroes::queries::show_to(conn, hero_id, &now)?;
    journal::shown_to(conn, Actor::Moderator(by), shown, (hero_id, None), at)
}

/// A story's own page tells what was changed: the day of death too, once a second person agreed.
pub(super) fn tell_of_day(conn: &mut SqliteConnection, submission_id: i32) -> QueryResult<()> {
    let told: Option<Option<String>> = submissions::table
        .find(submission_id)
        .select(submissions::changed_facts)
        .first(conn)
        .optional()?;
    let Some(told) = told else {
        return Ok(());
    };
    let mut facts: Vec<String> = told
        .as_deref()
        .and_then(|facts| serde_json::from_str(facts).ok())
        .unwrap_or_default();
    if !facts.iter().any(|fact| fact == "died") {
        facts.push("died".to_owned());
    }
    diesel::update(submissions::table.find(submission_id))
        .set(submissions::changed_facts.eq(json!(facts).to_string()))
        .execute(conn)?;
    Ok(())
}
