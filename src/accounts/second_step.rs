//! `/admin/sign-in/second-factor`: after the password, the code. Until it is right the browser holds a token that opens this
//! page alone, for five minutes and five tries.

use actix_web::cookie::time::Duration;
use actix_web::http::StatusCode;
use actix_web::http::header::RETRY_AFTER;
use actix_web::web::{Data, Form, Query};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use serde::Deserialize;
use serde_json::json;

use super::account::Session;
use super::guard::{self, Reader};
use super::queries::{self, Hash, Proof};
use super::recovery_codes::wrong;
use super::second_factor::{Answer, HALF_SESSION};
use super::sign_in::at_least_a_minute;
use crate::app::{State, chance};
use crate::config::Settings;
use crate::error::AppError;
use crate::i18n::{Words, dates};
use crate::moderation::journal::{self, Act, Actor, Subject};
use crate::web::layout::Layout;
use crate::web::show::{see, show_privately};

#[derive(Template)]
#[template(path = "accounts/second_step.html")]
struct SecondStepPage {
    w: Words,
    layout: Layout,
    next: String,
    fault: Option<String>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Typed {
    code: String,
    next: String,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Wanted {
    next: String,
}

/// Leads to the page, with the token that opens it.
pub(super) fn ask(
    settings: &Settings,
    token: [u8; 32],
    next: &str,
) -> Result<HttpResponse, AppError> {
    let mut half = guard::cookie(settings, guard::half_cookie(settings), hex::encode(token));
    half.set_max_age(Duration::seconds(HALF_SESSION.num_seconds()));
    let mut answer = see(format!("/admin{}", path(next)));
    answer.add_cookie(&half).map_err(AppError::internal)?;
    Ok(answer)
}

pub async fn page(
    w: Words,
    req: HttpRequest,
    state: Data<State>,
    wanted: Option<Query<Wanted>>,
) -> Result<HttpResponse, AppError> {
    let next = wanted.map(|Query(wanted)| wanted.next).unwrap_or_default();
    let now = state.now();
    let Some(half) = held(&req, &state) else {
        return Ok(see(guard::sign_in_address(&next)));
    };
    match state
        .db
        .read(move |conn| queries::half(conn, half, now))
        .await?
    {
        Some(_) => draw(w, StatusCode::OK, next, None),
        None => Ok(see(guard::sign_in_address(&next))),
    }
}

pub async fn prove(
    w: Words,
    req: HttpRequest,
    state: Data<State>,
    Form(typed): Form<Typed>,
) -> Result<HttpResponse, AppError> {
    let Some(half) = held(&req, &state) else {
        return Ok(see(guard::sign_in_address(&typed.next)));
    };
    let (now, browser) = (state.now(), guard::browser_of(&req));
    let before = guard::presented(&req, guard::session_cookie(&state.settings));
    let (token, mark): ([u8; 32], [u8; 32]) = (chance()?, chance()?);
    let answer = Answer::parse(&typed.code);
    let proof = state
        .db
        .write(move |conn| {
            let Some(account) = queries::half(conn, half, now)? else {
                return Ok(None);
            };
            let proof = queries::prove(conn, account.id, answer.as_ref(), now)?;
            match proof {
                Proof::Slow(_) => {}
                Proof::Wrong => queries::spend_half(conn, half)?,
                Proof::Right { recovered } => {
                    queries::end_half(conn, half)?;
                    // The session gets a name that nobody has seen before; whatever the browser came with ends.
                    if let Some(before) = before {
                        queries::end_token(conn, before)?;
                    }
                    let session = Session::begun(guard::hashed(&token), browser, now);
                    queries::begin(conn, account.id, &session)?;
                    queries::know_browser(conn, account.id, guard::hashed(&mark), now)?;
                    if recovered {
                        let by = Reader::just_signed_in(&account, &session);
                        let subject = Subject {
                            detail: Some(json!({"account": account.name})),
                            ..Subject::default()
                        };
                        let act = Act("use-recovery-code");
                        journal::write(conn, Actor::Moderator(&by), act, subject, now)?;
                    }
                }
            }
            Ok(Some(proof))
        })
        .await?;
    let unprocessable = StatusCode::UNPROCESSABLE_ENTITY;
    match proof {
        None => Ok(see(guard::sign_in_address(&typed.next))),
        Some(Proof::Wrong) => {
            tracing::warn!("a code of a second factor was wrong");
            let fault = wrong(w, &typed.code).to_owned();
            draw(w, unprocessable, typed.next, Some(fault))
        }
        Some(Proof::Slow(wait)) => {
            tracing::warn!("a second factor has to wait: too many codes were wrong");
            let fault = w.accounts_slow_down(dates::waiting(w.lang(), at_least_a_minute(wait)));
            let mut answer = draw(w, StatusCode::TOO_MANY_REQUESTS, typed.next, Some(fault))?;
            let seconds = wait.num_seconds() + 1;
            answer.headers_mut().insert(RETRY_AFTER, seconds.into());
            Ok(answer)
        }
        Some(Proof::Right { recovered }) => {
            // Whoever used up a code is shown how many are left.
            let led = match recovered {
                true => "/admin/account/second-factor".to_owned(),
                false => guard::local(&typed.next).unwrap_or_else(|| "/admin".to_owned()),
            };
            let mut answer = see(led);
            guard::give(&mut answer, &state.settings, token, mark)?;
            let name = guard::half_cookie(&state.settings);
            let mut gone = guard::cookie(&state.settings, name, String::new());
            gone.make_removal();
            answer.add_cookie(&gone).map_err(AppError::internal)?;
            tracing::info!(recovered, "signed in by a password and a code");
            Ok(answer)
        }
    }
}

fn held(req: &HttpRequest, state: &State) -> Option<Hash> {
    guard::presented(req, guard::half_cookie(&state.settings))
}

fn path(next: &str) -> String {
    let address = guard::sign_in_address(next);
    match address.split_once('?') {
        Some((_, query)) if !next.is_empty() => format!("/sign-in/second-factor?{query}"),
        _ => "/sign-in/second-factor".to_owned(),
    }
}

fn draw(
    w: Words,
    status: StatusCode,
    next: String,
    fault: Option<String>,
) -> Result<HttpResponse, AppError> {
    let layout = Layout::hidden(w, path(&next), w.access_second_step());
    show_privately(
        status,
        &SecondStepPage {
            w,
            layout,
            next,
            fault,
        },
    )
}
