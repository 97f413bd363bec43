//! `/{lang}/anniversaries/{number}/{token}`: no more letters on the days of a person, for whoever holds the link that stands in
//! each of them. Nothing is ended by looking, for mail programs look at links by themselves.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;
use sha2::{Digest, Sha256};

use super::posting::token;
use super::queries;
use crate::app::State;
use crate::error::AppError;
use crate::i18n::Words;
use crate::submissions::queries as stories;
use crate::web::layout::Layout;
use crate::web::show::show_privately;

#[derive(Template)]
#[template(path = "anniversaries/stop.html")]
struct StopPage {
    w: Words,
    layout: Layout,
    address: String,
    /// Whether there is anything to end, and whether it was just ended.
    holds: bool,
    stopped: bool,
}

pub async fn page(
    w: Words,
    state: Data<State>,
    at: Path<(String, i32, String)>,
) -> Result<HttpResponse, AppError> {
    let (_, id, typed) = at.into_inner();
    let holds = holds(&state, id, &typed).await?;
    draw(w, id, &typed, holds, false)
}

pub async fn stop(
    w: Words,
    state: Data<State>,
    at: Path<(String, i32, String)>,
) -> Result<HttpResponse, AppError> {
    let (_, id, typed) = at.into_inner();
    let holds = holds(&state, id, &typed).await?;
    if holds {
        let now = state.now();
        state
            .db
            .write(move |conn| queries::stop(conn, id, now))
            .await?;
    }
    draw(w, id, &typed, holds, holds)
}

/// Whether letters go to whoever has this token. Compared by hashes, so that time tells nothing of it.
async fn holds(state: &State, id: i32, typed: &str) -> Result<bool, AppError> {
    let email = state
        .db
        .read(move |conn| {
            let asked = queries::wish(conn, id)?.is_some();
            let email = stories::contacts(conn, id)?.email;
            Ok(Some(email).filter(|email| asked && !email.is_empty()))
        })
        .await?;
    Ok(email.is_some_and(|email| {
        let known = token(&state.secret, id, &email);
        Sha256::digest(known) == Sha256::digest(typed)
    }))
}

fn draw(
    w: Words,
    id: i32,
    typed: &str,
    holds: bool,
    stopped: bool,
) -> Result<HttpResponse, AppError> {
    let status = if holds {
        StatusCode::OK
    } else {
        StatusCode::GONE
    };
    let page = StopPage {
        w,
        layout: Layout::hidden(w, "", w.anniversaries_title()),
        address: format!("/{}/anniversaries/{id}/{typed}", w.lang()),
        holds,
        stopped,
    };
    show_privately(status, &page)
}
