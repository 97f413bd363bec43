//! `/{lang}/days/{MM-DD}`: whom we remember on a day: who fell on it, who was born on it.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path, Query};
use askama::Template;
use chrono::Datelike;

use super::day::Day;
use super::grid;
use super::people::{Asked, Found, Remembered, Titles};
use super::queries;
use crate::app::State;
use crate::dates::kyiv;
use crate::error::AppError;
use crate::heroes::telling::{Telling, capitalised};
use crate::i18n::Words;
use crate::i18n::dates::{Case, day_of_year, month};
use crate::sharing::keeping::Keeping;
use crate::web::keep::Keep;
use crate::web::layout::{Here, Layout};
use crate::web::show::{moved, show};

#[derive(Template)]
#[template(path = "days/show.html")]
struct Page {
    w: Words,
    layout: Layout,
    date: String,
    month: String,
    month_href: String,
    /// The day before and the day after, in words and where they lead.
    before: (String, String),
    after: (String, String),
    /// What is said of 29 February, on it and on the day that stands in for it.
    leap: Option<&'static str>,
    remembered: Remembered,
    /// «Відомо лише місяць: 2 людини», which leads to the month.
    month_only: Option<String>,
    turns_href: String,
    keeping: Keeping,
}

pub async fn page(
    state: Data<State>,
    w: Words,
    path: Path<(String, String)>,
    asked: Option<Query<Asked>>,
) -> Result<HttpResponse, AppError> {
    let (_, typed) = path.into_inner();
    let day = Day::read(&typed).ok_or(AppError::NotFound)?;
    if day.to_string() != typed {
        return Ok(moved(address(w, day)));
    }
    let days = day.remembered_in(kyiv::today(state.now()).year());
    let stands_in = days.len() > 1;
    let ends: Vec<String> = days.iter().map(Day::to_string).collect();
    let wanted = Asked::page(asked);
    let (found, of_month) = state
        .db
        .read(move |conn| {
            let month = format!("{:02}", day.month());
            Ok((
                Found::read(conn, &ends, w.lang(), wanted)?,
                queries::counts(conn, &[month])?,
            ))
        })
        .await?;
    let reference = state.reference();
    let telling = Telling {
        w,
        reference: &reference,
    };
    let date = date(w, day);
    let layout = Layout::new(
        w,
        state.settings.public_url.as_str(),
        format!("/days/{day}{}", found.query()),
        &date,
        w.days_day_description(&date),
    )
    .here(Here::Days);
    let titles = Titles {
        fell: w.days_fell_on_day().to_owned(),
        born: w.days_born_on_day().to_owned(),
    };
    let page = Page {
        w,
        month: capitalised(month(w.lang(), day.month(), Case::Nominative)),
        month_href: grid::address(w, day.month()),
        before: linked(w, day.before()),
        after: linked(w, day.after()),
        leap: if day.is_leap_day() {
            Some(w.days_leap())
        } else {
            stands_in.then(|| w.days_instead_of_leap())
        },
        remembered: found.told(telling, &address(w, day), titles),
        month_only: (of_month.all() > 0)
            .then(|| w.days_month_only(w.common_people(of_month.all()))),
        keeping: Keeping::of_day(w, &layout, day),
        layout,
        turns_href: format!("{}/turns", address(w, day)),
        date,
    };
    Ok(Keep::list().by_query().on(show(&page)?))
}

/// «5 березня».
fn date(w: Words, day: Day) -> String {
    day_of_year(w.lang(), day.month(), day.number())
}

/// Where a day of the year is.
pub fn address(w: Words, day: Day) -> String {
    format!("/{}/days/{day}", w.lang())
}

fn linked(w: Words, day: Day) -> (String, String) {
    (date(w, day), address(w, day))
}
