//! `POST /{lang}/submissions/{key}/thanks`: a family's word to those who read its story; and `/admin/thanks`, where they, and
//! nobody else, read it.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;

use super::carer;
use super::queries;
use crate::accounts::guard::Reader;
use crate::app::State;
use crate::error::AppError;
use crate::heroes::hero::Record;
use crate::i18n::{Words, dates};
use crate::moderation::desk::{Desk, Room};
use crate::submissions::form::Form;
use crate::submissions::step::{home, open};
use crate::web::layout::Layout;
use crate::web::show::{see, show_privately};

const PAGE: i64 = 100;

#[derive(Template)]
#[template(path = "care/thanks.html")]
struct ThanksPage {
    w: Words,
    layout: Layout,
    desk: Desk,
    thanks: Vec<Line>,
}

struct Line {
    id: i32,
    name: String,
    at: String,
    words: String,
}

pub async fn page(w: Words, state: Data<State>, by: Reader) -> Result<HttpResponse, AppError> {
    let me = by.id();
    let thanks = state
        .db
        .read(move |conn| queries::thanks_to(conn, me, PAGE))
        .await?;
    let line = |thanks: queries::Thanks| {
        let record: Record = serde_json::from_str(&thanks.record).unwrap_or_default();
        Line {
            id: thanks.submission_id,
            name: record.name.listed(),
            at: dates::moment(w.lang(), thanks.at),
            words: thanks.words,
        }
    };
    let page = ThanksPage {
        w,
        layout: Layout::hidden(w, "/thanks", w.care_thanks()),
        desk: Desk::around(&state, &by, Room::Account).await?,
        thanks: thanks.into_iter().map(line).collect(),
    };
    show_privately(StatusCode::OK, &page)
}

/// What is too long is cut by no one: the page comes back with a sentence and the words are still in the browser's box.
pub async fn thank(
    w: Words,
    state: Data<State>,
    at: Path<(String, String)>,
    form: Form,
) -> Result<HttpResponse, AppError> {
    let (_, key) = at.into_inner();
    let opened = open(&state, &key).await?;
    if !opened.sent.holder.is_family() {
        return Err(AppError::NotFound);
    }
    // No box at all is no wish to take anything back.
    if !form.knows("words") {
        return Err(AppError::BadRequest);
    }
    let typed = form.text("words");
    let Ok(words) = carer::thanks(&typed) else {
        let fault = Some((w.care_thank_long(), typed));
        return crate::submissions::show::draw(w, &state, &key, opened, fault).await;
    };
    let (secret, now) = (key.clone(), state.now());
    state
        .db
        .write(move |conn| queries::thank(conn, &secret, words.as_deref(), now))
        .await?;
    Ok(see(format!("{}#thanks", home(w, &key))))
}
