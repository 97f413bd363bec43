//! `/{lang}`: one sentence, the search, whom we remember today, eight lives, three doors.

use actix_web::HttpResponse;
use actix_web::web::Data;
use askama::Template;
use chrono::Datelike;

use super::queries;
use crate::app::State;
use crate::dates::kyiv;
use crate::days;
use crate::days::day::Day;
use crate::days::turn;
use crate::error::AppError;
use crate::heroes::hero::Record;
use crate::heroes::person::{self, mention};
use crate::heroes::pictures;
use crate::heroes::queries as heroes;
use crate::heroes::queries::Card;
use crate::heroes::telling::{Piece, Telling, is_abroad};
use crate::i18n::Words;
use crate::i18n::dates::{day_of_year, life_years};
use crate::sharing::linked_data::LinkedData;
use crate::web::keep::Keep;
use crate::web::layout::{Alternate, Here, Layout, shortened};
use crate::web::portrait::Portrait;
use crate::web::show::show;

/// How many others of this day are named beside the one shown.
const OTHERS: i64 = 3;
/// The longest beginning of a story that the front page shows, in letters.
const BEGINNING: usize = 280;

#[derive(Template)]
#[template(path = "home/show.html")]
struct Page {
    w: Words,
    layout: Layout,
    examples: Vec<Piece>,
    today: Option<Today>,
    eight: Vec<Recent>,
}

/// The one large life of the day.
struct Today {
    heading: String,
    /// Where all of the day are, when it has any.
    day: Option<String>,
    others: Vec<Piece>,
    href: String,
    portrait: Portrait,
    name: String,
    long: bool,
    call_sign: Option<String>,
    years: Option<String>,
    story: Option<String>,
    lang: Option<&'static str>,
}

struct Recent {
    href: String,
    portrait: Portrait,
    name: String,
    years: Option<String>,
    place: Vec<Piece>,
}

pub async fn page(state: Data<State>, w: Words) -> Result<HttpResponse, AppError> {
    let now = state.now();
    let today = kyiv::today(now);
    let day = Day::of(today);
    let days: Vec<String> = day
        .remembered_in(today.year())
        .iter()
        .map(Day::to_string)
        .collect();
    let ends = days.clone();
    let (shown, others, newest, turn_ends) = state
        .db
        .read(move |conn| {
            let ids = queries::remembered(conn, &ends, now, OTHERS)?;
            let turn_ends = days::queries::turn_ends(conn, now)?;
            let shown = match ids.first() {
                Some(id) => heroes::load(conn, *id)?,
                None => None,
            };
            let others = heroes::cards(conn, ids.get(1..).unwrap_or_default())?;
            let newest = heroes::newest(conn, 8)?;
            let newest = heroes::cards(conn, &newest)?;
            Ok((shown, others, newest, turn_ends))
        })
        .await?;
    let reference = state.reference();
    let telling = Telling {
        w,
        reference: &reference,
    };
    let mut layout = Layout::new(
        w,
        state.settings.public_url.as_str(),
        "",
        w.common_memorial(),
        w.home_description(),
    )
    .here(Here::Home);
    layout.linked_data = Some(LinkedData::of_site(w, &layout.origin));
    let feed = Alternate::atom(w.feeds_feed_title(), layout.at("/feed.atom"));
    let layout = layout.with([feed]);
    let page = Page {
        w,
        layout,
        examples: examples(telling, &newest),
        today: shown.map(|shown| {
            let of_day = is_of(&shown.record, &days);
            Today {
                heading: heading(telling, of_day, day),
                day: (of_day || !others.is_empty()).then(|| days::show::address(w, day)),
                others: others.iter().map(|card| mention(telling, card)).collect(),
                ..remembered(telling, &shown.record, &shown.slug)
            }
        }),
        eight: newest.iter().map(|card| recent(telling, card)).collect(),
    };
    Ok(Keep::list().until(turn_ends).on(show(&page)?))
}

/// Whether somebody fell or was born on one of these days.
fn is_of(record: &Record, days: &[String]) -> bool {
    [record.died, record.born]
        .into_iter()
        .flatten()
        .filter_map(|date| turn::own_day(&date))
        .any(|own| days.contains(&own.to_string()))
}

fn heading(telling: Telling<'_>, of_day: bool, day: Day) -> String {
    if of_day {
        let date = day_of_year(telling.lang(), day.month(), day.number());
        telling.w.home_today_on(date)
    } else {
        telling.w.home_today().to_owned()
    }
}

fn remembered(telling: Telling<'_>, record: &Record, slug: &str) -> Today {
    let name = telling.name(&record.name, record.latin.as_ref());
    let story = telling.text(&record.biography);
    let photo = record.photos.first().and_then(|photo| photo.id());
    Today {
        heading: String::new(),
        day: None,
        others: Vec::new(),
        href: format!("/{}/heroes/{slug}", telling.lang()),
        portrait: Portrait::large(
            photo.map(|id| pictures::of_card(id, true)),
            name.initials(),
            String::new(),
        ),
        long: name.full().chars().count() > 22,
        name: name.full(),
        call_sign: record
            .call_sign
            .as_deref()
            .map(|call_sign| telling.call_sign(call_sign)),
        years: life_years(
            telling.lang(),
            record.born.as_ref(),
            record.died.as_ref(),
            record.sex,
            false,
        ),
        lang: story
            .as_ref()
            .map(|(_, lang)| *lang)
            .filter(|lang| *lang != telling.lang())
            .map(|lang| lang.code()),
        story: story
            .map(|(text, _)| shortened(text.split("\n\n").next().unwrap_or_default(), BEGINNING)),
    }
}

fn recent(telling: Telling<'_>, card: &Card) -> Recent {
    let name = telling.name(&card.name, card.latin.as_ref());
    Recent {
        href: person::address(telling, card),
        portrait: Portrait::medium(
            card.photo.map(|id| pictures::of_card(id, true)),
            name.initials(),
        ),
        name: format!("{} {}", name.given, name.family),
        years: life_years(
            telling.lang(),
            card.born.as_ref(),
            card.died.as_ref(),
            card.sex,
            true,
        ),
        place: card
            .place
            .as_ref()
            .map(|place| telling.short_place(place))
            .unwrap_or_default(),
    }
}

/// Three searches that find somebody: a name, a place, a unit of those told of last.
fn examples(telling: Telling<'_>, newest: &[Card]) -> Vec<Piece> {
    let name = newest
        .first()
        .map(|card| telling.name(&card.name, card.latin.as_ref()).family);
    let place = newest
        .iter()
        .filter_map(|card| card.place.as_ref())
        .filter(|place| !is_abroad(place))
        .find_map(|place| place.settlement.as_deref())
        .map(|name| telling.written(name));
    let unit = newest
        .iter()
        .find_map(|card| telling.short_unit(card.unit.as_deref()?));
    let search = |words: String| {
        let query = url::form_urlencoded::Serializer::new(String::new())
            .append_pair("q", &words.replace('\u{a0}', " "))
            .finish();
        Piece::link(words, format!("/{}/heroes?{query}", telling.lang()))
    };
    [name, place, unit]
        .into_iter()
        .flatten()
        .map(search)
        .collect()
}
