//! `/{lang}/days/{MM}`: a month, and the people of whom no more than the month is known.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path, Query};
use askama::Template;

use super::day::{Day, read_month};
use super::grid::{self, Month};
use super::people::{Asked, Found, Remembered, Titles};
use super::queries;
use crate::app::State;
use crate::dates::kyiv;
use crate::error::AppError;
use crate::heroes::telling::{Telling, capitalised, follow};
use crate::i18n::Words;
use crate::i18n::dates::{Case, month};
use crate::web::keep::Keep;
use crate::web::layout::{Here, Layout};
use crate::web::show::{moved, show};

#[derive(Template)]
#[template(path = "days/month.html")]
struct Page {
    w: Words,
    layout: Layout,
    month: Month,
    remembered: Remembered,
    /// The months around, in words and where they lead.
    before: (String, String),
    after: (String, String),
}

pub async fn page(
    state: Data<State>,
    w: Words,
    path: Path<(String, String)>,
    asked: Option<Query<Asked>>,
) -> Result<HttpResponse, AppError> {
    let (_, typed) = path.into_inner();
    let number = read_month(&typed).ok_or(AppError::NotFound)?;
    let written = format!("{number:02}");
    if written != typed {
        return Ok(moved(format!("/{}/days/{written}", w.lang())));
    }
    let wanted = Asked::page(asked);
    let (counts, found) = state
        .db
        .read(move |conn| {
            Ok((
                queries::calendar(conn, &written, &format!("{written}-31"))?,
                Found::read(conn, &[written], w.lang(), wanted)?,
            ))
        })
        .await?;
    let reference = state.reference();
    let telling = Telling {
        w,
        reference: &reference,
    };
    let today = Day::of(kyiv::today(state.now()));
    let shown = Month::of(w, number, &counts, today);
    let inside = w.dates_in_month(month(w.lang(), number, Case::Locative));
    let layout = Layout::new(
        w,
        state.settings.public_url.as_str(),
        format!("/days/{number:02}{}", found.query()),
        &shown.name,
        w.days_month_description(&inside),
    )
    .here(Here::Days);
    let titles = Titles {
        fell: follow(w.lang(), w.days_fell(), &inside),
        born: follow(w.lang(), w.days_born(), &inside),
    };
    let page = Page {
        w,
        layout,
        remembered: found.told(telling, &shown.href, titles),
        month: shown,
        before: linked(w, (number + 10) % 12 + 1),
        after: linked(w, number % 12 + 1),
    };
    Ok(Keep::list().by_query().on(show(&page)?))
}

fn linked(w: Words, number: u32) -> (String, String) {
    (
        capitalised(month(w.lang(), number, Case::Nominative)),
        grid::address(w, number),
    )
}
