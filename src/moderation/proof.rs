//! `POST /admin/submissions/{id}/proof`: the page as it would be published is shown to its family. When they say yes,
//! exactly this is published.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};

use super::answer::{Typed, hindrance};
use super::decision::Stale;
use super::queries;
use super::review::{self, Shown};
use crate::accounts::guard::Moderator;
use crate::app::State;
use crate::error::AppError;
use crate::i18n::Words;
use crate::submissions::form::Form;
use crate::web::show::see;

pub async fn show(
    w: Words,
    state: Data<State>,
    by: Moderator,
    id: Path<i32>,
    form: Form,
) -> Result<HttpResponse, AppError> {
    let id = id.into_inner();
    let typed = Typed::of(&form);
    // What is shown is what will be public: the warnings come first here too.
    if let Some(fault) = hindrance(w, &state, id, !typed.seen.is_empty()).await? {
        let shown = Shown {
            message: typed.message,
            fault: Some(fault),
            ..Shown::default()
        };
        return review::draw(w, &state, &by, id, StatusCode::UNPROCESSABLE_ENTITY, shown).await;
    }
    let read: i32 = typed.revision.parse().map_err(|_| AppError::BadRequest)?;
    let (now, moderator) = (state.now(), by.clone());
    let done = state
        .db
        .write(move |conn| queries::show_proof(conn, &moderator, id, read, now))
        .await?;
    match done {
        Ok(()) => {
            state.letter_owed.notify_one();
            Ok(see(format!("/admin/submissions/{id}?done=1")))
        }
        Err(Stale) => {
            let shown = Shown {
                message: typed.message,
                fault: Some(w.moderation_stale_decision()),
                ..Shown::default()
            };
            review::draw(w, &state, &by, id, StatusCode::CONFLICT, shown).await
        }
    }
}
