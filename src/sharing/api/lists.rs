//! `/api/v1/regions` and `/api/v1/units`: the lists that records speak of.

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use serde::Serialize;

use super::answer::answer;
use crate::app::State;
use crate::dates::Edtf;
use crate::reference::{FormerName, Region, Unit};

#[derive(Serialize)]
struct Regions<'a> {
    regions: Vec<RegionRow<'a>>,
}

#[derive(Serialize)]
struct RegionRow<'a> {
    iso: &'a str,
    slug: &'a str,
    name: Both<'a>,
    katottg: &'a str,
    url: String,
}

#[derive(Serialize)]
struct Units<'a> {
    units: Vec<UnitRow<'a>>,
}

#[derive(Serialize)]
struct UnitRow<'a> {
    slug: &'a str,
    number: Option<i32>,
    name: Both<'a>,
    short: Option<&'a str>,
    branch: &'a str,
    kind: &'a str,
    parent: Option<&'a str>,
    aliases: &'a [String],
    existed_from: Option<&'a Edtf>,
    existed_to: Option<&'a Edtf>,
    /// What it was called before.
    former: &'a [FormerName],
    /// Other slugs that lead here.
    merged: &'a [String],
    url: String,
}

#[derive(Serialize)]
struct Both<'a> {
    uk: &'a str,
    en: &'a str,
}

/// `/api/v1/regions`: the 27 of ISO 3166-2:UA.
pub async fn regions(state: Data<State>, request: HttpRequest) -> HttpResponse {
    let reference = state.reference();
    let row = |region: &Region| {
        state
            .settings
            .absolute(&format!("/uk/regions/{}", region.slug))
    };
    answer(
        &request,
        &Regions {
            regions: reference
                .regions
                .iter()
                .map(|region| RegionRow {
                    iso: &region.iso,
                    slug: &region.slug,
                    name: Both {
                        uk: &region.name_uk,
                        en: &region.name_en,
                    },
                    katottg: &region.katottg,
                    url: row(region),
                })
                .collect(),
        },
    )
}

/// `/api/v1/units`: every unit of the lists, with the unit it belongs to.
pub async fn units(state: Data<State>, request: HttpRequest) -> HttpResponse {
    let reference = state.reference();
    let row = |unit: &Unit| state.settings.absolute(&format!("/uk/units/{}", unit.slug));
    answer(
        &request,
        &Units {
            units: reference
                .units
                .iter()
                .map(|unit| UnitRow {
                    slug: &unit.slug,
                    number: unit.number,
                    name: Both {
                        uk: &unit.name_uk,
                        en: &unit.name_en,
                    },
                    short: unit.short_uk.as_deref(),
                    branch: &unit.branch,
                    kind: &unit.kind,
                    parent: unit.parent.as_deref(),
                    aliases: &unit.aliases,
                    existed_from: unit.existed_from.as_ref(),
                    existed_to: unit.existed_to.as_ref(),
                    former: &unit.former,
                    merged: &unit.merged,
                    url: row(unit),
                })
                .collect(),
        },
    )
}
