//! The family takes back its consent: asked twice, done at once, and its contacts erased.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;

use super::queries;
use super::step::{home, open};
use super::submission::{Kind, State};
use crate::app;
use crate::error::AppError;
use crate::i18n::Words;
use crate::web::layout::{Here, Layout};
use crate::web::show::{see, show_privately};

#[derive(Template)]
#[template(path = "submissions/withdrawal.html")]
struct WithdrawalPage {
    w: Words,
    layout: Layout,
    home: String,
    /// Everyone can read it: a moderator has to take the page down.
    published: bool,
    /// It was an addition to a page, which stays.
    adds: bool,
    /// Nobody but its family has it: it can be erased.
    erasable: bool,
    was_sent: bool,
}

/// `GET /{lang}/submissions/{key}/withdrawal`
pub async fn page(
    w: Words,
    at: Path<(String, String)>,
    state: Data<app::State>,
) -> Result<HttpResponse, AppError> {
    let (_, key) = at.into_inner();
    let opened = open(&state, &key).await?;
    if !opened.sent.holder.is_family() {
        return Err(AppError::NotFound);
    }
    let page = WithdrawalPage {
        w,
        layout: Layout::hidden(
            w,
            format!("/submissions/{key}/withdrawal"),
            w.submissions_withdraw_title(),
        )
        .here(Here::Tell),
        home: home(w, &key),
        adds: opened.sent.kind == Kind::Contribution || opened.sent.about_id.is_some(),
        erasable: opened.sent.state == State::Draft,
        was_sent: opened.sent.sent_at.is_some(),
        published: matches!(opened.sent.state, State::Approved { .. }),
    };
    show_privately(StatusCode::OK, &page)
}

/// `POST /{lang}/submissions/{key}/erasure`: a draft that was never sent goes for good.
pub async fn erase(
    w: Words,
    at: Path<(String, String)>,
    state: Data<app::State>,
) -> Result<HttpResponse, AppError> {
    let (_, key) = at.into_inner();
    let (secret, now) = (key.clone(), state.now());
    let erased = state
        .db
        .write(move |conn| queries::erase(conn, &secret, now))
        .await?;
    if erased {
        Ok(see(format!("/{}", w.lang())))
    } else {
        Ok(see(home(w, &key)))
    }
}

/// `POST /{lang}/submissions/{key}/withdrawal`
pub async fn withdraw(
    w: Words,
    at: Path<(String, String)>,
    state: Data<app::State>,
) -> Result<HttpResponse, AppError> {
    let (_, key) = at.into_inner();
    let (secret, now) = (key.clone(), state.now());
    state
        .db
        .write(move |conn| queries::withdraw(conn, &secret, now))
        .await?;
    Ok(see(home(w, &key)))
}
