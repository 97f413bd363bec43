//! `/{lang}/heroes/{slug}`: one life.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path, Query};
use askama::Template;
use serde::Deserialize;

use super::elsewhere::elsewhere;
use super::grave;
use super::hero::Photo;
use super::life::Life;
use super::pictures;
use super::queries::{self, Address, Published};
use super::sources::Sources;
use super::telling::Telling;
use crate::app::State;
use crate::companions::section::{self, Section};
use crate::dates::Edtf;
use crate::dates::kyiv;
use crate::error::AppError;
use crate::i18n::Words;
use crate::i18n::dates::{life_years, when};
use crate::plain::link::Link;
use crate::purges::tag::Tag;
use crate::remembrance::candles::Candle;
use crate::remembrance::section::{Remembered, Section as Memories};
use crate::sharing::card;
use crate::sharing::keeping::{self, Keeping};
use crate::sharing::linked_data::LinkedData;
use crate::sharing::links::Links;
use crate::unfinished::invitation::Invitation;
use crate::unfinished::missing;
use crate::web::keep::Keep;
use crate::web::layout::{Here, Layout, Profile, shortened};
use crate::web::show::{show, show_privately};

#[derive(Template)]
#[template(path = "heroes/show.html")]
struct Page {
    w: Words,
    layout: Layout,
    slug: String,
    life: Life,
    companions: Section,
    unfinished: Invitation,
    plain: Link,
    candle: Candle,
    memories: Memories,
    sources: Sources,
    published: String,
    changed: Option<String>,
    versions: Option<String>,
    links: Links,
    keeping: Keeping,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// The token of the code on the grave.
    grave: String,
}

/// 200 here, 301 to the present address, 410 for what was public once, 404 for what never was.
pub async fn page(
    state: Data<State>,
    w: Words,
    path: Path<(String, String)>,
    asked: Query<Asked>,
) -> Result<HttpResponse, AppError> {
    let (_, slug) = path.into_inner();
    let (grave, secret) = (asked.into_inner().grave, state.secret.clone());
    let stands_there = !grave.is_empty();
    let token = grave.clone();
    let (reference, now) = (state.reference(), state.now());
    let known = reference.clone();
    let today = kyiv::today(now);
    let asked = state.db.read(move |conn| {
        Ok(match queries::address(conn, &slug)? {
            Address::Here(id) if stands_there && !grave::opens(&secret, id, &token) => {
                Err(Address::Unknown)
            }
            Address::Here(id) => match queries::load(conn, id)? {
                Some(published) => {
                    // Who stands beside a life is told by what everyone may see, wherever it is read.
                    let beside = section::beside(conn, &known, id, &published.record)?;
                    let remembered = Remembered::read(conn, id, now)?;
                    let (record, pictures, unfinished) = if stands_there {
                        let record = grave::at_the_grave(conn, id)?;
                        let pictures = pictures::at(conn, &record, |photo| {
                            format!("/h/{id}/{token}/photos/{photo}")
                        })?;
                        (record, pictures, None)
                    } else {
                        let record = published.record;
                        let pictures = pictures::of_record(conn, &record)?;
                        let eyes = queries::visibility(conn, id)?;
                        let askable = missing::askable(&record, &eyes, today);
                        (record, pictures, missing::of_day(&askable, id, today))
                    };
                    let published = Published {
                        record,
                        ..published
                    };
                    Ok((published, pictures, beside, unfinished, remembered))
                }
                None => Err(Address::Gone),
            },
            elsewhere => Err(elsewhere),
        })
    });
    let (published, pictures, beside, unfinished, remembered) = match asked.await? {
        Ok(found) => found,
        Err(address) => return elsewhere(w, address, ""),
    };
    let telling = Telling {
        w,
        reference: &reference,
    };
    let life = Life::of(telling, &published.record, |photo: &Photo| {
        pictures.get(&photo.id()?).cloned()
    });
    let mut layout = layout(
        telling,
        &published,
        &life,
        state.settings.public_url.as_str(),
    );
    layout.linked_data = Some(LinkedData::of_life(
        telling,
        &published,
        &layout.origin,
        layout.description.as_deref().unwrap_or_default(),
        |photo| pictures.get(&photo.id()?).cloned(),
    ));
    let links = Links::of(&state, w, &published);
    let keep = Keep::life(published.id)
        .also([Tag::remembered(published.id), Tag::places()])
        .also(beside.tags())
        .until(remembered.candle);
    let Published {
        slug,
        version,
        published_at,
        changed_at,
        record,
        ..
    } = published;
    let on = |at| {
        Edtf::of_day(kyiv::today(at))
            .map(|day| when(w.lang(), &day))
            .unwrap_or_default()
    };
    let keeping = Keeping::of_life(w, &layout, &slug, &record);
    let page = Page {
        w,
        keeping,
        layout: if stands_there {
            Layout {
                query: format!("?grave={grave}"),
                ..Layout::hidden(w, layout.path.clone(), layout.title.clone()).here(Here::Find)
            }
        } else {
            layout
        },
        candle: Candle::of(w, &slug, &grave, record.sex, remembered.candle),
        memories: Memories::of(w, &slug, record.sex, &remembered),
        unfinished: Invitation::of(w, &slug, record.sex, unfinished),
        plain: Link::to(w, &slug),
        slug,
        life,
        companions: Section::of(telling, &beside),
        sources: Sources::of(telling, &record),
        published: w.heroes_published_first(on(published_at)),
        changed: (version > 1).then(|| w.heroes_changed_last(on(changed_at))),
        versions: (version > 1).then(|| w.heroes_versions(version)),
        links,
    };
    if stands_there {
        show_privately(StatusCode::OK, &page)
    } else {
        Ok(keep.on(show(&page)?))
    }
}

fn layout(telling: Telling<'_>, published: &Published, life: &Life, origin: &str) -> Layout {
    let Published {
        id, slug, record, ..
    } = published;
    let years = life_years(
        telling.lang(),
        record.born.as_ref(),
        record.died.as_ref(),
        None,
        true,
    );
    let years = years.filter(|_| record.born.is_some() && record.died.is_some());
    let title = years.map_or_else(
        || life.name.clone(),
        |years| format!("{}, {years}", life.name),
    );
    let layout = Layout {
        permanent: Some(format!("/h/{id}")),
        profile: Some(profile(telling, published)),
        ..Layout::new(
            telling.w,
            origin,
            format!("/heroes/{slug}"),
            title,
            description(telling, life),
        )
        .here(Here::Find)
    };
    let card = keeping::card(telling.w, &layout);
    layout.with(card)
}

/// What a messenger shows beside a link to this life.
fn profile(telling: Telling<'_>, published: &Published) -> Profile {
    let Published { record, .. } = published;
    let w = telling.w;
    let name = telling.name(&record.name, record.latin.as_ref());
    let years = life_years(
        telling.lang(),
        record.born.as_ref(),
        record.died.as_ref(),
        record.sex,
        true,
    );
    Profile {
        picture: card::address(telling.lang(), published),
        alt: match years {
            Some(years) => w.print_card_alt(name.full(), years),
            None => w.print_card_alt_name(name.full()),
        },
        given: name.given,
        family: name.family,
    }
}

/// Who it was in one or two sentences, 50 to 170 letters.
fn description(telling: Telling<'_>, life: &Life) -> String {
    let who = [
        Some(&life.name),
        life.call_sign.as_ref(),
        life.years.as_ref(),
    ]
    .into_iter()
    .flatten()
    .cloned()
    .collect::<Vec<_>>()
    .join(", ");
    let story = life
        .story
        .as_ref()
        .filter(|story| story.foreign.is_none())
        .and_then(|story| story.paragraphs.first());
    let text = story.map_or_else(
        || telling.w.heroes_description_end().to_owned(),
        Clone::clone,
    );
    shortened(&format!("{who}. {text}"), 170)
}
