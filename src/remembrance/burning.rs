//! What burns, kept in memory, and the one hand that writes it down: candles that come together are written together, and
//! each is answered once it is on the disk. So ten thousand in a minute cost a few dozen transactions, and a candle that was
//! lit lately costs none.

use std::collections::HashMap;
use std::mem;
use std::sync::{Mutex, MutexGuard, PoisonError};

use actix_web::web::Data;
use chrono::{DateTime, Utc};
use diesel::{QueryResult, SqliteConnection};
use tokio::sync::oneshot;

use super::candle;
use super::queries;
use crate::app::State;

/// The candles of the memorial.
#[derive(Debug, Default)]
pub struct Burning {
    until: Mutex<HashMap<i32, DateTime<Utc>>>,
    queue: Mutex<Queue>,
}

/// Who waits to hear that a candle is on the disk.
type Waiting = Vec<oneshot::Sender<bool>>;

/// What waits to be written down, and who waits for it.
#[derive(Debug, Default)]
struct Queue {
    lights: HashMap<i32, DateTime<Utc>>,
    waiting: Waiting,
    /// Somebody is writing, and will look here again before leaving.
    is_written: bool,
}

impl Burning {
    /// What burnt when the memorial was last served.
    pub fn load(conn: &mut SqliteConnection, now: DateTime<Utc>) -> QueryResult<Self> {
        Ok(Self {
            until: Mutex::new(queries::burning(conn, now)?),
            queue: Mutex::default(),
        })
    }

    /// Lets go of what has burnt down; called on a timer.
    pub fn forget(&self, now: DateTime<Utc>) {
        let mut until = lock(&self.until);
        until.retain(|_, until| candle::burns(*until, now));
        until.shrink_to_fit();
    }

    fn is_fresh(&self, hero_id: i32, now: DateTime<Utc>) -> bool {
        lock(&self.until)
            .get(&hero_id)
            .is_some_and(|until| candle::is_fresh(*until, now))
    }

    /// What came since the last look; none, and nobody writes from now on.
    fn take(&self) -> Option<(HashMap<i32, DateTime<Utc>>, Waiting)> {
        let mut queue = lock(&self.queue);
        if queue.waiting.is_empty() {
            queue.is_written = false;
            return None;
        }
        Some((mem::take(&mut queue.lights), mem::take(&mut queue.waiting)))
    }
}

/// Lights the candle of a life for a day from now. True once it is on the disk; false when it could not be written, which is
/// logged once for all that were written together.
pub async fn light(state: &Data<State>, hero_id: i32) -> bool {
    let now = state.now();
    if state.burning.is_fresh(hero_id, now) {
        return true;
    }
    let (told, lit) = oneshot::channel();
    let is_first = {
        let mut queue = lock(&state.burning.queue);
        queue.lights.insert(hero_id, candle::until(now));
        queue.waiting.push(told);
        !mem::replace(&mut queue.is_written, true)
    };
    if is_first {
        actix_web::rt::spawn(write_all(Hand {
            state: state.clone(),
            writes: true,
        }));
    }
    lit.await.unwrap_or(false)
}

/// The hand that writes. Should it be stopped in the middle, the next candle finds the place free.
struct Hand {
    state: Data<State>,
    writes: bool,
}

impl Drop for Hand {
    fn drop(&mut self) {
        if self.writes {
            lock(&self.state.burning.queue).is_written = false;
        }
    }
}

async fn write_all(mut hand: Hand) {
    let state = hand.state.clone();
    while let Some((lights, waiting)) = state.burning.take() {
        let (now, rows) = (state.now(), lights.clone().into_iter().collect::<Vec<_>>());
        let written = state
            .db
            .write(move |conn| queries::light(conn, &rows, now))
            .await;
        match &written {
            Ok(()) => lock(&state.burning.until).extend(lights),
            Err(fault) => {
                tracing::error!(%fault, candles = lights.len(), "candles could not be lit");
            }
        }
        for told in waiting {
            // Whoever lit it may have left.
            let _ = told.send(written.is_ok());
        }
    }
    hand.writes = false;
}

fn lock<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}
