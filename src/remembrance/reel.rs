//! The reel of a hall's screen: one face and name after another, for as many days as it is left on, and at nine the minute of
//! silence.
//!
//! The page never grows: it holds twenty people, shows them round, and is replaced by the next twenty. A small script replaces
//! it only when the new one has come; without script the browser does, and never between midnight and the end of the minute,
//! so that no lost connection leaves its error page there at nine.

use actix_web::HttpResponse;
use askama::Template;
use chrono::{DateTime, TimeDelta, Utc};

use super::kept;
use super::minute::{Hour, LASTS, Phase};
use super::named::{self, Named};
use super::queries::Only;
use super::silence::Stage;
use crate::app::State;
use crate::error::AppError;
use crate::heroes::telling::Telling;
use crate::i18n::Words;
use crate::web::layout::Layout;
use crate::web::show::show;

/// People on one page; `static/css/silence.css` has as many places.
const PLACES: usize = 20;
/// Seconds for which each stands.
pub const SPEEDS: [i64; 3] = [8, 12, 20];

#[derive(Template)]
#[template(path = "remembrance/reel.html")]
struct ReelPage {
    w: Words,
    layout: Layout,
    /// «Житомирська область»; none for everybody.
    whom: Option<String>,
    people: Vec<Named>,
    stage: Stage,
    speed: i64,
    /// Seconds after which a browser without script asks for the next page.
    renewal: i64,
    /// The same for the script, which may ask whenever it likes.
    turn: i64,
}

/// It is never answered by a fault of the file.
pub async fn draw(
    state: &State,
    telling: Telling<'_>,
    only: &Only,
    whom: Option<String>,
    speed: i64,
) -> Result<HttpResponse, AppError> {
    let (w, now) = (telling.w, state.now());
    let hour = Hour::of(now);
    let places = i64::try_from(PLACES).unwrap_or_default();
    let turn = speed * places;
    let whose = now.timestamp().div_euclid(turn);
    let cards = kept::reel(state, only, whose, places, hour.today).await;
    let names = kept::names(state, hour.next).await;
    let layout = Layout::hidden(w, "/silence/screen", w.silence_screen_title());
    let page = ReelPage {
        w,
        layout: Layout {
            origin: state
                .settings
                .public_url
                .as_str()
                .trim_end_matches('/')
                .to_owned(),
            ..layout
        },
        whom,
        people: named::on_a_reel(telling, &cards, PLACES),
        stage: Stage {
            names: named::in_the_minute(telling, &names),
            day: hour.next,
            left: hour.left.num_milliseconds(),
        },
        speed,
        renewal: renewal(now, turn),
        turn,
    };
    show(&page)
}

/// When a browser without script asks again: after all on the page stood once; but from midnight on only when the minute is
/// over, for by then the network may be gone.
fn renewal(now: DateTime<Utc>, turn: i64) -> i64 {
    let hour = Hour::of(now);
    match hour.phase {
        Phase::Before | Phase::During => {
            (hour.left + LASTS + TimeDelta::seconds(turn)).num_seconds()
        }
        Phase::After => turn,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_script_no_page_is_asked_for_between_midnight_and_the_end_of_the_minute() {
        let at = |utc: &str| renewal(utc.parse().unwrap(), 240);
        // In the afternoon: when all have stood.
        assert_eq!(at("2026-11-28T12:00:00Z"), 240);
        // A minute before midnight in Kyiv: the page that comes is the morning's.
        assert_eq!(at("2026-11-28T21:59:00Z"), 240);
        // Then not before 09:01 and a round more.
        assert_eq!(at("2026-11-27T22:00:00Z"), 9 * 3600 + 60 + 240);
        assert_eq!(at("2026-11-28T06:59:00Z"), 120 + 240);
        assert_eq!(at("2026-11-28T07:00:30Z"), 30 + 240);
        assert_eq!(at("2026-11-28T07:01:00Z"), 240);
    }
}
