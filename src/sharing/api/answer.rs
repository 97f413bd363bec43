//! How a program is answered: JSON that any site's script may read, named by what it says so that it is not sent twice; or what is
//! wrong, in English.

use actix_web::http::StatusCode;
use actix_web::http::header::{
    ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_TYPE, ETAG, LAST_MODIFIED,
};
use actix_web::{HttpRequest, HttpResponse};
use chrono::{DateTime, Utc};
use serde::Serialize;
use sha2::{Digest, Sha256};
use url::form_urlencoded;

use crate::web::held::{http_date, is_held};

/// `error` says what is wrong, to whoever writes the program.
#[derive(Serialize)]
pub struct Fault<'a> {
    pub error: &'a str,
}

pub fn answer(request: &HttpRequest, what: &impl Serialize) -> HttpResponse {
    answer_of(request, what, None)
}

/// The same of something that is known to have changed at a time.
pub fn answer_of(
    request: &HttpRequest,
    what: &impl Serialize,
    changed: Option<DateTime<Utc>>,
) -> HttpResponse {
    let Ok(json) = serde_json::to_vec(what) else {
        return faulty(
            StatusCode::INTERNAL_SERVER_ERROR,
            "the answer could not be written",
        );
    };
    let tag = format!("\"{}\"", hex::encode(&Sha256::digest(&json)[..12]));
    let mut answer = HttpResponse::Ok();
    answer
        .insert_header((CACHE_CONTROL, "no-cache"))
        .insert_header((ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
        .insert_header(("Access-Control-Expose-Headers", "ETag, Last-Modified"))
        .insert_header(("Cross-Origin-Resource-Policy", "cross-origin"))
        .insert_header((ETAG, tag.as_str()));
    if let Some(changed) = changed {
        answer.insert_header((LAST_MODIFIED, http_date(changed)));
    }
    if is_held(request, &tag, changed) {
        return answer.status(StatusCode::NOT_MODIFIED).finish();
    }
    answer
        .insert_header((CONTENT_TYPE, "application/json"))
        .body(json)
}

pub fn faulty(status: StatusCode, error: &str) -> HttpResponse {
    HttpResponse::build(status)
        .insert_header((CACHE_CONTROL, "no-store"))
        .insert_header((ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
        .json(Fault { error })
}

/// A number that is none or lies outside what it may be, or a word that is empty: on a page it is passed over or made to fit, a
/// program is told. `numbers` have their largest; the least is 1.
pub fn out_of_range(
    query_string: &str,
    numbers: &[(&'static str, u32)],
    words: &[&'static str],
) -> Option<(&'static str, String)> {
    let shown = |value: &str| value.chars().take(40).collect();
    for (name, value) in form_urlencoded::parse(query_string.as_bytes()).take(200) {
        let value = value.trim();
        let number = numbers.iter().find(|(known, _)| *known == name);
        if let Some((known, largest)) = number {
            let digits = value.bytes().all(|byte| byte.is_ascii_digit());
            let read = value.parse::<u32>().ok().filter(|_| digits);
            if !read.is_some_and(|read| (1..=*largest).contains(&read)) {
                return Some((known, shown(value)));
            }
        }
        if let Some(known) = words.iter().find(|known| **known == name)
            && value.is_empty()
        {
            return Some((known, String::new()));
        }
    }
    None
}
