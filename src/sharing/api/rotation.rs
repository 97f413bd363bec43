//! `/api/v1/rotation?date=2026-03-05`: who comes first on the front page on a date, from when to when; `days/turn.rs` is the
//! rule. Of a day to come, as it stands now.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Query};
use actix_web::{HttpRequest, HttpResponse};
use chrono::{DateTime, NaiveDate, SecondsFormat, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::answer::{answer, faulty};
use crate::app::State;
use crate::dates::kyiv;
use crate::days::{queries, turn};
use crate::error::AppError;
use crate::heroes::queries as heroes;

/// How many stand on a page.
const PAGE: usize = 500;

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// Today in Kyiv, when left out.
    date: String,
    page: String,
}

#[derive(Serialize)]
struct Rotation {
    date: NaiveDate,
    time_zone: &'static str,
    rule: String,
    total: usize,
    page: usize,
    turns: Vec<Turn>,
    /// On a day that is nobody's: whose turn goes on, and since which date.
    goes_on: Option<GoesOn>,
}

#[derive(Serialize)]
struct Turn {
    number: i32,
    slug: String,
    url: String,
    from: String,
    until: String,
}

#[derive(Serialize)]
struct GoesOn {
    number: i32,
    slug: String,
    url: String,
    since: NaiveDate,
}

pub async fn page(
    state: Data<State>,
    request: HttpRequest,
    asked: Query<Asked>,
) -> Result<HttpResponse, AppError> {
    let date = match asked.date.as_str() {
        "" => Some(kyiv::today(state.now())),
        typed => NaiveDate::parse_from_str(typed, "%Y-%m-%d")
            .ok()
            .filter(|date| date.to_string() == typed && typed.len() == 10),
    };
    let Some(date) = date else {
        let fault = "date: a day such as 2026-03-05 is wanted";
        return Ok(faulty(StatusCode::BAD_REQUEST, fault));
    };
    let page = match asked.page.as_str() {
        "" => Some(1),
        typed => typed
            .parse::<usize>()
            .ok()
            .filter(|page| (1..=1_000_000).contains(page)),
    };
    let Some(page) = page else {
        let fault = "page: a number from 1 is wanted";
        return Ok(faulty(StatusCode::BAD_REQUEST, fault));
    };
    let first = (page - 1) * PAGE;
    let (all, cards, last) = state
        .db
        .read(move |conn| {
            let all = queries::turns_on(conn, date)?;
            let here: Vec<i32> = all.iter().copied().skip(first).take(PAGE).collect();
            let cards = heroes::cards(conn, &here)?;
            let mut last = None;
            if all.is_empty()
                && let Some((since, id)) = queries::last_turn(conn, date)?
            {
                last = heroes::cards(conn, &[id])?.pop().map(|card| (since, card));
            }
            Ok((all, cards, last))
        })
        .await?;
    let url = |slug: &str| state.settings.absolute(&format!("/uk/heroes/{slug}"));
    let (begins, length) = kyiv::length(date);
    let at = |seconds: i64| written(begins + TimeDelta::seconds(seconds));
    let turns = cards.into_iter().zip(first..).map(|(card, place)| {
        let (from, until) = turn::stretch(place, all.len(), length);
        Turn {
            number: card.id,
            url: url(&card.slug),
            slug: card.slug,
            from: at(from),
            until: at(until),
        }
    });
    Ok(answer(
        &request,
        &Rotation {
            date,
            time_zone: "Europe/Kyiv",
            rule: state.settings.absolute("/uk/rules#turns"),
            total: all.len(),
            page,
            turns: turns.collect(),
            goes_on: last.map(|(since, card)| GoesOn {
                number: card.id,
                url: url(&card.slug),
                slug: card.slug,
                since,
            }),
        },
    ))
}

fn written(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}
