//! `/{lang}/units/{slug}`: one unit, and who served in it.

use std::sync::Arc;

use actix_web::HttpResponse;
use actix_web::web::{Data, Path};
use askama::Template;

use super::{queries, unit};
use crate::app::State;
use crate::error::AppError;
use crate::heroes::person::Person;
use crate::heroes::queries as heroes;
use crate::heroes::telling::{Piece, Telling};
use crate::i18n::typography::tidy;
use crate::i18n::{Lang, Words, dates};
use crate::reference::{FormerName, Reference, Unit};
use crate::search::Filters;
use crate::search::queries::first_by_name;
use crate::sharing::keeping::Keeping;
use crate::web::keep::Keep;
use crate::web::layout::{Alternate, Here, Layout, shortened};
use crate::web::show::{moved, show};

/// How many people stand on the page; the list has the rest.
const SHOWN: i64 = 60;

#[derive(Template)]
#[template(path = "units/show.html")]
struct Page {
    w: Words,
    layout: Layout,
    name: String,
    branch: String,
    short: Option<String>,
    branch_href: String,
    /// The unit it belongs to, and those that belong to it.
    parent: Option<Piece>,
    children: Vec<Piece>,
    /// When it was formed and dissolved.
    existed: Option<String>,
    /// When it was called how before, the oldest first.
    former: Vec<(Option<String>, String)>,
    count: String,
    people: Vec<Person>,
    all: Option<String>,
    /// Nothing while nobody is here.
    keeping: Option<Keeping>,
}

/// The unit at an address of which `rest` is the end; or the answer that leads to the unit it was merged into (301). One that
/// is no more is gone (410), another is unknown (404).
pub fn at<'a>(
    reference: &'a Reference,
    w: Words,
    slug: &str,
    rest: &str,
) -> Result<Result<&'a Unit, HttpResponse>, AppError> {
    match reference.unit(slug) {
        Some(found) if found.slug == slug => Ok(Ok(found)),
        Some(found) => Ok(Err(moved(format!(
            "/{}/units/{}{rest}",
            w.lang(),
            found.slug
        )))),
        None if reference.is_gone(slug) => Err(AppError::Gone),
        None => Err(AppError::NotFound),
    }
}

pub async fn page(
    state: Data<State>,
    w: Words,
    path: Path<(String, String)>,
) -> Result<HttpResponse, AppError> {
    let (_, slug) = path.into_inner();
    let reference = state.reference();
    let found = match at(&reference, w, &slug, "")? {
        Ok(found) => found,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let units = unit::slugs_with_those_under(found, &reference.units);
    let filters = Filters {
        units: vec![found.slug.clone()],
        latin: w.lang() == Lang::En,
        ..Filters::everybody()
    };
    let (names, known) = (Arc::clone(&state.names), Arc::clone(&reference));
    let (cards, count) = state
        .db
        .read(move |conn| {
            let read = first_by_name(conn, &names, &filters, &known, SHOWN as usize)?;
            let (ids, count) = match read {
                Some(found) => found,
                None => queries::people(conn, &units, w.lang(), SHOWN)?,
            };
            Ok((heroes::cards(conn, &ids)?, count))
        })
        .await?;
    let telling = Telling {
        w,
        reference: &reference,
    };
    let link = |unit: &Unit| {
        Piece::link(
            tidy(w.lang(), unit::name(w.lang(), unit)),
            format!("/{}/units/{}", w.lang(), unit.slug),
        )
    };
    let parent = found
        .parent
        .as_deref()
        .and_then(|slug| reference.unit(slug));
    let children = reference
        .units
        .iter()
        .filter(|unit| unit.parent.as_deref() == Some(&found.slug));
    let name = tidy(w.lang(), unit::name(w.lang(), found));
    let short = found
        .short_uk
        .as_deref()
        .filter(|_| w.lang() == Lang::Uk)
        .map(|short| tidy(Lang::Uk, short));
    let description = shortened(&w.units_unit_description(&name), 170);
    let layout = Layout::new(
        w,
        state.settings.public_url.as_str(),
        format!("/units/{}", found.slug),
        &name,
        description,
    )
    .here(Here::Units);
    let path = format!("/units/{}", found.slug);
    let feed = Alternate::atom(
        w.feeds_feed_title_of(&name),
        layout.at(&format!("{path}/feed.atom")),
    );
    let layout = layout.with([feed]);
    let page = Page {
        w,
        keeping: (count > 0).then(|| Keeping::of_list(w, &layout, &path)),
        layout,
        branch: unit::branch(w.lang(), &found.branch).to_owned(),
        short: short.filter(|short| *short != name),
        branch_href: format!("/{}/units#{}", w.lang(), unit::branch_anchor(&found.branch)),
        parent: parent.map(link),
        children: children.map(link).collect(),
        existed: existed(w, found),
        former: found
            .former
            .iter()
            .map(|former| former_name(w, former))
            .collect(),
        count: w.common_people(count),
        people: cards.iter().map(|card| Person::of(telling, card)).collect(),
        all: (count > SHOWN).then(|| format!("/{}/heroes?unit={}", w.lang(), found.slug)),
        name,
    };
    Ok(Keep::list().on(show(&page)?))
}

/// «Сформовано у березні 2022 року. Розформовано 2024 року.»
fn existed(w: Words, unit: &Unit) -> Option<String> {
    let formed = unit.existed_from.as_ref();
    let dissolved = unit.existed_to.as_ref();
    let said: Vec<String> = formed
        .map(|date| w.reference_formed(dates::when(w.lang(), date)))
        .into_iter()
        .chain(dissolved.map(|date| w.reference_dissolved(dates::when(w.lang(), date))))
        .collect();
    (!said.is_empty()).then(|| said.join(" "))
}

/// «до 2023 року» and the name; a name that has no English stays Ukrainian.
fn former_name(w: Words, former: &FormerName) -> (Option<String>, String) {
    let name = match (w.lang(), &former.name_en) {
        (Lang::En, Some(name)) => tidy(Lang::En, name),
        _ => tidy(Lang::Uk, &former.name_uk),
    };
    let time = dates::span(w.lang(), former.from.as_ref(), former.to.as_ref());
    (time, name)
}
