//! `/{lang}/heroes/{slug}/memories`: what those who knew the person remember, the newest first, and the form for one more.
//!
//! The newest first, so that nobody's words stand above the others for good, and whoever comes again sees what is new.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::CACHE_CONTROL;
use actix_web::web::{Data, Path, Query};
use askama::Template;
use serde::Deserialize;

use super::candles::public;
use super::memory::{Fault, LONGEST, LONGEST_CONTACT, LONGEST_NAME, Memory, Relation, Typed};
use super::queries;
use super::section::{Told, relation};
use crate::app::State;
use crate::error::AppError;
use crate::heroes::hero::Sex;
use crate::heroes::queries::{self as heroes, Address, Published};
use crate::heroes::telling::Telling;
use crate::i18n::Words;
use crate::submissions::fields::Wrong;
use crate::submissions::form::Form;
use crate::submissions::key;
use crate::web::layout::{Here, Layout};
use crate::web::show::{moved, see};

/// How many stand on a page.
const PAGE: i64 = 20;

#[derive(Template)]
#[template(path = "remembrance/memories.html")]
struct MemoriesPage {
    w: Words,
    layout: Layout,
    life: String,
    name: String,
    sex: Option<Sex>,
    told: Vec<Told>,
    count: i64,
    before: Option<String>,
    after: Option<String>,
    action: String,
    /// The family wishes no more of them.
    is_closed: bool,
    once: String,
    typed: Typed,
    faults: Vec<Fault>,
    trapped: bool,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    page: String,
}

/// What of a life its memories' page needs.
struct Found {
    life: Published,
    memories: Vec<Memory>,
    count: i64,
    page: i64,
    is_closed: bool,
}

/// `GET /{lang}/heroes/{slug}/memories`
pub async fn page(
    w: Words,
    at: Path<(String, String)>,
    asked: Query<Asked>,
    state: Data<State>,
) -> Result<HttpResponse, AppError> {
    let (_, slug) = at.into_inner();
    let page: i64 = asked.page.parse().unwrap_or(1).clamp(1, 100_000);
    match found(&state, slug, page).await? {
        Ok(found) => draw(w, &state, found, StatusCode::OK, Shown::new(key::once()?)),
        Err(slug) => Ok(moved(format!("/{}/heroes/{slug}/memories", w.lang()))),
    }
}

/// What a form is drawn with.
#[derive(Default)]
struct Shown {
    once: String,
    typed: Typed,
    faults: Vec<Fault>,
    trapped: bool,
}

impl Shown {
    fn new(once: String) -> Self {
        Self {
            once,
            ..Self::default()
        }
    }
}

/// `POST /{lang}/heroes/{slug}/memories`. A page that was renamed while one wrote takes the memory where it is now.
pub async fn write(
    w: Words,
    at: Path<(String, String)>,
    form: Form,
    state: Data<State>,
) -> Result<HttpResponse, AppError> {
    let (_, slug) = at.into_inner();
    let (id, slug) = public(&state, slug).await?;
    let shown = Shown {
        once: form.text("once"),
        typed: Typed {
            words: form.text("words"),
            name: form.text("name"),
            relation: form.text("relation"),
            contact: form.text("contact"),
            agrees: form.has("agree"),
        },
        ..Shown::default()
    };
    // A person whose browser filled in the hidden box is asked to empty it, and never refused.
    let trapped = form.has("leave-empty");
    let written = match shown.typed.read() {
        Ok(written) if !trapped => written,
        read => {
            let shown = Shown {
                faults: read.err().unwrap_or_default(),
                trapped,
                ..shown
            };
            return draw_at(w, &state, slug, StatusCode::UNPROCESSABLE_ENTITY, shown).await;
        }
    };
    let key = key::of(
        &shown.once,
        &format!("{id} {} {}", written.name, written.words),
    )?;
    let (secret, now) = (key.clone(), state.now());
    let is_closed = state
        .db
        .write(move |conn| {
            if queries::closing(conn, id)?.is_some() {
                return Ok(true);
            }
            queries::receive(conn, id, &secret, w.lang(), &written, now)?;
            Ok(false)
        })
        .await?;
    if is_closed {
        // The family closed the page while one wrote: the words come back, to be kept elsewhere.
        return draw_at(w, &state, slug, StatusCode::CONFLICT, shown).await;
    }
    Ok(see(format!("/{}/memories/{key}", w.lang())))
}

async fn draw_at(
    w: Words,
    state: &State,
    slug: String,
    status: StatusCode,
    shown: Shown,
) -> Result<HttpResponse, AppError> {
    let found = found(state, slug, 1).await?;
    draw(
        w,
        state,
        found.map_err(|_| AppError::Conflict)?,
        status,
        shown,
    )
}

/// The life at an address, or the address it has moved to.
async fn found(state: &State, slug: String, page: i64) -> Result<Result<Found, String>, AppError> {
    let found = state.db.read(move |conn| {
        let id = match heroes::address(conn, &slug)? {
            Address::Here(id) => id,
            elsewhere => return Ok(Err(elsewhere)),
        };
        let Some(life) = heroes::load(conn, id)? else {
            return Ok(Err(Address::Gone));
        };
        let (memories, count) = queries::public_memories(conn, id, (page - 1) * PAGE, PAGE)?;
        Ok(Ok(Found {
            life,
            memories,
            count,
            page,
            is_closed: queries::closing(conn, id)?.is_some(),
        }))
    });
    match found.await? {
        Ok(found) => Ok(Ok(found)),
        Err(Address::Moved(slug)) => Ok(Err(slug)),
        Err(Address::Gone) => Err(AppError::Gone),
        Err(Address::Unknown | Address::Here(_)) => Err(AppError::NotFound),
    }
}

fn draw(
    w: Words,
    state: &State,
    found: Found,
    status: StatusCode,
    shown: Shown,
) -> Result<HttpResponse, AppError> {
    let Found {
        life,
        memories,
        count,
        page,
        is_closed,
    } = found;
    let reference = state.reference();
    let telling = Telling {
        w,
        reference: &reference,
    };
    let name = telling
        .name(&life.record.name, life.record.latin.as_ref())
        .full();
    let path = format!("/heroes/{}/memories", life.slug);
    let here = |page: i64| match page {
        1 => format!("/{}{path}", w.lang()),
        page => format!("/{}{path}?page={page}", w.lang()),
    };
    let layout = Layout::new(
        w,
        state.settings.public_url.as_str(),
        match page {
            1 => path.clone(),
            page => format!("{path}?page={page}"),
        },
        w.memories_page_title(name.as_str()),
        w.memories_description(name.as_str()),
    );
    let drawn = MemoriesPage {
        w,
        layout: Layout {
            // An empty page of a list is nothing to be found.
            noindex: memories.is_empty() || status != StatusCode::OK,
            ..layout.here(Here::Find)
        },
        life: format!("/{}/heroes/{}", w.lang(), life.slug),
        name,
        sex: life.record.sex,
        told: memories.iter().map(|memory| Told::of(w, memory)).collect(),
        count,
        before: (page > 1).then(|| here(page - 1)),
        after: (page * PAGE < count).then(|| here(page + 1)),
        action: here(1),
        is_closed,
        once: shown.once,
        typed: shown.typed,
        faults: shown.faults,
        trapped: shown.trapped,
    };
    // Each page begins one memory: two people must never share a copy of it.
    Ok(HttpResponse::build(status)
        .insert_header((CACHE_CONTROL, "no-store"))
        .content_type("text/html; charset=utf-8")
        .body(drawn.render()?))
}

impl MemoriesPage {
    /// The relations with their names, and which is chosen.
    fn relations(&self) -> Vec<(&'static str, String, bool)> {
        let choice = |known: Relation| {
            let chosen = self.typed.relation == known.word();
            (known.word(), relation(self.w, known), chosen)
        };
        Relation::ALL.into_iter().map(choice).collect()
    }

    fn sentence(&self, fault: Fault) -> String {
        let w = self.w;
        match fault {
            Fault::NoWords => w.memories_no_words().to_owned(),
            Fault::LongWords => w.memories_long_words(LONGEST),
            Fault::NoName => w.memories_no_name().to_owned(),
            Fault::LongName => w.memories_long_name(LONGEST_NAME),
            Fault::NoRelation => w.memories_no_relation().to_owned(),
            Fault::LongContact => w.memories_long_contact(LONGEST_CONTACT),
            Fault::NoConsent => w.memories_no_consent().to_owned(),
        }
    }

    fn fault_of(&self, field: &str) -> Option<String> {
        let fault = self.faults.iter().find(|fault| anchor(**fault) == field)?;
        Some(self.sentence(*fault))
    }

    fn wrong(&self) -> Vec<Wrong> {
        let faults = self.faults.iter().map(|fault| Wrong {
            anchor: anchor(*fault).to_owned(),
            sentence: self.sentence(*fault),
        });
        let trap = self.trapped.then(|| Wrong {
            anchor: "leave-empty".to_owned(),
            sentence: self.w.submissions_trapped().to_owned(),
        });
        faults.chain(trap).collect()
    }

    fn consent(&self) -> [&'static str; 3] {
        let w = self.w;
        [
            w.memories_consent_1(),
            w.memories_consent_2(),
            w.memories_consent_3(),
        ]
    }
}

/// The field that a fault is about.
fn anchor(fault: Fault) -> &'static str {
    match fault {
        Fault::NoWords | Fault::LongWords => "words",
        Fault::NoName | Fault::LongName => "name",
        Fault::NoRelation => "relation",
        Fault::LongContact => "contact",
        Fault::NoConsent => "agree",
    }
}
