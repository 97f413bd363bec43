//! The journal: who did what, when and why. Rows are only ever added, in the same transaction as the act itself,
//! and each is sealed as it is written (`seal.rs`).

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde_json::{Map, Value, json};

use super::queries;
use super::sought::{Hand, Sought};
use crate::accounts::guard::Reader;
use crate::dates::kyiv;
use crate::schema::{accounts, journal};

/// Who acted.
#[derive(Debug, Clone, Copy)]
pub enum Actor<'a> {
    Moderator(&'a Reader),
    /// Whoever holds a family's key.
    Family,
    /// Whoever holds the machine.
    Shell,
}

/// What was done, in the imperative of the address that did it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Act(pub &'static str);

/// What it was done to. `detail` never holds a contact or a key.
#[derive(Debug, Clone, Default)]
pub struct Subject {
    pub submission_id: Option<i32>,
    pub hero_id: Option<i32>,
    pub detail: Option<Value>,
}

#[derive(Debug, Clone)]
pub struct Entry {
    pub id: i32,
    pub at: DateTime<Utc>,
    /// `account`, `family` or `shell`.
    pub actor: String,
    /// The moderator's name.
    pub name: Option<String>,
    pub act: String,
    pub submission_id: Option<i32>,
    pub hero_id: Option<i32>,
    pub detail: Value,
}

pub fn write(
    conn: &mut SqliteConnection,
    actor: Actor<'_>,
    act: Act,
    subject: Subject,
    at: DateTime<Utc>,
) -> QueryResult<()> {
    let (kind, account_id) = match actor {
        Actor::Moderator(moderator) => ("account", Some(moderator.id())),
        Actor::Family => ("family", None),
        Actor::Shell => ("shell", None),
    };
    let detail = subject
        .detail
        .unwrap_or_else(|| Value::Object(serde_json::Map::new()));
    let id: i32 = diesel::insert_into(journal::table)
        .values((
            journal::at.eq(at),
            journal::actor.eq(kind),
            journal::account_id.eq(account_id),
            journal::act.eq(act.0),
            journal::submission_id.eq(subject.submission_id),
            journal::hero_id.eq(subject.hero_id),
            journal::detail.eq(detail.to_string()),
        ))
        .returning(journal::id)
        .get_result(conn)?;
    queries::seal_row(conn, id)
}

/// That others may see a fact of a page from now on, with who could before; nothing where nothing changed.
pub fn shown_to(
    conn: &mut SqliteConnection,
    actor: Actor<'_>,
    changes: Map<String, Value>,
    (hero_id, submission_id): (i32, Option<i32>),
    at: DateTime<Utc>,
) -> QueryResult<()> {
    if changes.is_empty() {
        return Ok(());
    }
    let subject = Subject {
        submission_id,
        hero_id: Some(hero_id),
        detail: Some(json!({"shown": changes})),
    };
    write(conn, actor, Act("show-to"), subject, at)
}

/// Everything done to one submission, the newest first.
pub fn of_submission(conn: &mut SqliteConnection, id: i32) -> QueryResult<Vec<Entry>> {
    read(
        conn,
        journal::table
            .filter(journal::submission_id.eq(id))
            .order(journal::id.desc())
            .into_boxed(),
    )
}

/// Everything done to one life, the newest first.
pub fn of_hero(conn: &mut SqliteConnection, id: i32) -> QueryResult<Vec<Entry>> {
    read(
        conn,
        journal::table
            .filter(journal::hero_id.eq(id))
            .order(journal::id.desc())
            .into_boxed(),
    )
}

/// A page of what is sought in the journal, the newest first, from before an entry's number.
pub fn page(
    conn: &mut SqliteConnection,
    sought: &Sought,
    before: Option<i32>,
    limit: i64,
) -> QueryResult<Vec<Entry>> {
    let mut query = journal::table
        .order(journal::id.desc())
        .limit(limit)
        .into_boxed();
    query = match sought.hand {
        Some(Hand::Account(id)) => query.filter(journal::account_id.eq(id)),
        Some(Hand::Family) => query.filter(journal::actor.eq("family")),
        Some(Hand::Shell) => query.filter(journal::actor.eq("shell")),
        None => query,
    };
    if let Some(act) = &sought.act {
        query = query.filter(journal::act.eq(act.clone()));
    }
    if let Some(id) = sought.hero_id {
        query = query.filter(journal::hero_id.eq(id));
    }
    if let Some(id) = sought.submission_id {
        query = query.filter(journal::submission_id.eq(id));
    }
    if let Some(day) = sought.day {
        let (from, to) = (
            kyiv::start_of(day),
            kyiv::start_of(day.succ_opt().unwrap_or(day)),
        );
        // The day's first and last row, by the index of times: whatever else narrows goes along numbers.
        let on_the_day = journal::at.ge(from).and(journal::at.lt(to));
        let (first, last): (Option<i32>, Option<i32>) = journal::table
            .filter(on_the_day)
            .select((diesel::dsl::min(journal::id), diesel::dsl::max(journal::id)))
            .first(conn)?;
        let Some((first, last)) = first.zip(last) else {
            return Ok(Vec::new());
        };
        query = query
            .filter(journal::id.between(first, last))
            .filter(on_the_day);
    }
    read(
        conn,
        match before {
            Some(before) => query.filter(journal::id.lt(before)),
            None => query,
        },
    )
}

/// Every act that was ever done, from one to the next along the index.
pub fn acts(conn: &mut SqliteConnection) -> QueryResult<Vec<String>> {
    diesel::dsl::sql::<diesel::sql_types::Text>(
        "WITH RECURSIVE done (act) AS (SELECT min(act) FROM journal \
         UNION ALL SELECT (SELECT min(act) FROM journal WHERE act > done.act) FROM done WHERE done.act IS NOT NULL) \
         SELECT act FROM done WHERE act IS NOT NULL",
    )
    .load(conn)
}

type Boxed<'a> = journal::BoxedQuery<'a, diesel::sqlite::Sqlite>;

fn read(conn: &mut SqliteConnection, query: Boxed<'_>) -> QueryResult<Vec<Entry>> {
    let rows = query.load::<(
        i32,
        DateTime<Utc>,
        String,
        Option<i32>,
        String,
        Option<i32>,
        Option<i32>,
        String,
    )>(conn)?;
    let names: std::collections::HashMap<i32, String> = accounts::table
        .select((accounts::id, accounts::name))
        .load::<(i32, String)>(conn)?
        .into_iter()
        .collect();
    Ok(rows
        .into_iter()
        .map(
            |(id, at, actor, account_id, act, submission_id, hero_id, detail)| Entry {
                id,
                at,
                actor,
                name: account_id.and_then(|id| names.get(&id).cloned()),
                act,
                submission_id,
                hero_id,
                detail: serde_json::from_str(&detail).unwrap_or_default(),
            },
        )
        .collect())
}
