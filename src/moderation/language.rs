//! `POST /admin/language`: the language of the desk, whose addresses do not say it, kept in a cookie.

use actix_web::HttpResponse;
use actix_web::web::{Data, Form};
use serde::Deserialize;

use crate::accounts::guard;
use crate::app::State;
use crate::error::AppError;
use crate::i18n::Lang;
use crate::web::language::DESK_COOKIE;
use crate::web::show::see;

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Chosen {
    lang: String,
    next: String,
}

/// Anybody may choose: the pages where one signs in speak both languages too.
pub async fn choose(
    state: Data<State>,
    Form(chosen): Form<Chosen>,
) -> Result<HttpResponse, AppError> {
    let lang: Lang = chosen.lang.parse().map_err(|_| AppError::BadRequest)?;
    let mut cookie = guard::cookie(&state.settings, DESK_COOKIE, lang.code().to_owned());
    cookie.set_path("/admin");
    cookie.set_max_age(actix_web::cookie::time::Duration::days(365));
    let mut answer = see(guard::local(&chosen.next).unwrap_or_else(|| "/admin".to_owned()));
    answer.add_cookie(&cookie).map_err(AppError::internal)?;
    Ok(answer)
}
