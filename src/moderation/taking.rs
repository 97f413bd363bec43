//! `POST /admin/submissions/{id}/taking`, `/giving-back` and `/reopening`: into one's own hands, and out of them.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path};
use chrono::{DateTime, Utc};
use diesel::SqliteConnection;

use super::queries::{self, Done};
use crate::accounts::guard::Moderator;
use crate::app::State;
use crate::error::AppError;
use crate::web::show::see;

pub async fn take(
    state: Data<State>,
    by: Moderator,
    id: Path<i32>,
) -> Result<HttpResponse, AppError> {
    let id = id.into_inner();
    done(&state, by, id, queries::take_up).await?;
    Ok(see(format!("/admin/submissions/{id}")))
}

pub async fn give_back(
    state: Data<State>,
    by: Moderator,
    id: Path<i32>,
) -> Result<HttpResponse, AppError> {
    done(&state, by, id.into_inner(), queries::give_back).await?;
    Ok(see("/admin"))
}

/// Takes back a refusal, or a return that the family has not answered.
pub async fn reopen(
    state: Data<State>,
    by: Moderator,
    id: Path<i32>,
) -> Result<HttpResponse, AppError> {
    let id = id.into_inner();
    done(&state, by, id, queries::reopen).await?;
    Ok(see(format!("/admin/submissions/{id}?done=1")))
}

type ActOn = fn(&mut SqliteConnection, &Moderator, i32, DateTime<Utc>) -> Done<()>;

async fn done(state: &State, by: Moderator, id: i32, act: ActOn) -> Result<(), AppError> {
    let now = state.now();
    state
        .db
        .write(move |conn| act(conn, &by, id, now))
        .await?
        .map_err(|_| AppError::Conflict)
}
