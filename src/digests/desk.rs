//! `/admin/digests`: all digests, and the form that begins one.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use askama::Template;

use super::digest::{Fault, State as Standing};
use super::queries;
use crate::accounts::guard::Reader;
use crate::app::State;
use crate::error::AppError;
use crate::heroes::hero::Text;
use crate::i18n::{Lang, Words, dates};
use crate::moderation::desk::{Desk, Room};
use crate::web::layout::Layout;
use crate::web::show::show_privately;

const SHOWN: i64 = 200;

#[derive(Template)]
#[template(path = "digests/desk.html")]
struct DeskPage {
    w: Words,
    layout: Layout,
    desk: Desk,
    rows: Vec<Row>,
    title: Text,
    fault: Option<String>,
}

struct Row {
    id: i32,
    title: String,
    state: String,
    lives: usize,
    at: String,
}

pub async fn page(w: Words, state: Data<State>, by: Reader) -> Result<HttpResponse, AppError> {
    draw(w, &state, &by, Text::default(), None).await
}

/// The same with what was typed and cannot be kept.
pub async fn draw(
    w: Words,
    state: &State,
    by: &Reader,
    title: Text,
    fault: Option<Fault>,
) -> Result<HttpResponse, AppError> {
    let all = state.db.read(|conn| queries::all(conn, SHOWN)).await?;
    let status = match fault {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    let page = DeskPage {
        w,
        layout: Layout::hidden(w, "/digests", w.digests_title()),
        desk: Desk::around(state, by, Room::Digests).await?,
        rows: all
            .into_iter()
            .map(|digest| Row {
                id: digest.id,
                title: titled(w.lang(), &digest.content.title).0,
                state: standing(w, digest.state),
                lives: digest.content.lives.len(),
                at: dates::moment(w.lang(), digest.changed_at),
            })
            .collect(),
        title,
        fault: fault.map(|fault| fault_words(w, fault)),
    };
    show_privately(status, &page)
}

/// The title in a language, else in the other, and in which.
pub fn titled(lang: Lang, title: &Text) -> (String, Lang) {
    let of = |lang: Lang| match lang {
        Lang::Uk => title.uk.clone(),
        Lang::En => title.en.clone(),
    };
    [lang, lang.other()]
        .into_iter()
        .find_map(|lang| Some((of(lang)?, lang)))
        .unwrap_or((String::new(), lang))
}

pub fn standing(w: Words, state: Standing) -> String {
    w.digests_state(state.word())
}

pub fn fault_words(w: Words, fault: Fault) -> String {
    match fault {
        Fault::NoTitle => w.digests_no_title().to_owned(),
        Fault::LongTitle => w.digests_long_title(super::digest::LONGEST_TITLE),
        Fault::LongIntro => w.digests_long_intro(super::digest::LONGEST_INTRO),
        Fault::TooMany => w.digests_too_many(super::digest::MOST),
    }
}
