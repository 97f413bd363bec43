//! What the pages of the minute of silence show, kept in memory: at nine they answer even when the file does not. While it
//! does, each of them asks it first, so that what was taken down since is not shown.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::future::Future;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use actix_web::web::Data;
use chrono::NaiveDate;

use super::minute::Hour;
use super::queries::{self, Only};
use crate::app::State;
use crate::error::AppError;
use crate::heroes::queries as heroes;
use crate::heroes::queries::Card;
use crate::photos::photo::Size;
use crate::photos::queries as photos;
use crate::photos::renditions::Rendition;

/// Longer than this nobody waits for the file at nine.
const PATIENCE: Duration = Duration::from_secs(2);
/// A file that did not answer is not asked again for so long.
const AWAY: Duration = Duration::from_secs(3);
/// Days whose names are kept: yesterday's, today's, tomorrow's.
const DAYS: usize = 3;
/// Choices of screens whose last people are kept.
const SCREENS: usize = 32;
/// How often the server looks that the names of the day are there.
const ROUND: Duration = Duration::from_secs(60);
/// The sizes in which a page of silence asks for a picture.
const SIZES: [Size; 2] = [Size::Small, Size::Medium];

type Cards = Arc<Vec<Card>>;

#[derive(Default)]
pub struct Kept {
    days: Mutex<BTreeMap<NaiveDate, Cards>>,
    screens: Mutex<VecDeque<(Only, Cards)>>,
    pictures: Mutex<HashMap<(i32, &'static str), Rendition>>,
    away_since: Mutex<Option<Instant>>,
}

impl Kept {
    /// Whether the file did not answer a moment ago.
    pub fn is_away(&self) -> bool {
        lock(&self.away_since).is_some_and(|since| since.elapsed() < AWAY)
    }

    /// A picture of somebody who is named these days.
    pub fn picture(&self, id: i32, size: Size) -> Option<Rendition> {
        lock(&self.pictures).get(&(id, size.as_str())).cloned()
    }

    fn keep_day(&self, day: NaiveDate, cards: &Cards) {
        let mut days = lock(&self.days);
        days.insert(day, Arc::clone(cards));
        while days.len() > DAYS {
            days.pop_first();
        }
    }

    /// The names of a day; where they were never asked for, those of the last day that is known.
    fn day(&self, day: NaiveDate) -> Cards {
        let days = lock(&self.days);
        let known = days.get(&day).or_else(|| days.values().next_back());
        known.cloned().unwrap_or_default()
    }

    fn keep_screen(&self, only: &Only, cards: &Cards) {
        let mut screens = lock(&self.screens);
        screens.retain(|(known, _)| known != only);
        screens.push_back((only.clone(), Arc::clone(cards)));
        while screens.len() > SCREENS {
            screens.pop_front();
        }
    }

    fn screen(&self, only: &Only) -> Option<Cards> {
        let screens = lock(&self.screens);
        let known = screens.iter().find(|(known, _)| known == only);
        known.map(|(_, cards)| Arc::clone(cards))
    }
}

/// What the file answers in time; none when it does not, or did not a moment ago. That is logged once, not for each asking.
async fn in_time<T>(state: &State, asked: impl Future<Output = Result<T, AppError>>) -> Option<T> {
    if state.silence.is_away() {
        return None;
    }
    let fault = match actix_web::rt::time::timeout(PATIENCE, asked).await {
        Ok(Ok(answer)) => {
            *lock(&state.silence.away_since) = None;
            return Some(answer);
        }
        Ok(Err(fault)) => fault.to_string(),
        Err(_) => "no answer in time".to_owned(),
    };
    let mut away = lock(&state.silence.away_since);
    if away.replace(Instant::now()).is_none() {
        tracing::error!(%fault, "the minute of silence is shown from memory");
    }
    None
}

/// Who is named on a day, in their order; whoever was taken down since is not there.
pub async fn names(state: &State, day: NaiveDate) -> Cards {
    let asked = async {
        let (ids, lacks) = state.db.read(move |conn| queries::named(conn, day)).await?;
        let ids = if lacks {
            let done = state.db.write(move |conn| queries::name_day(conn, day));
            // A file that can be read and not written still tells whom it knows.
            done.await.unwrap_or(ids)
        } else {
            ids
        };
        state.db.read(move |conn| heroes::cards(conn, &ids)).await
    };
    match in_time(state, asked).await {
        Some(cards) => {
            let cards = Arc::new(cards);
            state.silence.keep_day(day, &cards);
            cards
        }
        None => state.silence.day(day),
    }
}

/// Whom a screen shows in its turn; while the file is away, whom it showed last, else the names of the day.
pub async fn reel(state: &State, only: &Only, turn: i64, size: i64, today: NaiveDate) -> Cards {
    let wanted = only.clone();
    let asked = state.db.read(move |conn| {
        let ids = queries::reel(conn, &wanted, turn, size)?;
        heroes::cards(conn, &ids)
    });
    match in_time(state, asked).await {
        Some(cards) => {
            let cards = Arc::new(cards);
            state.silence.keep_screen(only, &cards);
            cards
        }
        None => state
            .silence
            .screen(only)
            .unwrap_or_else(|| state.silence.day(today)),
    }
}

/// Brings into memory what the next minute needs: the names, and their pictures.
pub async fn make_ready(state: &State) {
    let hour = Hour::of(state.now());
    let mut wanted = Vec::new();
    for day in [hour.today, hour.next] {
        wanted.extend(names(state, day).await.iter().filter_map(|card| card.photo));
    }
    let known: Vec<i32> = lock(&state.silence.pictures)
        .keys()
        .map(|(id, _)| *id)
        .collect();
    let missing: Vec<i32> = wanted
        .iter()
        .copied()
        .filter(|id| !known.contains(id))
        .collect();
    let read = state.db.read(move |conn| {
        let mut found = Vec::new();
        for id in missing {
            for size in SIZES {
                if let Some(rendition) = photos::public_rendition(conn, id, size)? {
                    found.push(((id, size.as_str()), rendition));
                }
            }
        }
        Ok(found)
    });
    if let Some(found) = in_time(state, read).await {
        let mut pictures = lock(&state.silence.pictures);
        pictures.retain(|(id, _), _| wanted.contains(id));
        pictures.extend(found);
    }
}

/// For as long as the memorial serves.
pub async fn watch(state: Data<State>) {
    loop {
        make_ready(&state).await;
        actix_web::rt::time::sleep(ROUND).await;
    }
}

fn lock<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}
