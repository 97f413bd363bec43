//! `/{lang}/silence`: the page of the nationwide minute of silence. Before nine it says how long until; at nine one name stands
//! after another; after it, who was named.
//!
//! A page that is loaded at any time before runs the minute by itself, without network and without script: everything is in it,
//! and a stylesheet of one line, [`clock`], says how long until nine as it is sent. The animations wait for just so long.

use actix_web::HttpResponse;
use actix_web::http::header::CACHE_CONTROL;
use actix_web::web::{Data, Query};
use askama::Template;
use chrono::{NaiveDate, TimeDelta};
use serde::Deserialize;

use super::kept;
use super::minute::{self, Hour, Phase};
use super::named::{self, Named};
use crate::app::State;
use crate::error::AppError;
use crate::heroes::person::{Person, mention};
use crate::heroes::telling::{Piece, Telling};
use crate::i18n::{Words, dates};
use crate::web::layout::Layout;
use crate::web::show::show;

#[derive(Template)]
#[template(path = "remembrance/silence.html")]
struct SilencePage {
    w: Words,
    layout: Layout,
    stage: Stage,
    phase: Phase,
    /// How long until the next minute, as it was when the page was sent.
    left: String,
    /// What is said instead when less is left.
    nearer: Vec<Nearer>,
    /// Who was named today, once today's minute is over.
    today: Vec<Person>,
    /// Who will have been named when the minute that this page runs is over.
    then: Vec<Piece>,
}

/// The minute itself, in whatever page it runs. Written into a template by `{% include "remembrance/_stage.html" %}`.
pub struct Stage {
    pub names: Vec<Named>,
    /// The day of the minute.
    pub day: NaiveDate,
    /// Milliseconds until it begins, as the page is sent; negative while it is.
    pub left: i64,
}

impl Stage {
    /// The stylesheet that says when.
    pub fn clock(&self) -> String {
        format!("/silence.css?day={}", self.day)
    }
}

/// «Лишилося менше години», from when on and for how long it stands, in seconds before nine.
struct Nearer {
    seconds: i64,
    words: String,
}

/// From when on something nearer is said, in seconds before nine. `static/css/silence.css` has the same.
const NEARER: [i64; 5] = [3600, 1800, 900, 300, 60];

/// `GET /{lang}/silence`. It is never answered by a fault of the file.
pub async fn page(state: Data<State>, w: Words) -> Result<HttpResponse, AppError> {
    let now = state.now();
    let hour = Hour::of(now);
    let cards = kept::names(&state, hour.next).await;
    let past = match hour.phase {
        Phase::After => kept::names(&state, hour.today).await,
        Phase::Before | Phase::During => Default::default(),
    };
    let reference = state.reference();
    let telling = Telling {
        w,
        reference: &reference,
    };
    let layout = Layout::new(
        w,
        state.settings.public_url.as_str(),
        "/silence",
        w.silence_title(),
        w.silence_description(),
    );
    let page = SilencePage {
        w,
        layout,
        phase: hour.phase,
        left: left(w, hour.left, dates::clock(now)),
        nearer: NEARER
            .into_iter()
            .filter(|seconds| *seconds < hour.left.num_seconds())
            .map(|seconds| Nearer {
                seconds,
                words: w.silence_less_than(waiting(w, seconds)),
            })
            .collect(),
        today: past.iter().map(|card| Person::of(telling, card)).collect(),
        then: cards.iter().map(|card| mention(telling, card)).collect(),
        stage: Stage {
            names: named::in_the_minute(telling, &cards),
            day: hour.next,
            left: hour.left.num_milliseconds(),
        },
    };
    show(&page)
}

/// «До хвилини мовчання — 2 години (відлік від 06:45)»: true for as long as the page stands.
fn left(w: Words, left: TimeDelta, clock: String) -> String {
    if left < TimeDelta::minutes(1) {
        return w.silence_now().to_owned();
    }
    let time = match left.num_hours() {
        // No finer than one needs a day before.
        hours if hours >= 3 => dates::waiting(w.lang(), TimeDelta::hours(hours)),
        0 => dates::waiting(w.lang(), left),
        hours => format!(
            "{} {}",
            dates::waiting(w.lang(), TimeDelta::hours(hours)),
            match left.num_minutes() % 60 {
                0 => String::new(),
                minutes => dates::waiting(w.lang(), TimeDelta::minutes(minutes)),
            }
        )
        .trim_end()
        .to_owned(),
    };
    w.silence_left(clock, time)
}

fn waiting(w: Words, seconds: i64) -> String {
    match seconds {
        3600 => w.silence_an_hour().to_owned(),
        60 => w.silence_a_minute().to_owned(),
        seconds => w.silence_minutes(seconds / 60),
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    day: String,
}

/// `GET /silence.css?day=2026-11-28`: one line, how long until the minute of that day as this answer is sent. It is made anew
/// each time and kept by nobody.
pub async fn clock(state: Data<State>, asked: Query<Asked>) -> HttpResponse {
    let now = state.now();
    let hour = Hour::of(now);
    // The page may have been sent just before the minute ended, and this just after.
    let near = |day: &NaiveDate| (*day - hour.next).num_days().abs() <= 1;
    let day = asked.day.parse().ok().filter(near).unwrap_or(hour.next);
    let left = (minute::begins(day) - now).num_milliseconds();
    let sign = if left < 0 { "-" } else { "" };
    let (seconds, rest) = (left.abs() / 1000, left.abs() % 1000);
    HttpResponse::Ok()
        .insert_header((CACHE_CONTROL, "no-store"))
        .content_type("text/css; charset=utf-8")
        .body(format!(":root{{--until:{sign}{seconds}.{rest:03}s}}\n"))
}

impl SilencePage {
    fn is_over(&self) -> bool {
        self.phase == Phase::After
    }

    /// When the words at the top give way to nearer ones.
    fn first_nearer(&self) -> i64 {
        self.nearer.first().map_or(0, |nearer| nearer.seconds)
    }
}
