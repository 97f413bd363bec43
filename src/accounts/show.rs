//! `/admin/account`: one's own name, password, second factor and sessions, and what others did to the account.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Query};
use askama::Template;
use serde::Deserialize;

use super::account::{Role, Session};
use super::guard::Reader;
use super::queries::{self, Notice};
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
    role: &'static str,
    notices: Vec<String>,
    sessions: Vec<Line>,
    /// Recovery codes left; none without a second factor.
    left: Option<i64>,
    fault: Option<&'static str>,
    current_fault: Option<String>,
    done: bool,
}

/// One browser's stay.
struct Line {
    /// The session's name in the form that ends it: the hash of its token, which opens nothing.
    name: String,
    browser: String,
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
    let (sessions, notices, second_factor) = state
        .db
        .read(move |conn| {
            let sessions = queries::sessions_of(conn, id, now)?;
            let notices = queries::notices(conn, id)?;
            Ok((sessions, notices, queries::second_factor(conn, id)?))
        })
        .await?;
    let line = |session: Session| Line {
        name: hex::encode(session.token_hash),
        browser: session.browser,
        began: dates::moment(w.lang(), session.created_at),
        seen: dates::moment(w.lang(), session.seen_at),
        here: session.token_hash == here,
    };
    let page = AccountPage {
        w,
        layout: Layout::hidden(w, "/account", by.name()),
        desk: Desk::around(state, by, Room::Account).await?,
        role: role_name(w, by.role()),
        notices: notices.into_iter().map(|notice| told(w, notice)).collect(),
        left: second_factor.map(|(_, left)| left),
        sessions: sessions.into_iter().map(line).collect(),
        fault,
        current_fault,
        done,
    };
    show_privately(status, &page)
}

/// What a role is called.
pub fn role_name(w: Words, role: Role) -> &'static str {
    match role {
        Role::Reader => w.access_role_reader(),
        Role::Moderator => w.accounts_role_moderator(),
        Role::Admin => w.accounts_role_admin(),
    }
}

/// «28 листопада, 08:12, Олена М.: Вашу другу перевірку знято».
fn told(w: Words, notice: Notice) -> String {
    let by = notice.by.unwrap_or_else(|| w.moderation_shell().to_owned());
    w.access_notice(dates::moment(w.lang(), notice.at), by, notice.kind.as_str())
}
