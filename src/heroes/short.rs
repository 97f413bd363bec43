//! `/h/{number}`: the permanent short address, to the life in the language the browser prefers.

use actix_web::HttpResponse;
use actix_web::http::header::VARY;
use actix_web::web::{Data, Path};

use super::queries::{self, Address};
use crate::app::State;
use crate::error::AppError;
use crate::i18n::Words;
use crate::web::show::moved;

pub async fn page(
    state: Data<State>,
    w: Words,
    number: Path<String>,
) -> Result<HttpResponse, AppError> {
    // One address a life: 007 and +7 are not 7.
    let id: i32 = number
        .parse()
        .ok()
        .filter(|id: &i32| id.to_string() == *number)
        .ok_or(AppError::NotFound)?;
    match state
        .db
        .read(move |conn| queries::numbered_address(conn, id))
        .await?
    {
        Address::Moved(slug) => {
            let mut answer = moved(format!("/{}/heroes/{slug}", w.lang()));
            answer.headers_mut().insert(
                VARY,
                actix_web::http::header::HeaderValue::from_static("Accept-Language"),
            );
            Ok(answer)
        }
        Address::Gone => Err(AppError::Gone),
        Address::Here(_) | Address::Unknown => Err(AppError::NotFound),
    }
}
