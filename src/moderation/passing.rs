//! `POST /admin/submissions/{id}/passing`: back to the queue without a reason, and not offered to this moderator again. A
//! letter that was begun is shown first: nobody would ever get it.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};

use super::queries;
use super::review::{self, Shown};
use crate::accounts::guard::Moderator;
use crate::app::State;
use crate::error::AppError;
use crate::i18n::Words;
use crate::submissions::form::Form;
use crate::web::show::see;

pub async fn pass(
    w: Words,
    state: Data<State>,
    by: Moderator,
    id: Path<i32>,
    form: Form,
) -> Result<HttpResponse, AppError> {
    let (id, now) = (id.into_inner(), state.now());
    let shown = Shown::of(&form);
    if shown.has_letter() {
        let shown = Shown {
            fault: Some(w.care_pass_letter()),
            ..shown
        };
        return review::draw(w, &state, &by, id, StatusCode::CONFLICT, shown).await;
    }
    state
        .db
        .write(move |conn| queries::pass_on(conn, &by, id, now))
        .await?
        .map_err(|_| AppError::Conflict)?;
    Ok(see("/admin?passed=1"))
}
