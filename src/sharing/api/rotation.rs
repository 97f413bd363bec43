//! `/api/v1/rotation?date=2026-03-05`: who comes first on the front page on a date, from when to when; `days/turn.rs` is the
//! rule. Of a day to come, as it stands now.

use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use chrono::{DateTime, NaiveDate, SecondsFormat, TimeDelta, Utc};
use serde::Serialize;
use url::form_urlencoded;

use super::answer::{answer, faulty, out_of_range};
use crate::app::State;
use crate::dates::kyiv;
use crate::days::{queries, turn};
use crate::error::AppError;
use crate::heroes::queries as heroes;

/// How many stand on a page.
const PAGE: usize = 500;

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

/// Without a date, today in Kyiv. What cannot be followed is an error, as everywhere in this API.
pub async fn page(state: Data<State>, request: HttpRequest) -> Result<HttpResponse, AppError> {
    let wrong = |words: &str| Ok(faulty(StatusCode::BAD_REQUEST, words));
    if let Some((name, typed)) = out_of_range(request.query_string(), &[("page", 1_000_000)], &[]) {
        return wrong(&format!("{name}: “{typed}” is not known here"));
    }
    let said = |wanted: &str| {
        let pairs = form_urlencoded::parse(request.query_string().as_bytes());
        pairs
            .filter(|(name, _)| name == wanted)
            .last()
            .map(|(_, value)| value.into_owned())
    };
    let date = match said("date").as_deref() {
        None | Some("") => Some(kyiv::today(state.now())),
        Some(typed) => NaiveDate::parse_from_str(typed, "%Y-%m-%d")
            .ok()
            .filter(|date| date.to_string() == typed && typed.len() == 10),
    };
    let Some(date) = date else {
        return wrong("date: a day such as 2026-03-05 is wanted");
    };
    let page = said("page")
        .and_then(|typed| typed.trim().parse::<usize>().ok())
        .unwrap_or(1);
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
