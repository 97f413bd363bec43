//! Catches up, in the background of `serve`, with pictures, lives and stories that were kept before this room was built: a
//! few at a time, so that nobody waits.

use std::time::Duration;

use actix_web::web::{Data, block};
use image::ImageFormat;

use super::queries;
use crate::app::State;
use crate::error::AppError;
use crate::photos;
use crate::photos::look::Look;

/// Pictures, or lives, at a time: some ten milliseconds of writing.
const STEP: i32 = 50;
/// Between two steps, for whoever else writes.
const REST: Duration = Duration::from_millis(100);

/// Looks at every picture and reads every life that is not known yet; ends when all are.
pub async fn catch_up(state: &State) -> Result<(), AppError> {
    let mut last = 0;
    loop {
        let pictures = state
            .db
            .read(move |conn| photos::queries::unlooked(conn, last, i64::from(STEP)))
            .await?;
        let Some((reached, _)) = pictures.last() else {
            break;
        };
        last = *reached;
        let looked = block(move || {
            pictures
                .into_iter()
                .map(|(id, bytes)| (id, look(&bytes)))
                .collect::<Vec<_>>()
        })
        .await?;
        state
            .db
            .write(move |conn| photos::queries::looked(conn, &looked))
            .await?;
        actix_web::rt::time::sleep(REST).await;
    }
    let mut reached = (0, 0);
    while let Some(next) = state
        .db
        .write(move |conn| queries::know_some(conn, reached, STEP))
        .await?
    {
        reached = next;
        actix_web::rt::time::sleep(REST).await;
    }
    Ok(())
}

/// A picture that cannot be read is like none.
fn look(bytes: &[u8]) -> Option<Look> {
    let picture = image::load_from_memory_with_format(bytes, ImageFormat::WebP).ok()?;
    Look::of(&picture)
}

/// Once, when the memorial begins to serve.
pub async fn begin(state: Data<State>) {
    if let Err(fault) = catch_up(&state).await {
        tracing::error!(%fault, "not all lives were compared with each other");
    }
}
