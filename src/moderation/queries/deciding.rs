//! The decision: what makes a story public, asks its family, or refuses it; and what takes a decision back.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::result::{DatabaseErrorKind, Error};
use serde_json::{Value, json};

use super::super::decision::{Answer, Decision, Message, Stale, Undecided, Undoable};
use super::super::joining;
use super::super::journal::{self, Actor, Subject};
use super::*;
use crate::accounts::guard::Moderator;
use crate::heroes;
use crate::heroes::hero::Record;
use crate::heroes::queries::{Author, Change};
use crate::heroes::visibility::{self, Visibility};
use crate::letters::letter;
use crate::letters::queries as letters;
use crate::linter;
use crate::motions::motion::{ALONE, Kind, needs_second};
use crate::motions::queries::{self as motions, Proposer};
use crate::namesakes;
use crate::namesakes::who::Who;
use crate::proofs;
use crate::questions;
use crate::schema::submissions;
use crate::submissions::answers::Answers;
use crate::submissions::submission::State;

/// What came of an approval.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Approved {
    Published(i32),
    /// The tables hold a rule that this record breaks: a name of another archive that another life has, a unit that was
    /// taken out of the list.
    Unsound,
}

/// Decides a story from the revision that was read. Only an approval makes anything public, and exactly this record.
pub fn decide(
    conn: &mut SqliteConnection,
    by: &Moderator,
    id: i32,
    read: i32,
    answer: Answer,
    at: DateTime<Utc>,
) -> Done<Option<Approved>> {
    end_claims(conn, Some(id), at)?;
    let story = story(conn, id)?;
    // A story that was joined to another waits for that one; one about a life never makes a second page of it.
    let publishes = match &answer {
        Answer::Approve => story.about.is_none() && story.sent.joined_id.is_none(),
        Answer::Join { version, .. } => {
            let page = story.about.as_ref().and_then(|about| about.page.as_ref());
            page.is_some_and(|page| page.version == *version)
        }
        Answer::Return { .. } | Answer::Refuse(_) => true,
    };
    let decides = matches!(answer, Answer::Return { .. } | Answer::Refuse(_));
    let hidden = answer == Answer::Approve && hidden_by_family(conn, &story)?;
    if !publishes || hidden || (!decides && !story.has_consent()) {
        return Ok(Err(Stale));
    }
    if !decides && linter::queries::unsettled(conn, id, &story.record)? > 0 {
        return Ok(Err(Stale));
    }
    let decision = match Undecided::of(&story.sent.state, story.sent.revision, by.id())
        .and_then(|undecided| undecided.decide(read, answer))
    {
        Ok(decision) => decision,
        Err(stale) => return Ok(Err(stale)),
    };
    write_down(conn, by, &story, decision, at).map(Ok)
}

pub(super) fn write_down(
    conn: &mut SqliteConnection,
    by: &Moderator,
    story: &Story,
    decision: Decision,
    at: DateTime<Utc>,
) -> QueryResult<Option<Approved>> {
    let id = story.sent.id;
    let owe = |conn: &mut SqliteConnection, kind: letter::Kind| {
        letters::owe(conn, id, kind, &at.to_rfc3339(), at)
    };
    let close =
        |conn: &mut SqliteConnection,
         state: &str,
         message: Option<&Message>,
         hero_id: Option<i32>| { close(conn, id, by.id(), state, message, hero_id, at) };
    match decision.into_answer() {
        Answer::Approve => {
            let hero_id = match publish(conn, story, Author::Moderator(by), by.id(), at)? {
                Approved::Published(hero_id) => hero_id,
                Approved::Unsound => return Ok(Some(Approved::Unsound)),
            };
            let detail = Some(json!({"revision": story.sent.revision}));
            noted(
                conn,
                by,
                "approve",
                Subject {
                    submission_id: Some(id),
                    hero_id: Some(hero_id),
                    detail,
                },
                at,
            )?;
            Ok(Some(Approved::Published(hero_id)))
        }
        Answer::Join {
            choices, message, ..
        } => {
            let Some((hero_id, page)) = story
                .about
                .as_ref()
                .and_then(|about| Some((about.hero_id, about.page.as_ref()?)))
            else {
                return Err(Error::NotFound);
            };
            let json = |fault| Error::SerializationError(Box::new(fault));
            let told = story.chosen();
            let mut record =
                joining::joined(&page.record, &story.record, told, &choices).map_err(json)?;
            // A day of death takes two people: all else joins now, and that is proposed by itself.
            let died = record.died;
            let day_differs = died != page.record.died;
            record.died = page.record.died;
            let facts = joining::changed(&page.record, &record).map_err(json)?;
            if !facts.is_empty() {
                let why = format!("submission {id}");
                let change = Change {
                    by: Author::Moderator(by),
                    at,
                    why: &why,
                };
                let revised = conn
                    .transaction(|conn| heroes::queries::revise(conn, hero_id, &record, change));
                match revised {
                    Ok(()) => {}
                    Err(fault) if breaks_a_rule(&fault) => return Ok(Some(Approved::Unsound)),
                    Err(fault) => return Err(fault),
                }
            }
            let before = heroes::queries::visibility(conn, hero_id)?;
            let mut visibility = before.clone();
            for (fact, audience) in told.narrowed() {
                // Who tells a fact for few eyes has it shown to no more; the page's own facts stay as its family chose.
                let joins = visibility::picture_id(fact).is_some()
                    || facts.iter().any(|known| known == fact);
                if joins && audience > visibility.of(fact) {
                    visibility.set(fact, audience);
                }
            }
            if visibility != before {
                let shown = heroes::queries::show_to(conn, hero_id, &visibility)?;
                let of = (hero_id, Some(id));
                journal::shown_to(conn, Actor::Moderator(by), shown, of, at)?;
            }
            if day_differs {
                let mut narrowed = Visibility::default();
                narrowed.set("died", told.of("died"));
                let with_day = Record {
                    died,
                    ..record.clone()
                };
                let kind = Kind::Revise {
                    record: Box::new(with_day),
                    narrowed,
                    back_to: None,
                    submission_id: Some(id),
                };
                let version = life(conn, hero_id)?.version;
                let why = Message::of_submission(id);
                motions::propose(conn, by, hero_id, version, &kind, &why, at)?;
            }
            close(conn, "approved", message.as_ref(), Some(hero_id))?;
            owe(conn, letter::Kind::Changed)?;
            diesel::update(submissions::table.find(id))
                .set(submissions::changed_facts.eq(Value::from(facts).to_string()))
                .execute(conn)?;
            let changed = changed(&page.record, &record)?;
            let detail = Some(json!({
                "revision": story.sent.revision,
                "changed": changed,
                "message": message.as_ref().map(Message::as_str),
            }));
            noted(
                conn,
                by,
                "join",
                Subject {
                    submission_id: Some(id),
                    hero_id: Some(hero_id),
                    detail,
                },
                at,
            )?;
            Ok(Some(Approved::Published(hero_id)))
        }
        Answer::Return { message, questions } => {
            close(conn, "returned", Some(&message), story.hero_id)?;
            owe(conn, letter::Kind::Asked)?;
            questions::queries::ask(conn, by, id, &questions, at)?;
            let detail = Some(json!({"message": message.as_str(), "questions": questions}));
            noted(
                conn,
                by,
                "return",
                Subject {
                    submission_id: Some(id),
                    detail,
                    ..Subject::default()
                },
                at,
            )?;
            Ok(None)
        }
        Answer::Refuse(reason) => {
            close(conn, "refused", Some(&reason), story.hero_id)?;
            owe(conn, letter::Kind::Refused)?;
            follow_the_companion(conn, id, None)?;
            let detail = Some(json!({"reason": reason.as_str()}));
            noted(
                conn,
                by,
                "refuse",
                Subject {
                    submission_id: Some(id),
                    detail,
                    ..Subject::default()
                },
                at,
            )?;
            Ok(None)
        }
    }
}

pub(super) fn close(
    conn: &mut SqliteConnection,
    id: i32,
    by: i32,
    state: &str,
    message: Option<&Message>,
    hero_id: Option<i32>,
    at: DateTime<Utc>,
) -> QueryResult<usize> {
    proofs::queries::forget(conn, id)?;
    if let Some(hero_id) = hero_id.filter(|_| state == "approved") {
        namesakes::queries::carry_over(conn, Who::Story(id), Who::Life(hero_id))?;
    }
    diesel::update(submissions::table.find(id))
        .set((
            submissions::state.eq(state),
            submissions::decided_at.eq(at),
            submissions::decided_by.eq(by),
            submissions::message.eq(message.map(Message::as_str)),
            submissions::hero_id.eq(hero_id),
        ))
        .execute(conn)
}

/// Makes a story public and closes it, on the word of the account with the number `by`.
pub(super) fn publish(
    conn: &mut SqliteConnection,
    story: &Story,
    author: Author<'_>,
    by: i32,
    at: DateTime<Utc>,
) -> QueryResult<Approved> {
    let id = story.sent.id;
    // A savepoint of its own: what a broken rule refuses leaves nothing behind.
    let hero_id = match conn.transaction(|conn| make_public(conn, author, story, at)) {
        Ok(hero_id) => hero_id,
        Err(fault) if breaks_a_rule(&fault) => return Ok(Approved::Unsound),
        Err(fault) => return Err(fault),
    };
    close(conn, id, by, "approved", None, Some(hero_id), at)?;
    letters::owe(conn, id, letter::Kind::Published, &at.to_rfc3339(), at)?;
    follow_the_companion(conn, id, Some(hero_id))?;
    Ok(Approved::Published(hero_id))
}

/// Publishes for the first time; or, after an approval that was undone, the same life again under its number and address.
pub(super) fn make_public(
    conn: &mut SqliteConnection,
    by: Author<'_>,
    story: &Story,
    at: DateTime<Utc>,
) -> QueryResult<i32> {
    let why = format!("submission {}", story.sent.id);
    let change = Change { by, at, why: &why };
    let chosen = story.chosen();
    let Some(hero_id) = story.hero_id else {
        return heroes::queries::publish_to(conn, &story.record, chosen, change);
    };
    let known = heroes::queries::published_at(conn, hero_id)?;
    let shown = heroes::queries::show_to(conn, hero_id, chosen)?;
    let actor = match by {
        Author::Moderator(by) => Actor::Moderator(by),
        Author::Agreed { .. } => Actor::Family,
        Author::Shell => Actor::Shell,
    };
    journal::shown_to(conn, actor, shown, (hero_id, Some(story.sent.id)), at)?;
    if is_withdrawn(conn, hero_id)? {
        heroes::queries::restore(conn, hero_id, change)?;
    }
    let Life {
        record: before,
        version,
        ..
    } = life(conn, hero_id)?;
    let mut record = story.record.clone();
    // Readers have known this page under that name and day: as everywhere, these take a second person at the desk. The word
    // of a family is no such person: whoever gives it another key could speak for it.
    let lately = known.is_none_or(|since| at - since <= ALONE);
    let takes_two = !lately && needs_second(&before, &record);
    let shown_by = match by {
        Author::Agreed { account_id } if takes_two => {
            account_names(conn)?.remove(&account_id).unwrap_or_default()
        }
        _ => String::new(),
    };
    let proposer = match by {
        _ if !takes_two => None,
        Author::Moderator(by) => Some(Proposer::from(by)),
        Author::Agreed { account_id } => Some(Proposer {
            account_id,
            name: &shown_by,
            actor,
        }),
        Author::Shell => None,
    };
    if proposer.is_some() {
        record.name = before.name;
        record.latin = before.latin;
        record.died = before.died;
    }
    heroes::queries::revise(conn, hero_id, &record, change)?;
    if let Some(by) = proposer {
        let kind = Kind::Revise {
            record: Box::new(story.record.clone()),
            narrowed: Visibility::default(),
            back_to: None,
            submission_id: None,
        };
        let why = Message::of_submission(story.sent.id);
        motions::propose(conn, by, hero_id, version + 1, &kind, &why, at)?;
    }
    Ok(hero_id)
}

/// Whether the page of this story was hidden by its own family: a moderator settles that wish before anything else.
pub(super) fn hidden_by_family(conn: &mut SqliteConnection, story: &Story) -> QueryResult<bool> {
    let Some(hero_id) = story.hero_id else {
        return Ok(false);
    };
    heroes::queries::is_hidden_by_family(conn, hero_id)
}

pub fn breaks_a_rule(fault: &Error) -> bool {
    use DatabaseErrorKind::{
        CheckViolation, ForeignKeyViolation, NotNullViolation, UniqueViolation,
    };
    matches!(
        fault,
        Error::DatabaseError(
            CheckViolation | ForeignKeyViolation | NotNullViolation | UniqueViolation,
            _
        )
    )
}

/// Whether taking back this approval would take down a page that has been public for longer than a day: that is not one
/// person's to do. Answers the life and its version then.
pub fn undoing_takes_two(
    conn: &mut SqliteConnection,
    id: i32,
    at: DateTime<Utc>,
) -> QueryResult<Option<(i32, i32)>> {
    let story = story(conn, id)?;
    let State::Approved { hero_id, .. } = story.sent.state else {
        return Ok(None);
    };
    // Approved today again, a page may have been public for years. One that its family hid is down by a word that a moderator
    // has not settled yet, and is not what two people decided.
    let known = heroes::queries::published_at(conn, hero_id)?;
    let lately = known.is_none_or(|since| at - since <= ALONE);
    let decided_by_two =
        is_down(conn, hero_id)? && !heroes::queries::is_hidden_by_family(conn, hero_id)?;
    if story.about.is_some() || lately || decided_by_two {
        return Ok(None);
    }
    Ok(Some((hero_id, life(conn, hero_id)?.version)))
}

/// Takes back an approval: the life is withdrawn, its address says so, and the story is in this moderator's hands again.
pub fn undo_approval(
    conn: &mut SqliteConnection,
    by: &Moderator,
    id: i32,
    reason: &Message,
    at: DateTime<Utc>,
) -> Done<()> {
    let undone = story(conn, id)?;
    let Ok(Undoable::Approval { hero_id }) = Undoable::of(&undone.sent.state) else {
        return Ok(Err(Stale));
    };
    // What joined a page is taken out of it by going back to a version before; what was merged is parted first.
    if undone.about.is_some() || namesakes::queries::is_merged(conn, hero_id)? {
        return Ok(Err(Stale));
    }
    // What was corrected, and hidden, while it was public comes back with it: published again, nothing of that is lost.
    let visibility = heroes::queries::visibility(conn, hero_id)?;
    let mut answers = undone.sent.answers.clone();
    answers.visibility = visibility.clone();
    let mut sent_answers = undone.sent.sent_answers.clone();
    if let Some(sent) = &mut sent_answers {
        sent.visibility = visibility;
    }
    let json = |answers: &Answers| {
        serde_json::to_string(answers).map_err(|fault| Error::SerializationError(Box::new(fault)))
    };
    let (answers, sent_answers) = (
        json(&answers)?,
        sent_answers.as_ref().map(json).transpose()?,
    );
    let record = life(conn, hero_id)?.record;
    if !is_down(conn, hero_id)? {
        heroes::queries::withdraw(conn, Some(by), hero_id, at, reason.as_str())?;
    }
    hold(conn, by, id, at)?;
    diesel::update(submissions::table.find(id))
        .set((
            submissions::record.eq(written(&record)?),
            submissions::answers.eq(answers),
            submissions::sent_answers.eq(sent_answers),
            submissions::revision.eq(submissions::revision + 1),
            submissions::changed_at.eq(at),
        ))
        .execute(conn)?;
    namesakes::queries::know_story(conn, id, &record)?;
    namesakes::queries::carry_back(conn, Who::Story(id), Who::Life(hero_id))?;
    let detail = Some(json!({"reason": reason.as_str()}));
    noted(
        conn,
        by,
        "undo-approval",
        Subject {
            submission_id: Some(id),
            hero_id: Some(hero_id),
            detail,
        },
        at,
    )
    .map(Ok)
}
