//! How long requests wait for their turn at the file, and how often they waited in vain.

use std::time::Duration;

use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::histogram::Histogram;

/// Seconds. Most waits are none at all.
const STEPS: [f64; 8] = [0.0001, 0.001, 0.005, 0.025, 0.1, 0.5, 2.0, 10.0];

/// Waits for the connections of one kind. Clones count together.
#[derive(Debug, Clone)]
pub struct Waits {
    pub seconds: Histogram,
    /// A request found no connection in all its patience, or the file held by another.
    pub busy: Counter,
}

impl Default for Waits {
    fn default() -> Self {
        Self {
            seconds: Histogram::new(STEPS),
            busy: Counter::default(),
        }
    }
}

impl Waits {
    pub fn waited(&self, time: Duration) {
        self.seconds.observe(time.as_secs_f64());
    }
}
