//! What waits, in numbers, and whether something can be written.

use chrono::{DateTime, Utc};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::Integer;

use crate::schema::letters;

/// What waits. None of it says whose it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Waiting {
    pub stories: i64,
    /// When the one that waits longest was sent.
    pub since: Option<DateTime<Utc>>,
    pub memories: i64,
    /// Letters that are owed and not yet taken by the mail server.
    pub letters: i64,
    pub letters_given_up: i64,
}

pub fn waiting(conn: &mut SqliteConnection) -> QueryResult<Waiting> {
    let (stories, since) = crate::moderation::queries::waiting(conn)?;
    Ok(Waiting {
        stories,
        since,
        memories: crate::remembrance::queries::waiting_memories(conn)?,
        letters: letters::table
            .filter(
                letters::state
                    .eq("waiting")
                    .or(letters::state.eq("sending")),
            )
            .count()
            .get_result(conn)?,
        letters_given_up: crate::letters::queries::given_up_count(conn)?,
    })
}

/// Writes one page anew, the first, whose free number (`user_version`) goes to and fro. No table changes, so that no page that is
/// kept is let go, and the file does not grow.
pub fn write_a_page(conn: &mut SqliteConnection) -> QueryResult<()> {
    let number = diesel::dsl::sql::<Integer>("SELECT user_version FROM pragma_user_version");
    let number: i32 = number.get_result(conn)?;
    conn.batch_execute(&format!(
        "PRAGMA user_version = {};",
        i32::from(number == 0)
    ))
}
