//! The headers every answer carries.

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::error::InternalError;
use actix_web::http::header::{
    CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue, REFERRER_POLICY,
    STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use actix_web::middleware::Next;
use actix_web::web::Data;

use crate::app::State;

/// Nothing from anywhere else, nothing inline. `connect-src` lets a script of ours send what was typed. No script makes a page
/// out of text but the one that keeps a page of silence fresh, which names itself.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; font-src 'self'; \
                      connect-src 'self'; object-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; \
                      require-trusted-types-for 'script'; trusted-types silence";

/// Two years, as those ask who keep lists of hosts that are only reached so (hstspreload.org).
const TLS_ALONE: &str = "max-age=63072000";
const TLS_ALONE_BELOW: &str = "max-age=63072000; includeSubDomains";

pub async fn headers<B: MessageBody>(
    req: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, actix_web::Error> {
    let tls = req.app_data::<Data<State>>().and_then(|state| {
        let below = state.settings.hsts_subdomains;
        let alone = if below { TLS_ALONE_BELOW } else { TLS_ALONE };
        state.settings.is_secure().then_some(alone)
    });
    match next.call(req).await {
        Ok(mut answer) => {
            put_all(answer.headers_mut(), tls);
            Ok(answer)
        }
        // What stopped before its handler is drawn from this answer.
        Err(fault) => {
            let mut bare = fault.as_response_error().error_response();
            put_all(bare.headers_mut(), tls);
            Err(InternalError::from_response(fault, bare).into())
        }
    }
}

fn put_all(headers: &mut HeaderMap, tls: Option<&'static str>) {
    let framed = headers
        .get(CONTENT_SECURITY_POLICY)
        .is_some_and(|policy| policy.as_bytes().ends_with(b"frame-ancestors *"));
    let is_page = headers
        .get(CONTENT_TYPE)
        .is_none_or(|kind| kind.as_bytes().starts_with(b"text/html"));
    let mut put = |name: HeaderName, value: &'static str| {
        if !headers.contains_key(&name) {
            headers.insert(name, HeaderValue::from_static(value));
        }
    };
    put(CONTENT_SECURITY_POLICY, POLICY);
    put(X_CONTENT_TYPE_OPTIONS, "nosniff");
    // The older header knows no "anybody may": the one page that may be framed goes without it.
    if !framed {
        put(X_FRAME_OPTIONS, "DENY");
    }
    put(REFERRER_POLICY, "strict-origin-when-cross-origin");
    put(
        HeaderName::from_static("permissions-policy"),
        "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
    );
    // A page of its own process, which nobody else's page reaches into.
    let apart = [
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("origin-agent-cluster", "?1"),
        ("x-permitted-cross-domain-policies", "none"),
    ];
    for (name, value) in apart {
        put(HeaderName::from_static(name), value);
    }
    if is_page {
        put(
            HeaderName::from_static("cross-origin-embedder-policy"),
            "require-corp",
        );
    }
    if let Some(tls) = tls {
        put(STRICT_TRANSPORT_SECURITY, tls);
    }
}
