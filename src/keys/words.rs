//! `/{lang}/submissions/words`: six words that a family wrote on paper, or hears on the telephone, open its story.

use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use super::queries;
use super::six_words::{self, Fault};
use crate::accounts::password;
use crate::app::State;
use crate::error::AppError;
use crate::i18n::Words;
use crate::submissions::form::Form;
use crate::submissions::key;
use crate::submissions::step::home;
use crate::web::layout::{Here, Layout};
use crate::web::rate_limit;
use crate::web::show::{see, show_privately};

#[derive(Template)]
#[template(path = "keys/words.html")]
struct WordsPage {
    w: Words,
    layout: Layout,
    typed: String,
    fault: Vec<String>,
}

/// The address that six words lead to: as long as a key, and slow to make. The same words give the same address.
pub async fn address_of(state: &State, words: String) -> Result<String, AppError> {
    let bytes = password::stretched(words, state.secret.clone()).await?;
    Ok(key::encoded(bytes))
}

/// The address that the six words of a key lead to.
pub async fn address_of_key(state: &State, key: &str) -> Result<String, AppError> {
    address_of(state, six_words::of(key).join(" ")).await
}

/// Gives a story its six words, where it has none because too many were being made at once when it began.
pub async fn give(state: &State, id: i32, key: &str) -> Result<(), AppError> {
    let address = address_of_key(state, key).await?;
    state
        .db
        .write(move |conn| queries::keep_words(conn, id, &address))
        .await
}

/// `GET /{lang}/submissions/words`
pub async fn page(w: Words) -> Result<HttpResponse, AppError> {
    draw(w, StatusCode::OK, String::new(), Vec::new())
}

/// `POST /{lang}/submissions/words`: a wrong try costs as much time as a right one, and soon has to wait.
pub async fn open(
    w: Words,
    request: HttpRequest,
    form: Form,
    state: Data<State>,
) -> Result<HttpResponse, AppError> {
    let typed: String = form.text("words").chars().take(500).collect();
    let wrong = StatusCode::UNPROCESSABLE_ENTITY;
    let words = match six_words::read(&typed) {
        Ok(words) => words,
        Err(fault) => return draw(w, wrong, typed, said(w, &fault)),
    };
    if !state.limits.may_try(rate_limit::of_request(&request)) {
        let wait = vec![w.keys_words_wait().to_owned()];
        return draw(w, StatusCode::TOO_MANY_REQUESTS, typed, wait);
    }
    let address = address_of(&state, words).await?;
    let asked = address.clone();
    let known = state
        .db
        .read(move |conn| match queries::opened(conn, &asked) {
            Err(diesel::result::Error::NotFound) => Ok(false),
            found => found.map(|_| true),
        })
        .await?;
    if known {
        Ok(see(home(w, &address)))
    } else {
        draw(w, wrong, typed, vec![w.keys_words_unknown().to_owned()])
    }
}

fn said(w: Words, fault: &Fault) -> Vec<String> {
    match fault {
        Fault::Count(count) => vec![w.keys_words_count(*count)],
        Fault::Unknown(words) => words
            .iter()
            .map(|(word, near)| match near {
                Some(near) => w.keys_word_near(*near, word),
                None => w.keys_word_unknown(word),
            })
            .collect(),
    }
}

fn draw(
    w: Words,
    status: StatusCode,
    typed: String,
    fault: Vec<String>,
) -> Result<HttpResponse, AppError> {
    let page = WordsPage {
        w,
        layout: Layout::hidden(w, "/submissions/words", w.keys_words_title()).here(Here::Tell),
        typed,
        fault,
    };
    show_privately(status, &page)
}
