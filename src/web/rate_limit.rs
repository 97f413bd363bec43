//! A bound on how often one story may be written in, and a loose one on how often one address may send something: families
//! share one address of their mobile operator, so that one stops floods only. What one account may do is counted where it
//! is done.

use std::hash::{BuildHasher, RandomState};
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::Arc;

use actix_web::body::{EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use super::forwarded::asking;
use crate::app::State;

/// Acts that one address may do at once, and then per minute.
const BURST: NonZeroU32 = NonZeroU32::new(240).expect("not zero");
/// The same of small pieces: words kept while they are typed, and pictures that come by the quarter of a megabyte.
const PIECES: NonZeroU32 = NonZeroU32::new(2400).expect("not zero");
/// Candles that one address may light at once, and then per minute: a school, a station, a town behind one address of its
/// operator. They are counted apart, so that nobody's candles stand in the way of a family that writes.
const CANDLES: NonZeroU32 = NonZeroU32::new(1200).expect("not zero");

/// Memories and answers about lives that one address may send at once, and then per hour: a class that writes together, not a
/// machine. A moderator reads each.
const VOICES: NonZeroU32 = NonZeroU32::new(60).expect("not zero");

/// Acts in one story at once, and then per minute: more than any hand can do.
const IN_ONE_STORY: NonZeroU32 = NonZeroU32::new(120).expect("not zero");

/// Tries at six words that one address has at once; then two a minute. A family that slips has enough of them.
const TRIES: NonZeroU32 = NonZeroU32::new(12).expect("not zero");
const TRIES_PER_MINUTE: NonZeroU32 = NonZeroU32::new(2).expect("not zero");

/// By a hash of the story's key, which nobody outside can make: the key itself is not kept.
type ByStory = DefaultKeyedRateLimiter<u64>;
/// Pages of everybody that stand where a key would.
const BEFORE_A_STORY: [&str; 3] = [
    "/submissions/new",
    "/submissions/words",
    "/submissions/call",
];

type ByAddress = DefaultKeyedRateLimiter<IpAddr>;

/// Counts by address; old ones are forgotten by [`Limits::forget`].
#[derive(Clone)]
pub struct Limits {
    acts: Arc<ByAddress>,
    pieces: Arc<ByAddress>,
    candles: Arc<ByAddress>,
    voices: Arc<ByAddress>,
    tries: Arc<ByAddress>,
    stories: Arc<ByStory>,
    hasher: RandomState,
}

impl Default for Limits {
    fn default() -> Self {
        let limiter = |quota| Arc::new(RateLimiter::keyed(quota));
        Self {
            acts: limiter(Quota::per_minute(BURST)),
            pieces: limiter(Quota::per_minute(PIECES)),
            candles: limiter(Quota::per_minute(CANDLES)),
            voices: limiter(Quota::per_hour(VOICES)),
            tries: limiter(Quota::per_minute(TRIES_PER_MINUTE).allow_burst(TRIES)),
            stories: Arc::new(RateLimiter::keyed(Quota::per_minute(IN_ONE_STORY))),
            hasher: RandomState::new(),
        }
    }
}

impl Limits {
    /// Lets go of addresses that have been quiet; called on a timer.
    pub fn forget(&self) {
        for counted in [
            &self.acts,
            &self.pieces,
            &self.candles,
            &self.voices,
            &self.tries,
        ] {
            counted.retain_recent();
            counted.shrink_to_fit();
        }
        self.stories.retain_recent();
        self.stories.shrink_to_fit();
    }

    /// Whether the story that this path is about may be written in once more. Small pieces are counted by address alone.
    fn may_write(&self, path: &str) -> bool {
        let key = path
            .split('/')
            .nth(3)
            .filter(|_| path.split('/').nth(2) == Some("submissions") && !is_piece(path));
        key.is_none_or(|key| self.stories.check_key(&self.hasher.hash_one(key)).is_ok())
    }

    fn of(&self, path: &str) -> &ByAddress {
        if is_piece(path) {
            &self.pieces
        } else if path.ends_with("/candles") {
            &self.candles
        } else if is_voice(path) {
            &self.voices
        } else {
            &self.acts
        }
    }

    /// Whether this address may try at somebody's words once more. One that is not known counts as one address.
    pub fn may_try(&self, address: Option<IpAddr>) -> bool {
        let address = address.unwrap_or(IpAddr::V4(std::net::Ipv4Addr::UNSPECIFIED));
        self.tries.check_key(&address).is_ok()
    }
}

/// Words of anybody about a life: `/{lang}/heroes/{slug}/memories`, `…/unfinished/{fact}`.
fn is_voice(path: &str) -> bool {
    let mut parts = path.split('/').skip(2);
    parts.next() == Some("heroes") && matches!(parts.nth(1), Some("memories" | "unfinished"))
}

fn is_piece(path: &str) -> bool {
    path.ends_with("/keeping") || path.contains("/photos/uploads")
}

pub async fn rate_limit<B: MessageBody + 'static>(
    req: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B>>, actix_web::Error> {
    let reads = matches!(*req.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let within = reads
        || match (req.app_data::<Data<State>>(), of_request(req.request())) {
            (Some(state), Some(address)) => {
                let (limits, path) = (&state.limits, req.path());
                limits.of(path).check_key(&address).is_ok()
                    && (BEFORE_A_STORY.iter().any(|page| path.ends_with(page))
                        || limits.may_write(path))
            }
            _ => true,
        };
    if within {
        return Ok(next.call(req).await?.map_into_left_body());
    }
    let (req, _) = req.into_parts();
    let answer = HttpResponse::TooManyRequests()
        .insert_header(("Retry-After", "60"))
        .finish();
    Ok(ServiceResponse::new(req, answer).map_into_right_body())
}

/// Who is asking: the peer, or what trusted proxies say of it. An IPv6 address counts by its /64.
pub fn of_request(req: &HttpRequest) -> Option<IpAddr> {
    let peer = req.peer_addr()?.ip();
    let trusted = req
        .app_data::<Data<State>>()
        .map_or(&[][..], |state| &state.settings.trusted_proxy);
    // A line that is no text is one that names nobody.
    let lines = |name| {
        let values = req.headers().get_all(name);
        values.map(|value| value.to_str().unwrap_or_default())
    };
    let address = asking(peer, trusted, lines("x-forwarded-for"), lines("forwarded"));
    Some(match address {
        IpAddr::V6(v6) => IpAddr::V6((u128::from(v6) & !u128::from(u64::MAX)).into()),
        v4 => v4,
    })
}
