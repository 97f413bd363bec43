//! `/admin/photos/{id}/{size}.webp`: any kept picture, for a moderator's eyes only.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path};

use crate::accounts::guard::Reader;
use crate::app::State;
use crate::error::AppError;
use crate::photos;
use crate::photos::photo::Size;
use crate::photos::queries;

/// The address of a picture on the desk.
pub fn address(id: i32, size: Size) -> String {
    format!("/admin/photos/{id}/{size}.webp")
}

pub async fn page(
    state: Data<State>,
    _by: Reader,
    path: Path<(String, String)>,
) -> Result<HttpResponse, AppError> {
    let (id, file) = path.into_inner();
    let id: i32 = id.parse().map_err(|_| AppError::NotFound)?;
    let size: Size = file
        .strip_suffix(".webp")
        .and_then(|size| size.parse().ok())
        .ok_or(AppError::NotFound)?;
    let found = state
        .db
        .read(move |conn| queries::rendition(conn, id, size))
        .await?;
    photos::show::privately(found)
}
