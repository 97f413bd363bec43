//! `/admin/memories`: memories that wait, the oldest first; those that are shown, refused or taken back; those of one person.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Query};
use askama::Template;
use serde::Deserialize;

use crate::accounts::guard::Reader;
use crate::app::State;
use crate::error::AppError;
use crate::i18n::{Words, dates};
use crate::moderation::desk::{Desk, Room};
use crate::remembrance::memory::Memory;
use crate::remembrance::queries;
use crate::remembrance::section::relation;
use crate::web::layout::{Layout, shortened};
use crate::web::show::show_privately;

const PAGE: usize = 50;
/// How much of the words is told, in letters.
const BEGINNING: usize = 140;
const STATES: [&str; 4] = ["waiting", "approved", "refused", "withdrawn"];

#[derive(Template)]
#[template(path = "remembrance/desk/list.html")]
struct ListPage {
    w: Words,
    layout: Layout,
    desk: Desk,
    /// The state that is listed, where it is not one life.
    state: &'static str,
    life: Option<i32>,
    rows: Vec<Row>,
    more: Option<String>,
}

struct Row {
    id: i32,
    about: String,
    from: String,
    relation: String,
    sent: String,
    waits: String,
    words: String,
    standing: String,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    state: String,
    life: String,
    after: String,
}

pub async fn page(
    w: Words,
    state: Data<State>,
    by: Reader,
    asked: Query<Asked>,
) -> Result<HttpResponse, AppError> {
    let listed = STATES
        .into_iter()
        .find(|known| *known == asked.state)
        .unwrap_or("waiting");
    let life: Option<i32> = asked.life.parse().ok();
    let after: Option<i32> = asked.after.parse().ok();
    let desk = Desk::around(&state, &by, Room::Queue).await?;
    let mut found = state
        .db
        .read(move |conn| queries::listed(conn, listed, life, after, PAGE as i64 + 1))
        .await?;
    let is_more = found.len() > PAGE;
    found.truncate(PAGE);
    let now = state.now();
    let address = match life {
        Some(life) => format!("/admin/memories?life={life}"),
        None => format!("/admin/memories?state={listed}"),
    };
    let last = found.last().map(|(memory, _)| memory.id);
    let page = ListPage {
        w,
        layout: Layout::hidden(w, "/memories", w.memories_desk()),
        desk,
        state: listed,
        life,
        more: last
            .filter(|_| is_more)
            .map(|last| format!("{address}&after={last}")),
        rows: found
            .into_iter()
            .map(|(memory, life)| Row {
                id: memory.id,
                about: life.name.listed(),
                relation: relation(w, memory.relation),
                sent: dates::moment(w.lang(), memory.sent_at),
                waits: dates::waiting(w.lang(), now - memory.sent_at),
                words: shortened(&memory.words, BEGINNING),
                standing: standing(w, &memory, false),
                from: memory.name,
            })
            .collect(),
    };
    show_privately(StatusCode::OK, &page)
}

/// «на сторінці», «сховано модератором».
pub fn standing(w: Words, memory: &Memory, by_family: bool) -> String {
    w.memories_desk_standing(if memory.is_hidden {
        "hidden"
    } else if by_family && memory.state.word() == "approved" {
        "by-family"
    } else {
        memory.state.word()
    })
}

impl ListPage {
    fn states(&self) -> [&'static str; 4] {
        STATES
    }

    /// What is listed where the address does not say.
    fn is_first(&self, state: &str) -> bool {
        state == STATES[0]
    }

    fn is_listed(&self, state: &str) -> bool {
        self.life.is_none() && self.state == state
    }

    fn waits(&self) -> bool {
        self.life.is_none() && self.state == "waiting"
    }
}
