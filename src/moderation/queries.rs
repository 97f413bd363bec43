//! All SQL of the desk.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::schema::submissions;

/// How many stories nobody has taken up, and since when the oldest of them waits.
pub fn waiting(conn: &mut SqliteConnection) -> QueryResult<(i64, Option<DateTime<Utc>>)> {
    submissions::table
        .filter(submissions::state.eq("pending"))
        .select((diesel::dsl::count_star(), diesel::dsl::min(submissions::sent_at)))
        .first(conn)
}
