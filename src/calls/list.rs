//! `/admin/calls`: whom to call, the first first. The number is opened call by call, and the journal knows.

use actix_web::HttpResponse;
use actix_web::web::{Data, Form, Path};
use askama::Template;
use serde::Deserialize;

use super::queries;
use crate::accounts::guard::Moderator;
use crate::app::State;
use crate::error::AppError;
use crate::i18n::{Words, dates};
use crate::moderation::decision::Message;
use crate::moderation::desk::{Desk, Room};
use crate::submissions::answers::Contacts;
use crate::web::layout::Layout;
use crate::web::show::{see, show_judged};

#[derive(Template)]
#[template(path = "calls/list.html")]
struct ListPage {
    w: Words,
    layout: Layout,
    desk: Desk,
    calls: Vec<Waiting>,
    fault: Option<&'static str>,
}

struct Waiting {
    id: i32,
    submission_id: i32,
    asked: String,
    waits: String,
    words: String,
    /// Once it was asked for.
    contacts: Option<Contacts>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Typed {
    outcome: String,
}

pub async fn page(w: Words, state: Data<State>, by: Moderator) -> Result<HttpResponse, AppError> {
    draw(w, &state, &by, None, None).await
}

/// `POST /admin/calls/{id}/contacts`
pub async fn open(
    w: Words,
    state: Data<State>,
    by: Moderator,
    id: Path<i32>,
) -> Result<HttpResponse, AppError> {
    let (id, now, moderator) = (id.into_inner(), state.now(), by.clone());
    let contacts = state
        .db
        .write(move |conn| queries::open_contacts(conn, &moderator, id, now))
        .await?;
    draw(w, &state, &by, Some((id, contacts)), None).await
}

/// `POST /admin/calls/{id}/outcome`
pub async fn called(
    w: Words,
    state: Data<State>,
    by: Moderator,
    id: Path<i32>,
    Form(typed): Form<Typed>,
) -> Result<HttpResponse, AppError> {
    let Ok(outcome) = Message::parse(&typed.outcome) else {
        return draw(w, &state, &by, None, Some(w.calls_outcome_missing())).await;
    };
    let (id, now) = (id.into_inner(), state.now());
    let done = state
        .db
        .write(move |conn| queries::called(conn, &by, id, outcome.as_str(), now))
        .await?;
    if !done {
        return Err(AppError::Conflict);
    }
    state.letter_owed.notify_one();
    Ok(see("/admin/calls"))
}

async fn draw(
    w: Words,
    state: &State,
    by: &Moderator,
    opened: Option<(i32, Contacts)>,
    fault: Option<&'static str>,
) -> Result<HttpResponse, AppError> {
    let (calls, now) = (state.db.read(queries::waiting).await?, state.now());
    let page = ListPage {
        w,
        layout: Layout::hidden(w, "/calls", w.calls_desk()),
        desk: Desk::around(state, by, Room::Queue).await?,
        calls: calls
            .into_iter()
            .map(|call| Waiting {
                contacts: opened
                    .as_ref()
                    .filter(|(id, _)| *id == call.id)
                    .map(|(_, contacts)| contacts.clone()),
                id: call.id,
                submission_id: call.submission_id,
                asked: dates::moment(w.lang(), call.asked_at),
                waits: dates::waiting(w.lang(), now - call.asked_at),
                words: call.words,
            })
            .collect(),
        fault,
    };
    show_judged(page.fault.is_some(), &page)
}
