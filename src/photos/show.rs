//! `/photos/{id}/{size}.webp`: a picture of a published life, kept by whoever asks for as long as they like. Any other
//! address is not found, whether a hidden picture has that number or none.

use actix_web::http::header::{CACHE_CONTROL, ETAG, EntityTag, Header, IfNoneMatch};
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};

use super::photo::Size;
use super::queries;
use super::renditions::Rendition;
use crate::app::State;
use crate::error::AppError;

/// What a number and a size show never changes: a new picture has a new number.
const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// A newsletter or another site may show it.
const ANYWHERE: (&str, &str) = ("Cross-Origin-Resource-Policy", "cross-origin");

/// The address of a public picture.
pub fn address(id: i32, size: Size) -> String {
    format!("/photos/{id}/{size}.webp")
}

/// A picture for one pair of eyes: kept by nobody, found by nobody.
pub fn privately(found: Option<Rendition>) -> Result<HttpResponse, AppError> {
    let rendition = found.ok_or(AppError::NotFound)?;
    Ok(HttpResponse::Ok()
        .insert_header((CACHE_CONTROL, "no-store"))
        .insert_header(("X-Robots-Tag", "noindex"))
        .content_type("image/webp")
        .body(rendition.bytes))
}

pub async fn page(
    request: HttpRequest,
    state: Data<State>,
    path: Path<(String, String)>,
) -> Result<HttpResponse, AppError> {
    let (id, size) = asked(&path).ok_or(AppError::NotFound)?;
    let tag = EntityTag::new_strong(format!("{id}-{size}"));
    let known = match IfNoneMatch::parse(&request) {
        Ok(IfNoneMatch::Items(tags)) => tags.iter().any(|known| known.weak_eq(&tag)),
        _ => false,
    };
    if known
        && state
            .db
            .read(move |conn| queries::is_public(conn, id))
            .await?
    {
        return Ok(HttpResponse::NotModified()
            .insert_header((CACHE_CONTROL, FOR_EVER))
            .insert_header((ETAG, tag))
            .insert_header(ANYWHERE)
            .finish());
    }
    let rendition = rendition(&state, id, size).await?;
    Ok(HttpResponse::Ok()
        .insert_header((CACHE_CONTROL, FOR_EVER))
        .insert_header((ETAG, tag))
        .insert_header(ANYWHERE)
        .content_type("image/webp")
        .body(rendition.bytes))
}

/// From the file; while it does not answer, those of whom the minute of silence names are in memory.
async fn rendition(state: &State, id: i32, size: Size) -> Result<Rendition, AppError> {
    let in_memory = || state.silence.picture(id, size);
    if let Some(known) = in_memory().filter(|_| state.silence.is_away()) {
        return Ok(known);
    }
    let found = state
        .db
        .read(move |conn| queries::public_rendition(conn, id, size))
        .await;
    match found {
        Ok(found) => found.ok_or(AppError::NotFound),
        Err(fault) => in_memory().ok_or(fault),
    }
}

fn asked((id, file): &(String, String)) -> Option<(i32, Size)> {
    // One address a picture: 007 and +7 are not 7.
    let number: i32 = id
        .parse()
        .ok()
        .filter(|number: &i32| number.to_string() == *id)?;
    Some((number, file.strip_suffix(".webp")?.parse().ok()?))
}
