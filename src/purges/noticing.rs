//! What another process changes in the file, such as an import from the shell, while this one serves.

use actix_web::web::{Data, block};

use crate::app::State;
use crate::db::NOTICED;

/// For as long as the memorial serves.
pub async fn watch(state: Data<State>) {
    loop {
        actix_web::rt::time::sleep(NOTICED).await;
        let db = state.db.clone();
        if let Ok(Err(fault)) = block(move || db.notice()).await {
            tracing::error!(%fault, "what other processes changed could not be read");
        }
    }
}
