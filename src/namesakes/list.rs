//! `/admin/namesakes`: public lives that may be of one person, the likeliest first; whom somebody has told apart; what was
//! merged, and what waits for a second person.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Query};
use askama::Template;
use chrono::{DateTime, Utc};
use diesel::{QueryResult, SqliteConnection};
use serde::Deserialize;

use super::queries::{self, Apart, Asks, Merge, Pair, Place, Proposal};
use super::reasons::{Said, said};
use super::section::address;
use super::who::Who;
use crate::accounts::guard::Reader;
use crate::app::State;
use crate::error::AppError;
use crate::heroes;
use crate::heroes::hero::{Photo, Record};
use crate::heroes::telling::Telling;
use crate::i18n::{Words, dates};
use crate::moderation::desk::{Desk, Room};
use crate::moderation::facts::{Fact, facts};
use crate::web::layout::Layout;
use crate::web::show::show_privately;

/// Pairs a page.
const PAGE: usize = 20;
/// What a card shows beside the name.
const SHOWN: [&str; 9] = [
    "call_sign",
    "born",
    "died",
    "birth_place",
    "home_place",
    "death_place",
    "burial_place",
    "service",
    "external_id",
];

#[derive(Template)]
#[template(path = "namesakes/list.html")]
struct ListPage {
    w: Words,
    layout: Layout,
    desk: Desk,
    tab: Tab,
    open: i64,
    pairs: Vec<Row>,
    apart: Vec<Told>,
    /// What waits for a second person: where it is decided, and of whom it is.
    waiting: Vec<(String, String)>,
    merged: Vec<Merge>,
    more: Option<String>,
    done: Option<&'static str>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tab {
    Open,
    Apart,
    Merged,
}

/// Two public lives side by side.
struct Row {
    one: i32,
    other: i32,
    said: Said,
    cards: [Card; 2],
}

pub struct Card {
    pub href: String,
    pub name: String,
    pub photo: Option<i32>,
    pub facts: Vec<Fact>,
}

struct Told {
    one: String,
    other: String,
    people: [(String, Option<String>); 2],
    at: String,
    by: String,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    state: String,
    /// Where the page before ended.
    after: String,
    done: String,
}

pub async fn page(
    w: Words,
    state: Data<State>,
    by: Reader,
    asked: Query<Asked>,
) -> Result<HttpResponse, AppError> {
    let tab = match asked.state.as_str() {
        "apart" => Tab::Apart,
        "merged" => Tab::Merged,
        _ => Tab::Open,
    };
    let (place, before) = (
        place(&asked.after),
        asked.after.parse::<DateTime<Utc>>().ok(),
    );
    let limit = PAGE as i64 + 1;
    let before_id = asked.after.parse::<i32>().ok();
    let found = state
        .db
        .read(move |conn| {
            let mut found = Found {
                open: queries::open_count(conn)?,
                ..Found::default()
            };
            match tab {
                Tab::Open => found.pairs = queries::open_pairs(conn, place, limit)?,
                Tab::Apart => found.apart = queries::told_apart(conn, before, limit)?,
                Tab::Merged => found.merged = queries::merges(conn, before_id, limit)?,
            }
            for proposal in queries::proposals(conn, None)? {
                let names = [proposal.one, proposal.other].map(|id| name(conn, id));
                let [one, other] = names;
                found
                    .waiting
                    .push((proposal, format!("{} · {}", one?, other?)));
            }
            Ok(found)
        })
        .await?;
    let more = match tab {
        Tab::Open => last_of_page(&found.pairs)
            .map(|pair| format!("{}-{}-{}", pair.score, pair.one, pair.other)),
        Tab::Apart => last_of_page(&found.apart)
            .map(|told| told.said_at.format("%Y-%m-%dT%H:%M:%S%.fZ").to_string()),
        Tab::Merged => last_of_page(&found.merged).map(|merge| merge.id.to_string()),
    };
    let Found {
        open,
        pairs,
        apart,
        mut merged,
        waiting,
    } = found;
    merged.truncate(PAGE);
    let reference = state.reference();
    let telling = Telling {
        w,
        reference: &reference,
    };
    let page = ListPage {
        w,
        layout: Layout::hidden(w, "/namesakes", w.namesakes_title()),
        desk: Desk::around(&state, &by, Room::Lives).await?,
        tab,
        open,
        pairs: pairs
            .into_iter()
            .take(PAGE)
            .map(|pair| row(telling, &pair))
            .collect(),
        apart: apart
            .into_iter()
            .take(PAGE)
            .map(|apart| told(w, apart))
            .collect(),
        waiting: waiting
            .into_iter()
            .map(|(proposal, names)| (decided_at(&proposal), names))
            .collect(),
        merged,
        more,
        done: match asked.done.as_str() {
            "apart" => Some(w.namesakes_told_apart()),
            "back" => Some(w.namesakes_untold()),
            "declined" => Some(w.namesakes_declined()),
            _ => None,
        },
    };
    show_privately(StatusCode::OK, &page)
}

#[derive(Default)]
struct Found {
    open: i64,
    pairs: Vec<Pair>,
    apart: Vec<Apart>,
    merged: Vec<Merge>,
    waiting: Vec<(Proposal, String)>,
}

/// The last that a page shows, when there are more.
fn last_of_page<T>(found: &[T]) -> Option<&T> {
    found.get(PAGE).and_then(|_| found.get(PAGE - 1))
}

/// The name under which a life is or was last public.
fn name(conn: &mut SqliteConnection, id: i32) -> QueryResult<String> {
    Ok(heroes::queries::whole(conn, id)?.name.listed())
}

/// Where a second person decides.
fn decided_at(proposal: &Proposal) -> String {
    match &proposal.asks {
        Asks::Merge(plan) => format!("/admin/namesakes/{}/{}", plan.kept, plan.gone),
        Asks::Undo(id) => format!("/admin/namesakes/merges/{id}"),
    }
}

/// `75-3-8`: the score and the two lives at which the page before ended.
fn place(word: &str) -> Option<Place> {
    let mut numbers = word.split('-').map(str::parse);
    let mut next = || numbers.next()?.ok();
    Some(Place {
        score: next()?,
        one: next()?,
        other: next()?,
    })
}

fn row(telling: Telling<'_>, pair: &Pair) -> Row {
    let [one, other] = &pair.records;
    let likeness = pair.likeness.as_ref();
    Row {
        one: pair.one,
        other: pair.other,
        said: likeness
            .map(|likeness| said(telling.w, telling.reference, likeness))
            .unwrap_or_default(),
        cards: [
            card(telling, pair.one, one),
            card(telling, pair.other, other),
        ],
    }
}

pub fn card(telling: Telling<'_>, id: i32, record: &Record) -> Card {
    let mut told = facts(telling, record);
    told.retain(|fact| SHOWN.contains(&fact.field));
    Card {
        href: address(Who::Life(id)),
        name: record.name.full(),
        photo: record.photos.iter().find_map(Photo::id),
        facts: told,
    }
}

fn told(
    w: Words,
    Apart {
        one,
        other,
        records,
        said_at,
        said_by,
    }: Apart,
) -> Told {
    let person = |who: Who, record: &Option<Record>| match record {
        Some(record) => (record.name.listed(), Some(address(who))),
        None => (w.namesakes_gone(who.to_string()), None),
    };
    let [a, b] = &records;
    Told {
        people: [person(one, a), person(other, b)],
        one: one.to_string(),
        other: other.to_string(),
        at: dates::moment(w.lang(), said_at),
        by: said_by,
    }
}

impl ListPage {
    fn in_open(&self) -> bool {
        self.tab == Tab::Open
    }

    fn undone(&self, at: &DateTime<Utc>) -> String {
        self.w
            .namesakes_was_undone(dates::moment(self.w.lang(), *at))
    }

    fn in_apart(&self) -> bool {
        self.tab == Tab::Apart
    }
}
