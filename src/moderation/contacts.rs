//! `POST /admin/submissions/{id}/contacts`: how to reach the family, shown once; that it was opened is in the journal.
//! A letter that was begun stays in its box.

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

pub async fn open(
    w: Words,
    state: Data<State>,
    by: Moderator,
    id: Path<i32>,
    form: Form,
) -> Result<HttpResponse, AppError> {
    let (id, now, moderator) = (id.into_inner(), state.now(), by.clone());
    let contacts = state
        .db
        .write(move |conn| queries::open_contacts(conn, &moderator, id, now))
        .await?;
    review::draw(
        w,
        &state,
        &by,
        id,
        StatusCode::OK,
        Shown {
            contacts: Some(contacts),
            ..Shown::of(&form)
        },
    )
    .await
}
