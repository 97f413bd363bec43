//! What a visitor holds already is not sent again.

use actix_web::HttpRequest;
use actix_web::http::header::{HeaderValue, IF_MODIFIED_SINCE, IF_NONE_MATCH};
use chrono::{DateTime, Utc};

/// Whether the visitor has this already (RFC 9110, 13.2.2: the tag decides, the time where no tag is named).
pub fn is_held(request: &HttpRequest, tag: &str, changed: Option<DateTime<Utc>>) -> bool {
    let bare = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    let headers = request.headers();
    if headers.contains_key(IF_NONE_MATCH) {
        return headers.get_all(IF_NONE_MATCH).any(|held: &HeaderValue| {
            held.to_str().is_ok_and(|held| {
                held.trim() == "*" || held.split(',').any(|one| bare(one) == bare(tag))
            })
        });
    }
    let since = headers
        .get(IF_MODIFIED_SINCE)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| DateTime::parse_from_rfc2822(value).ok());
    changed
        .zip(since)
        .is_some_and(|(changed, since)| changed <= since)
}

/// A time as headers write it (RFC 9110, 5.6.7).
pub fn http_date(at: DateTime<Utc>) -> String {
    at.format("%a, %d %b %Y %H:%M:%S GMT").to_string()
}
