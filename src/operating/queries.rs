//! What waits, in numbers, and whether the writer answers.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

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
