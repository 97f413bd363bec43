//! `/digest/{account}/{token}`: no more letters with numbers, for whoever holds the link that stands in each of them. Nothing
//! is ended by looking, for mail programs look at links by themselves.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;
use sha2::{Digest, Sha256};

use super::digest::token;
use super::queries;
use crate::app::State;
use crate::error::AppError;
use crate::i18n::Words;
use crate::web::layout::Layout;
use crate::web::show::show_privately;

#[derive(Template)]
#[template(path = "care/stop.html")]
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
    at: Path<(i32, String)>,
) -> Result<HttpResponse, AppError> {
    let (account_id, typed) = at.into_inner();
    let holds = holds(&state, account_id, &typed).await?;
    draw(w, account_id, &typed, holds, false)
}

pub async fn stop(
    w: Words,
    state: Data<State>,
    at: Path<(i32, String)>,
) -> Result<HttpResponse, AppError> {
    let (account_id, typed) = at.into_inner();
    let holds = holds(&state, account_id, &typed).await?;
    if holds {
        state
            .db
            .write(move |conn| queries::forget_address(conn, account_id))
            .await?;
    }
    draw(w, account_id, &typed, holds, holds)
}

/// Compared by hashes, so that time tells nothing of the token.
async fn holds(state: &State, account_id: i32, typed: &str) -> Result<bool, AppError> {
    let email = state
        .db
        .read(move |conn| queries::address(conn, account_id))
        .await?;
    Ok(email.is_some_and(|email| {
        let known = token(&state.secret, account_id, &email);
        Sha256::digest(known) == Sha256::digest(typed)
    }))
}

fn draw(
    w: Words,
    account_id: i32,
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
        layout: Layout::hidden(w, "", w.care_stop()),
        address: if holds && !stopped {
            format!("/digest/{account_id}/{typed}")
        } else {
            String::new()
        },
        holds,
        stopped,
    };
    show_privately(status, &page)
}
