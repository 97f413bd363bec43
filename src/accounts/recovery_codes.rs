//! `POST /admin/account/second-factor/codes`: new recovery codes in place of the earlier ones, shown this once.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Form};
use askama::Template;
use serde::Deserialize;
use serde_json::json;

use super::authenticator::{self, Faults};
use super::guard::{self, Reader};
use super::queries::{self, Hash, Proof};
use super::second_factor::{Answer, CODES, RecoveryCode};
use super::sign_in::at_least_a_minute;
use crate::app::{State, chance};
use crate::error::AppError;
use crate::i18n::{Words, dates};
use crate::moderation::journal::{self, Act, Actor, Subject};
use crate::web::layout::Layout;
use crate::web::show::show_privately;

#[derive(Template)]
#[template(path = "accounts/recovery_codes.html")]
struct CodesPage {
    w: Words,
    layout: Layout,
    name: String,
    codes: Vec<String>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Typed {
    code: String,
}

pub async fn renew(
    w: Words,
    state: Data<State>,
    by: Reader,
    Form(typed): Form<Typed>,
) -> Result<HttpResponse, AppError> {
    let (id, now, who) = (by.id(), state.now(), by.clone());
    let codes = made()?;
    let hashes = hashes(&codes);
    let answer = Answer::parse(&typed.code);
    let proof = state
        .db
        .write(move |conn| {
            let proof = queries::prove(conn, id, answer.as_ref(), now)?;
            if let Proof::Right { .. } = proof {
                queries::renew_codes(conn, id, &hashes)?;
                let subject = Subject {
                    detail: Some(json!({"account": who.name()})),
                    ..Subject::default()
                };
                let act = Act("renew-recovery-codes");
                journal::write(conn, Actor::Moderator(&who), act, subject, now)?;
            }
            Ok(proof)
        })
        .await?;
    match refused(w, proof, &typed.code) {
        None => draw(w, by.name(), &codes),
        Some((status, fault)) => {
            let faults = Faults {
                renewal: Some(fault),
                ..Faults::default()
            };
            authenticator::draw(w, &state, &by, false, status, faults).await
        }
    }
}

/// What is said to a code that was not right: the telephone's clock has nothing to do with a recovery code.
pub(super) fn wrong(w: Words, typed: &str) -> &'static str {
    if Answer::means_recovery(typed) {
        w.access_code_wrong_recovery()
    } else {
        w.access_code_wrong()
    }
}

/// What is said to a code that did not open.
pub(super) fn refused(w: Words, proof: Proof, typed: &str) -> Option<(StatusCode, String)> {
    match proof {
        Proof::Right { .. } => None,
        Proof::Wrong => Some((StatusCode::UNPROCESSABLE_ENTITY, wrong(w, typed).to_owned())),
        Proof::Slow(wait) => Some((
            StatusCode::TOO_MANY_REQUESTS,
            w.accounts_slow_down(dates::waiting(w.lang(), at_least_a_minute(wait))),
        )),
    }
}

pub(super) fn made() -> Result<Vec<RecoveryCode>, AppError> {
    (0..CODES)
        .map(|_| Ok(RecoveryCode::new(chance()?)))
        .collect()
}

pub(super) fn hashes(codes: &[RecoveryCode]) -> Vec<Hash> {
    codes.iter().map(|code| code.hash(guard::hashed)).collect()
}

/// The only page on which the codes stand.
pub(super) fn draw(w: Words, name: &str, codes: &[RecoveryCode]) -> Result<HttpResponse, AppError> {
    let page = CodesPage {
        w,
        layout: Layout::hidden(w, "/account/second-factor", w.access_codes()),
        name: name.to_owned(),
        codes: codes.iter().map(RecoveryCode::written).collect(),
    };
    show_privately(StatusCode::OK, &page)
}
