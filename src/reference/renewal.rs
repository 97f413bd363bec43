//! After a change of authority records: the records in memory, and the words of the lives that say them, are as the file is.

use actix_web::web::{Data, block};

use super::queries;
use crate::app::State;
use crate::error::AppError;

/// Lives whose words are read again before the act answers, and at each step afterwards: others write in between.
const AT_ONCE: i64 = 200;
const STEP: i64 = 50;

/// To be awaited after every act that changed an authority record.
pub async fn renew(state: &Data<State>) -> Result<(), AppError> {
    let reference = state.db.read(queries::all).await?;
    let renewed = state.clone();
    block(move || renewed.put_reference(reference)).await?;
    if state.db.read(queries::waiting).await? == 0 {
        return Ok(());
    }
    let more = state
        .db
        .write(|conn| queries::catch_up(conn, AT_ONCE))
        .await?;
    if more {
        actix_web::rt::spawn(catch_up(state.clone()));
    }
    Ok(())
}

/// Reads again whatever waits; at the start as well, should the program have stopped in between.
pub async fn catch_up(state: Data<State>) {
    loop {
        match state.db.write(|conn| queries::catch_up(conn, STEP)).await {
            Ok(true) => {}
            Ok(false) => return,
            Err(fault) => {
                tracing::error!(%fault, "the words of renamed units could not be read again");
                return;
            }
        }
    }
}
