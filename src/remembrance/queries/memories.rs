//! Memories as their writers and the readers see them.

use chrono::{DateTime, Utc};
use diesel::dsl::{exists, not, sql};
use diesel::prelude::*;
use diesel::result::Error;
use diesel::sql_types::Bool;
use serde_json::json;

use super::closing::closing;
use crate::i18n::Lang;
use crate::moderation::journal::{self, Act, Actor, Subject};
use crate::remembrance::memory::{CONSENT, Memory, Relation, State, Written};
use crate::schema::{memories, memory_contacts, memory_let_stand, memory_wordings};
use crate::submissions::key;

#[derive(Queryable, Selectable)]
#[diesel(table_name = memories)]
pub(super) struct Row {
    id: i32,
    hero_id: i32,
    language: String,
    words: String,
    name: String,
    relation: String,
    sent_at: DateTime<Utc>,
    revision: i32,
    state: String,
    decided_at: Option<DateTime<Utc>>,
    reason: Option<String>,
    hidden_at: Option<DateTime<Utc>>,
}

impl Row {
    pub(super) fn memory(self) -> QueryResult<Memory> {
        let wrong = || Error::DeserializationError("a word that is not known".into());
        let state = match (self.state.as_str(), self.decided_at, self.reason) {
            ("waiting", None, None) => State::Waiting,
            ("approved", Some(at), None) => State::Approved { at },
            ("refused", Some(at), Some(reason)) => State::Refused { at, reason },
            ("withdrawn", None, None) => State::Withdrawn,
            _ => return Err(wrong()),
        };
        Ok(Memory {
            id: self.id,
            hero_id: self.hero_id,
            language: self.language.parse().map_err(|_| wrong())?,
            words: self.words,
            name: self.name,
            relation: Relation::from_word(&self.relation).ok_or_else(wrong)?,
            sent_at: self.sent_at,
            revision: self.revision,
            state,
            is_hidden: self.hidden_at.is_some(),
        })
    }
}

/// A family hid it on the page where it stands now.
const HIDDEN_BY_FAMILY: &str = "EXISTS (SELECT 1 FROM memory_hidings h JOIN submissions s ON s.id = h.submission_id \
     WHERE h.memory_id = memories.id AND s.hero_id = memories.hero_id)";

/// Keeps what was written, to be read by a moderator. The same page sent twice is one memory.
pub fn receive(
    conn: &mut SqliteConnection,
    hero_id: i32,
    secret: &str,
    language: Lang,
    written: &Written,
    at: DateTime<Utc>,
) -> QueryResult<()> {
    let hash = key::hash(secret);
    let known = memories::table.filter(memories::key_hash.eq(hash.as_slice()));
    if diesel::select(exists(known)).get_result(conn)? {
        return Ok(());
    }
    let id: i32 = diesel::insert_into(memories::table)
        .values((
            memories::hero_id.eq(hero_id),
            memories::key_hash.eq(hash.as_slice()),
            memories::language.eq(language.code()),
            memories::words.eq(&written.words),
            memories::name.eq(&written.name),
            memories::relation.eq(written.relation.word()),
            memories::consent.eq(CONSENT),
            memories::sent_at.eq(at),
            memories::state.eq("waiting"),
        ))
        .returning(memories::id)
        .get_result(conn)?;
    diesel::insert_into(memory_wordings::table)
        .values((
            memory_wordings::memory_id.eq(id),
            memory_wordings::number.eq(1),
            memory_wordings::words.eq(&written.words),
            memory_wordings::name.eq(&written.name),
            memory_wordings::at.eq(at),
        ))
        .execute(conn)?;
    if let Some(contact) = &written.contact {
        diesel::insert_into(memory_contacts::table)
            .values((
                memory_contacts::memory_id.eq(id),
                memory_contacts::contact.eq(contact),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// Makes an invented memory public, for a memorial filled with invented lives.
pub fn show_invented(
    conn: &mut SqliteConnection,
    secret: &str,
    at: DateTime<Utc>,
) -> QueryResult<()> {
    let memory = memory_by_key(conn, secret)?;
    diesel::update(memories::table.find(memory.id))
        .set((memories::state.eq("approved"), memories::decided_at.eq(at)))
        .execute(conn)?;
    Ok(())
}

/// The memory that its writer's address opens.
pub fn memory_by_key(conn: &mut SqliteConnection, secret: &str) -> QueryResult<Memory> {
    memories::table
        .filter(memories::key_hash.eq(key::hash(secret).as_slice()))
        .select(Row::as_select())
        .first(conn)?
        .memory()
}

/// Its writer takes it back, wherever it stands: nothing of it is kept but that it was.
pub fn take_back(conn: &mut SqliteConnection, secret: &str, at: DateTime<Utc>) -> QueryResult<()> {
    let memory = memory_by_key(conn, secret)?;
    if memory.state == State::Withdrawn {
        return Ok(());
    }
    let id = memory.id;
    diesel::delete(memory_wordings::table.filter(memory_wordings::memory_id.eq(id)))
        .execute(conn)?;
    diesel::delete(memory_let_stand::table.filter(memory_let_stand::memory_id.eq(id)))
        .execute(conn)?;
    forget_contact(conn, id)?;
    diesel::update(memories::table.find(id))
        .set((
            memories::state.eq("withdrawn"),
            memories::words.eq(""),
            memories::name.eq(""),
            memories::revision.eq(memories::revision + 1),
            memories::decided_at.eq(None::<DateTime<Utc>>),
            memories::decided_by.eq(None::<i32>),
            memories::reason.eq(None::<String>),
            memories::hidden_at.eq(None::<DateTime<Utc>>),
            memories::hidden_by.eq(None::<i32>),
        ))
        .execute(conn)?;
    let subject = Subject {
        hero_id: Some(memory.hero_id),
        detail: Some(json!({"memory": id})),
        ..Subject::default()
    };
    journal::write(conn, Actor::Family, Act("take-back-memory"), subject, at)
}

/// Once it is decided nobody need be asked.
pub(super) fn forget_contact(conn: &mut SqliteConnection, id: i32) -> QueryResult<()> {
    diesel::delete(memory_contacts::table.find(id)).execute(conn)?;
    Ok(())
}

/// Memories that everyone may read on a page, the newest first, and how many there are. None where the family closed them
/// and hid what was there.
pub fn public_memories(
    conn: &mut SqliteConnection,
    hero_id: i32,
    offset: i64,
    limit: i64,
) -> QueryResult<(Vec<Memory>, i64)> {
    let any = memories::table
        .filter(memories::hero_id.eq(hero_id))
        .filter(memories::state.eq("approved"));
    // Of most lives there are none: one short question instead of two long ones.
    if !diesel::select(exists(any)).get_result::<bool>(conn)?
        || closing(conn, hero_id)?.is_some_and(|closing| closing.hides)
    {
        return Ok((Vec::new(), 0));
    }
    let all = || {
        memories::table
            .filter(memories::hero_id.eq(hero_id))
            .filter(memories::state.eq("approved"))
            .filter(memories::hidden_at.is_null())
            .filter(not(sql::<Bool>(HIDDEN_BY_FAMILY)))
    };
    let shown = all()
        .order((memories::sent_at.desc(), memories::id.desc()))
        .offset(offset)
        .limit(limit)
        .select(Row::as_select())
        .load(conn)?;
    let shown = shown
        .into_iter()
        .map(Row::memory)
        .collect::<QueryResult<_>>()?;
    Ok((shown, all().count().get_result(conn)?))
}

/// The same as a family sees them on its own page: with those that it hid, and which these are.
pub fn memories_of_page(
    conn: &mut SqliteConnection,
    hero_id: i32,
    offset: i64,
    limit: i64,
) -> QueryResult<(Vec<(Memory, bool)>, i64)> {
    let all = || {
        memories::table
            .filter(memories::hero_id.eq(hero_id))
            .filter(memories::state.eq("approved"))
            .filter(memories::hidden_at.is_null())
    };
    let rows = all()
        .order((memories::sent_at.desc(), memories::id.desc()))
        .offset(offset)
        .limit(limit)
        .select((Row::as_select(), sql::<Bool>(HIDDEN_BY_FAMILY)))
        .load::<(Row, bool)>(conn)?;
    let rows = rows
        .into_iter()
        .map(|(row, hidden)| Ok((row.memory()?, hidden)))
        .collect::<QueryResult<_>>()?;
    Ok((rows, all().count().get_result(conn)?))
}

/// The memories of one life become another's; which they were.
pub fn move_memories(conn: &mut SqliteConnection, from: i32, to: i32) -> QueryResult<Vec<i32>> {
    let moved: Vec<i32> = memories::table
        .filter(memories::hero_id.eq(from))
        .order(memories::id)
        .select(memories::id)
        .load(conn)?;
    lead_memories(conn, &moved, from, to)?;
    Ok(moved)
}

/// Leads them from one life to another, those that still are where they were led from.
pub fn lead_memories(
    conn: &mut SqliteConnection,
    ids: &[i32],
    from: i32,
    to: i32,
) -> QueryResult<()> {
    for id in ids {
        diesel::update(memories::table.find(id).filter(memories::hero_id.eq(from)))
            .set(memories::hero_id.eq(to))
            .execute(conn)?;
    }
    Ok(())
}

/// Contacts of memories that are decided: there should be none.
pub fn contacts_left(conn: &mut SqliteConnection) -> QueryResult<Vec<i32>> {
    memory_contacts::table
        .inner_join(memories::table.on(memories::id.eq(memory_contacts::memory_id)))
        .filter(memories::state.ne("waiting"))
        .order(memories::id)
        .select(memories::id)
        .load(conn)
}
