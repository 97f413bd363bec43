//! `POST /admin/submissions/{id}/approval`, `/return`, `/refusal` and `/approval-undoing`: the decision about the revision
//! that was read.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Form, Path};
use chrono::{DateTime, Utc};
use diesel::{QueryResult, SqliteConnection};
use serde::Deserialize;

use super::decision::{Answer, Message, MessageFault, Stale};
use super::doubles::doubles;
use super::joining::{Choice, Choices};
use super::queries::{self, Approved};
use super::review::{self, Shown};
use crate::accounts::guard::Moderator;
use crate::app::State;
use crate::error::AppError;
use crate::i18n::Words;
use crate::motions::motion::Kind;
use crate::motions::queries::{Proposed, propose};
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

/// Whether anything was found that a moderator should see before anyone else sees the story.
pub(super) async fn warned(state: &State, id: i32) -> Result<bool, AppError> {
    let (reference, names) = (state.reference(), state.names.clone());
    state
        .db
        .read(move |conn| {
            let story = queries::story(conn, id)?;
            let itself = story.hero_id.or(story.sent.about_id);
            let doubles = doubles(conn, &names, &story.record, &reference, Some(id), itself)?;
            Ok(review::has_warnings(&story, &doubles))
        })
        .await
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
    if typed.seen.is_empty() && warned(&state, id).await? {
        return again(w, &state, &by, id, typed.message, w.moderation_seen_first()).await;
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
fn choices(form: &sent::Form) -> Choices {
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
    let questions = questions(&form);
    let message = match Message::parse(&typed.message) {
        Ok(message) => message,
        // Questions beside the fields need no letter of their own: the family's language has one.
        Err(MessageFault::Empty) if !questions.is_empty() => {
            let story = state.db.read(move |conn| queries::story(conn, id)).await?;
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
fn questions(form: &sent::Form) -> Vec<(String, String)> {
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
    Form(typed): Form<Typed>,
) -> Result<HttpResponse, AppError> {
    let id = id.into_inner();
    match Message::parse(&typed.message) {
        Ok(message) => decide(w, &state, by, id, &typed, Answer::Refuse(message)).await,
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
