//! Every request has a number, by which a family on the telephone and a line of the log are brought together; is counted; and,
//! at the level `debug`, is one line of the log. The outermost of the middlewares.

use std::hash::{BuildHasher, RandomState};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, LazyLock};
use std::time::Instant;

use actix_web::HttpResponse;
use actix_web::body::{BodySize, BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::error::InternalError;
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::http::{ConnectionType, Method};
use actix_web::middleware::Next;
use actix_web::web::Data;

use super::forwarded::is_trusted;
use super::page_cache::FromMemory;
use crate::app::State;
use crate::operating::connections::Sent;

const NAME: HeaderName = HeaderName::from_static("x-request-id");
const DIGITS: &[u8; 16] = b"0123456789abcdef";
/// Letters of a number that a proxy gave.
const LONGEST: usize = 64;

tokio::task_local! {
    static CURRENT: Number;
}

/// The number of a request: the trusted proxy's, or our own.
#[derive(Debug, Clone)]
pub struct Number(Given);

#[derive(Debug, Clone)]
enum Given {
    ByProxy(Arc<str>),
    Own([u8; 16]),
}

impl Number {
    /// The number of the request that is being answered here.
    pub fn current() -> Option<Self> {
        CURRENT.try_with(Clone::clone).ok()
    }

    pub fn as_str(&self) -> &str {
        match &self.0 {
            Given::ByProxy(number) => number,
            Given::Own(digits) => std::str::from_utf8(digits).unwrap_or_default(),
        }
    }

    fn of(req: &ServiceRequest, state: Option<&State>) -> Self {
        let trusted = || {
            let peer = req.peer_addr()?.ip();
            is_trusted(&state?.settings.trusted_proxy, peer).then_some(())?;
            let given = req.headers().get(&NAME)?.to_str().ok()?;
            is_well_formed(given).then(|| Self(Given::ByProxy(given.into())))
        };
        trusted().unwrap_or_else(Self::next)
    }

    fn next() -> Self {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        static CHANCE: LazyLock<RandomState> = LazyLock::new(RandomState::new);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let mut number = CHANCE.hash_one(count);
        let mut digits = [0; 16];
        for digit in digits.iter_mut().rev() {
            *digit = DIGITS[(number % 16) as usize];
            number /= 16;
        }
        Self(Given::Own(digits))
    }
}

fn is_well_formed(given: &str) -> bool {
    (8..=LONGEST).contains(&given.len())
        && given
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'))
}

pub async fn requests<B: MessageBody + 'static>(
    req: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let began = Instant::now();
    let state = req.app_data::<Data<State>>().cloned();
    let number = Number::of(&req, state.as_deref().map(AsRef::as_ref));
    let open = state.as_ref().map(|state| state.figures.open.request());
    let method = method(req.method());
    let answered = CURRENT.scope(number.clone(), next.call(req)).await;
    let closes = state
        .as_ref()
        .is_some_and(|state| state.readiness.is_stopping());
    let told = |route: Option<String>, status, size| {
        if let Some(state) = &state {
            tell(state, &number, method, route, status, size, began);
        }
    };
    match answered {
        Ok(mut answer) => {
            let status = answer.status().as_u16();
            let route = is_told(state.as_deref().map(AsRef::as_ref), status)
                .then(|| route(&answer))
                .flatten();
            told(route, status, answer.response().body().size());
            mark(answer.response_mut(), &number, closes);
            Ok(answer.map_body(|_, body| {
                let body = body.boxed();
                match open {
                    Some(open) if Sent::<BoxBody>::takes_long(&body) => {
                        BoxBody::new(Sent::new(body, open))
                    }
                    _ => body,
                }
            }))
        }
        // It stopped before any handler: its address was not looked at.
        Err(fault) => {
            let mut bare = fault.as_response_error().error_response();
            told(None, bare.status().as_u16(), bare.body().size());
            mark(&mut bare, &number, closes);
            Err(InternalError::from_response(fault, bare).into())
        }
    }
}

/// The pattern of the address.
fn route(answer: &ServiceResponse<impl MessageBody>) -> Option<String> {
    if answer.response().extensions().contains::<FromMemory>() {
        return Some("memory".to_owned());
    }
    answer.request().match_pattern()
}

fn mark<B>(answer: &mut HttpResponse<B>, number: &Number, closes: bool) {
    if let Ok(value) = HeaderValue::from_str(number.as_str()) {
        answer.headers_mut().insert(NAME, value);
    }
    if closes {
        answer.head_mut().set_connection_type(ConnectionType::Close);
    }
}

/// Whether anybody wants to know of it: the pattern of an address costs a look through all of them.
fn is_told(state: Option<&State>, status: u16) -> bool {
    status >= 500
        || tracing::enabled!(tracing::Level::DEBUG)
        || state.is_some_and(|state| state.settings.metrics_listen.is_some())
}

fn tell(
    state: &State,
    number: &Number,
    method: &'static str,
    route: Option<String>,
    status: u16,
    size: BodySize,
    began: Instant,
) {
    let took = began.elapsed();
    let route = route.as_deref().unwrap_or("none");
    if state.settings.metrics_listen.is_some() {
        state.figures.answered(route.into(), method, status, took);
    }
    let bytes = match size {
        BodySize::None => Some(0),
        BodySize::Sized(bytes) => Some(bytes),
        BodySize::Stream => None,
    };
    let milliseconds = (took.as_secs_f64() * 1e5).round() / 1e2;
    let request = number.as_str();
    if status >= 500 {
        tracing::warn!(
            request,
            method,
            route,
            status,
            milliseconds,
            bytes,
            "answered"
        );
    } else {
        tracing::debug!(
            request,
            method,
            route,
            status,
            milliseconds,
            bytes,
            "answered"
        );
    }
}

/// A method as it is counted: a stranger can write any word there.
fn method(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::DELETE => "DELETE",
        Method::OPTIONS => "OPTIONS",
        _ => "other",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_a_word_and_nothing_that_could_be_a_line_of_its_own() {
        assert!(is_well_formed("0123abcd") && is_well_formed("a-b_c.d-e"));
        for wrong in [
            "",
            "short",
            "with space",
            "a\nb-c-d-e-f",
            "<script>",
            "ключ-ключ",
        ] {
            assert!(!is_well_formed(wrong), "{wrong}");
        }
        assert!(!is_well_formed(&"a".repeat(65)));
        assert_ne!(Number::next().as_str(), Number::next().as_str());
    }
}
