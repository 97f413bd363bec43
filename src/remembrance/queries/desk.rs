//! Memories at the desk: those that wait, what is decided of them, and how each decision is taken back.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde_json::{Value, json};

use super::closing::is_hidden_by_a_family;
use super::memories::{Row, forget_contact};
use crate::accounts::guard::Moderator;
use crate::heroes;
use crate::heroes::hero::Record;
use crate::linter::finding::Finding;
use crate::moderation::decision::Message;
use crate::moderation::journal::{self, Act, Actor, Subject};
use crate::remembrance::findings;
use crate::remembrance::memory::{Memory, State};
use crate::schema::{
    heroes as public, memories, memory_contacts, memory_let_stand, memory_wordings,
};

/// Why nothing was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// It is not what, or not where, it was when it was read.
    Stale,
    /// So many findings have no word yet.
    Unsettled(usize),
    /// The page where it would stand is not public.
    Down,
    /// Nothing would be left of the words or the name.
    Nothing,
}

pub type Done = QueryResult<Result<(), Refusal>>;

/// Words as they were at some time, by whose hand they came; none is the writer's own.
#[derive(Debug, Clone)]
pub struct Wording {
    pub number: i32,
    pub words: String,
    pub name: String,
    pub account_id: Option<i32>,
    pub at: DateTime<Utc>,
}

/// A memory with all that a moderator reads beside it.
pub struct Read {
    pub memory: Memory,
    /// The life, whole, whoever may see it.
    pub life: Record,
    /// The address readers know; none while the page is down.
    pub slug: Option<String>,
    /// What was found, and who let it stand.
    pub found: Vec<(Finding, Option<i32>)>,
    pub wordings: Vec<Wording>,
    pub has_contact: bool,
    pub is_hidden_by_family: bool,
}

pub fn read_memory(conn: &mut SqliteConnection, id: i32) -> QueryResult<Read> {
    let memory = memory(conn, id)?;
    let life = heroes::queries::whole(conn, memory.hero_id)?;
    let wordings = memory_wordings::table
        .filter(memory_wordings::memory_id.eq(id))
        .order(memory_wordings::number.desc())
        .select((
            memory_wordings::number,
            memory_wordings::words,
            memory_wordings::name,
            memory_wordings::account_id,
            memory_wordings::at,
        ))
        .load::<(i32, String, String, Option<i32>, DateTime<Utc>)>(conn)?;
    let has_contact = memory_contacts::table.find(id);
    Ok(Read {
        slug: public::table
            .find(memory.hero_id)
            .select(public::slug)
            .first(conn)
            .optional()?,
        found: found(conn, &life, &memory)?,
        wordings: wordings
            .into_iter()
            .map(|(number, words, name, account_id, at)| Wording {
                number,
                words,
                name,
                account_id,
                at,
            })
            .collect(),
        has_contact: diesel::select(diesel::dsl::exists(has_contact)).get_result(conn)?,
        is_hidden_by_family: is_hidden_by_a_family(conn, id)?,
        memory,
        life,
    })
}

/// A page of those in a state, or of one life: those that wait the oldest first, others the newest first; from after one.
pub fn listed(
    conn: &mut SqliteConnection,
    state: &str,
    life: Option<i32>,
    after: Option<i32>,
    limit: i64,
) -> QueryResult<Vec<(Memory, Record)>> {
    let mut query = memories::table
        .select(Row::as_select())
        .limit(limit)
        .into_boxed();
    query = match life {
        Some(life) => query.filter(memories::hero_id.eq(life)),
        None => query.filter(memories::state.eq(state.to_owned())),
    };
    let since: Option<DateTime<Utc>> = match after {
        Some(id) => memories::table
            .find(id)
            .select(memories::sent_at)
            .first(conn)
            .optional()?,
        None => None,
    };
    let rises = life.is_none() && state == "waiting";
    if let Some((id, since)) = after.zip(since) {
        query = if rises {
            query.filter(
                memories::sent_at
                    .gt(since)
                    .or(memories::sent_at.eq(since).and(memories::id.gt(id))),
            )
        } else {
            query.filter(
                memories::sent_at
                    .lt(since)
                    .or(memories::sent_at.eq(since).and(memories::id.lt(id))),
            )
        };
    }
    query = if rises {
        query.order((memories::sent_at, memories::id))
    } else {
        query.order((memories::sent_at.desc(), memories::id.desc()))
    };
    let mut lives: HashMap<i32, Record> = HashMap::new();
    query
        .load(conn)?
        .into_iter()
        .map(|row| {
            let memory = row.memory()?;
            let life = match lives.get(&memory.hero_id) {
                Some(life) => life.clone(),
                None => heroes::queries::whole(conn, memory.hero_id)?,
            };
            lives.insert(memory.hero_id, life.clone());
            Ok((memory, life))
        })
        .collect()
}

/// How many memories of a life are kept, whatever became of them.
pub fn memories_of(conn: &mut SqliteConnection, hero_id: i32) -> QueryResult<i64> {
    memories::table
        .filter(memories::hero_id.eq(hero_id))
        .count()
        .get_result(conn)
}

/// How many wait to be read.
pub fn waiting_memories(conn: &mut SqliteConnection) -> QueryResult<i64> {
    memories::table
        .filter(memories::state.eq("waiting"))
        .count()
        .get_result(conn)
}

/// Shows a memory to everyone. Nothing is shown while a finding has no word, or on a page that is down.
pub fn approve_memory(
    conn: &mut SqliteConnection,
    by: &Moderator,
    id: i32,
    read: i32,
    at: DateTime<Utc>,
) -> Done {
    let memory = match waiting(conn, id, read)? {
        Ok(memory) => memory,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let public = public::table.find(memory.hero_id);
    if !diesel::select(diesel::dsl::exists(public)).get_result::<bool>(conn)? {
        return Ok(Err(Refusal::Down));
    }
    let life = heroes::queries::whole(conn, memory.hero_id)?;
    let found = found(conn, &life, &memory)?;
    let unsettled = found.iter().filter(|(_, stands)| stands.is_none()).count();
    if unsettled > 0 {
        return Ok(Err(Refusal::Unsettled(unsettled)));
    }
    decide(conn, by, id, "approved", None, at)?;
    noted(conn, by, "approve-memory", &memory, json!({}), at).map(Ok)
}

/// Answers a memory with a reason that its writer reads.
pub fn refuse_memory(
    conn: &mut SqliteConnection,
    by: &Moderator,
    id: i32,
    read: i32,
    reason: &Message,
    at: DateTime<Utc>,
) -> Done {
    let memory = match waiting(conn, id, read)? {
        Ok(memory) => memory,
        Err(refusal) => return Ok(Err(refusal)),
    };
    decide(conn, by, id, "refused", Some(reason.as_str()), at)?;
    let detail = json!({"reason": reason.as_str()});
    noted(conn, by, "refuse-memory", &memory, detail, at).map(Ok)
}

/// Takes an approval or a refusal back: it waits again, and nobody sees it.
pub fn reopen_memory(
    conn: &mut SqliteConnection,
    by: &Moderator,
    id: i32,
    read: i32,
    at: DateTime<Utc>,
) -> Done {
    let memory = memory(conn, id)?;
    let decided = matches!(memory.state, State::Approved { .. } | State::Refused { .. });
    if memory.revision != read || !decided {
        return Ok(Err(Refusal::Stale));
    }
    diesel::update(memories::table.find(id))
        .set((
            memories::state.eq("waiting"),
            memories::revision.eq(memories::revision + 1),
            memories::decided_at.eq(None::<DateTime<Utc>>),
            memories::decided_by.eq(None::<i32>),
            memories::reason.eq(None::<String>),
            memories::hidden_at.eq(None::<DateTime<Utc>>),
            memories::hidden_by.eq(None::<i32>),
        ))
        .execute(conn)?;
    let detail = json!({"state": memory.state.word()});
    noted(conn, by, "reopen-memory", &memory, detail, at).map(Ok)
}

/// Hides a public memory, with a reason for the desk.
pub fn hide_memory(
    conn: &mut SqliteConnection,
    by: &Moderator,
    id: i32,
    reason: &Message,
    at: DateTime<Utc>,
) -> Done {
    let memory = memory(conn, id)?;
    if !matches!(memory.state, State::Approved { .. }) || memory.is_hidden {
        return Ok(Err(Refusal::Stale));
    }
    diesel::update(memories::table.find(id))
        .set((
            memories::hidden_at.eq(at),
            memories::hidden_by.eq(by.id()),
            memories::revision.eq(memories::revision + 1),
        ))
        .execute(conn)?;
    let detail = json!({"reason": reason.as_str()});
    noted(conn, by, "hide-memory", &memory, detail, at).map(Ok)
}

/// Shows again what a moderator hid. What a family hid stays hidden.
pub fn show_memory(
    conn: &mut SqliteConnection,
    by: &Moderator,
    id: i32,
    at: DateTime<Utc>,
) -> Done {
    let memory = memory(conn, id)?;
    if !memory.is_hidden {
        return Ok(Err(Refusal::Stale));
    }
    diesel::update(memories::table.find(id))
        .set((
            memories::hidden_at.eq(None::<DateTime<Utc>>),
            memories::hidden_by.eq(None::<i32>),
            memories::revision.eq(memories::revision + 1),
        ))
        .execute(conn)?;
    noted(conn, by, "show-memory", &memory, json!({}), at).map(Ok)
}

/// A moderator's word about a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Word {
    Hide,
    Stands,
    AskAgain,
}

/// Takes a passage out of the words, lets it stand, or asks about it again.
pub fn settle_finding(
    conn: &mut SqliteConnection,
    by: &Moderator,
    id: i32,
    read: i32,
    (mark, word): (&str, Word),
    at: DateTime<Utc>,
) -> Done {
    let memory = match waiting(conn, id, read)? {
        Ok(memory) => memory,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let life = heroes::queries::whole(conn, memory.hero_id)?;
    let mut all = findings::found(&life, &memory).into_iter();
    let Some(finding) = all.find(|known| known.mark == mark) else {
        return Ok(Err(Refusal::Stale));
    };
    let act = match word {
        Word::Hide => {
            let Some((words, name)) = findings::without(&life, &memory, &finding) else {
                return Ok(Err(Refusal::Nothing));
            };
            reword(conn, by, &memory, &words, &name, at)?;
            "hide-in-memory"
        }
        Word::Stands => {
            diesel::insert_or_ignore_into(memory_let_stand::table)
                .values((
                    memory_let_stand::memory_id.eq(id),
                    memory_let_stand::mark.eq(mark),
                    memory_let_stand::account_id.eq(by.id()),
                    memory_let_stand::at.eq(at),
                ))
                .execute(conn)?;
            "let-stand-in-memory"
        }
        Word::AskAgain => {
            let known = memory_let_stand::table.find((id, mark));
            if diesel::delete(known).execute(conn)? == 0 {
                return Ok(Err(Refusal::Stale));
            }
            "ask-in-memory-again"
        }
    };
    // Of what kind it was and where; never the words.
    let detail = json!({"kind": finding.kind.word(), "mark": mark});
    noted(conn, by, act, &memory, detail, at).map(Ok)
}

/// Puts other words, or another name, in the place of a memory's. What stood before is kept beside it.
pub fn reword_memory(
    conn: &mut SqliteConnection,
    by: &Moderator,
    id: i32,
    read: i32,
    (words, name): (&str, &str),
    at: DateTime<Utc>,
) -> Done {
    let memory = match waiting(conn, id, read)? {
        Ok(memory) => memory,
        Err(refusal) => return Ok(Err(refusal)),
    };
    if (memory.words.as_str(), memory.name.as_str()) == (words, name) {
        return Ok(Ok(()));
    }
    let number = reword(conn, by, &memory, words, name, at)?;
    let detail = json!({"before": number - 1, "after": number});
    noted(conn, by, "edit-memory", &memory, detail, at).map(Ok)
}

/// Puts earlier words back, as a new wording.
pub fn go_back_to_wording(
    conn: &mut SqliteConnection,
    by: &Moderator,
    id: i32,
    read: i32,
    number: i32,
    at: DateTime<Utc>,
) -> Done {
    let memory = match waiting(conn, id, read)? {
        Ok(memory) => memory,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let (words, name) = memory_wordings::table
        .find((id, number))
        .select((memory_wordings::words, memory_wordings::name))
        .first::<(String, String)>(conn)?;
    if memory.words == words && memory.name == name {
        return Ok(Err(Refusal::Stale));
    }
    let after = reword(conn, by, &memory, &words, &name, at)?;
    let detail = json!({"wording": number, "after": after});
    noted(conn, by, "restore-memory", &memory, detail, at).map(Ok)
}

/// How to ask the writer; that it was opened is in the journal first.
pub fn open_memory_contact(
    conn: &mut SqliteConnection,
    by: &Moderator,
    id: i32,
    at: DateTime<Utc>,
) -> QueryResult<String> {
    let contact = memory_contacts::table
        .find(id)
        .select(memory_contacts::contact)
        .first(conn)?;
    let memory = memory(conn, id)?;
    noted(conn, by, "open-contacts", &memory, json!({}), at)?;
    Ok(contact)
}

fn memory(conn: &mut SqliteConnection, id: i32) -> QueryResult<Memory> {
    memories::table
        .find(id)
        .select(Row::as_select())
        .first(conn)?
        .memory()
}

fn waiting(
    conn: &mut SqliteConnection,
    id: i32,
    read: i32,
) -> QueryResult<Result<Memory, Refusal>> {
    let memory = memory(conn, id)?;
    if memory.revision == read && memory.state == State::Waiting {
        Ok(Ok(memory))
    } else {
        Ok(Err(Refusal::Stale))
    }
}

fn found(
    conn: &mut SqliteConnection,
    life: &Record,
    memory: &Memory,
) -> QueryResult<Vec<(Finding, Option<i32>)>> {
    if memory.state == State::Withdrawn {
        return Ok(Vec::new());
    }
    let said: HashMap<String, i32> = memory_let_stand::table
        .filter(memory_let_stand::memory_id.eq(memory.id))
        .select((memory_let_stand::mark, memory_let_stand::account_id))
        .load::<(String, i32)>(conn)?
        .into_iter()
        .collect();
    let found = findings::found(life, memory).into_iter();
    Ok(found
        .map(|finding| {
            let stands = said.get(&finding.mark).copied();
            (finding, stands)
        })
        .collect())
}

fn decide(
    conn: &mut SqliteConnection,
    by: &Moderator,
    id: i32,
    state: &str,
    reason: Option<&str>,
    at: DateTime<Utc>,
) -> QueryResult<()> {
    diesel::update(memories::table.find(id))
        .set((
            memories::state.eq(state),
            memories::revision.eq(memories::revision + 1),
            memories::decided_at.eq(at),
            memories::decided_by.eq(by.id()),
            memories::reason.eq(reason),
        ))
        .execute(conn)?;
    forget_contact(conn, id)
}

/// The number of the new wording.
fn reword(
    conn: &mut SqliteConnection,
    by: &Moderator,
    memory: &Memory,
    words: &str,
    name: &str,
    at: DateTime<Utc>,
) -> QueryResult<i32> {
    let last: i32 = memory_wordings::table
        .filter(memory_wordings::memory_id.eq(memory.id))
        .order(memory_wordings::number.desc())
        .select(memory_wordings::number)
        .first(conn)?;
    diesel::insert_into(memory_wordings::table)
        .values((
            memory_wordings::memory_id.eq(memory.id),
            memory_wordings::number.eq(last + 1),
            memory_wordings::words.eq(words),
            memory_wordings::name.eq(name),
            memory_wordings::account_id.eq(by.id()),
            memory_wordings::at.eq(at),
        ))
        .execute(conn)?;
    diesel::update(memories::table.find(memory.id))
        .set((
            memories::words.eq(words),
            memories::name.eq(name),
            memories::revision.eq(memories::revision + 1),
        ))
        .execute(conn)?;
    Ok(last + 1)
}

fn noted(
    conn: &mut SqliteConnection,
    by: &Moderator,
    act: &'static str,
    memory: &Memory,
    detail: Value,
    at: DateTime<Utc>,
) -> QueryResult<()> {
    let mut detail = detail;
    if let Value::Object(fields) = &mut detail {
        fields.insert("memory".to_owned(), memory.id.into());
    }
    let subject = Subject {
        hero_id: Some(memory.hero_id),
        detail: Some(detail),
        ..Subject::default()
    };
    journal::write(conn, Actor::Moderator(by), Act(act), subject, at)
}
