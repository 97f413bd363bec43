//! What a visitor holds already is not sent again.

use actix_web::HttpRequest;
use actix_web::http::header::{HeaderValue, IF_MODIFIED_SINCE, IF_NONE_MATCH};
use chrono::{DateTime, Utc};

/// Whether the visitor has this already (RFC 9110, 13.2.2: the tag decides, the time where no tag is named).
pub fn is_held(request: &HttpRequest, tag: &str, changed: Option<DateTime<Utc>>) -> bool {
    let headers = request.headers();
    if headers.contains_key(IF_NONE_MATCH) {
        return headers.get_all(IF_NONE_MATCH).any(|held| names(held, tag));
    }
    let since = headers
        .get(IF_MODIFIED_SINCE)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| DateTime::parse_from_rfc2822(value).ok());
    changed
        .zip(since)
        .is_some_and(|(changed, since)| changed <= since)
}

/// Whether `If-None-Match` names this tag (RFC 9110, 13.1.2: weakly).
pub fn names(held: &HeaderValue, tag: &str) -> bool {
    let bare = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    held.to_str()
        .is_ok_and(|held| held.trim() == "*" || held.split(',').any(|one| bare(one) == bare(tag)))
}

/// A time as headers write it (RFC 9110, 5.6.7).
pub fn http_date(at: DateTime<Utc>) -> String {
    at.format("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_named_weakly_and_among_others() {
        let held = HeaderValue::from_static("\"a\", W/\"b\"");
        assert!(names(&held, "W/\"a\"") && names(&held, "W/\"b\"") && !names(&held, "W/\"c\""));
        assert!(names(&HeaderValue::from_static("*"), "W/\"c\""));
    }

    #[test]
    fn a_packed_page_is_named_by_its_own_tag_alone() {
        let names = |held: &'static str| names(&HeaderValue::from_static(held), "\"b-gzip\"");
        assert!(names("\"a\", W/\"b-gzip\"") && names("\"b-gzip\"") && names("*"));
        assert!(!names("\"b\"") && !names("b-gzip") && !names(""));
    }
}
