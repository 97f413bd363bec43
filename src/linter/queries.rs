//! All SQL of the findings: which of them a moderator let stand, and the record without those that are hidden.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::result::Error;
use serde_json::{Map, Value, json};

use super::finding::{self, Finding};
use crate::accounts::guard::Moderator;
use crate::heroes::hero::Record;
use crate::moderation::decision::{Stale, Undecided};
use crate::moderation::journal::{self, Act, Actor, Entry, Subject};
use crate::moderation::queries::{self as desk, Done, Story};
use crate::schema::let_stand;
use crate::submissions::submission::State;

/// The act by which a passage went out of a record.
pub const HIDE: &str = "hide-passage";
const STANDS: &str = "let-passage-stand";

/// A finding, and who let it stand, if somebody did.
#[derive(Debug, Clone)]
pub struct Found {
    pub finding: Finding,
    pub stands: Option<(String, DateTime<Utc>)>,
}

/// Every finding of a story as it is now.
pub fn found(conn: &mut SqliteConnection, id: i32, record: &Record) -> QueryResult<Vec<Found>> {
    let said = let_stand::table
        .filter(let_stand::submission_id.eq(id))
        .select((let_stand::mark, let_stand::account_id, let_stand::at))
        .load::<(String, i32, DateTime<Utc>)>(conn)?;
    let names = if said.is_empty() {
        HashMap::new()
    } else {
        desk::account_names(conn)?
    };
    let mut stands: HashMap<String, (String, DateTime<Utc>)> = said
        .into_iter()
        .map(|(mark, by, at)| (mark, (names.get(&by).cloned().unwrap_or_default(), at)))
        .collect();
    let found = finding::findings(record).into_iter().map(|finding| Found {
        stands: stands.remove(&finding.mark),
        finding,
    });
    Ok(found.collect())
}

/// How many findings wait for a person's word: while there is one, nothing becomes public.
pub fn unsettled(conn: &mut SqliteConnection, id: i32, record: &Record) -> QueryResult<usize> {
    let found = found(conn, id, record)?;
    Ok(found.iter().filter(|one| one.stands.is_none()).count())
}

/// Takes a passage or a picture out of what would be public. What the family sent stays as it is.
pub fn hide(
    conn: &mut SqliteConnection,
    by: &Moderator,
    id: i32,
    read: i32,
    mark: &str,
    at: DateTime<Utc>,
) -> Done<()> {
    let (story, finding) = match in_hand(conn, by, id, read, mark, at)? {
        Ok(held) => held,
        Err(stale) => return Ok(Err(stale)),
    };
    let record = finding::hidden(&story.record, &finding).map_err(unsound)?;
    // Nothing would be left of a name: no page offers it.
    if record == story.record {
        return Ok(Err(Stale));
    }
    desk::rewrite_noting(conn, by, id, read, &record, (HIDE, told(&finding)), at)
}

/// A moderator says that a finding may be read by everyone.
pub fn stands(
    conn: &mut SqliteConnection,
    by: &Moderator,
    id: i32,
    read: i32,
    mark: &str,
    at: DateTime<Utc>,
) -> Done<()> {
    let (story, finding) = match in_hand(conn, by, id, read, mark, at)? {
        Ok(held) => held,
        Err(stale) => return Ok(Err(stale)),
    };
    take_hold(conn, by, &story, at)?;
    diesel::insert_or_ignore_into(let_stand::table)
        .values((
            let_stand::submission_id.eq(id),
            let_stand::mark.eq(&finding.mark),
            let_stand::account_id.eq(by.id()),
            let_stand::at.eq(at),
        ))
        .execute(conn)?;
    noted(conn, by, STANDS, id, &finding, at).map(Ok)
}

/// Takes that word back.
pub fn ask_again(
    conn: &mut SqliteConnection,
    by: &Moderator,
    id: i32,
    read: i32,
    mark: &str,
    at: DateTime<Utc>,
) -> Done<()> {
    let (story, finding) = match in_hand(conn, by, id, read, mark, at)? {
        Ok(held) => held,
        Err(stale) => return Ok(Err(stale)),
    };
    let known = let_stand::table.find((id, &finding.mark));
    if diesel::delete(known).execute(conn)? == 0 {
        return Ok(Err(Stale));
    }
    take_hold(conn, by, &story, at)?;
    noted(conn, by, "ask-passage-again", id, &finding, at).map(Ok)
}

/// What an act of the journal hid.
#[derive(Debug)]
pub struct Hiding<'a> {
    pub entry: &'a Entry,
    /// What it was, with its words as they were; unknown of an act that did not note it.
    pub finding: Option<Finding>,
    /// The fields are as that act left them, so it can be put back now; else what was hidden after it comes first.
    pub comes_back: bool,
}

/// What was hidden and can be put back, the newest first: each from the record as the later ones found it.
pub fn hidings<'a>(entries: &'a [Entry], record: &Record) -> Vec<Hiding<'a>> {
    let Ok(now) = record.fields() else {
        return Vec::new();
    };
    let mut before = now.clone();
    let mut found = Vec::new();
    for entry in entries.iter().filter(|entry| entry.act == HIDE) {
        if !is_left_by(entry, &before) {
            continue;
        }
        put_back(entry, &mut before);
        let mark = entry.detail.get("mark").and_then(Value::as_str);
        let was = serde_json::from_value::<Record>(Value::Object(before.clone()));
        let finding = mark.zip(was.ok()).and_then(|(mark, was)| {
            let mut known = finding::findings(&was).into_iter();
            known.find(|known| known.mark == mark)
        });
        found.push(Hiding {
            entry,
            finding,
            comes_back: is_left_by(entry, &now),
        });
    }
    found
}

/// Whether all fields that the act changed are as it left them.
fn is_left_by(entry: &Entry, fields: &Map<String, Value>) -> bool {
    let changed = entry.detail.get("changed").and_then(Value::as_object);
    changed.is_some_and(|changed| {
        changed.iter().all(|(field, both)| {
            fields.get(field).unwrap_or(&Value::Null) == both.get("after").unwrap_or(&Value::Null)
        })
    })
}

fn put_back(entry: &Entry, fields: &mut Map<String, Value>) {
    let changed = entry.detail.get("changed").and_then(Value::as_object);
    for (field, both) in changed.into_iter().flatten() {
        match both.get("before") {
            None | Some(Value::Null) => fields.remove(field),
            Some(before) => fields.insert(field.clone(), before.clone()),
        };
    }
}

/// Puts back what one act hid.
pub fn show_again(
    conn: &mut SqliteConnection,
    by: &Moderator,
    id: i32,
    read: i32,
    entry: i32,
    at: DateTime<Utc>,
) -> Done<()> {
    let story = match open(conn, by, id, read, at)? {
        Ok(story) => story,
        Err(stale) => return Ok(Err(stale)),
    };
    let entries = journal::of_submission(conn, id)?;
    let hidings = hidings(&entries, &story.record);
    let known = |hiding: &Hiding<'_>| hiding.entry.id == entry && hiding.comes_back;
    let Some(hiding) = hidings.into_iter().find(known) else {
        return Ok(Err(Stale));
    };
    let mut fields = story.record.fields().map_err(unsound)?;
    put_back(hiding.entry, &mut fields);
    let record: Record = serde_json::from_value(Value::Object(fields)).map_err(unsound)?;
    desk::rewrite(conn, by, id, read, &record, "show-passage", at)
}

/// The story as it was read, while it waits or is in this moderator's hands.
fn open(
    conn: &mut SqliteConnection,
    by: &Moderator,
    id: i32,
    read: i32,
    at: DateTime<Utc>,
) -> Done<Story> {
    desk::end_claims(conn, Some(id), at)?;
    let story = desk::story(conn, id)?;
    if story.sent.revision != read {
        return Ok(Err(Stale));
    }
    let undecided = Undecided::of(&story.sent.state, read, by.id());
    Ok(undecided.map(|_| story))
}

/// One that waits is taken up by the first word about it; a word about nothing takes up nothing.
fn take_hold(
    conn: &mut SqliteConnection,
    by: &Moderator,
    story: &Story,
    at: DateTime<Utc>,
) -> QueryResult<()> {
    if matches!(story.sent.state, State::Pending { .. }) {
        desk::take_up(conn, by, story.sent.id, at)?.ok();
    }
    Ok(())
}

fn in_hand(
    conn: &mut SqliteConnection,
    by: &Moderator,
    id: i32,
    read: i32,
    mark: &str,
    at: DateTime<Utc>,
) -> Done<(Story, Finding)> {
    let story = match open(conn, by, id, read, at)? {
        Ok(story) => story,
        Err(stale) => return Ok(Err(stale)),
    };
    let mut found = finding::findings(&story.record).into_iter();
    Ok(found
        .find(|known| known.mark == mark)
        .map(|finding| (story, finding))
        .ok_or(Stale))
}

/// The journal says of what kind it was and where; never the words.
fn noted(
    conn: &mut SqliteConnection,
    by: &Moderator,
    act: &'static str,
    id: i32,
    finding: &Finding,
    at: DateTime<Utc>,
) -> QueryResult<()> {
    let subject = Subject {
        submission_id: Some(id),
        detail: Some(told(finding)),
        ..Subject::default()
    };
    desk::hold_on(conn, by, id, at)?;
    journal::write(conn, Actor::Moderator(by), Act(act), subject, at)
}

/// The same of a page that is public: whoever changed it let this be read by everyone.
pub fn noted_of_life(
    conn: &mut SqliteConnection,
    by: &Moderator,
    hero_id: i32,
    finding: &Finding,
    at: DateTime<Utc>,
) -> QueryResult<()> {
    let subject = Subject {
        hero_id: Some(hero_id),
        detail: Some(told(finding)),
        ..Subject::default()
    };
    journal::write(conn, Actor::Moderator(by), Act(STANDS), subject, at)
}

fn told(finding: &Finding) -> Value {
    json!({"kind": finding.kind.word(), "field": finding.field(), "mark": finding.mark})
}

fn unsound(fault: serde_json::Error) -> Error {
    Error::SerializationError(Box::new(fault))
}
