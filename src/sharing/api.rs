//! `/api/v1`: what is public, for programs. Read only; the filters of the list, the record of DESIGN section 2.

use actix_web::http::StatusCode;
use actix_web::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, LOCATION};
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use serde::Serialize;

use crate::app::State;
use crate::dates::Edtf;
use crate::error::AppError;
use crate::heroes::hero::Record;
use crate::heroes::queries::{self, Address, Published};
use crate::reference::{FormerName, Region, Unit};
use crate::search::{self, Filters};

#[derive(Serialize)]
struct Heroes {
    total: u32,
    heroes: Vec<Hero>,
}

/// A life and where it is read; everything else is the record itself.
#[derive(Serialize)]
struct Hero {
    slug: String,
    url: String,
    #[serde(flatten)]
    record: Record,
}

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

#[derive(Serialize)]
struct Fault<'a> {
    error: &'a str,
}

/// `/api/v1/heroes`. A filter that cannot be followed is an error: a program would not see that it was passed over.
pub async fn heroes(state: Data<State>, request: HttpRequest) -> Result<HttpResponse, AppError> {
    let reference = state.reference();
    let (filters, notices) = Filters::read(request.query_string(), &reference);
    if let Some(notice) = notices.first() {
        let fault = format!("{}: “{}” is not known here", notice.parameter, notice.typed);
        return Ok(faulty(StatusCode::BAD_REQUEST, &fault));
    }
    let names = state.names.clone();
    let (found, lives) = state
        .db
        .read(move |conn| {
            let found = search::queries::answer(conn, &names, &filters, &reference)?;
            let mut lives = Vec::with_capacity(found.hits.len());
            for hit in &found.hits {
                lives.extend(queries::load(conn, hit.id)?);
            }
            Ok((found, lives))
        })
        .await?;
    Ok(answer(&Heroes {
        total: found.total,
        heroes: lives.into_iter().map(|life| hero(&state, life)).collect(),
    }))
}

/// `/api/v1/heroes/{slug}`: moved, gone and unknown as on the pages.
pub async fn one(state: Data<State>, slug: Path<String>) -> Result<HttpResponse, AppError> {
    let (address, life) = state
        .db
        .read(move |conn| {
            let address = queries::address(conn, &slug)?;
            let life = match address {
                Address::Here(id) => queries::load(conn, id)?,
                _ => None,
            };
            Ok((address, life))
        })
        .await?;
    Ok(match (address, life) {
        (_, Some(life)) => answer(&hero(&state, life)),
        (Address::Moved(slug), _) => HttpResponse::MovedPermanently()
            .insert_header((LOCATION, format!("/api/v1/heroes/{slug}")))
            .finish(),
        (Address::Gone, _) => faulty(StatusCode::GONE, "this life is not public any more"),
        _ => faulty(StatusCode::NOT_FOUND, "there is no life at this address"),
    })
}

/// `/api/v1/regions`: the 27 of ISO 3166-2:UA.
pub async fn regions(state: Data<State>) -> HttpResponse {
    let reference = state.reference();
    let row = |region: &Region| {
        state
            .settings
            .absolute(&format!("/uk/regions/{}", region.slug))
    };
    answer(&Regions {
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
    })
}

/// `/api/v1/units`: every unit of the lists, with the unit it belongs to.
pub async fn units(state: Data<State>) -> HttpResponse {
    let reference = state.reference();
    let row = |unit: &Unit| state.settings.absolute(&format!("/uk/units/{}", unit.slug));
    answer(&Units {
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
    })
}

fn hero(state: &State, mut life: Published) -> Hero {
    state.reference().settle(&mut life.record);
    Hero {
        url: state
            .settings
            .absolute(&format!("/uk/heroes/{}", life.slug)),
        slug: life.slug,
        record: life.record,
    }
}

/// Any site's script may read what is public.
pub(super) fn answer(what: &impl Serialize) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((CACHE_CONTROL, "no-cache"))
        .insert_header((ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
        .insert_header(("Cross-Origin-Resource-Policy", "cross-origin"))
        .json(what)
}

pub(super) fn faulty(status: StatusCode, error: &str) -> HttpResponse {
    HttpResponse::build(status)
        .insert_header((CACHE_CONTROL, "no-store"))
        .insert_header((ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
        .json(Fault { error })
}
