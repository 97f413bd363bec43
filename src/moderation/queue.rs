//! `/admin`: the stories that wait, the oldest first.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Query};
use askama::Template;
use chrono::{DateTime, Utc};
use diesel::OptionalExtension;
use serde::Deserialize;

use super::desk::{Desk, Room};
use super::queries::{self, Queued, Story, Tab};
use crate::accounts::guard::Reader;
use crate::app::State;
use crate::calls;
use crate::error::AppError;
use crate::heroes::hero::Relation;
use crate::i18n::dates::life_years;
use crate::i18n::{Lang, Words, dates};
use crate::proofs::proof::{Answer, Proof};
use crate::submissions::submission::State as Standing;
use crate::web::layout::Layout;
use crate::web::show::show_privately;
use crate::wishes;

const PAGE: usize = 50;

#[derive(Template)]
#[template(path = "moderation/queue.html")]
struct QueuePage {
    w: Words,
    layout: Layout,
    desk: Desk,
    tab: Tab,
    tabs: [(Tab, i64); 4],
    rows: Vec<Row>,
    /// The address of the next page.
    more: Option<String>,
    imported: i64,
    /// Letters to families that did not arrive.
    given_up: i64,
    /// Published lives whose families have withdrawn their consent.
    /// How many families asked to be called.
    calls: i64,
    /// And how many wishes about pages wait.
    wishes: i64,
    unwished: Vec<(i32, String, String)>,
    /// And those where somebody wants back what they added.
    unadded: Vec<(i32, String, String)>,
    done: Option<Settled>,
}

/// What was just done with a story, and the way back to it.
struct Settled {
    id: i32,
    words: String,
}

struct Row {
    id: i32,
    name: String,
    years: Option<String>,
    relation: Option<String>,
    sent: String,
    waits: String,
    photos: i64,
    /// The language of the story, where it is not the desk's.
    language: &'static str,
    by: Option<String>,
    refused: bool,
    adds: bool,
    /// Where the proof stands.
    proof: Option<&'static str>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    state: String,
    after: String,
    /// The number of the story that was just asked about, refused or put aside.
    done: String,
}

pub async fn page(
    w: Words,
    state: Data<State>,
    by: Reader,
    asked: Query<Asked>,
) -> Result<HttpResponse, AppError> {
    let tab = Tab::ALL
        .into_iter()
        .find(|tab| tab.word() == asked.state)
        .unwrap_or(Tab::Waiting);
    let after = mark(&asked.after);
    let done: Option<i32> = asked.done.parse().ok();
    let (mut queued, tabs, imported, given_up, calls, wishes, unwished, unadded, done) = state
        .db
        .read(move |conn| {
            let done = done
                .map(|id| queries::story(conn, id).optional())
                .transpose()?;
            Ok((
                queries::queue(conn, tab, after, PAGE as i64 + 1)?,
                queries::counts(conn)?,
                queries::imported(conn)?,
                crate::letters::queries::given_up_count(conn)?,
                calls::queries::count(conn)?,
                wishes::queries::count(conn)?,
                queries::asked_to_withdraw(conn)?,
                queries::asked_to_unadd(conn)?,
                done.flatten(),
            ))
        })
        .await?;
    let more = queued.len() > PAGE;
    queued.truncate(PAGE);
    let last = queued.last().map(|last| (last.sent_at, last.id));
    let more = last.filter(|_| more).map(|(at, id)| {
        format!(
            "/admin?state={}&after={}.{id}",
            tab.word(),
            at.timestamp_micros()
        )
    });
    let now = state.now();
    let path = if tab == Tab::Waiting {
        String::new()
    } else {
        format!("?state={}", tab.word())
    };
    let page = QueuePage {
        w,
        layout: Layout::hidden(w, path, w.moderation_queue()),
        desk: Desk::around(&state, &by, Room::Queue).await?,
        tab,
        tabs,
        rows: queued
            .into_iter()
            .map(|queued| row(w, queued, now))
            .collect(),
        more,
        imported,
        given_up,
        calls,
        wishes,
        unwished,
        unadded,
        done: done.and_then(|story| settled(w, &story)),
    };
    show_privately(StatusCode::OK, &page)
}

/// Told by where the story is now, whatever the address says.
fn settled(w: Words, story: &Story) -> Option<Settled> {
    let name = story.record.name.listed();
    let words = match story.sent.state {
        Standing::Returned { .. } => w.moderation_settled_returned(name),
        Standing::Refused { .. } => w.moderation_settled_refused(name),
        Standing::Pending { .. } => w.moderation_settled_put_aside(name),
        Standing::Draft | Standing::Taken { .. } | Standing::Approved { .. } => return None,
    };
    let id = story.sent.id;
    Some(Settled { id, words })
}

fn row(w: Words, queued: Queued, now: DateTime<Utc>) -> Row {
    let record = &queued.record;
    let language: Lang = queued.language.parse().unwrap_or(Lang::Uk);
    Row {
        id: queued.id,
        name: record.name.listed(),
        years: life_years(
            w.lang(),
            record.born.as_ref(),
            record.died.as_ref(),
            record.sex,
            true,
        ),
        relation: queued
            .relation
            .as_deref()
            .and_then(Relation::from_word)
            .map(|relation| w.submissions_relation(relation.word())),
        sent: dates::moment(w.lang(), queued.sent_at),
        waits: dates::waiting(w.lang(), now - queued.sent_at),
        photos: queued.photos,
        language: match language {
            Lang::Uk => w.common_uk(),
            Lang::En => w.common_en(),
        },
        by: queued.by,
        adds: queued.adds,
        proof: queued
            .proof
            .filter(|_| queued.state == "taken")
            .map(|proof| standing(w, &proof, now)),
        refused: queued.state == "refused",
    }
}

fn standing(w: Words, proof: &Proof, now: DateTime<Utc>) -> &'static str {
    match &proof.answer {
        None if proof.is_overdue(now) => w.proofs_tag_overdue(),
        None => w.proofs_tag_awaits(),
        Some(Answer::Yes { .. }) => w.proofs_tag_agreed(),
        Some(Answer::Wrong { .. }) => w.proofs_tag_wrong(),
    }
}

/// Where a page begins: the moment and the number of the last story before it.
fn mark(written: &str) -> Option<(DateTime<Utc>, i32)> {
    let (micros, id) = written.split_once('.')?;
    Some((
        DateTime::from_timestamp_micros(micros.parse().ok()?)?,
        id.parse().ok()?,
    ))
}

impl QueuePage {
    fn tab_name(&self, tab: &Tab) -> &'static str {
        match tab {
            Tab::Waiting => self.w.moderation_tab_waiting(),
            Tab::Taken => self.w.moderation_tab_taken(),
            Tab::Returned => self.w.moderation_tab_returned(),
            Tab::Decided => self.w.moderation_tab_decided(),
        }
    }

    fn waits(&self) -> bool {
        self.tab == Tab::Waiting
    }
}
