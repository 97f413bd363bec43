//! What the key of a family opens of its own page once that is public.

use crate::app::State;
use crate::error::AppError;
use crate::namesakes;
use crate::submissions::step::{Opened, open};
use crate::submissions::submission::{Kind, State as Standing};
use crate::wishes;

/// The permanent number of the family's page; none while it is not public, of a relative's key and of what was added to the
/// page of another.
pub async fn page_of(state: &State, opened: &Opened) -> Result<Option<i32>, AppError> {
    let sent = &opened.sent;
    let Standing::Approved { hero_id, .. } = sent.state else {
        return Ok(None);
    };
    if !sent.holder.is_family() || sent.kind != Kind::Life || sent.about_id.is_some() {
        return Ok(None);
    }
    let found = state.db.read(move |conn| {
        let present = namesakes::queries::present(conn, hero_id)?;
        let page = wishes::queries::page_of(conn, present)?;
        Ok(page.map(|_| hero_id))
    });
    found.await
}

/// The same, and an address that does not exist where there is none.
pub async fn number(state: &State, key: &str) -> Result<i32, AppError> {
    let opened = open(state, key).await?;
    page_of(state, &opened).await?.ok_or(AppError::NotFound)
}
