//! A family lost its key: its story by the contact on file, and another key.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde_json::json;

use super::super::decision::Message;
use super::super::journal::{Actor, Subject};
use super::*;
use crate::accounts::guard::Moderator;
use crate::keys;
use crate::submissions::queries as sent;

/// A story that a contact led to. A draft has no name here: it is nobody's but its family's.
#[derive(Debug, Clone)]
pub struct Found {
    pub id: i32,
    pub name: Option<String>,
    pub begun_at: DateTime<Utc>,
}

/// Stories with this telephone or mail on file; that somebody looked is in the journal, and not for what.
pub fn with_contact(
    conn: &mut SqliteConnection,
    by: &Moderator,
    contact: &str,
    at: DateTime<Utc>,
) -> QueryResult<Vec<Found>> {
    noted(conn, by, "look-for-contact", Subject::default(), at)?;
    keys::queries::with_contact(conn, contact)?
        .into_iter()
        .map(|id| {
            let sent = sent::sent(conn, id)?;
            Ok(Found {
                id,
                name: sent.record.map(|record| record.name.listed()),
                begun_at: sent.created_at,
            })
        })
        .collect()
}

/// Gives a story another key after its family was called back; `how` says how it was made sure who they are. Answers the
/// language of the story.
pub fn issue_key(
    conn: &mut SqliteConnection,
    by: &Moderator,
    id: i32,
    new: &str,
    words_key: &str,
    how: &Message,
    at: DateTime<Utc>,
) -> QueryResult<crate::i18n::Lang> {
    let lang = sent::sent(conn, id)?.language;
    let actor = Actor::Moderator(by);
    let detail = Some(json!({"reason": how.as_str()}));
    keys::queries::replace(conn, id, new, words_key, actor, detail, at)?;
    Ok(lang)
}
