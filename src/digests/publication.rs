//! `POST /admin/digests/{id}/publication` and `/withdrawal`: anyone can read a digest from now on, or nobody any more.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path};

use super::edit::{self, Asked, Why};
use super::queries::{self, Unpublished};
use crate::accounts::guard::Moderator;
use crate::app::State;
use crate::error::AppError;
use crate::i18n::Words;
use crate::web::show::see;

pub async fn publish(
    w: Words,
    state: Data<State>,
    by: Moderator,
    id: Path<i32>,
) -> Result<HttpResponse, AppError> {
    let id = id.into_inner();
    let (moderator, now) = (by.clone(), state.now());
    let done = state
        .db
        .write(move |conn| queries::publish(conn, &moderator, id, now))
        .await?;
    let why = match done {
        Ok(()) => return Ok(see(format!("/admin/digests/{id}?done=1"))),
        Err(Unpublished::Stale) => Why::Stale(None),
        Err(Unpublished::Nobody) => Why::Nobody(None),
    };
    edit::draw(w, &state, &by, id, Asked::default(), Some(why)).await
}

pub async fn withdraw(
    w: Words,
    state: Data<State>,
    by: Moderator,
    id: Path<i32>,
) -> Result<HttpResponse, AppError> {
    let id = id.into_inner();
    let (moderator, now) = (by.clone(), state.now());
    let done = state
        .db
        .write(move |conn| queries::withdraw(conn, &moderator, id, now))
        .await?;
    match done {
        Ok(()) => Ok(see(format!("/admin/digests/{id}?done=1"))),
        Err(_) => edit::draw(w, &state, &by, id, Asked::default(), Some(Why::Stale(None))).await,
    }
}
