//! `/{lang}/regions/{slug}`: who was from a region, who fell there, who rests there.

use std::sync::Arc;

use actix_web::HttpResponse;
use actix_web::web::{Data, Path};
use askama::Template;

use super::queries;
use super::region;
use crate::app::State;
use crate::error::AppError;
use crate::heroes::person::Person;
use crate::heroes::queries as heroes;
use crate::heroes::telling::{Role, Telling, follow};
use crate::i18n::typography::tidy;
use crate::i18n::{Lang, Words};
use crate::reference::{Reference, Region};
use crate::search::queries::first_by_name;
use crate::search::{Filters, RegionRole};
use crate::sharing::keeping::Keeping;
use crate::web::keep::Keep;
use crate::web::layout::{Alternate, Here, Layout};
use crate::web::show::{moved, show};

/// How many of each part stand on the page; the list has the rest.
const SHOWN: i64 = 30;

#[derive(Template)]
#[template(path = "regions/show.html")]
struct Page {
    w: Words,
    layout: Layout,
    name: String,
    /// What is told of the region itself, paragraph by paragraph, and in which language.
    text: Vec<String>,
    text_lang: Lang,
    parts: Vec<Part>,
    empty: String,
    /// Nothing while nobody is from here.
    keeping: Option<Keeping>,
}

struct Part {
    anchor: &'static str,
    title: String,
    count: String,
    people: Vec<Person>,
    /// The list of all, when not all stand here.
    all: Option<String>,
}

/// The region at an address of which `rest` is the end; or the answer that leads from another of its names to its slug (301).
pub fn at<'a>(
    reference: &'a Reference,
    w: Words,
    name: &str,
    rest: &str,
) -> Result<Result<&'a Region, HttpResponse>, AppError> {
    let found = reference.region(name).ok_or(AppError::NotFound)?;
    Ok(if found.slug == name {
        Ok(found)
    } else {
        Err(moved(format!("/{}/regions/{}{rest}", w.lang(), found.slug)))
    })
}

pub async fn page(
    state: Data<State>,
    w: Words,
    path: Path<(String, String)>,
) -> Result<HttpResponse, AppError> {
    let (_, name) = path.into_inner();
    let reference = state.reference();
    let found = match at(&reference, w, &name, "")? {
        Ok(found) => found,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let iso = found.iso.clone();
    let (names, known) = (Arc::clone(&state.names), Arc::clone(&reference));
    let parts = state
        .db
        .read(move |conn| {
            let mut parts = Vec::new();
            for role in Role::ALL {
                let filters = Filters {
                    regions: vec![iso.clone()],
                    region_role: match role {
                        Role::From => RegionRole::From,
                        Role::Fell => RegionRole::Fell,
                        Role::Rests => RegionRole::Rests,
                    },
                    latin: w.lang() == Lang::En,
                    ..Filters::everybody()
                };
                let read = first_by_name(conn, &names, &filters, &known, SHOWN as usize)?;
                let (ids, count) = match read {
                    Some(found) => found,
                    None => queries::people(conn, &iso, role, w.lang(), SHOWN)?,
                };
                parts.push((role, count, heroes::cards(conn, &ids)?));
            }
            Ok(parts)
        })
        .await?;
    let telling = Telling {
        w,
        reference: &reference,
    };
    let name = match w.lang() {
        Lang::Uk => region::plain(&found.name_uk).to_owned(),
        Lang::En => region::plain_en(&found.name_en).to_owned(),
    };
    let description = w.regions_region_description(inside(w, found));
    let layout = Layout::new(
        w,
        state.settings.public_url.as_str(),
        format!("/regions/{}", found.slug),
        &name,
        description,
    )
    .here(Here::Regions);
    let path = format!("/regions/{}", found.slug);
    let feed = Alternate::atom(
        w.feeds_feed_title_of(title(w, Role::From, found)),
        layout.at(&format!("{path}/feed.atom")),
    );
    let layout = layout.with([feed]);
    let from = parts
        .iter()
        .any(|(role, count, _)| *role == Role::From && *count > 0);
    let keeping = from.then(|| Keeping::of_list(w, &layout, &path));
    let parts = parts
        .into_iter()
        .filter(|(_, count, _)| *count > 0)
        .map(|(role, count, cards)| Part {
            anchor: role.word(),
            title: title(w, role, found),
            count: w.common_people(count),
            people: cards.iter().map(|card| Person::of(telling, card)).collect(),
            all: (count > SHOWN).then(|| {
                format!(
                    "/{}/heroes?region={}&region_role={}",
                    w.lang(),
                    found.slug,
                    role.word()
                )
            }),
        });
    let (text_lang, text) = told(w.lang(), found);
    let page = Page {
        w,
        layout,
        text,
        text_lang,
        parts: parts.collect(),
        empty: w.regions_empty(inside(w, found)),
        keeping,
        name,
    };
    Ok(Keep::list().on(show(&page)?))
}

pub fn title(w: Words, role: Role, found: &Region) -> String {
    match role {
        Role::From => w.regions_from(match w.lang() {
            Lang::Uk => region::out_of(&found.name_uk),
            Lang::En => region::inside_en(&found.name_en),
        }),
        Role::Fell => follow(w.lang(), w.regions_fell(), &inside(w, found)),
        Role::Rests => follow(w.lang(), w.regions_rest(), &inside(w, found)),
    }
}

/// «у Житомирській області», “in Zhytomyr Oblast”.
fn inside(w: Words, found: &Region) -> String {
    match w.lang() {
        Lang::Uk => region::inside(&found.name_uk),
        Lang::En => format!("in {}", region::inside_en(&found.name_en)),
    }
}

/// In the reader's language, else in the other one: that it is so is said by the page.
fn told(lang: Lang, found: &Region) -> (Lang, Vec<String>) {
    let in_language = |lang: Lang| match lang {
        Lang::Uk => found.text_uk.as_deref(),
        Lang::En => found.text_en.as_deref(),
    };
    let (lang, text) = std::iter::once(lang)
        .chain(Lang::ALL)
        .find_map(|lang| Some((lang, in_language(lang)?)))
        .unwrap_or((lang, ""));
    let paragraphs = text
        .split("\n\n")
        .map(|paragraph| tidy(lang, paragraph.trim()));
    (lang, paragraphs.filter(|text| !text.is_empty()).collect())
}
