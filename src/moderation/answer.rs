//! `POST /admin/submissions/{id}/approval`, `/return`, `/refusal` and `/approval-undoing`: the decision about the revision
//! that was read.

use std::collections::HashSet;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Form, Path};
use chrono::{DateTime, Utc};
use diesel::{QueryResult, SqliteConnection};
use serde::Deserialize;

use super::composing;
use super::decision::{Answer, Message, MessageFault, Stale};
use super::joining::{Choice, Choices};
use super::queries::{self, Approved};
use super::reading::readings;
use super::review::{self, Shown};
use super::warnings::has_warnings;
use crate::accounts::guard::Moderator;
use crate::app::State;
use crate::error::AppError;
use crate::i18n::Words;
use crate::linter;
use crate::motions::motion::Kind;
use crate::motions::queries::{Proposed, propose};
use crate::namesakes;
use crate::questions::question;
use crate::submissions::form as sent;
use crate::web::show::see;

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Typed {
    pub(super) revision: String,
    pub(super) message: String,
    reason: String,
    /// That the warnings were read.
    pub(super) seen: String,
}

impl Typed {
    pub(super) fn of(form: &sent::Form) -> Self {
        Self {
            revision: form.text("revision"),
            message: form.text("message"),
            reason: form.text("reason"),
            seen: form.text("seen"),
        }
    }
}

/// What keeps a story from being shown to anyone: findings nobody has spoken of, or warnings that were not `seen`.
pub(super) async fn hindrance(
    w: Words,
    state: &State,
    id: i32,
    seen: bool,
) -> Result<Option<&'static str>, AppError> {
    let reference = state.reference();
    let hindrance = state.db.read(move |conn| {
        let story = queries::story(conn, id)?;
        if linter::queries::unsettled(conn, id, &story.record)? > 0 {
            return Ok(Some(w.linter_unsettled()));
        }
        if seen {
            return Ok(None);
        }
        let likely = namesakes::queries::of_story(conn, id)?;
        let stories = readings(&story.record, &reference, &HashSet::new());
        let wrong = queries::contradicting(conn, &story.record, &stories, &reference)?;
        Ok(has_warnings(&story, &likely, &wrong).then(|| w.moderation_seen_first()))
    });
    hindrance.await
}

pub async fn approve(
    w: Words,
    state: Data<State>,
    by: Moderator,
    id: Path<i32>,
    form: sent::Form,
) -> Result<HttpResponse, AppError> {
    let id = id.into_inner();
    let typed = Typed::of(&form);
    if let Some(fault) = hindrance(w, &state, id, !typed.seen.is_empty()).await? {
        return again(w, &state, &by, id, typed.message, fault).await;
    }
    let story = state.db.read(move |conn| queries::story(conn, id)).await?;
    if story.about.is_none() {
        return decide(w, &state, by, id, &typed, Answer::Approve).await;
    }
    // A word to the contributor is welcome and not needed.
    let message = match Message::parse(&typed.message) {
        Ok(message) => Some(message),
        Err(MessageFault::Empty) => None,
        Err(fault) => {
            return again(w, &state, &by, id, typed.message, message_fault(w, fault)).await;
        }
    };
    let answer = Answer::Join {
        version: form
            .text("page")
            .parse()
            .map_err(|_| AppError::BadRequest)?,
        choices: choices(&form),
        message,
    };
    decide(w, &state, by, id, &typed, answer).await
}

/// `take-born=both`
pub(super) fn choices(form: &sent::Form) -> Choices {
    let chosen = form.pairs().filter_map(|(name, word)| {
        let field = name.strip_prefix("take-")?;
        Some((field.to_owned(), Choice::from_word(word)?))
    });
    chosen.collect()
}

pub async fn return_to_family(
    w: Words,
    state: Data<State>,
    by: Moderator,
    id: Path<i32>,
    form: sent::Form,
) -> Result<HttpResponse, AppError> {
    let id = id.into_inner();
    let typed = Typed::of(&form);
    let story = state.db.read(move |conn| queries::story(conn, id)).await?;
    let questions = composing::asked(&form, story.sent.language);
    let message = match Message::parse(&typed.message) {
        Ok(message) => message,
        // Questions beside the fields need no letter of their own: the family's language has one.
        Err(MessageFault::Empty) if !questions.is_empty() => {
            let letter = Words::new(story.sent.language).asking_letter();
            Message::parse(letter).map_err(|_| AppError::internal("a letter without words"))?
        }
        Err(fault) => {
            let shown = Shown {
                message: typed.message,
                asked: questions,
                fault: Some(message_fault(w, fault)),
                ..Shown::default()
            };
            return review::draw(w, &state, &by, id, StatusCode::UNPROCESSABLE_ENTITY, shown).await;
        }
    };
    decide(
        w,
        &state,
        by,
        id,
        &typed,
        Answer::Return { message, questions },
    )
    .await
}

/// `ask-born=Який це був рік?`
pub(crate) fn questions(form: &sent::Form) -> Vec<(String, String)> {
    let asked = form.pairs().filter_map(|(name, words)| {
        let fact = name.strip_prefix("ask-")?;
        question::place(fact)?;
        Some((fact.to_owned(), question::tidied(words)?))
    });
    asked.collect()
}

pub async fn refuse(
    w: Words,
    state: Data<State>,
    by: Moderator,
    id: Path<i32>,
    form: sent::Form,
) -> Result<HttpResponse, AppError> {
    let id = id.into_inner();
    let typed = Typed::of(&form);
    match Message::parse(&typed.message) {
        Ok(message) => decide(w, &state, by, id, &typed, Answer::Refuse(message)).await,
        // A ready reason is read by a person before a family reads it.
        Err(MessageFault::Empty) if form.has("ready") => {
            let story = state.db.read(move |conn| queries::story(conn, id)).await?;
            let message = composing::refusal(&form, story.sent.language).unwrap_or_default();
            let shown = Shown {
                composed: !message.is_empty(),
                message,
                ready: form.text("ready"),
                ..Shown::default()
            };
            review::draw(w, &state, &by, id, StatusCode::UNPROCESSABLE_ENTITY, shown).await
        }
        Err(fault) => again(w, &state, &by, id, typed.message, message_fault(w, fault)).await,
    }
}

pub async fn undo_approval(
    w: Words,
    state: Data<State>,
    by: Moderator,
    id: Path<i32>,
    Form(typed): Form<Typed>,
) -> Result<HttpResponse, AppError> {
    let id = id.into_inner();
    let reason = match Message::parse(&typed.reason) {
        Ok(reason) => reason,
        Err(fault) => {
            let shown = Shown {
                reason: typed.reason,
                fault: Some(message_fault(w, fault)),
                ..Shown::default()
            };
            return review::draw(w, &state, &by, id, StatusCode::UNPROCESSABLE_ENTITY, shown).await;
        }
    };
    let (now, moderator) = (state.now(), by.clone());
    let done = state
        .db
        .write(move |conn| undo(conn, &moderator, id, &reason, now))
        .await?;
    let fault = match done {
        Undone::Done(Ok(())) => return Ok(see(format!("/admin/submissions/{id}?done=1"))),
        Undone::Proposed(Proposed::Made(motion)) => {
            return Ok(see(format!("/admin/motions/{motion}?done=1")));
        }
        Undone::Proposed(Proposed::Waits(_)) => w.motions_waits_already(),
        Undone::Done(Err(Stale)) | Undone::Proposed(Proposed::Stale) => {
            w.moderation_stale_decision()
        }
    };
    let shown = Shown {
        reason: typed.reason,
        fault: Some(fault),
        ..Shown::default()
    };
    review::draw(w, &state, &by, id, StatusCode::CONFLICT, shown).await
}

enum Undone {
    Done(Result<(), Stale>),
    Proposed(Proposed),
}

/// One person takes back an approval of today; an older one is proposed.
fn undo(
    conn: &mut SqliteConnection,
    by: &Moderator,
    id: i32,
    reason: &Message,
    at: DateTime<Utc>,
) -> QueryResult<Undone> {
    let Some((hero_id, version)) = queries::undoing_takes_two(conn, id, at)? else {
        return queries::undo_approval(conn, by, id, reason, at).map(Undone::Done);
    };
    let kind = Kind::UndoApproval { submission_id: id };
    propose(conn, by, hero_id, version, &kind, reason, at).map(Undone::Proposed)
}

async fn decide(
    w: Words,
    state: &State,
    by: Moderator,
    id: i32,
    typed: &Typed,
    answer: Answer,
) -> Result<HttpResponse, AppError> {
    let read: i32 = typed.revision.parse().map_err(|_| AppError::BadRequest)?;
    let asked = match &answer {
        Answer::Return { questions, .. } => questions.clone(),
        _ => Vec::new(),
    };
    let (now, moderator) = (state.now(), by.clone());
    let done = state
        .db
        .write(move |conn| queries::decide(conn, &moderator, id, read, answer, now))
        .await?;
    state.letter_owed.notify_one();
    let done = match done {
        Ok(done) => done,
        Err(Stale) => {
            let shown = Shown {
                message: typed.message.clone(),
                asked: asked.clone(),
                fault: Some(w.moderation_stale_decision()),
                ..Shown::default()
            };
            return review::draw(w, state, &by, id, StatusCode::CONFLICT, shown).await;
        }
    };
    match done {
        Some(Approved::Published(hero_id)) => Ok(see(format!("/admin/heroes/{hero_id}?done=1"))),
        Some(Approved::Unsound) => {
            again(
                w,
                state,
                &by,
                id,
                typed.message.clone(),
                w.moderation_unsound(),
            )
            .await
        }
        None => Ok(see(format!("/admin?done={id}"))),
    }
}

/// The same page with what was typed, and why nothing was done.
async fn again(
    w: Words,
    state: &State,
    by: &Moderator,
    id: i32,
    message: String,
    fault: &'static str,
) -> Result<HttpResponse, AppError> {
    let shown = Shown {
        message,
        fault: Some(fault),
        ..Shown::default()
    };
    review::draw(w, state, by, id, StatusCode::UNPROCESSABLE_ENTITY, shown).await
}

pub fn message_fault(w: Words, fault: MessageFault) -> &'static str {
    match fault {
        MessageFault::Empty => w.moderation_message_empty(),
        MessageFault::TooLong => w.moderation_message_too_long(),
    }
}
