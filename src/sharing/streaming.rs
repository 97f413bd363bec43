//! Files that are longer than anything that is held in memory: read from the database piece by piece while they are sent. However
//! many ask, one piece is read at a time, and a visitor who stops reading holds nothing but the piece that was sent last.

use actix_web::http::Method;
use actix_web::http::header::{
    ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, ETAG,
    LAST_MODIFIED,
};
use actix_web::web::{Bytes, Data};
use actix_web::{HttpRequest, HttpResponse};
use chrono::{DateTime, Utc};
use diesel::{QueryResult, SqliteConnection};
use futures_util::stream::{empty, try_unfold};
use tokio::sync::Semaphore;

use super::queries::{self, Stamp};
use crate::app::State;
use crate::error::AppError;
use crate::web::held::{http_date, is_held};

/// Pieces that are read at once.
static READING: Semaphore = Semaphore::const_new(1);

/// How a file that is made of everything public is called and kept.
pub struct File<'a> {
    pub content_type: &'static str,
    /// The name to keep it by; none for what is not kept.
    pub name: Option<&'a str>,
    /// What tells its form from another of the same content.
    pub form: &'a str,
}

/// Answers with a file, or that it did not change. `next` gives the piece after a place and the place after that; none at
/// the end.
pub async fn stream<P, N>(
    state: Data<State>,
    request: &HttpRequest,
    file: File<'_>,
    first: P,
    next: N,
) -> Result<HttpResponse, AppError>
where
    P: Send + 'static,
    N: Fn(&State, &mut SqliteConnection, P) -> QueryResult<Option<(Vec<u8>, P)>>
        + Send
        + Sync
        + Clone
        + 'static,
{
    let stamp = state.db.read(queries::stamp).await?;
    let mut answer = HttpResponse::Ok();
    answer
        .insert_header((CONTENT_TYPE, file.content_type))
        .insert_header((CACHE_CONTROL, "public, max-age=0, must-revalidate"))
        .insert_header((ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
        .insert_header(("Cross-Origin-Resource-Policy", "cross-origin"));
    if let Some(name) = file.name {
        answer.insert_header((
            CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}\""),
        ));
    }
    let tag = tag(&state, &stamp, file.form);
    answer.insert_header((ETAG, tag.as_str()));
    let changed = stamp.at.as_deref().and_then(moment);
    if let Some(changed) = changed {
        answer.insert_header((LAST_MODIFIED, http_date(changed)));
    }
    if is_held(request, &tag, changed) {
        return Ok(answer
            .status(actix_web::http::StatusCode::NOT_MODIFIED)
            .finish());
    }
    if request.method() == Method::HEAD {
        // How long it will be nobody knows, and nothing is said of it.
        return Ok(answer.streaming(empty::<Result<Bytes, AppError>>()));
    }
    let pieces = try_unfold(first, move |place| {
        let (state, next) = (state.clone(), next.clone());
        async move {
            let _turn = READING.acquire().await.map_err(AppError::internal)?;
            let reading = state.clone();
            let piece = state
                .db
                .read(move |conn| next(&reading, conn, place))
                .await?;
            Ok::<_, AppError>(piece.map(|(piece, place)| (Bytes::from(piece), place)))
        }
    });
    Ok(answer.streaming(Box::pin(pieces)))
}

/// Names what is public now, in one form; weakly, for a change while it is sent may be in it or not.
pub fn tag(state: &State, stamp: &Stamp, form: &str) -> String {
    format!(
        "W/\"{}-{}-{}-{form}\"",
        stamp.generation,
        state.reference().as_of(),
        stamp.at.as_deref().unwrap_or("0").replace([':', '-'], "")
    )
}

/// As the table of changes writes it.
pub fn moment(at: &str) -> Option<DateTime<Utc>> {
    DateTime::parse_from_rfc3339(at).ok().map(|at| at.to_utc())
}
