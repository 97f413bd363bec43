//! Which language a request is in: the first word of its address, else what the browser prefers.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::http::header::{ACCEPT_LANGUAGE, COOKIE};
use actix_web::{FromRequest, HttpRequest};

use crate::error::AppError;
use crate::i18n::{Lang, Words};

/// The language of a path such as `/en/heroes`; other paths say nothing of it.
pub fn of_path(path: &str) -> Option<Lang> {
    path.split('/').nth(1)?.parse().ok()
}

/// Holds the language that a moderator chose; the desk's addresses do not say it.
pub const DESK_COOKIE: &str = "desk-language";

/// The language to speak in where the address does not say: the desk, errors, `/` itself.
pub fn preferred(req: &HttpRequest) -> Lang {
    of_path(req.path())
        .or_else(|| chosen_at_the_desk(req))
        .unwrap_or_else(|| {
            Lang::from_accept_language(
                req.headers()
                    .get(ACCEPT_LANGUAGE)
                    .and_then(|value| value.to_str().ok()),
            )
        })
}

fn chosen_at_the_desk(req: &HttpRequest) -> Option<Lang> {
    let at_the_desk = req.path() == "/admin" || req.path().starts_with("/admin/");
    let mut cookies = req
        .headers()
        .get_all(COOKIE)
        .filter(|_| at_the_desk)
        .filter_map(|header| header.to_str().ok());
    cookies.find_map(|header| {
        header.split(';').find_map(|pair| {
            pair.trim()
                .strip_prefix(DESK_COOKIE)?
                .strip_prefix('=')?
                .parse()
                .ok()
        })
    })
}

impl FromRequest for Words {
    type Error = AppError;
    type Future = Ready<Result<Self, AppError>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Words::new(preferred(req))))
    }
}
