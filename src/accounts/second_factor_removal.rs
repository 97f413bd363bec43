//! `POST /admin/account/second-factor/removal`: one's own second factor off, by the password and a code.
//! `POST /admin/accounts/{id}/second-factor/removal`: a colleague's, by an administrator; the colleague is told at the desk.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Form, Path};
use actix_web::{HttpRequest, HttpResponse};
use serde::Deserialize;
use serde_json::json;

use super::authenticator::{self, Faults};
use super::guard::{Administrator, Reader};
use super::once_more;
use super::queries::{self, Proof};
use super::recovery_codes::refused;
use super::second_factor::Answer;
use crate::app::State;
use crate::error::AppError;
use crate::i18n::Words;
use crate::moderation::journal::{self, Act, Actor, Subject};
use crate::web::show::see;

const ACT: Act = Act("take-off-second-factor");

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Typed {
    current: String,
    code: String,
}

pub async fn remove(
    w: Words,
    req: HttpRequest,
    state: Data<State>,
    by: Reader,
    Form(typed): Form<Typed>,
) -> Result<HttpResponse, AppError> {
    let (id, now, who) = (by.id(), state.now(), by.clone());
    let tried = match once_more::asked(w, &req, &state, &by, typed.current).await? {
        Ok(tried) => tried,
        Err((status, fault)) => return again(w, &state, &by, status, fault).await,
    };
    let answer = Answer::parse(&typed.code);
    let proof = state
        .db
        .write(move |conn| {
            queries::forgive(conn, tried.counted)?;
            let proof = queries::prove(conn, id, answer.as_ref(), now)?;
            if let Proof::Right { .. } = proof {
                queries::take_off(conn, id)?;
                queries::end_others(conn, id, who.session())?;
                let subject = Subject {
                    detail: Some(json!({"account": who.name()})),
                    ..Subject::default()
                };
                journal::write(conn, Actor::Moderator(&who), ACT, subject, now)?;
            }
            Ok(proof)
        })
        .await?;
    match refused(w, proof, &typed.code) {
        None => Ok(see("/admin/account?done=1")),
        Some((status, fault)) => again(w, &state, &by, status, fault).await,
    }
}

async fn again(
    w: Words,
    state: &State,
    by: &Reader,
    status: StatusCode,
    fault: String,
) -> Result<HttpResponse, AppError> {
    let faults = Faults {
        removal: Some(fault),
        ..Faults::default()
    };
    authenticator::draw(w, state, by, false, status, faults).await
}

pub async fn take_off(
    state: Data<State>,
    by: Administrator,
    id: Path<i32>,
) -> Result<HttpResponse, AppError> {
    let (id, by, now) = (id.into_inner(), by.as_moderator().clone(), state.now());
    if id == by.id() {
        // One's own asks for the password and a code.
        return Err(AppError::Forbidden);
    }
    state
        .db
        .write(move |conn| {
            let account = queries::find(conn, id)?;
            if !queries::take_off(conn, id)? {
                return Ok(());
            }
            queries::notify(
                conn,
                id,
                queries::SECOND_FACTOR_TAKEN_OFF,
                Some(by.id()),
                now,
            )?;
            let subject = Subject {
                detail: Some(json!({"account": account.name})),
                ..Subject::default()
            };
            journal::write(conn, Actor::Moderator(&by), ACT, subject, now)
        })
        .await?;
    Ok(see("/admin/accounts?done=1"))
}
