//! `/admin/journal`: who did what, when and why, the newest first; and a line of it on the pages of stories and lives.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Query};
use askama::Template;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::desk::{Desk, Room};
use super::facts::{Difference, Fact, differences, facts};
use super::journal::{self, Entry};
use super::life::why;
use super::queries;
use super::sought::{self, Hand, Sought};
use crate::accounts::account::Role;
use crate::accounts::guard::Reader;
use crate::accounts::show::role_name;
use crate::app::State;
use crate::error::AppError;
use crate::heroes::hero::Record;
use crate::heroes::telling::Telling;
use crate::heroes::visibility::{Audience, picture_id};
use crate::i18n::{Words, dates, order};
use crate::web::layout::Layout;
use crate::web::show::show_privately;

const PAGE: usize = 100;

#[derive(Template)]
#[template(path = "moderation/history.html")]
struct HistoryPage {
    w: Words,
    layout: Layout,
    desk: Desk,
    journal: Vec<Line>,
    earlier: Option<String>,
    narrowing: Narrowing,
    /// The newest row's number and seal.
    seal: Option<String>,
}

/// One of several: its value, its name, whether it is chosen.
type Choices = Vec<(String, String, bool)>;

/// The boxes that narrow the journal, as they were filled in.
struct Narrowing {
    people: Choices,
    acts: Choices,
    day: String,
    life: String,
    story: String,
    /// Whether there is anything to take back.
    is_narrowed: bool,
    /// The names of the boxes that could not be read.
    unread: Vec<&'static str>,
}

impl Narrowing {
    fn is_unread(&self, name: &str) -> bool {
        self.unread.contains(&name)
    }
}

/// One act, in words.
pub struct Line {
    pub at: String,
    pub machine: String,
    pub who: String,
    pub act: String,
    pub submission_id: Option<i32>,
    pub hero_id: Option<i32>,
    /// What two people decide, or decided.
    pub motion_id: Option<i64>,
    /// A reason, a message, a name.
    pub words: Vec<String>,
    pub differences: Vec<Difference>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    before: String,
    who: String,
    act: String,
    day: String,
    life: String,
    story: String,
}

pub async fn page(
    w: Words,
    state: Data<State>,
    by: Reader,
    asked: Query<Asked>,
) -> Result<HttpResponse, AppError> {
    let before = asked.before.parse().ok();
    let (sought, unread) = sought::read(&[
        ("who", &asked.who),
        ("act", &asked.act),
        ("day", &asked.day),
        ("life", &asked.life),
        ("story", &asked.story),
    ]);
    let wanted = sought.clone();
    let (mut entries, names, acts, seal) = state
        .db
        .read(move |conn| {
            Ok((
                journal::page(conn, &wanted, before, PAGE as i64 + 1)?,
                queries::account_names(conn)?,
                journal::acts(conn)?,
                queries::newest_seal(conn)?,
            ))
        })
        .await?;
    let more = entries.len() > PAGE;
    entries.truncate(PAGE);
    let earlier = entries.last().map(|entry| entry.id).filter(|_| more);
    let reference = state.reference();
    let page = HistoryPage {
        w,
        layout: Layout::hidden(w, "/journal", w.moderation_journal()),
        desk: Desk::around(&state, &by, Room::Journal).await?,
        journal: lines(
            Telling {
                w,
                reference: &reference,
            },
            entries,
        ),
        earlier: earlier.map(|id| sought.address(Some(id))),
        narrowing: Narrowing {
            people: people(w, names, sought.hand),
            acts: chosen_acts(w, acts, &sought),
            day: sought
                .day
                .map_or_else(|| asked.day.clone(), |day| day.to_string()),
            life: asked.life.clone(),
            story: asked.story.clone(),
            is_narrowed: !sought.is_all() || !unread.is_empty(),
            unread,
        },
        seal: seal.map(|seal| seal.to_string()),
    };
    show_privately(StatusCode::OK, &page)
}

/// Everybody who can have acted: the families, the shell, and each account by name.
fn people(
    w: Words,
    names: std::collections::HashMap<i32, String>,
    chosen: Option<Hand>,
) -> Choices {
    let mut accounts: Vec<(i32, String)> = names.into_iter().collect();
    accounts.sort_by_cached_key(|(_, name)| order::sort_key(name));
    let accounts = accounts
        .into_iter()
        .map(|(id, name)| (Hand::Account(id), name));
    [
        (Hand::Family, w.moderation_family().to_owned()),
        (Hand::Shell, w.moderation_shell().to_owned()),
    ]
    .into_iter()
    .chain(accounts)
    .map(|(hand, name)| (hand.word(), name, chosen == Some(hand)))
    .collect()
}

fn chosen_acts(w: Words, acts: Vec<String>, sought: &Sought) -> Choices {
    let mut acts: Choices = acts
        .into_iter()
        .map(|act| {
            let is_chosen = sought.act.as_ref() == Some(&act);
            let name = w.moderation_act(&act);
            (act, name, is_chosen)
        })
        .collect();
    acts.sort_by_cached_key(|(_, name, _)| order::sort_key(name));
    acts
}

pub(super) fn lines(telling: Telling<'_>, entries: Vec<Entry>) -> Vec<Line> {
    entries
        .into_iter()
        .map(|entry| line(telling, entry))
        .collect()
}

fn line(telling: Telling<'_>, entry: Entry) -> Line {
    let w = telling.w;
    let said = ["reason", "message", "account", "from", "digest"]
        .into_iter()
        .filter_map(|key| entry.detail.get(key)?.as_str())
        .map(|words| why(w, words.to_owned()));
    let word = |key| entry.detail.get(key).and_then(Value::as_str);
    let kind = word("kind").filter(|_| entry.detail.get("motion").is_some());
    let proposer = word("proposer").map(|name| w.motions_proposer(name));
    let memory = entry.detail.get("memory").and_then(Value::as_i64);
    let file = entry.detail.get("file").and_then(Value::as_str);
    let role = |key: &str| {
        let role = Role::from_word(entry.detail.get(key)?.as_str()?)?;
        Some(role_name(w, role))
    };
    let role = match (role("before"), role("role")) {
        (Some(before), Some(after)) => Some(format!("{before} → {after}")),
        (None, after) => after.map(str::to_owned),
        (Some(_), None) => None,
    };
    let row = file.map(
        |file| match entry.detail.get("line").and_then(Value::as_i64) {
            Some(line) => w.archive_line(file, line),
            None => file.to_owned(),
        },
    );
    Line {
        at: dates::moment(w.lang(), entry.at),
        machine: entry.at.to_rfc3339(),
        who: match entry.actor.as_str() {
            "family" => w.moderation_family().to_owned(),
            "shell" => w.moderation_shell().to_owned(),
            _ => entry.name.unwrap_or_default(),
        },
        act: w.moderation_act(&entry.act),
        // A story that was only begun is no page of the desk.
        submission_id: entry.submission_id.filter(|_| entry.act != "begin"),
        hero_id: entry.hero_id,
        motion_id: entry.detail.get("motion").and_then(Value::as_i64),
        words: kind
            .map(|kind| w.motions_what(kind))
            .into_iter()
            .chain(proposer)
            .chain(said)
            .chain(role)
            .chain(row)
            .chain(memory.map(|number| w.memories_desk_number(number)))
            .chain(shown(w, &entry.detail))
            .chain(crate::reference::telling::said(w, &entry.detail))
            .collect(),
        differences: entry
            .detail
            .get("changed")
            .and_then(Value::as_object)
            .map(|changed| changes(telling, changed))
            .unwrap_or_default(),
    }
}

/// «місце народження: усі → лише модератори»
fn shown(w: Words, detail: &Value) -> Vec<String> {
    let facts = detail.get("shown").and_then(Value::as_object);
    let told = |(fact, both): (&String, &Value)| {
        let audience = |side| {
            let word = both.get(side)?.as_str()?;
            Some(match Audience::from_word(word)? {
                Audience::Everyone => w.visibility_everyone().to_owned(),
                narrower => w.visibility_tag(narrower.word()),
            })
        };
        let name = match picture_id(fact) {
            Some(_) => w.visibility_a_picture().to_owned(),
            None => w.moderation_field(fact.as_str()).to_lowercase(),
        };
        Some(format!(
            "{name}: {} → {}",
            audience("before")?,
            audience("after")?
        ))
    };
    facts.into_iter().flatten().filter_map(told).collect()
}

/// What changed, told as the fields of two records that hold nothing but the changed ones.
fn changes(telling: Telling<'_>, changed: &Map<String, Value>) -> Vec<Difference> {
    let side = |side: &str| {
        let mut fields: Map<String, Value> = changed
            .iter()
            .filter_map(|(field, both)| {
                Some((
                    field.clone(),
                    both.get(side).filter(|value| !value.is_null())?.clone(),
                ))
            })
            .collect();
        // A record has a name; one that did not change is told on neither side.
        let named = fields.contains_key("name");
        fields
            .entry("name")
            .or_insert_with(|| serde_json::json!({"family": "А", "given": "А"}));
        let record: Record = serde_json::from_value(Value::Object(fields)).unwrap_or_default();
        let mut told = facts(telling, &record);
        told.retain(|fact| named || fact.field != "name");
        // Without the name beside it a stress is told as it was written.
        if let Some(stress) = record.stress.filter(|_| !named) {
            let parts = [stress.given, stress.patronymic, stress.family];
            told.push(Fact {
                field: "stress",
                lines: vec![parts.into_iter().flatten().collect::<Vec<_>>().join(" ")],
            });
        }
        told
    };
    differences(&side("before"), &side("after"))
}
