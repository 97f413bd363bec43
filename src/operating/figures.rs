//! The figures of a running memorial, as Prometheus reads them (OpenMetrics 1.0). None of them says who, whom or where: an
//! address is told by its pattern, for a key may stand in the address itself.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use chrono::{DateTime, Utc};
use prometheus_client::encoding::{EncodeLabelSet, text};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::metrics::info::Info;
use prometheus_client::registry::Registry;

use super::connections::Open;
use super::process::Process;
use super::queries::Waiting;
use crate::app::State;
use crate::caches::telling::Caches;
use crate::db::Database;

/// Seconds.
const STEPS: [f64; 10] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 2.0, 10.0];

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Asked {
    route: Arc<str>,
    method: &'static str,
    /// `2xx`, `3xx`, `4xx`, `5xx`.
    status: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Route {
    route: Arc<str>,
}

/// What is counted while the memorial is open.
#[derive(Debug)]
pub struct Figures {
    registry: Registry,
    requests: Family<Asked, Counter>,
    seconds: Family<Route, Histogram, fn() -> Histogram>,
    in_flight: Gauge,
    lines: Gauge,
    pub open: Open,
    /// Handlers that fell over; each was answered with a 500.
    pub panics: Counter,
    stories: Gauge,
    oldest: Gauge,
    memories: Gauge,
    letters: Gauge,
    given_up: Gauge,
    bytes: Family<File, Gauge>,
    /// Seconds since 1970 of the last whole backup; 0 while there was none.
    pub backed_up: Gauge,
    /// Caches in front that do not answer.
    behind: Gauge,
    cache_hits: Counter,
    cache_misses: Counter,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct File {
    file: &'static str,
}

impl Figures {
    pub fn new(db: &Database, caches: &Caches) -> Self {
        let mut registry = Registry::default();
        registry.register(
            "memorial_build",
            "The version that runs",
            Info::new([("version", env!("CARGO_PKG_VERSION"))]),
        );
        registry.register_collector(Box::new(Process::started(SystemTime::now())));
        for (kind, waits) in [("reader", &db.waits.readers), ("writer", &db.waits.writer)] {
            registry.register(
                format!("memorial_{kind}_wait_seconds"),
                format!("How long requests waited for a {kind} of the file"),
                waits.seconds.clone(),
            );
            registry.register(
                format!("memorial_{kind}_busy"),
                format!("Requests that waited for a {kind}, or for the file itself, in vain"),
                waits.busy.clone(),
            );
        }
        registry.register(
            "memorial_purges",
            "How often caches in front were told what changed",
            caches.told.clone(),
        );
        registry.register(
            "memorial_purges_failed",
            "How often they did not answer",
            caches.failed.clone(),
        );
        Self {
            requests: registered(
                &mut registry,
                "memorial_requests",
                "Requests answered",
                Family::default(),
            ),
            seconds: registered(
                &mut registry,
                "memorial_request_seconds",
                "From the head of a request to the head of its answer",
                Family::new_with_constructor(|| Histogram::new(STEPS)),
            ),
            in_flight: registered(
                &mut registry,
                "memorial_requests_in_flight",
                "Requests being answered",
                Gauge::default(),
            ),
            lines: registered(
                &mut registry,
                "memorial_connections",
                "Lines that are open",
                Gauge::default(),
            ),
            open: Open::default(),
            panics: registered(
                &mut registry,
                "memorial_panics",
                "Handlers that fell over",
                Counter::default(),
            ),
            stories: registered(
                &mut registry,
                "memorial_stories_waiting",
                "Stories that wait to be read",
                Gauge::default(),
            ),
            oldest: registered(
                &mut registry,
                "memorial_stories_oldest_seconds",
                "How long the one that waits longest has waited",
                Gauge::default(),
            ),
            memories: registered(
                &mut registry,
                "memorial_memories_waiting",
                "Memories that wait to be read",
                Gauge::default(),
            ),
            letters: registered(
                &mut registry,
                "memorial_letters_waiting",
                "Letters that are owed",
                Gauge::default(),
            ),
            given_up: registered(
                &mut registry,
                "memorial_letters_given_up",
                "Letters that did not arrive",
                Gauge::default(),
            ),
            bytes: registered(
                &mut registry,
                "memorial_database_bytes",
                "The file, and what is not yet in it",
                Family::default(),
            ),
            backed_up: registered(
                &mut registry,
                "memorial_backup_timestamp_seconds",
                "When the last whole backup was made, in seconds since 1970; 0 while there was none",
                Gauge::default(),
            ),
            behind: registered(
                &mut registry,
                "memorial_caches_behind",
                "Caches in front that do not let go of what changed",
                Gauge::default(),
            ),
            cache_hits: registered(
                &mut registry,
                "memorial_page_cache_hits",
                "Pages answered from memory",
                Counter::default(),
            ),
            cache_misses: registered(
                &mut registry,
                "memorial_page_cache_misses",
                "Pages made because memory had none",
                Counter::default(),
            ),
            registry,
        }
    }

    /// One request was answered. `route` is the pattern of its address.
    pub fn answered(&self, route: Arc<str>, method: &'static str, status: u16, took: Duration) {
        let asked = Asked {
            route: route.clone(),
            method,
            status: class(status),
        };
        self.requests.get_or_create(&asked).inc();
        self.seconds
            .get_or_create(&Route { route })
            .observe(took.as_secs_f64());
    }

    /// Everything, as text. What waits is passed in, for it is asked of the file; without an answer it stays as it was.
    pub fn told(
        &self,
        state: &State,
        waiting: Option<Waiting>,
        now: DateTime<Utc>,
    ) -> Result<String, fmt::Error> {
        if let Some(waiting) = waiting {
            self.stories.set(waiting.stories);
            let oldest = waiting
                .since
                .map_or(0, |since| (now - since).num_seconds().max(0));
            self.oldest.set(oldest);
            self.memories.set(waiting.memories);
            self.letters.set(waiting.letters);
            self.given_up.set(waiting.letters_given_up);
        }
        let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
        self.in_flight.set(count(self.open.requests()));
        self.lines.set(count(self.open.lines()));
        for (file, bytes) in state.db.sizes() {
            let bytes = i64::try_from(bytes).unwrap_or(i64::MAX);
            self.bytes.get_or_create(&File { file }).set(bytes);
        }
        let pages = state.pages.counts();
        for (counter, counted) in [
            (&self.cache_hits, pages.hits),
            (&self.cache_misses, pages.misses),
        ] {
            counter.inc_by(counted.saturating_sub(counter.get()));
        }
        let behind = state.caches.standings().into_iter();
        let behind = behind.filter(|cache| cache.behind_since.is_some());
        self.behind.set(count(behind.count()));
        let mut told = String::new();
        text::encode(&mut told, &self.registry)?;
        Ok(told)
    }
}

fn registered<M>(registry: &mut Registry, name: &str, help: &str, metric: M) -> M
where
    M: prometheus_client::registry::Metric + Clone,
{
    registry.register(name, help, metric.clone());
    metric
}

fn class(status: u16) -> &'static str {
    match status / 100 {
        1 => "1xx",
        2 => "2xx",
        3 => "3xx",
        4 => "4xx",
        _ => "5xx",
    }
}
