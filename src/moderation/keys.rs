//! `/admin/keys`: a family has lost its key. A moderator finds the story by the contact on file, calls that contact, and
//! issues another key; the old one opens nothing from then on.

use actix_web::HttpResponse;
use actix_web::web::{Data, Form, Path};
use askama::Template;
use serde::Deserialize;

use super::decision::Message;
use super::desk::{Desk, Room};
use super::queries::{self, Found};
use crate::accounts::guard::Moderator;
use crate::app::{State, chance};
use crate::error::AppError;
use crate::i18n::{Words, dates};
use crate::keys::{six_words, words};
use crate::submissions::key;
use crate::submissions::step::home;
use crate::web::layout::Layout;
use crate::web::show::show_judged;

#[derive(Template)]
#[template(path = "moderation/keys.html")]
struct KeysPage {
    w: Words,
    layout: Layout,
    desk: Desk,
    contact: String,
    /// Something was looked for.
    looked: bool,
    found: Vec<Row>,
    fault: Option<&'static str>,
    issued: Option<Issued>,
}

struct Row {
    id: i32,
    /// None for a draft, which is nobody's but its family's.
    name: Option<String>,
    begun: String,
}

/// Shown once.
struct Issued {
    address: String,
    words: String,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Typed {
    contact: String,
    how: String,
}

pub async fn page(w: Words, state: Data<State>, by: Moderator) -> Result<HttpResponse, AppError> {
    draw(w, &state, &by, Typed::default(), None, None).await
}

/// `POST /admin/keys`: stories with this contact on file. That somebody looked is in the journal.
pub async fn find(
    w: Words,
    state: Data<State>,
    by: Moderator,
    Form(typed): Form<Typed>,
) -> Result<HttpResponse, AppError> {
    draw(w, &state, &by, typed, None, None).await
}

/// `POST /admin/submissions/{id}/key`
pub async fn issue(
    w: Words,
    state: Data<State>,
    by: Moderator,
    id: Path<i32>,
    Form(typed): Form<Typed>,
) -> Result<HttpResponse, AppError> {
    let Ok(how) = Message::parse(&typed.how) else {
        let fault = Some(w.keys_desk_how_missing());
        return draw(w, &state, &by, typed, fault, None).await;
    };
    let new = key::encoded(chance()?);
    let words_key = words::address_of_key(&state, &new).await?;
    let (id, kept, now, moderator) = (id.into_inner(), new.clone(), state.now(), by.clone());
    let lang = state
        .db
        .write(move |conn| queries::issue_key(conn, &moderator, id, &kept, &words_key, &how, now))
        .await?;
    let issued = Issued {
        address: state.settings.absolute(&home(Words::new(lang), &new)),
        words: six_words::of(&new).join(" "),
    };
    draw(w, &state, &by, Typed::default(), None, Some(issued)).await
}

async fn draw(
    w: Words,
    state: &State,
    by: &Moderator,
    typed: Typed,
    fault: Option<&'static str>,
    issued: Option<Issued>,
) -> Result<HttpResponse, AppError> {
    let looked = !typed.contact.trim().is_empty();
    let found = if looked {
        let (contact, now, moderator) = (typed.contact.clone(), state.now(), by.clone());
        state
            .db
            .write(move |conn| queries::with_contact(conn, &moderator, &contact, now))
            .await?
    } else {
        Vec::new()
    };
    let row = |found: Found| Row {
        id: found.id,
        name: found.name,
        begun: dates::moment(w.lang(), found.begun_at),
    };
    let page = KeysPage {
        w,
        layout: Layout::hidden(w, "/keys", w.keys_desk()),
        desk: Desk::around(state, by, Room::Queue).await?,
        contact: typed.contact,
        looked,
        found: found.into_iter().map(row).collect(),
        fault,
        issued,
    };
    show_judged(page.fault.is_some(), &page)
}
