//! `/{lang}/silence/screen`: for the screen of a hall, a school, a station. It asks whom to show and how fast; chosen, it is
//! the reel (`reel.rs`), at an address that can be kept.

use actix_web::HttpResponse;
use actix_web::web::{Data, Query};
use askama::Template;
use serde::Deserialize;

use super::queries::Only;
use super::reel::{self, SPEEDS};
use crate::app::State;
use crate::error::AppError;
use crate::heroes::telling::Telling;
use crate::i18n::{Lang, Words, order};
use crate::units;
use crate::web::layout::Layout;
use crate::web::show::show;

/// A word for the address, the name, whether it is chosen.
type Choices = Vec<(String, String, bool)>;

#[derive(Template)]
#[template(path = "remembrance/screen.html")]
struct ScreenPage {
    w: Words,
    layout: Layout,
    regions: Choices,
    units: Choices,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    region: String,
    unit: String,
    speed: String,
}

/// `GET /{lang}/silence/screen`, `?region=zhytomyrska&unit=58-motorized&speed=12`
pub async fn page(
    state: Data<State>,
    w: Words,
    asked: Query<Asked>,
) -> Result<HttpResponse, AppError> {
    let reference = state.reference();
    let telling = Telling {
        w,
        reference: &reference,
    };
    let asked = asked.into_inner();
    let speed = asked.speed.parse().ok();
    if let Some(speed) = speed.filter(|speed| SPEEDS.contains(speed)) {
        let (only, whom) = chosen(telling, &asked);
        return reel::draw(&state, telling, &only, whom, speed).await;
    }
    // A unit of which nobody is told is not offered.
    let counts = state.db.read(units::queries::counts).await;
    let served = |slug: &str| {
        counts
            .as_ref()
            .map_or(true, |counts| counts.contains_key(slug))
    };
    let units = reference.units.iter().filter(|unit| served(&unit.slug));
    let page = ScreenPage {
        w,
        layout: Layout::new(
            w,
            state.settings.public_url.as_str(),
            "/silence/screen",
            w.silence_screen_title(),
            w.silence_screen_description(),
        ),
        regions: sorted(reference.regions.iter().map(|region| {
            let name = name_of(w, &region.name_uk, &region.name_en);
            (region.slug.clone(), name, region.slug == asked.region)
        })),
        units: sorted(units.filter_map(|unit| {
            let name = telling.whole_unit(&unit.slug)?;
            Some((unit.slug.clone(), name, unit.slug == asked.unit))
        })),
    };
    show(&page)
}

/// Whom to show, and what that is called. A word that is not known leaves nobody out: a screen in a hall shows everybody
/// rather than a fault.
fn chosen(telling: Telling<'_>, asked: &Asked) -> (Only, Option<String>) {
    let reference = telling.reference;
    let region = reference
        .regions
        .iter()
        .find(|region| region.slug == asked.region || region.iso == asked.region);
    let unit = reference.units.iter().find(|unit| unit.slug == asked.unit);
    let only = Only {
        region: region.map(|region| region.iso.clone()),
        units: unit.map_or_else(Vec::new, |unit| {
            units::unit::slugs_with_those_under(unit, &reference.units)
        }),
    };
    let named = [
        region.map(|region| name_of(telling.w, &region.name_uk, &region.name_en)),
        unit.and_then(|unit| telling.whole_unit(&unit.slug)),
    ];
    let named: Vec<String> = named.into_iter().flatten().collect();
    let whom = Some(named.join(" · ")).filter(|named| !named.is_empty());
    (only, whom)
}

fn name_of(w: Words, uk: &str, en: &str) -> String {
    match w.lang() {
        Lang::Uk => uk.to_owned(),
        Lang::En => en.to_owned(),
    }
}

fn sorted(choices: impl Iterator<Item = (String, String, bool)>) -> Choices {
    let mut choices: Choices = choices.collect();
    choices.sort_by_cached_key(|(_, name, _)| order::sort_key(name));
    choices
}

impl ScreenPage {
    /// Seconds a name stands, in words, and whether it is offered first.
    fn speeds(&self) -> Vec<(i64, String, bool)> {
        let said = |speed: i64| {
            (
                speed,
                self.w.silence_screen_seconds(speed),
                speed == SPEEDS[1],
            )
        };
        SPEEDS.into_iter().map(said).collect()
    }
}
