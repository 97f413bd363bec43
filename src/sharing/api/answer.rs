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

use crate::sharing::streaming::{http_date, is_known};

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
    if is_known(request, &tag, changed) {
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
