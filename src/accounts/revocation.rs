//! `POST /admin/account/sessions/revocation`: ends one of one's own sessions, or all but this one.
//! `POST /admin/accounts/{id}/sessions/revocation`: an administrator ends all of a colleague's.

use actix_web::HttpResponse;
use actix_web::web::{Data, Form, Path};
use serde::Deserialize;
use serde_json::json;

use super::guard::{Administrator, Reader};
use super::queries;
use crate::app::State;
use crate::error::AppError;
use crate::moderation::journal::{self, Act, Actor, Subject};
use crate::web::show::see;

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Chosen {
    session: String,
}

pub async fn revoke(
    state: Data<State>,
    by: Reader,
    Form(chosen): Form<Chosen>,
) -> Result<HttpResponse, AppError> {
    if chosen.session == "others" {
        state
            .db
            .write(move |conn| queries::end_others(conn, by.id(), by.session()))
            .await?;
    } else {
        let mut session = [0; 32];
        hex::decode_to_slice(&chosen.session, &mut session).map_err(|_| AppError::BadRequest)?;
        state
            .db
            .write(move |conn| queries::end(conn, by.id(), session))
            .await?;
    }
    Ok(see("/admin/account?done=1"))
}

pub async fn revoke_all(
    state: Data<State>,
    by: Administrator,
    id: Path<i32>,
) -> Result<HttpResponse, AppError> {
    let (id, by, now) = (id.into_inner(), by.as_moderator().clone(), state.now());
    if id == by.id() {
        // One's own are ended on one's own page, where this one can be kept.
        return Err(AppError::Forbidden);
    }
    state
        .db
        .write(move |conn| {
            let account = queries::find(conn, id)?;
            queries::end_everywhere(conn, id)?;
            queries::notify(conn, id, queries::SESSIONS_ENDED, Some(by.id()), now)?;
            let subject = Subject {
                detail: Some(json!({"account": account.name})),
                ..Subject::default()
            };
            journal::write(
                conn,
                Actor::Moderator(&by),
                Act("end-sessions"),
                subject,
                now,
            )
        })
        .await?;
    Ok(see("/admin/accounts?done=1"))
}
