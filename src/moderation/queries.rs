//! All SQL of the desk.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::schema::submissions;

/// How many stories nobody has taken up, and since when the oldest of them waits.
pub fn waiting(conn: &mut SqliteConnection) -> QueryResult<(i64, Option<DateTime<Utc>>)> {
    let pending = submissions::table.filter(submissions::state.eq("pending"));
    let oldest = pending
        .order(submissions::sent_at)
        .select(submissions::sent_at)
        .first::<Option<DateTime<Utc>>>(conn);
    Ok((
        pending.count().get_result(conn)?,
        oldest.optional()?.flatten(),
    ))
}
