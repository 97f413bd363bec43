//! Acts on the register: a former name or a missing settlement is added, and taken out again.

use actix_web::HttpResponse;
use actix_web::web::{Data, Form, Path};
use chrono::{DateTime, Utc};
use diesel::{QueryResult, SqliteConnection};
use serde::Deserialize;

use super::queries::{self, Kept};
use super::register::{address, word};
use super::settlement::Kind;
use crate::accounts::guard::Moderator;
use crate::app::State;
use crate::error::AppError;
use crate::web::show::see;

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Typed {
    name: String,
    kind: String,
    region: String,
    /// What was searched for, to look at it again.
    q: String,
}

/// `POST /admin/places/settlements/{id}/names`
pub async fn add(
    state: Data<State>,
    by: Moderator,
    id: Path<i32>,
    Form(typed): Form<Typed>,
) -> Result<HttpResponse, AppError> {
    let (id, now) = (id.into_inner(), state.now());
    let name = typed.name;
    let kept = state
        .db
        .write(move |conn| queries::add_former(conn, &by, id, &name, now))
        .await?;
    Ok(back(&typed.q, kept))
}

/// `POST /admin/places/names/{id}/removal`
pub async fn remove(
    state: Data<State>,
    by: Moderator,
    id: Path<i32>,
    Form(typed): Form<Typed>,
) -> Result<HttpResponse, AppError> {
    taken_out(&state, by, *id, &typed.q, queries::drop_name).await
}

/// `POST /admin/places/settlements`
pub async fn add_settlement(
    state: Data<State>,
    by: Moderator,
    Form(typed): Form<Typed>,
) -> Result<HttpResponse, AppError> {
    let region = state
        .reference()
        .region(&typed.region)
        .map(|region| region.iso.clone());
    let (Some(kind), Some(region)) = (Kind::from_word(&typed.kind), region) else {
        return Ok(back(&typed.name, Kept::Unreadable));
    };
    let (name, now) = (typed.name.clone(), state.now());
    let kept = state
        .db
        .write(move |conn| queries::add_settlement(conn, &by, &name, kind, &region, now))
        .await?;
    Ok(back(&typed.name, kept))
}

/// `POST /admin/places/settlements/{id}/removal`
pub async fn drop_settlement(
    state: Data<State>,
    by: Moderator,
    id: Path<i32>,
    Form(typed): Form<Typed>,
) -> Result<HttpResponse, AppError> {
    taken_out(&state, by, *id, &typed.q, queries::drop_settlement).await
}

async fn taken_out<T: Send + 'static>(
    state: &State,
    by: Moderator,
    id: i32,
    q: &str,
    out: fn(&mut SqliteConnection, &Moderator, i32, DateTime<Utc>) -> QueryResult<T>,
) -> Result<HttpResponse, AppError> {
    let now = state.now();
    state.db.write(move |conn| out(conn, &by, id, now)).await?;
    Ok(back(q, Kept::Added))
}

fn back(q: &str, kept: Kept) -> HttpResponse {
    see(format!("{}&kept={}", address(q), word(kept)))
}
