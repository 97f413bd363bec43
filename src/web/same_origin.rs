//! Forms of other sites are refused (CSRF) without tokens: a browser itself says where a request comes from.
//!
//! `Sec-Fetch-Site` decides where it is sent; else `Origin` is compared with `Host`. What has neither (or `Origin: null`,
//! which older Safari sends from a page with `Referrer-Policy: no-referrer`) is refused at the desk, where a cookie gives
//! power, and let through elsewhere: a family's address is itself the secret that a foreign site would have to know,
//! and a family on an old telephone is never turned away.

use actix_web::HttpResponse;
use actix_web::body::{EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{HOST, HeaderMap, ORIGIN};
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::Next;

use crate::accounts::guard;

pub async fn same_origin<B: MessageBody + 'static>(
    req: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B>>, actix_web::Error> {
    let reads = matches!(*req.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    // A cookie of the desk gives power wherever the address leads, however its path is written.
    let strict = req.path().starts_with("/admin") || guard::has_session(req.headers());
    if reads || is_ours(req.headers(), strict) {
        return Ok(next.call(req).await?.map_into_left_body());
    }
    let (req, _) = req.into_parts();
    Ok(ServiceResponse::new(req, HttpResponse::new(StatusCode::FORBIDDEN)).map_into_right_body())
}

fn is_ours(headers: &HeaderMap, strict: bool) -> bool {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    if let Some(site) = text("sec-fetch-site") {
        return matches!(site, "same-origin" | "none");
    }
    match text(ORIGIN.as_str()) {
        Some(origin) if origin != "null" => {
            let host = origin.split_once("://").map(|(_, host)| host);
            host.is_some() && host == text(HOST.as_str())
        }
        _ => !strict,
    }
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::HeaderValue;

    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        let mut map = HeaderMap::new();
        for (name, value) in pairs {
            map.insert(name.parse().unwrap(), HeaderValue::from_static(value));
        }
        map
    }

    #[test]
    fn what_the_browser_says_of_the_site_decides() {
        assert!(is_ours(
            &headers(&[("sec-fetch-site", "same-origin"), ("origin", "null")]),
            true
        ));
        assert!(!is_ours(
            &headers(&[("sec-fetch-site", "cross-site")]),
            false
        ));
        assert!(!is_ours(
            &headers(&[("sec-fetch-site", "same-site")]),
            false
        ));
    }

    #[test]
    fn else_the_origin_is_compared_with_the_host() {
        assert!(is_ours(
            &headers(&[
                ("origin", "http://a.example:8080"),
                ("host", "a.example:8080")
            ]),
            true
        ));
        assert!(!is_ours(
            &headers(&[("origin", "http://b.example"), ("host", "a.example")]),
            false
        ));
        assert!(!is_ours(&headers(&[("origin", "http://b.example")]), false));
    }

    #[test]
    fn an_old_telephone_may_write_to_its_own_story_and_not_to_the_desk() {
        assert!(is_ours(
            &headers(&[("origin", "null"), ("host", "a.example")]),
            false
        ));
        assert!(!is_ours(
            &headers(&[("origin", "null"), ("host", "a.example")]),
            true
        ));
        assert!(!is_ours(&headers(&[]), true));
    }
}
