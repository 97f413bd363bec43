//! `/admin/accounts`: everyone who may come to the desk; administrators only.

use std::collections::HashMap;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Query};
use askama::Template;
use serde::Deserialize;

use super::account::Role;
use super::guard::Administrator;
use super::queries::{self, Account};
use super::show::role_name;
use crate::app::State;
use crate::error::AppError;
use crate::i18n::{Words, dates};
use crate::moderation::desk::{Desk, Room};
use crate::web::layout::Layout;
use crate::web::show::show_privately;

#[derive(Template)]
#[template(path = "accounts/list.html")]
struct ListPage {
    w: Words,
    layout: Layout,
    desk: Desk,
    accounts: Vec<Line>,
    /// A link just made, shown this once, and whom it is for when it makes a new password.
    link: Option<(String, Option<String>)>,
    done: bool,
}

struct Line {
    id: i32,
    name: String,
    role: &'static str,
    /// Every role, its word and name, and whether the account has it.
    roles: Vec<(&'static str, &'static str, bool)>,
    second_factor: bool,
    sessions: usize,
    since: String,
    disabled: Option<String>,
    own: bool,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct After {
    done: Option<String>,
}

pub async fn page(
    w: Words,
    state: Data<State>,
    by: Administrator,
    after: Query<After>,
) -> Result<HttpResponse, AppError> {
    draw(w, &state, &by, None, after.done.is_some()).await
}

pub(super) async fn draw(
    w: Words,
    state: &State,
    by: &Administrator,
    link: Option<(String, Option<String>)>,
    done: bool,
) -> Result<HttpResponse, AppError> {
    let own = by.as_moderator().id();
    let now = state.now();
    let (accounts, proven, open) = state
        .db
        .read(move |conn| {
            let accounts = queries::all(conn)?;
            let mut open = HashMap::new();
            for account in &accounts {
                open.insert(
                    account.id,
                    queries::sessions_of(conn, account.id, now)?.len(),
                );
            }
            Ok((accounts, queries::with_second_factor(conn)?, open))
        })
        .await?;
    let line = |account: Account| Line {
        id: account.id,
        role: role_name(w, account.role),
        roles: Role::ALL
            .map(|role| (role.word(), role_name(w, role), role == account.role))
            .to_vec(),
        second_factor: proven.contains(&account.id),
        sessions: open.get(&account.id).copied().unwrap_or_default(),
        since: dates::moment(w.lang(), account.created_at),
        disabled: account.disabled_at.map(|at| dates::moment(w.lang(), at)),
        own: account.id == own,
        name: account.name,
    };
    let accounts = accounts.into_iter().map(line).collect();
    let desk = Desk::around(state, by.as_moderator(), Room::Accounts).await?;
    let layout = Layout::hidden(w, "/accounts", w.accounts_accounts());
    show_privately(
        StatusCode::OK,
        &ListPage {
            w,
            layout,
            desk,
            accounts,
            link,
            done,
        },
    )
}
