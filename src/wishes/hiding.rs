//! `POST /{lang}/submissions/{key}/hiding`: «сховайте сторінку». It is gone for everyone from this moment, and a moderator
//! settles whether it stays so.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path};

use super::queries;
use crate::app::State;
use crate::error::AppError;
use crate::i18n::Words;
use crate::keys;
use crate::submissions::form::Form;
use crate::submissions::step::home;
use crate::web::show::see;

pub async fn hide(
    w: Words,
    at: Path<(String, String)>,
    form: Form,
    state: Data<State>,
) -> Result<HttpResponse, AppError> {
    let (_, key) = at.into_inner();
    let words: String = form.text("words").trim().chars().take(1_000).collect();
    let (secret, now) = (key.clone(), state.now());
    state
        .db
        .write(move |conn| {
            let id = keys::queries::of_family(conn, &secret)?;
            queries::hide_page(conn, id, &words, now)
        })
        .await?;
    Ok(see(home(w, &key)))
}
