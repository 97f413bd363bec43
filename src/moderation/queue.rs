//! `/admin`: the stories that wait, what one cares for first, narrowed as one likes.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Query};
use askama::Template;
use chrono::{DateTime, TimeDelta, Utc};
use diesel::{OptionalExtension, QueryResult, SqliteConnection};
use serde::Deserialize;

use super::desk::{Desk, Room};
use super::narrowing::{Counts, Narrowing};
use super::queries::{self, Eyes, Mark, Queued, Story, Tab, Whose};
use super::wanted::Wanted;
use crate::accounts::guard::Reader;
use crate::app::State;
use crate::archive;
use crate::calls;
use crate::care;
use crate::care::heaviness::named;
use crate::care::queries::Scope;
use crate::error::AppError;
use crate::heroes::hero::Relation;
use crate::i18n::dates::life_years;
use crate::i18n::{Lang, Words, dates};
use crate::proofs::proof::{Answer, Proof};
use crate::submissions;
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
    narrowing: Narrowing,
    /// Enough for today, as this moderator set it.
    enough: bool,
    /// Nothing was left to be taken next.
    nothing_next: bool,
    /// A story was just passed on.
    passed: bool,
    /// How long the last ones waited, as families are told.
    numbers: String,
    notes: Notes,
    done: Option<Settled>,
}

/// What else the desk is told of when it opens.
struct Notes {
    imported: i64,
    /// Letters to families that did not arrive.
    given_up: i64,
    /// How many families asked to be called.
    calls: i64,
    memories: i64,
    /// And how many wishes about pages wait.
    wishes: i64,
    /// Published lives whose families have withdrawn their consent.
    unwished: Vec<(i32, String, String)>,
    /// And those where somebody wants back what they added.
    unadded: Vec<(i32, String, String)>,
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
    held: Option<String>,
    refused: bool,
    adds: bool,
    class: String,
    kind: String,
    /// What is heavy in it.
    heavy: String,
    own: bool,
    passed: bool,
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
    passed: String,
    nothing: String,
    region: String,
    unit: String,
    kind: String,
    language: String,
    days: String,
    light: String,
    mine: String,
}

impl Asked {
    fn wanted(&self) -> Wanted {
        Wanted::of(|name| {
            match name {
                "region" => &self.region,
                "unit" => &self.unit,
                "kind" => &self.kind,
                "language" => &self.language,
                "days" => &self.days,
                "light" => &self.light,
                "mine" => &self.mine,
                _ => return String::new(),
            }
            .clone()
        })
    }
}

pub async fn page(
    w: Words,
    state: Data<State>,
    by: Reader,
    asked: Query<Asked>,
) -> Result<HttpResponse, AppError> {
    // What nobody holds any more is back before it is looked for.
    let desk = Desk::around(&state, &by, Room::Queue).await?;
    let tab = Tab::from_word(&asked.state).unwrap_or(Tab::Waiting);
    let (wanted, after) = (asked.wanted(), Mark::read(&asked.after));
    let done: Option<i32> = asked.done.parse().ok();
    let eyes = Eyes {
        account_id: by.id(),
        now: state.now(),
        promised: state.settings.promised(),
    };
    let narrowed = wanted.clone();
    let (places, queued, tabs, counts, notes, around) = state
        .db
        .read(move |conn| {
            let done = done
                .map(|id| queries::story(conn, id).optional())
                .transpose()?;
            let places = queries::places(conn, &narrowed, tab, eyes, after, PAGE as i64 + 1)?;
            let ids: Vec<i32> = places.iter().take(PAGE).map(|place| place.id).collect();
            Ok((
                places,
                queries::queued(conn, &ids)?,
                queries::counts(conn)?,
                Counts::of(conn, &narrowed, tab, eyes)?,
                notes(conn)?,
                (
                    done.flatten(),
                    care::queries::is_enough(conn, eyes.account_id, eyes.now)?,
                    submissions::queries::lately(conn)?,
                    care::queries::scope(conn, eyes.account_id)? != Scope::default(),
                ),
            ))
        })
        .await?;
    let (done, enough, lately, cares) = around;
    let address = wanted.address(tab.word());
    let more = places
        .get(PAGE)
        .and_then(|_| places.get(PAGE - 1))
        .map(|last| {
            let mark = if address.contains('?') { '&' } else { '?' };
            format!("{address}{mark}after={}", last.mark.written())
        });
    let page = QueuePage {
        w,
        layout: Layout::hidden(
            w,
            address.strip_prefix("/admin").unwrap_or_default(),
            w.moderation_queue(),
        ),
        desk,
        tab,
        tabs,
        rows: places
            .iter()
            .zip(queued)
            .map(|(place, queued)| row(w, queued, place.whose, eyes.now))
            .collect(),
        more,
        narrowing: Narrowing::of(w, &state.reference(), wanted, tab, counts, cares),
        enough,
        nothing_next: !asked.nothing.is_empty(),
        passed: !asked.passed.is_empty(),
        numbers: numbers(w, lately, eyes.promised),
        notes,
        done: done.and_then(|story| settled(w, &story)),
    };
    show_privately(StatusCode::OK, &page)
}

fn notes(conn: &mut SqliteConnection) -> QueryResult<Notes> {
    Ok(Notes {
        imported: archive::runs::queries::open_count(conn)?,
        given_up: crate::letters::queries::given_up_count(conn)?,
        calls: calls::queries::count(conn)?,
        memories: crate::remembrance::queries::waiting_memories(conn)?,
        wishes: wishes::queries::count(conn)?,
        unwished: queries::asked_to_withdraw(conn)?,
        unadded: queries::asked_to_unadd(conn)?,
    })
}

/// What families are told of how long it takes, in the desk's words.
fn numbers(w: Words, lately: Option<(TimeDelta, TimeDelta)>, promised: TimeDelta) -> String {
    let time = |span| dates::waiting(w.lang(), span);
    match lately {
        Some((usual, longest)) => w.queue_numbers(time(longest), time(promised), time(usual)),
        None => w.queue_numbers_few(time(promised)),
    }
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

fn row(w: Words, queued: Queued, whose: Option<Whose>, now: DateTime<Utc>) -> Row {
    let record = &queued.record;
    let language: Lang = queued.language.parse().unwrap_or(Lang::Uk);
    let is_shown = queued.proof.is_some();
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
        held: queued
            .held_until
            .filter(|_| queued.state == "taken" && !is_shown)
            .map(|until| w.queue_held(dates::clock(until))),
        adds: queued.adds,
        class: w.queue_class(queued.completeness),
        kind: if queued.tells == "life" {
            String::new()
        } else {
            w.queue_kind(&queued.tells)
        },
        heavy: named(w, &queued.heavy),
        own: whose == Some(Whose::Own),
        passed: whose == Some(Whose::Passed),
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

impl QueuePage {
    fn tab_name(&self, tab: &Tab) -> &'static str {
        match tab {
            Tab::Waiting => self.w.moderation_tab_waiting(),
            Tab::Taken => self.w.moderation_tab_taken(),
            Tab::Returned => self.w.moderation_tab_returned(),
            Tab::Decided => self.w.moderation_tab_decided(),
            Tab::Late => self.w.queue_tab_late(),
        }
    }

    /// How long it waits is what is told of it.
    fn waits(&self) -> bool {
        matches!(self.tab, Tab::Waiting | Tab::Late)
    }

    fn is_late(&self) -> bool {
        self.tab == Tab::Late
    }
}
