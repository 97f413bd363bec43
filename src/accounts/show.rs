//! `/admin/account`: one's own name, password and sessions.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Query};
use askama::Template;
use serde::Deserialize;

use super::account::Session;
use super::guard::Reader;
use super::queries;
use crate::app::State;
use crate::error::AppError;
use crate::i18n::{Words, dates};
use crate::moderation::desk::{Desk, Room};
use crate::web::layout::Layout;
use crate::web::show::show_privately;

#[derive(Template)]
#[template(path = "accounts/show.html")]
struct AccountPage {
    w: Words,
    layout: Layout,
    desk: Desk,
    sessions: Vec<Line>,
    fault: Option<&'static str>,
    current_fault: Option<String>,
    done: bool,
}

/// One browser's stay.
struct Line {
    /// The session's name in the form that ends it: the hash of its token, which opens nothing.
    name: String,
    began: String,
    seen: String,
    here: bool,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct After {
    done: Option<String>,
}

pub async fn page(
    w: Words,
    state: Data<State>,
    by: Reader,
    after: Query<After>,
) -> Result<HttpResponse, AppError> {
    draw(
        w,
        &state,
        &by,
        StatusCode::OK,
        None,
        None,
        after.done.is_some(),
    )
    .await
}

pub(super) async fn draw(
    w: Words,
    state: &State,
    by: &Reader,
    status: StatusCode,
    current_fault: Option<String>,
    fault: Option<&'static str>,
    done: bool,
) -> Result<HttpResponse, AppError> {
    let (id, now, here) = (by.id(), state.now(), by.session());
    let sessions = state
        .db
        .read(move |conn| queries::sessions_of(conn, id, now))
        .await?;
    let line = |session: Session| Line {
        name: hex::encode(session.token_hash),
        began: dates::moment(w.lang(), session.created_at),
        seen: dates::moment(w.lang(), session.seen_at),
        here: session.token_hash == here,
    };
    let page = AccountPage {
        w,
        layout: Layout::hidden(w, "/account", by.name()),
        desk: Desk::around(state, by, Room::Account).await?,
        sessions: sessions.into_iter().map(line).collect(),
        fault,
        current_fault,
        done,
    };
    show_privately(status, &page)
}
