//! `/{lang}/days/{MM-DD}/turns`: who has a turn on the front page on a day of this year, and from when to when.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path};
use askama::Template;
use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Utc};

use super::day::Day;
use super::queries;
use super::show::address;
use super::turn;
use crate::app::State;
use crate::dates::{Edtf, kyiv};
use crate::error::AppError;
use crate::heroes::person::mention;
use crate::heroes::queries as heroes;
use crate::heroes::telling::{Piece, Telling};
use crate::i18n::Words;
use crate::i18n::dates::{clock, day_of_year, when};
use crate::web::keep::Keep;
use crate::web::layout::{Here, Layout};
use crate::web::show::{moved, show};

/// The most that are written on the page; `/api/v1/rotation` has all.
const SHOWN: usize = 1_000;

#[derive(Template)]
#[template(path = "days/turns.html")]
struct Page {
    w: Words,
    layout: Layout,
    title: String,
    date: String,
    href: String,
    /// «00:00», until when, and who.
    turns: Vec<(String, String, Piece)>,
    /// How many are not written here.
    more: Option<String>,
    /// Of a day that is nobody's: who is shown, and whose day was last.
    goes_on: Option<(Piece, String)>,
    api: String,
}

pub async fn page(
    state: Data<State>,
    w: Words,
    path: Path<(String, String)>,
) -> Result<HttpResponse, AppError> {
    let (_, typed) = path.into_inner();
    let day = Day::read(&typed).ok_or(AppError::NotFound)?;
    if day.to_string() != typed {
        return Ok(moved(format!("{}/turns", address(w, day))));
    }
    let year = kyiv::today(state.now()).year();
    // In a year without 29 February its people have their turn on the 28th.
    let date = NaiveDate::from_ymd_opt(year, day.month(), day.number());
    let Some(date) = date else {
        return Ok(crate::web::show::see(format!(
            "{}/turns",
            address(w, day.before())
        )));
    };
    let (all, cards, last) = state
        .db
        .read(move |conn| {
            let all = queries::turns_on(conn, date)?;
            let cards = heroes::cards(conn, &all[..all.len().min(SHOWN)])?;
            let last = match all.is_empty() {
                true => queries::last_turn(conn, date)?,
                false => None,
            };
            let last = match last {
                Some((since, id)) => heroes::cards(conn, &[id])?.pop().map(|card| (since, card)),
                None => None,
            };
            Ok((all, cards, last))
        })
        .await?;
    let reference = state.reference();
    let telling = Telling {
        w,
        reference: &reference,
    };
    let said = day_of_year(w.lang(), day.month(), day.number());
    let title = w.turns_title(&said);
    let layout = Layout {
        noindex: true,
        ..Layout::new(
            w,
            state.settings.public_url.as_str(),
            format!("/days/{day}/turns"),
            &title,
            "",
        )
        .here(Here::Days)
    };
    let (begins, length) = kyiv::length(date);
    let edge = |seconds: i64| ending(begins + TimeDelta::seconds(seconds), length, seconds);
    let page = Page {
        w,
        layout,
        title,
        date: said,
        href: address(w, day),
        turns: cards
            .iter()
            .enumerate()
            .map(|(place, card)| {
                let (from, until) = turn::stretch(place, all.len(), length);
                (edge(from), edge(until), mention(telling, card))
            })
            .collect(),
        more: (all.len() > cards.len()).then(|| w.turns_more(all.len() - cards.len())),
        goes_on: last.map(|(since, card)| {
            let since = Edtf::of_day(since).map(|day| when(w.lang(), &day));
            (mention(telling, &card), since.unwrap_or_default())
        }),
        api: format!("/api/v1/rotation?date={date}"),
    };
    Ok(Keep::list().on(show(&page)?))
}

/// The hour on a wall; the end of the day is said as its end.
fn ending(at: DateTime<Utc>, length: i64, seconds: i64) -> String {
    if seconds == length {
        "24:00".to_owned()
    } else {
        clock(at)
    }
}
