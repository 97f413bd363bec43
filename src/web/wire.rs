//! What goes over a bad connection: pages compressed, and nothing at all when the visitor has the page already.
//!
//! Styles, letters and pictures have compressed or final bytes of their own, and so have public pages (`page_cache.rs`); this is for
//! the rest, which is made anew for each request. Compressing one takes about a tenth of a millisecond.

use actix_web::body::{BodySize, BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::http::header::{
    CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, HeaderMap, HeaderValue, IF_NONE_MATCH,
    VARY,
};
use actix_web::middleware::Next;
use sha2::{Digest, Sha256};

use super::held::names;
use super::keep::Keep;
use super::packing::{self, Accepted, WORTH_IT};

pub async fn wire<B: MessageBody + 'static>(
    req: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let gzip = Accepted::of(req.headers()).gzip;
    let held = req.headers().get(IF_NONE_MATCH).cloned();
    let answer = next.call(req).await?.map_into_boxed_body();
    // A page that is kept is packed once, where it is kept.
    let is_kept = answer.response().extensions().contains::<Keep>();
    if is_kept
        || !is_page(answer.headers())
        || !matches!(answer.response().body().size(), BodySize::Sized(_))
    {
        return Ok(answer);
    }
    let (req, answer) = answer.into_parts();
    let (mut answer, body) = answer.into_parts();
    let Ok(page) = body.try_into_bytes() else {
        return Ok(ServiceResponse::new(req, answer.set_body(BoxBody::new(()))));
    };
    let kept = answer.status() == StatusCode::OK && may_be_kept(answer.headers());
    if kept {
        let etag = format!("W/\"{}\"", hex::encode(&Sha256::digest(&page)[..12]));
        let unchanged = held.is_some_and(|held| names(&held, &etag));
        if let Ok(etag) = HeaderValue::from_str(&etag) {
            answer.headers_mut().insert(ETAG, etag);
        }
        answer
            .headers_mut()
            .append(VARY, HeaderValue::from_static("Accept-Encoding"));
        if unchanged {
            *answer.status_mut() = StatusCode::NOT_MODIFIED;
            answer.headers_mut().remove(CONTENT_TYPE);
            return Ok(ServiceResponse::new(req, answer.set_body(BoxBody::new(()))));
        }
    }
    let packed = (gzip && page.len() >= WORTH_IT)
        .then(|| packing::gzip(&page))
        .flatten();
    let body = match packed {
        Some(packed) => {
            answer
                .headers_mut()
                .insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
            BoxBody::new(packed)
        }
        None => BoxBody::new(page),
    };
    Ok(ServiceResponse::new(req, answer.set_body(body)))
}

/// What is made anew for each request: pages, and feeds and files of words for programs.
fn is_page(headers: &HeaderMap) -> bool {
    const MADE: [&[u8]; 5] = [
        b"text/html",
        b"text/calendar",
        b"text/markdown",
        b"text/plain",
        b"application/atom+xml",
    ];
    !headers.contains_key(CONTENT_ENCODING)
        && headers
            .get(CONTENT_TYPE)
            .is_some_and(|kind| MADE.iter().any(|made| kind.as_bytes().starts_with(made)))
}

fn may_be_kept(headers: &HeaderMap) -> bool {
    headers
        .get(CACHE_CONTROL)
        .is_some_and(|value| value.as_bytes().starts_with(b"public"))
}
