//! Tells the caches in front what changed: `PURGE /` with the keys in `Cache-Tag`. An act waits for them, within a bound, before
//! it answers; a cache that does not answer is tried again until it does, and is shown at `/admin/state` and in the figures.
//!
//! A cache may be fetching a page at the very moment in which it changes, and lay down the old one after it was told. So
//! everything is told once more a little later.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpStream, ToSocketAddrs};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use prometheus_client::metrics::counter::Counter;
use url::Url;

use super::cache::{Keys, rest};
use crate::purges::told::{Purged, Told};

/// How long an act waits for the caches.
const PATIENCE: Duration = Duration::from_secs(2);
/// How long one request to a cache may take.
const ANSWER: Duration = Duration::from_secs(5);
/// When everything is told once more: a page is fetched in less.
const ONCE_MORE: Duration = Duration::from_secs(3);

/// The caches in front; none, unless they are set.
#[derive(Debug, Default)]
pub struct Caches {
    all: Vec<Arc<Cache>>,
    pub told: Counter,
    pub failed: Counter,
}

#[derive(Debug)]
struct Cache {
    at: Url,
    waiting: Mutex<Waiting>,
    changed: Condvar,
    told: Counter,
    failed: Counter,
    clock: fn() -> DateTime<Utc>,
}

#[derive(Debug, Default)]
struct Waiting {
    keys: Keys,
    /// What is told once more, and from when on.
    again: Keys,
    again_from: Option<Instant>,
    /// Numbers of what was given and of what was told.
    given: u64,
    told: u64,
    tries: u32,
    behind_since: Option<DateTime<Utc>>,
    ends: bool,
}

/// How one cache stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    pub at: String,
    /// Keys that it was not told yet.
    pub waiting: usize,
    /// Since when it does not answer.
    pub behind_since: Option<DateTime<Utc>>,
    /// Something that changed is not let go of there yet, for whatever reason.
    pub is_behind: bool,
}

impl Caches {
    /// Begins to tell the caches at these addresses whatever is told here. `clock` only says since when one does not answer.
    pub fn begin(addresses: &[Url], changes: &Told, clock: fn() -> DateTime<Utc>) -> Arc<Self> {
        let caches = Arc::new(Self::of(addresses, clock));
        if !addresses.is_empty() {
            let told = Arc::downgrade(&caches);
            changes.listen(move |purged| {
                if let Some(caches) = told.upgrade() {
                    caches.forget(&keys(purged));
                }
            });
        }
        caches
    }

    fn of(addresses: &[Url], clock: fn() -> DateTime<Utc>) -> Self {
        let mut caches = Self::default();
        for at in addresses {
            let cache = Arc::new(Cache {
                at: at.clone(),
                // Nobody knows what was missed while the memorial was closed.
                waiting: Mutex::new(Waiting {
                    keys: Keys::Everything,
                    given: 1,
                    ..Waiting::default()
                }),
                changed: Condvar::new(),
                told: caches.told.clone(),
                failed: caches.failed.clone(),
                clock,
            });
            caches.all.push(cache.clone());
            std::thread::spawn(move || cache.tell_all());
        }
        caches
    }

    /// Gives every cache these keys, and waits until all that answer at all have let go of them. Blocks.
    pub fn forget(&self, keys: &Keys) {
        let until = Instant::now() + PATIENCE;
        let numbers: Vec<u64> = self.all.iter().map(|cache| cache.give(keys)).collect();
        for (cache, number) in self.all.iter().zip(numbers) {
            cache.wait(number, until);
        }
    }

    /// Whether some cache may still show what is not public any more.
    pub fn is_any_behind(&self) -> bool {
        self.standings().iter().any(|cache| cache.is_behind)
    }

    pub fn standings(&self) -> Vec<Standing> {
        self.all.iter().map(|cache| cache.standing()).collect()
    }
}

fn keys(purged: &Purged) -> Keys {
    match purged {
        Purged::Everything => Keys::Everything,
        Purged::Tags(tags) => Keys::These(tags.iter().map(|tag| tag.as_str().to_owned()).collect()),
    }
}

impl Drop for Caches {
    fn drop(&mut self) {
        for cache in &self.all {
            cache.lock().ends = true;
            cache.changed.notify_all();
        }
    }
}

impl Cache {
    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn give(&self, keys: &Keys) -> u64 {
        let mut waiting = self.lock();
        waiting.keys.add(keys.clone());
        waiting.given += 1;
        self.changed.notify_all();
        waiting.given
    }

    /// One that does not answer is not waited for again and again.
    fn wait(&self, number: u64, until: Instant) {
        let mut waiting = self.lock();
        while waiting.told < number && waiting.behind_since.is_none() {
            let Some(left) = until.checked_duration_since(Instant::now()) else {
                return;
            };
            waiting = self
                .changed
                .wait_timeout(waiting, left)
                .unwrap_or_else(PoisonError::into_inner)
                .0;
        }
    }

    fn standing(&self) -> Standing {
        let waiting = self.lock();
        Standing {
            at: self.at.to_string(),
            waiting: waiting.keys.count(),
            behind_since: waiting.behind_since,
            is_behind: waiting.behind_since.is_some() || waiting.told < waiting.given,
        }
    }

    /// The thread of this cache.
    fn tell_all(&self) {
        while let Some((keys, number, again)) = self.next() {
            let said = keys.lines().iter().try_for_each(|line| self.say(line));
            let mut waiting = self.lock();
            match said {
                Ok(()) => {
                    self.told.inc();
                    if waiting.behind_since.take().is_some() {
                        tracing::info!(cache = %self.at, "a cache in front answers again");
                    }
                    waiting.tries = 0;
                    waiting.told = waiting.told.max(number);
                    if !again {
                        waiting.again.add(keys);
                        waiting
                            .again_from
                            .get_or_insert_with(|| Instant::now() + ONCE_MORE);
                    }
                }
                Err(fault) => {
                    self.failed.inc();
                    waiting.keys.add(keys);
                    waiting.tries += 1;
                    if waiting.behind_since.is_none() {
                        waiting.behind_since = Some((self.clock)());
                        tracing::error!(cache = %self.at, %fault, "a cache in front does not let go of what changed");
                    }
                }
            }
            self.changed.notify_all();
        }
    }

    /// What is told next, up to which number that is, and whether it is told once more; nothing at the end.
    fn next(&self) -> Option<(Keys, u64, bool)> {
        let mut waiting = self.lock();
        let rests_until = (waiting.tries > 0).then(|| Instant::now() + rest(waiting.tries));
        loop {
            if waiting.ends {
                return None;
            }
            let now = Instant::now();
            let rests = rests_until.filter(|until| *until > now);
            if rests.is_none() && !waiting.keys.is_empty() {
                let keys = std::mem::take(&mut waiting.keys);
                return Some((keys, waiting.given, false));
            }
            if rests.is_none() && waiting.again_from.is_some_and(|from| from <= now) {
                waiting.again_from = None;
                let keys = std::mem::take(&mut waiting.again);
                return Some((keys, waiting.told, true));
            }
            let wakes = rests.or(waiting.again_from);
            waiting = match wakes {
                Some(until) => {
                    let left = until.saturating_duration_since(now);
                    let woken = self.changed.wait_timeout(waiting, left);
                    woken.unwrap_or_else(PoisonError::into_inner).0
                }
                None => {
                    let woken = self.changed.wait(waiting);
                    woken.unwrap_or_else(PoisonError::into_inner)
                }
            };
        }
    }

    /// One request.
    fn say(&self, keys: &str) -> std::io::Result<()> {
        let host = self.at.host_str().unwrap_or_default();
        let port = self.at.port_or_known_default().unwrap_or(80);
        let to = (host.trim_matches(['[', ']']), port)
            .to_socket_addrs()?
            .next()
            .ok_or_else(|| std::io::Error::other("the address leads nowhere"))?;
        let mut line = TcpStream::connect_timeout(&to, ANSWER)?;
        line.set_read_timeout(Some(ANSWER))?;
        line.set_write_timeout(Some(ANSWER))?;
        let path = self.at.path();
        let request = format!(
            "PURGE {path} HTTP/1.1\r\nHost: {host}:{port}\r\nCache-Tag: {keys}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        );
        line.write_all(request.as_bytes())?;
        let mut answer = String::new();
        BufReader::new(line).read_line(&mut answer)?;
        match answer.split(' ').nth(1) {
            Some(status) if status.starts_with('2') => Ok(()),
            status => Err(std::io::Error::other(format!(
                "it answered {}",
                status.unwrap_or("nothing")
            ))),
        }
    }
}
