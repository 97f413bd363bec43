//! Pages whose families chose the day appear on that day, by themselves.

use std::time::Duration;

use actix_web::web::Data;

use super::queries;
use crate::app::State;
use crate::dates::kyiv;
use crate::error::AppError;
use crate::moderation::queries::publish_agreed;

/// How often it is looked.
const EVERY: Duration = Duration::from_secs(60);

/// Publishes what is due today in Kyiv. A page that cannot be published waits for its moderator, who sees why.
pub async fn publish_due(state: &State) -> Result<(), AppError> {
    let now = state.now();
    let today = kyiv::today(now);
    let due = state.db.read(move |conn| queries::due(conn, today)).await?;
    for id in due {
        state
            .db
            .write(move |conn| publish_agreed(conn, id, now))
            .await?;
        state.letter_owed.notify_one();
    }
    Ok(())
}

/// For as long as the memorial serves.
pub async fn watch(state: Data<State>) {
    loop {
        if let Err(fault) = publish_due(&state).await {
            tracing::error!(%fault, "pages that are due could not be published");
        }
        actix_web::rt::time::sleep(EVERY).await;
    }
}
