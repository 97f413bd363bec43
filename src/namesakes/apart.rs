//! `POST /admin/namesakes/distinction` and `/distinction-undoing`: two are different people, and that is remembered; or they
//! are compared again.

use actix_web::HttpResponse;
use actix_web::web::{Data, Form};
use serde::Deserialize;

use super::queries;
use super::section::address;
use super::who::Who;
use crate::accounts::guard::Moderator;
use crate::app::State;
use crate::error::AppError;
use crate::web::show::see;

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Typed {
    /// `life-12` or `story-7`.
    one: String,
    other: String,
    /// On whose page it was said; nothing for the list.
    from: String,
}

impl Typed {
    fn read(&self) -> Result<(Who, Who), AppError> {
        let read = |word: &str| word.parse().map_err(|()| AppError::BadRequest);
        Ok((read(&self.one)?, read(&self.other)?))
    }
}

pub async fn tell(
    state: Data<State>,
    by: Moderator,
    Form(typed): Form<Typed>,
) -> Result<HttpResponse, AppError> {
    let ((one, other), now) = (typed.read()?, state.now());
    let told = state
        .db
        .write(move |conn| queries::tell_apart(conn, &by, one, other, now))
        .await?;
    match (told, typed.from.parse::<Who>()) {
        (false, _) => Err(AppError::Conflict),
        (true, Ok(who)) => Ok(see(format!("{}?done=1", address(who)))),
        (true, Err(())) => Ok(see("/admin/namesakes?done=apart")),
    }
}

pub async fn untell(
    state: Data<State>,
    by: Moderator,
    Form(typed): Form<Typed>,
) -> Result<HttpResponse, AppError> {
    let ((one, other), now) = (typed.read()?, state.now());
    let untold = state
        .db
        .write(move |conn| queries::untell(conn, &by, one, other, now))
        .await?;
    if untold {
        Ok(see("/admin/namesakes?state=apart&done=back"))
    } else {
        Err(AppError::Conflict)
    }
}
