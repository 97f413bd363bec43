//! `/admin/memories/{id}`: one memory, its life beside it, what was found in it, and the acts.

use std::collections::HashMap;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;

use super::list::standing;
use crate::accounts::guard::Reader;
use crate::app::State;
use crate::error::AppError;
use crate::heroes::telling::Telling;
use crate::i18n::dates::life_years;
use crate::i18n::{Words, dates};
use crate::linter::finding::Finding;
use crate::moderation::desk::{Desk, Room};
use crate::moderation::facts::{Fact, facts};
use crate::moderation::queries::account_names;
use crate::remembrance::findings;
use crate::remembrance::memory::{Memory, State as Standing};
use crate::remembrance::queries::{self, Wording};
use crate::remembrance::section::relation;
use crate::web::layout::Layout;
use crate::web::show::show_privately;

#[derive(Template)]
#[template(path = "remembrance/desk/show.html")]
struct MemoryPage {
    w: Words,
    layout: Layout,
    desk: Desk,
    memory: Memory,
    relation: String,
    sent: String,
    standing: String,
    about: String,
    years: Option<String>,
    /// The address that readers know, while there is one.
    slug: Option<String>,
    facts: Vec<Fact>,
    found: Vec<Row>,
    wordings: Vec<Past>,
    has_contact: bool,
    contact: Option<String>,
    /// That the family wishes no memories here.
    closed: Option<&'static str>,
    shown: Shown,
}

/// A finding.
struct Row {
    mark: String,
    kind: String,
    words: String,
    can_be_hidden: bool,
    stands: Option<String>,
}

/// Words as they were.
struct Past {
    number: i32,
    words: String,
    name: String,
    who: String,
    at: String,
    is_now: bool,
}

/// What was typed, and why nothing was done; what was opened.
#[derive(Default)]
pub struct Shown {
    pub reason: String,
    pub words: Option<(String, String)>,
    pub fault: Option<String>,
    pub contact: Option<String>,
}

pub async fn page(
    w: Words,
    state: Data<State>,
    by: Reader,
    id: Path<i32>,
) -> Result<HttpResponse, AppError> {
    draw(w, &state, &by, *id, StatusCode::OK, Shown::default()).await
}

pub async fn draw(
    w: Words,
    state: &State,
    by: &Reader,
    id: i32,
    status: StatusCode,
    mut shown: Shown,
) -> Result<HttpResponse, AppError> {
    let desk = Desk::around(state, by, Room::Queue).await?;
    let (read, names, closing) = state
        .db
        .read(move |conn| {
            let read = queries::read_memory(conn, id)?;
            let closing = queries::closing(conn, read.memory.hero_id)?;
            Ok((read, account_names(conn)?, closing))
        })
        .await?;
    let reference = state.reference();
    let telling = Telling {
        w,
        reference: &reference,
    };
    let (memory, life) = (&read.memory, &read.life);
    let name = |id: i32| names.get(&id).cloned().unwrap_or_default();
    let row = |(finding, stands): &(Finding, Option<i32>)| Row {
        mark: finding.mark.clone(),
        kind: w.linter_kind(finding.kind.word()),
        words: finding.words.clone(),
        can_be_hidden: findings::without(life, memory, finding).is_some(),
        stands: stands.map(name),
    };
    let page = MemoryPage {
        w,
        layout: Layout::hidden(w, format!("/memories/{id}"), w.memories_desk_number(id)),
        desk,
        relation: relation(w, memory.relation),
        sent: dates::moment(w.lang(), memory.sent_at),
        standing: standing(w, memory, read.is_hidden_by_family),
        about: life.name.listed(),
        years: life_years(
            w.lang(),
            life.born.as_ref(),
            life.died.as_ref(),
            life.sex,
            false,
        ),
        facts: facts(telling, life),
        found: read.found.iter().map(row).collect(),
        wordings: past(w, read.wordings, &names, memory),
        has_contact: read.has_contact,
        contact: shown.contact.take(),
        closed: closing.map(|closing| match closing.hides {
            true => w.memories_desk_closed(),
            false => w.memories_desk_closed_kept(),
        }),
        slug: read.slug,
        memory: read.memory,
        shown,
    };
    show_privately(status, &page)
}

fn past(
    w: Words,
    wordings: Vec<Wording>,
    names: &HashMap<i32, String>,
    memory: &Memory,
) -> Vec<Past> {
    let past = wordings.into_iter().map(|wording| Past {
        number: wording.number,
        is_now: wording.words == memory.words && wording.name == memory.name,
        who: match wording.account_id {
            Some(id) => names.get(&id).cloned().unwrap_or_default(),
            None => w.memories_desk_as_sent().to_owned(),
        },
        at: dates::moment(w.lang(), wording.at),
        words: wording.words,
        name: wording.name,
    });
    past.collect()
}

impl MemoryPage {
    fn is_waiting(&self) -> bool {
        self.memory.state == Standing::Waiting
    }

    fn is_approved(&self) -> bool {
        matches!(self.memory.state, Standing::Approved { .. })
    }

    fn is_withdrawn(&self) -> bool {
        self.memory.state == Standing::Withdrawn
    }

    /// The reason that its writer was given.
    fn reason(&self) -> Option<&str> {
        match &self.memory.state {
            Standing::Refused { reason, .. } => Some(reason),
            _ => None,
        }
    }

    fn may_act(&self) -> bool {
        self.desk.may_decide && !self.is_withdrawn()
    }

    /// Words and name as they stand in the form.
    fn typed(&self) -> (&str, &str) {
        match &self.shown.words {
            Some((words, name)) => (words, name),
            None => (&self.memory.words, &self.memory.name),
        }
    }
}
