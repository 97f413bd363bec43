//! `POST /admin/account/sessions/revocation`: ends one of one's own sessions, or all but this one.

use actix_web::HttpResponse;
use actix_web::web::{Data, Form};
use serde::Deserialize;

use super::guard::Reader;
use super::queries;
use crate::app::State;
use crate::error::AppError;
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
