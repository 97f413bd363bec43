//! `/api/v1/heroes` and what leads to one of them: the filters of the list, the record of DESIGN section 2.

use actix_web::http::StatusCode;
use actix_web::http::header::LOCATION;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use serde::Serialize;

use super::answer::{self, Fault, answer, answer_of, faulty};
use crate::app::State;
use crate::error::AppError;
use crate::heroes::hero::Record;
use crate::heroes::identifier::{Identifier, Scheme};
use crate::heroes::queries::{self, Address, Published};
use crate::search::filters::{LAST_PAGE, LONGEST_PAGE};
use crate::search::{self, Filters};
use crate::sharing;
use crate::sharing::streaming::moment;

#[derive(Serialize)]
struct Heroes {
    total: u32,
    heroes: Vec<Hero>,
}

/// A life and where it is read; everything else is the record itself.
#[derive(Serialize)]
pub struct Hero {
    slug: String,
    url: String,
    #[serde(flatten)]
    record: Record,
}

/// `/api/v1/heroes`. A filter that cannot be followed is an error: a program would not see that it was passed over.
pub async fn heroes(state: Data<State>, request: HttpRequest) -> Result<HttpResponse, AppError> {
    let reference = state.reference();
    if let Some((parameter, typed)) = answer::out_of_range(
        request.query_string(),
        &[("page", LAST_PAGE), ("limit", LONGEST_PAGE)],
        &["region_role", "sort", "letter"],
    ) {
        let fault = format!("{parameter}: “{typed}” is not known here");
        return Ok(faulty(StatusCode::BAD_REQUEST, &fault));
    }
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
    Ok(answer(
        &request,
        &Heroes {
            total: found.total,
            heroes: lives
                .into_iter()
                .map(|life| Hero::of(&state, life))
                .collect(),
        },
    ))
}

/// `/api/v1/heroes/{slug}`: moved, gone and unknown as on the pages.
pub async fn one(
    state: Data<State>,
    request: HttpRequest,
    slug: Path<String>,
) -> Result<HttpResponse, AppError> {
    let (address, life, changed) = state
        .db
        .read(move |conn| {
            let address = queries::address(conn, &slug)?;
            let life = match address {
                Address::Here(id) => queries::load(conn, id)?,
                _ => None,
            };
            let changed = match &life {
                Some(life) => sharing::queries::changed_at(conn, life.id)?,
                None => None,
            };
            Ok((address, life, changed))
        })
        .await?;
    Ok(match (address, life) {
        (_, Some(life)) => answer_of(
            &request,
            &Hero::of(&state, life),
            changed.as_deref().and_then(moment),
        ),
        (Address::Moved(slug), _) => HttpResponse::MovedPermanently()
            .insert_header((LOCATION, format!("/api/v1/heroes/{slug}")))
            .json(Fault {
                error: "this life is at another address now",
            }),
        (Address::Gone, _) => faulty(StatusCode::GONE, "this life is not public any more"),
        _ => faulty(StatusCode::NOT_FOUND, "there is no life at this address"),
    })
}

/// `/api/v1/identifiers/{scheme}/{value}`: whom another catalogue knows by that, nearly always one life.
pub async fn identified(
    state: Data<State>,
    request: HttpRequest,
    path: Path<(String, String)>,
) -> Result<HttpResponse, AppError> {
    let (scheme, value) = path.into_inner();
    let asked = Scheme::from_word(&scheme).and_then(|scheme| Identifier::new(scheme, &value).ok());
    let Some(asked) = asked else {
        let fault = "there is no such catalogue, or no such number in it";
        return Ok(faulty(StatusCode::NOT_FOUND, fault));
    };
    let lives = state
        .db
        .read(move |conn| {
            let mut lives = Vec::new();
            for id in queries::identified(conn, &asked)? {
                lives.extend(queries::load(conn, id)?);
            }
            Ok(lives)
        })
        .await?;
    if lives.is_empty() {
        let fault = "nobody here is known by that";
        return Ok(faulty(StatusCode::NOT_FOUND, fault));
    }
    Ok(answer(
        &request,
        &Heroes {
            total: u32::try_from(lives.len()).unwrap_or(u32::MAX),
            heroes: lives
                .into_iter()
                .map(|life| Hero::of(&state, life))
                .collect(),
        },
    ))
}

impl Hero {
    /// A life as it is given away, its units called what they are today.
    pub fn of(state: &State, mut life: Published) -> Self {
        state.reference().settle(&mut life.record);
        Self {
            url: state
                .settings
                .absolute(&format!("/uk/heroes/{}", life.slug)),
            slug: life.slug,
            record: life.record,
        }
    }
}
