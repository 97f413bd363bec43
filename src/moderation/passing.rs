//! `POST /admin/submissions/{id}/passing`: back to the queue without a reason, and not offered to this moderator again.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path};

use super::queries;
use crate::accounts::guard::Moderator;
use crate::app::State;
use crate::error::AppError;
use crate::web::show::see;

pub async fn pass(
    state: Data<State>,
    by: Moderator,
    id: Path<i32>,
) -> Result<HttpResponse, AppError> {
    let (id, now) = (id.into_inner(), state.now());
    state
        .db
        .write(move |conn| queries::pass_on(conn, &by, id, now))
        .await?
        .map_err(|_| AppError::Conflict)?;
    Ok(see("/admin?passed=1"))
}
