//! `POST /admin/places/matchings` and its undoing: what is said in one way is said as the register does, and back.

use actix_web::HttpResponse;
use actix_web::web::{Data, Form, Path};
use serde::Deserialize;

use super::queries::{self, Matched};
use crate::accounts::guard::Moderator;
use crate::app::State;
use crate::error::AppError;
use crate::moderation::decision::Stale;
use crate::web::show::see;

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Typed {
    key: String,
    region: String,
    settlement: String,
}

pub async fn match_group(
    state: Data<State>,
    by: Moderator,
    Form(typed): Form<Typed>,
) -> Result<HttpResponse, AppError> {
    let settlement = typed.settlement.parse().map_err(|_| AppError::BadRequest)?;
    let now = state.now();
    let done = state
        .db
        .write(move |conn| {
            queries::match_group(conn, &by, &typed.key, &typed.region, settlement, now)
        })
        .await?;
    told(done)
}

pub async fn undo(
    state: Data<State>,
    by: Moderator,
    id: Path<i32>,
) -> Result<HttpResponse, AppError> {
    let (id, now) = (id.into_inner(), state.now());
    let done = state
        .db
        .write(move |conn| queries::undo(conn, &by, id, now))
        .await?;
    told(done)
}

/// What it came to; somebody else did it meanwhile.
fn told(done: Result<Matched, Stale>) -> Result<HttpResponse, AppError> {
    match done {
        Ok(Matched { lives, stories, .. }) => Ok(see(format!(
            "/admin/places?lives={lives}&stories={stories}"
        ))),
        Err(Stale) => Err(AppError::Conflict),
    }
}
