//! `POST /{lang}/submissions/{key}/replacement`: the address got into wrong hands. The story has a new one and new words;
//! the old ones open nothing from this moment on. It is not done at one press: a box says that it is meant.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path};

use super::{queries, relatives, words};
use crate::app::{State, chance};
use crate::error::AppError;
use crate::i18n::Words;
use crate::moderation::journal::Actor;
use crate::submissions::form::Form;
use crate::submissions::key;
use crate::submissions::step::home;
use crate::web::show::see;

pub async fn replace(
    w: Words,
    at: Path<(String, String)>,
    form: Form,
    state: Data<State>,
) -> Result<HttpResponse, AppError> {
    let (_, key) = at.into_inner();
    // A key that may not do this costs no hashing.
    let asked = key.clone();
    state
        .db
        .read(move |conn| queries::of_family(conn, &asked))
        .await?;
    let all = form.has("all");
    if !form.has("sure") {
        return relatives::unsure(w, &state, &key, all).await;
    }
    let new = key::encoded(chance()?);
    let words_key = words::address_of_key(&state, &new).await?;
    let (kept, now) = (new.clone(), state.now());
    state
        .db
        .write(move |conn| {
            let id = queries::of_family(conn, &key)?;
            if all {
                for relative in queries::relatives(conn, id)? {
                    queries::part(conn, id, relative.id, now)?;
                }
            }
            queries::replace(conn, id, &kept, &words_key, Actor::Family, None, now)
        })
        .await?;
    Ok(see(format!("{}?new=1#way-back", home(w, &new))))
}
