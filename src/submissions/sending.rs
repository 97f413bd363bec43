//! The story is sent to be read.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};

use super::check;
use super::form::Form;
use super::queries::{self, Refused};
use super::step::{home, open};
use super::unsaved::unsaved;
use crate::app;
use crate::error::AppError;
use crate::i18n::Words;
use crate::web::show::see;

/// `POST /{lang}/submissions/{key}/sending`
pub async fn send(
    w: Words,
    at: Path<(String, String)>,
    state: Data<app::State>,
) -> Result<HttpResponse, AppError> {
    let (_, key) = at.into_inner();
    let (secret, reference, now) = (key.clone(), state.reference(), state.now());
    let sent = state
        .db
        .write(move |conn| queries::send(conn, &secret, &reference, w.lang(), now))
        .await?;
    state.letter_owed.notify_one();
    match sent {
        // What is being read or was decided has been sent: its page says how it stands.
        Ok(()) | Err(Refused::Closed) => Ok(see(home(w, &key))),
        Err(Refused::Faults(_)) => {
            let opened = open(&state, &key).await?;
            check::draw(w, &state, &key, opened, StatusCode::UNPROCESSABLE_ENTITY)
        }
        Err(refused) => unsaved(w, Some(&key), &refused, &Form::default()),
    }
}
