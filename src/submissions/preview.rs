//! A picture as its own family sees it before anyone else may.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path, Query};
use serde::Deserialize;

use super::queries;
use crate::app::State;
use crate::error::AppError;
use crate::photos;
use crate::photos::photo::Size;

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// `medium` for the page as others will see it.
    size: String,
}

/// `GET /{lang}/submissions/{key}/photos/{id}`
pub async fn page(
    at: Path<(String, String, i32)>,
    asked: Query<Asked>,
    state: Data<State>,
) -> Result<HttpResponse, AppError> {
    let (_, key, id) = at.into_inner();
    let size = if asked.size == "medium" {
        Size::Medium
    } else {
        Size::Small
    };
    let found = state
        .db
        .read(move |conn| {
            if queries::has_photo(conn, &key, id)? {
                photos::queries::rendition(conn, id, size)
            } else {
                Ok(None)
            }
        })
        .await?;
    photos::show::privately(found)
}
