//! `POST /admin/account/password`: one's own password, by whoever knows the present one; other sessions end.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Form};
use actix_web::{HttpRequest, HttpResponse};
use serde::Deserialize;
use serde_json::json;

use super::account::{NewPassword, Session};
use super::guard::{self, Reader};
use super::invitation::password_fault;
use super::{once_more, password, queries, show};
use crate::app::{State, chance};
use crate::error::AppError;
use crate::i18n::Words;
use crate::moderation::journal::{self, Act, Actor, Subject};
use crate::web::show::see;

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Typed {
    current: String,
    password: String,
    again: String,
}

pub async fn change(
    w: Words,
    req: HttpRequest,
    state: Data<State>,
    by: Reader,
    Form(typed): Form<Typed>,
) -> Result<HttpResponse, AppError> {
    let now = state.now();
    let wrong = StatusCode::UNPROCESSABLE_ENTITY;
    let new = match NewPassword::parse(&typed.password, &typed.again, by.name()) {
        Ok(new) => new,
        Err(fault) => {
            return show::draw(
                w,
                &state,
                &by,
                wrong,
                None,
                Some(password_fault(w, fault)),
                false,
            )
            .await;
        }
    };
    let browser_name = guard::browser_of(&req);
    let tried = match once_more::asked(w, &req, &state, &by, typed.current).await? {
        Ok(tried) => tried,
        Err((status, fault)) => {
            return show::draw(w, &state, &by, status, Some(fault), None, false).await;
        }
    };
    let hash = password::hash(new).await?;
    let (token, mark): ([u8; 32], [u8; 32]) = (chance()?, chance()?);
    let mut answer = see("/admin/account?done=1");
    guard::give(&mut answer, &state.settings, token, mark)?;
    state
        .db
        .write(move |conn| {
            queries::forgive(conn, tried.counted)?;
            // This session too goes on under a new name.
            let session = Session::begun(guard::hashed(&token), browser_name, now);
            queries::begin(conn, by.id(), &session)?;
            queries::change_password(conn, by.id(), &hash, session.token_hash)?;
            queries::know_browser(conn, by.id(), guard::hashed(&mark), now)?;
            let detail = Some(json!({"account": by.name()}));
            journal::write(
                conn,
                Actor::Moderator(&by),
                Act("change-password"),
                Subject {
                    detail,
                    ..Subject::default()
                },
                now,
            )
        })
        .await?;
    Ok(answer)
}
