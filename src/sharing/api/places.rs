//! `/api/v1/places`: which settlement may be meant, while somebody types. What is typed is written nowhere.

use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, HeaderValue};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use serde::Serialize;
use url::form_urlencoded;

use super::answer::{answer, faulty};
use crate::app::State;
use crate::error::AppError;
use crate::i18n::{Lang, Words};
use crate::places::queries;
use crate::places::settlement::{Found, Why, region_name};
use crate::reference::Reference;

/// Settlements in one answer.
pub const MOST: usize = 8;
/// Letters of what is typed that are read.
const LONGEST: usize = 200;
/// The register changes by a moderator's hand, now and then.
const KEPT: &str = "public, max-age=300";

#[derive(Serialize)]
struct Places {
    /// What was read of what was typed.
    q: String,
    places: Vec<Place>,
}

#[derive(Serialize)]
struct Place {
    /// As a record has it, in Ukrainian whatever the language: pages in English romanise it.
    settlement: String,
    /// ISO 3166-2:UA.
    region: String,
    raion: Option<String>,
    hromada: Option<String>,
    /// КАТОТТГ; none where a moderator added it.
    code: Option<String>,
    /// «Іллінка, Покровський район, Донецька область».
    label: String,
    /// «село», and why it is proposed where its name does not say so.
    detail: String,
}

struct Asked {
    q: String,
    lang: Lang,
    region: Option<String>,
}

/// Whatever `q` is, the answer is an ordinary one; without a name in it, an empty one. A region that is chosen comes first
/// and hides no other; one abroad has none of these places.
pub async fn page(state: Data<State>, request: HttpRequest) -> Result<HttpResponse, AppError> {
    let reference = state.reference();
    let asked = match Asked::read(request.query_string(), &reference) {
        Ok(asked) => asked,
        Err(fault) => return Ok(faulty(StatusCode::BAD_REQUEST, &fault)),
    };
    let (typed, region) = (asked.q.clone(), asked.region.clone());
    let found = state
        .db
        .read(move |conn| queries::find(conn, &typed, region.as_deref(), MOST))
        .await?;
    let w = Words::new(asked.lang);
    let mut answer = answer(
        &request,
        &Places {
            places: found
                .iter()
                .filter_map(|found| place(w, &reference, found))
                .collect(),
            q: asked.q,
        },
    );
    let kept = HeaderValue::from_static(KEPT);
    answer.headers_mut().insert(CACHE_CONTROL, kept);
    Ok(answer)
}

impl Asked {
    fn read(query_string: &str, reference: &Reference) -> Result<Self, String> {
        let mut asked = Self {
            q: String::new(),
            lang: Lang::Uk,
            region: None,
        };
        for (name, value) in form_urlencoded::parse(query_string.as_bytes()).take(200) {
            let value = value.trim();
            let followed = match &*name {
                "q" => {
                    asked.q = value.chars().take(LONGEST).collect();
                    true
                }
                _ if value.is_empty() => true,
                "lang" => value.parse().map(|lang| asked.lang = lang).is_ok(),
                "region" => {
                    asked.region = reference.region(value).map(|region| region.iso.clone());
                    asked.region.is_some()
                }
                _ => true,
            };
            if !followed {
                let typed: String = value.chars().take(40).collect();
                return Err(format!("{name}: “{typed}” is not known here"));
            }
        }
        Ok(asked)
    }
}

fn place(w: Words, reference: &Reference, found: &Found) -> Option<Place> {
    let settlement = &found.settlement;
    let region = reference.region(&settlement.region)?;
    let kind = w.places_kind(settlement.kind.word());
    let detail = match &found.why {
        Why::Former(name) => format!("{kind}, {}", w.places_formerly(name)),
        _ => kind,
    };
    Some(Place {
        settlement: settlement.name.clone(),
        region: settlement.region.clone(),
        raion: settlement.raion.clone(),
        hromada: settlement.hromada.clone(),
        code: settlement.code.clone(),
        label: settlement.label(w.lang(), region_name(w.lang(), region)),
        detail,
    })
}
