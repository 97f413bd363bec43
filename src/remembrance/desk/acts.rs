//! What a moderator does with a memory: `POST /admin/memories/{id}/approval`, `/refusal`, `/reopening`, `/hiding`, `/showing`,
//! `/findings`, `/wording`, `/wordings/{number}/restoration`, `/contacts`. What is refused shows the page as it is now, with
//! what was typed.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use chrono::{DateTime, Utc};
use diesel::SqliteConnection;

use super::show::{Shown, draw};
use crate::accounts::guard::Moderator;
use crate::app::State;
use crate::error::AppError;
use crate::i18n::Words;
use crate::moderation::answer::message_fault;
use crate::moderation::decision::Message;
use crate::remembrance::memory::{Fault, LONGEST, LONGEST_NAME, reworded};
use crate::remembrance::queries::{self, Done, Refusal, Word};
use crate::submissions::form::Form;
use crate::web::show::see;

pub async fn approve(
    w: Words,
    state: Data<State>,
    by: Moderator,
    id: Path<i32>,
    form: Form,
) -> Result<HttpResponse, AppError> {
    let (id, read) = (id.into_inner(), revision(&form));
    let act = move |conn: &mut SqliteConnection, by: &Moderator, now| {
        queries::approve_memory(conn, by, id, read, now)
    };
    done(w, &state, by, id, Shown::default(), act).await
}

pub async fn refuse(
    w: Words,
    state: Data<State>,
    by: Moderator,
    id: Path<i32>,
    form: Form,
) -> Result<HttpResponse, AppError> {
    let (id, read) = (id.into_inner(), revision(&form));
    let (reason, shown) = match reason(w, &form) {
        Ok(said) => said,
        Err(shown) => return draw(w, &state, &by, id, UNREADABLE, shown).await,
    };
    let act = move |conn: &mut SqliteConnection, by: &Moderator, now| {
        queries::refuse_memory(conn, by, id, read, &reason, now)
    };
    done(w, &state, by, id, shown, act).await
}

pub async fn reopen(
    w: Words,
    state: Data<State>,
    by: Moderator,
    id: Path<i32>,
    form: Form,
) -> Result<HttpResponse, AppError> {
    let (id, read) = (id.into_inner(), revision(&form));
    let act = move |conn: &mut SqliteConnection, by: &Moderator, now| {
        queries::reopen_memory(conn, by, id, read, now)
    };
    done(w, &state, by, id, Shown::default(), act).await
}

pub async fn hide(
    w: Words,
    state: Data<State>,
    by: Moderator,
    id: Path<i32>,
    form: Form,
) -> Result<HttpResponse, AppError> {
    let id = id.into_inner();
    let (reason, shown) = match reason(w, &form) {
        Ok(said) => said,
        Err(shown) => return draw(w, &state, &by, id, UNREADABLE, shown).await,
    };
    let act = move |conn: &mut SqliteConnection, by: &Moderator, now| {
        queries::hide_memory(conn, by, id, &reason, now)
    };
    done(w, &state, by, id, shown, act).await
}

pub async fn show_again(
    w: Words,
    state: Data<State>,
    by: Moderator,
    id: Path<i32>,
) -> Result<HttpResponse, AppError> {
    let id = id.into_inner();
    let act = move |conn: &mut SqliteConnection, by: &Moderator, now| {
        queries::show_memory(conn, by, id, now)
    };
    done(w, &state, by, id, Shown::default(), act).await
}

pub async fn settle(
    w: Words,
    state: Data<State>,
    by: Moderator,
    id: Path<i32>,
    form: Form,
) -> Result<HttpResponse, AppError> {
    let (id, read) = (id.into_inner(), revision(&form));
    let said = [
        ("hide", Word::Hide),
        ("stands", Word::Stands),
        ("ask-again", Word::AskAgain),
    ];
    let (button, word) = said
        .into_iter()
        .find(|(button, _)| form.has(button))
        .ok_or(AppError::BadRequest)?;
    let mark = form.text(button);
    let act = move |conn: &mut SqliteConnection, by: &Moderator, now| {
        queries::settle_finding(conn, by, id, read, (&mark, word), now)
    };
    done(w, &state, by, id, Shown::default(), act).await
}

pub async fn reword(
    w: Words,
    state: Data<State>,
    by: Moderator,
    id: Path<i32>,
    form: Form,
) -> Result<HttpResponse, AppError> {
    let (id, read) = (id.into_inner(), revision(&form));
    let typed = (form.text("words"), form.text("name"));
    let shown = Shown {
        words: Some(typed.clone()),
        ..Shown::default()
    };
    let (words, name) = match reworded(&typed.0, &typed.1) {
        Ok(kept) => kept,
        Err(faults) => {
            let shown = Shown {
                fault: faults.first().map(|fault| wrong(w, *fault)),
                ..shown
            };
            return draw(w, &state, &by, id, UNREADABLE, shown).await;
        }
    };
    let act = move |conn: &mut SqliteConnection, by: &Moderator, now| {
        queries::reword_memory(conn, by, id, read, (&words, &name), now)
    };
    done(w, &state, by, id, shown, act).await
}

pub async fn go_back(
    w: Words,
    state: Data<State>,
    by: Moderator,
    at: Path<(i32, i32)>,
    form: Form,
) -> Result<HttpResponse, AppError> {
    let ((id, number), read) = (at.into_inner(), revision(&form));
    let act = move |conn: &mut SqliteConnection, by: &Moderator, now| {
        queries::go_back_to_wording(conn, by, id, read, number, now)
    };
    done(w, &state, by, id, Shown::default(), act).await
}

pub async fn open_contact(
    w: Words,
    state: Data<State>,
    by: Moderator,
    id: Path<i32>,
) -> Result<HttpResponse, AppError> {
    let (id, now, moderator) = (id.into_inner(), state.now(), by.clone());
    let contact = state
        .db
        .write(move |conn| queries::open_memory_contact(conn, &moderator, id, now))
        .await?;
    let shown = Shown {
        contact: Some(contact),
        ..Shown::default()
    };
    draw(w, &state, &by, id, StatusCode::OK, shown).await
}

const UNREADABLE: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;

/// The revision that stood on the page; none is one that never was.
fn revision(form: &Form) -> i32 {
    form.text("revision").parse().unwrap_or(0)
}

fn reason(w: Words, form: &Form) -> Result<(Message, Shown), Shown> {
    let typed = form.text("reason");
    let shown = Shown {
        reason: typed.clone(),
        ..Shown::default()
    };
    match Message::parse(&typed) {
        Ok(reason) => Ok((reason, shown)),
        Err(fault) => Err(Shown {
            fault: Some(message_fault(w, fault).to_owned()),
            ..shown
        }),
    }
}

fn wrong(w: Words, fault: Fault) -> String {
    match fault {
        Fault::LongWords => w.memories_long_words(LONGEST),
        Fault::LongName => w.memories_long_name(LONGEST_NAME),
        Fault::NoName => w.memories_no_name().to_owned(),
        _ => w.memories_no_words().to_owned(),
    }
}

async fn done<F>(
    w: Words,
    state: &State,
    by: Moderator,
    id: i32,
    shown: Shown,
    act: F,
) -> Result<HttpResponse, AppError>
where
    F: FnOnce(&mut SqliteConnection, &Moderator, DateTime<Utc>) -> Done + Send + 'static,
{
    let (now, moderator) = (state.now(), by.clone());
    let done = state
        .db
        .write(move |conn| act(conn, &moderator, now))
        .await?;
    let (status, fault) = match done {
        Ok(()) => return Ok(see(format!("/admin/memories/{id}"))),
        Err(Refusal::Stale) => (StatusCode::CONFLICT, w.memories_desk_stale().to_owned()),
        Err(Refusal::Down) => (StatusCode::CONFLICT, w.memories_desk_down().to_owned()),
        Err(Refusal::Unsettled(count)) => (StatusCode::CONFLICT, w.memories_desk_unsettled(count)),
        Err(Refusal::Nothing) => (UNREADABLE, w.memories_desk_nothing_left().to_owned()),
    };
    let shown = Shown {
        fault: Some(fault),
        ..shown
    };
    draw(w, state, &by, id, status, shown).await
}
