//! `/{lang}/days`: the year's calendar, and how many people each day remembers.

use actix_web::HttpResponse;
use actix_web::web::Data;
use askama::Template;

use super::day::Day;
use super::grid::Month;
use super::queries;
use crate::app::State;
use crate::dates::kyiv;
use crate::error::AppError;
use crate::i18n::Words;
use crate::i18n::dates::day_of_year;
use crate::web::keep::Keep;
use crate::web::layout::{Here, Layout};
use crate::web::show::show;

#[derive(Template)]
#[template(path = "days/list.html")]
struct Page {
    w: Words,
    layout: Layout,
    today: String,
    today_href: String,
    months: Vec<Month>,
}

pub async fn page(state: Data<State>, w: Words) -> Result<HttpResponse, AppError> {
    let counts = state
        .db
        .read(|conn| queries::calendar(conn, "01", "12-31"))
        .await?;
    let today = Day::of(kyiv::today(state.now()));
    let layout = Layout::new(
        w,
        state.settings.public_url.as_str(),
        "/days",
        w.days_title(),
        w.days_description(),
    )
    .here(Here::Days);
    let page = Page {
        w,
        layout,
        today: w.days_today(day_of_year(w.lang(), today.month(), today.number())),
        today_href: format!("/{}/days/{today}", w.lang()),
        months: (1..=12)
            .map(|number| Month::of(w, number, &counts, today))
            .collect(),
    };
    Ok(Keep::list().on(show(&page)?))
}
