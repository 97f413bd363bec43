//! From a page's struct to an answer.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, REFERRER_POLICY};
use askama::Template;
use serde::Serialize;

use crate::error::AppError;

/// A public page: it sets no cookie, and anyone on the way may keep it for a short while.
pub fn show(page: &impl Template) -> Result<HttpResponse, AppError> {
    Ok(HttpResponse::Ok()
        .insert_header((CACHE_CONTROL, "public, max-age=0, must-revalidate"))
        .content_type("text/html; charset=utf-8")
        .body(page.render()?))
}

/// A page for one pair of eyes (a family's own, the desk): kept by nobody, found by nobody, named to nobody.
pub fn show_privately(status: StatusCode, page: &impl Template) -> Result<HttpResponse, AppError> {
    Ok(HttpResponse::build(status)
        .insert_header((CACHE_CONTROL, "no-store"))
        .insert_header((REFERRER_POLICY, "no-referrer"))
        .insert_header(("X-Robots-Tag", "noindex, nofollow"))
        .content_type("text/html; charset=utf-8")
        .body(page.render()?))
}

/// A few facts for a script on such a page.
pub fn answer_privately(
    status: StatusCode,
    facts: &impl Serialize,
) -> Result<HttpResponse, AppError> {
    let json = serde_json::to_string(facts).map_err(AppError::internal)?;
    Ok(HttpResponse::build(status)
        .insert_header((CACHE_CONTROL, "no-store"))
        .insert_header((REFERRER_POLICY, "no-referrer"))
        .insert_header(("X-Robots-Tag", "noindex, nofollow"))
        .content_type("application/json")
        .body(json))
}

/// The same of a form: 422 when something in it is wrong, so that no browser takes the page for an answer that was kept.
pub fn show_judged(is_wrong: bool, page: &impl Template) -> Result<HttpResponse, AppError> {
    let status = if is_wrong {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    show_privately(status, page)
}

/// After an act: look at what came of it (303).
pub fn see(path: impl AsRef<str>) -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header(("Location", path.as_ref()))
        .insert_header((CACHE_CONTROL, "no-store"))
        .finish()
}

/// The address has changed for ever (301).
pub fn moved(path: impl AsRef<str>) -> HttpResponse {
    HttpResponse::MovedPermanently()
        .insert_header(("Location", path.as_ref()))
        .insert_header((CACHE_CONTROL, "public, max-age=3600"))
        .finish()
}

/// A public file for programs or to paste: compressed, named and answered 304 as a page is (`wire.rs`), found by no search
/// engine beside the page it is of.
pub fn file(kind: &'static str, body: impl Into<String>) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((CACHE_CONTROL, "public, max-age=0, must-revalidate"))
        .insert_header(("X-Robots-Tag", "noindex"))
        .content_type(kind)
        .body(body.into())
}
