//! `/admin/sign-in`: a name and a password, and the way back to where one wanted to go.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Form, Query};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use chrono::TimeDelta;
use serde::Deserialize;

use super::account::{AccountName, Session};
use super::guard::{self, Oneself};
use super::queries::Tried;
use super::{password, queries, second_step};
use crate::app::{State, chance};
use crate::error::AppError;
use crate::i18n::{Words, dates};
use crate::web::layout::Layout;
use crate::web::show::{see, show_privately};

#[derive(Template)]
#[template(path = "accounts/sign_in.html")]
struct SignInPage {
    w: Words,
    layout: Layout,
    name: String,
    next: String,
    fault: Option<String>,
    /// Nobody has an account yet: the page says where the first link is.
    empty: bool,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Typed {
    name: String,
    password: String,
    next: String,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Wanted {
    next: String,
}

pub async fn page(
    w: Words,
    state: Data<State>,
    wanted: Option<Query<Wanted>>,
    signed_in: Option<Oneself>,
) -> Result<HttpResponse, AppError> {
    let next = wanted.map(|Query(wanted)| wanted.next).unwrap_or_default();
    if signed_in.is_some() {
        return Ok(see(
            guard::local(&next).unwrap_or_else(|| "/admin".to_owned())
        ));
    }
    let empty = !state.db.read(queries::any).await?;
    show_privately(
        StatusCode::OK,
        &sign_in_page(w, String::new(), next, None, empty),
    )
}

/// Counts a try at a password before it is looked at; how long this browser has to wait where too many were wrong.
pub(super) async fn tried(
    req: &HttpRequest,
    state: &State,
    name: AccountName,
) -> Result<Result<Tried, TimeDelta>, AppError> {
    let now = state.now();
    let browser = guard::presented(req, guard::browser_cookie(&state.settings));
    state
        .db
        .write(move |conn| queries::try_once(conn, &name, browser, now))
        .await
}

pub async fn sign_in(
    w: Words,
    req: HttpRequest,
    state: Data<State>,
    Form(typed): Form<Typed>,
) -> Result<HttpResponse, AppError> {
    let now = state.now();
    let refused = |status, fault: String| {
        show_privately(
            status,
            &sign_in_page(
                w,
                typed.name.chars().take(80).collect(),
                typed.next.clone(),
                Some(fault),
                false,
            ),
        )
    };
    let Ok(name) = AccountName::parse(&typed.name) else {
        return refused(
            StatusCode::UNPROCESSABLE_ENTITY,
            w.accounts_wrong().to_owned(),
        );
    };
    let tried = match tried(&req, &state, name).await? {
        Ok(tried) => tried,
        Err(wait) => {
            tracing::warn!("a sign-in has to wait: too many were wrong");
            let mut answer = refused(
                StatusCode::TOO_MANY_REQUESTS,
                w.accounts_slow_down(dates::waiting(w.lang(), at_least_a_minute(wait))),
            )?;
            answer.headers_mut().insert(
                actix_web::http::header::RETRY_AFTER,
                (wait.num_seconds() + 1).into(),
            );
            return Ok(answer);
        }
    };
    let (id, kept) = tried.account.unzip();
    let right = password::is_right(typed.password.clone(), kept.clone()).await?;
    let Some((id, kept)) = id.zip(kept).filter(|_| right) else {
        // Never what was typed: a password is sometimes typed where the name belongs.
        tracing::warn!(account = id, "a sign-in was refused");
        return refused(
            StatusCode::UNPROCESSABLE_ENTITY,
            w.accounts_wrong().to_owned(),
        );
    };

    let browser_name = guard::browser_of(&req);
    let (token, mark): ([u8; 32], [u8; 32]) = (chance()?, chance()?);
    let before = guard::presented(&req, guard::session_cookie(&state.settings));
    let begun = state
        .db
        .write(move |conn| {
            // The account may have been shut, or its password changed, while the one typed was being checked.
            if queries::password(conn, id)?.is_none_or(|now_kept| now_kept != kept) {
                return Ok(Begun::Not);
            }
            queries::forgive(conn, tried.counted)?;
            if queries::has_second_factor(conn, id)? {
                queries::begin_half(conn, id, guard::hashed(&token), now)?;
                return Ok(Begun::Half);
            }
            // Whatever session the browser came with ends: nobody can be given one beforehand.
            if let Some(before) = before {
                queries::end_token(conn, before)?;
            }
            queries::know_browser(conn, id, guard::hashed(&mark), now)?;
            let session = Session::begun(guard::hashed(&token), browser_name, now);
            queries::begin(conn, id, &session)?;
            Ok(Begun::Whole)
        })
        .await?;
    match begun {
        Begun::Not => {
            return refused(
                StatusCode::UNPROCESSABLE_ENTITY,
                w.accounts_wrong().to_owned(),
            );
        }
        Begun::Half => return second_step::ask(&state.settings, token, &typed.next),
        Begun::Whole => {}
    }
    let mut answer = see(guard::local(&typed.next).unwrap_or_else(|| "/admin".to_owned()));
    guard::give(&mut answer, &state.settings, token, mark)?;
    tracing::info!(account = id, "signed in by a password");
    Ok(answer)
}

/// What came of a right password.
enum Begun {
    Whole,
    /// The code of a second factor is still to come.
    Half,
    /// The account was shut or its password changed meanwhile.
    Not,
}

fn sign_in_page(
    w: Words,
    name: String,
    next: String,
    fault: Option<String>,
    empty: bool,
) -> SignInPage {
    let path = if next.is_empty() {
        "/sign-in".to_owned()
    } else {
        guard::sign_in_address(&next).replacen("/admin", "", 1)
    };
    let layout = Layout::hidden(w, path, w.accounts_sign_in());
    SignInPage {
        w,
        layout,
        name,
        next,
        fault,
        empty,
    }
}

/// Said in whole minutes, upwards: nobody counts seconds at a door.
pub(super) fn at_least_a_minute(wait: TimeDelta) -> TimeDelta {
    TimeDelta::minutes((wait.num_seconds() + 59) / 60)
}
