//! Whom the front page remembers.

use std::collections::HashSet;

use chrono::{DateTime, Datelike, Utc};
use diesel::prelude::*;

use crate::dates::kyiv;
use crate::days::queries::{counts, people, shown_at};
use crate::i18n::Lang;

/// Whose turn it is (`days/turn.rs`), then up to `others` more: whose turn comes next today, then who fell or was born on
/// these days of some year, another first each year.
pub fn remembered(
    conn: &mut SqliteConnection,
    days: &[String],
    now: DateTime<Utc>,
    others: i64,
) -> QueryResult<Vec<i32>> {
    let limit = usize::try_from(others + 1).unwrap_or_default();
    let mut ids = shown_at(conn, now)?;
    ids.truncate(limit);
    if ids.len() < limit {
        let of_days = counts(conn, days)?;
        let turn = i64::from(kyiv::today(now).year());
        for offset in [turn.rem_euclid(of_days.all().max(1)), 0] {
            let page = people(conn, days, Lang::Uk, of_days, offset, others + 1)?;
            ids.extend(page.fell.into_iter().chain(page.born));
        }
        // Who was born and fell on one day comes twice, and so does everybody where they are few.
        let mut seen = HashSet::new();
        ids.retain(|id| seen.insert(*id));
        ids.truncate(limit);
    }
    Ok(ids)
}
