//! What stands at the end of a life's page: the newest memories, and the way to write one.

use askama::Template;
use chrono::{DateTime, Utc};
use diesel::{QueryResult, SqliteConnection};

use super::memory::{Memory, Relation, paragraphs};
use super::queries;
use crate::dates::Edtf;
use crate::dates::kyiv;
use crate::heroes::hero::Sex;
use crate::i18n::typography::tidy;
use crate::i18n::{Words, dates};
use crate::web::layout::shortened;

/// How many stand on the life's own page.
const SHOWN: i64 = 3;
/// How much of each, in letters: the whole of it is a click away.
const BEGINNING: usize = 400;

/// What a life's page reads of it.
pub struct Remembered {
    pub candle: Option<DateTime<Utc>>,
    memories: Vec<Memory>,
    count: i64,
    is_closed: bool,
}

impl Remembered {
    pub fn read(conn: &mut SqliteConnection, id: i32, now: DateTime<Utc>) -> QueryResult<Self> {
        let (memories, count) = queries::public_memories(conn, id, 0, SHOWN)?;
        Ok(Self {
            candle: queries::lit_until(conn, id, now)?,
            memories,
            count,
            is_closed: queries::closing(conn, id)?.is_some(),
        })
    }
}

/// Written into a template as `{{ memories }}`.
#[derive(Template)]
#[template(path = "remembrance/section.html")]
pub struct Section {
    w: Words,
    /// Where all of them are.
    href: String,
    sex: Option<Sex>,
    told: Vec<Told>,
    /// More than stand here: how many there are.
    all: Option<String>,
    is_closed: bool,
}

/// The template escapes what it shows.
impl askama::filters::HtmlSafe for Section {}

impl Section {
    pub fn of(w: Words, slug: &str, sex: Option<Sex>, remembered: &Remembered) -> Self {
        let href = format!("/{}/heroes/{slug}/memories", w.lang());
        Self {
            w,
            told: remembered
                .memories
                .iter()
                .map(|memory| Told::begun(w, memory, &href))
                .collect(),
            all: (remembered.count > SHOWN).then(|| w.memories_all(remembered.count)),
            is_closed: remembered.is_closed,
            sex,
            href,
        }
    }
}

/// A memory as readers see it.
pub struct Told {
    pub id: i32,
    pub paragraphs: Vec<String>,
    pub name: String,
    /// «із друзів · листопад 2026».
    pub who: String,
    /// Its language where that is not the page's.
    pub lang: Option<&'static str>,
    /// Where the rest is, when only its beginning stands here.
    pub rest: Option<String>,
}

impl Told {
    pub fn of(w: Words, memory: &Memory) -> Self {
        let lang = memory.language;
        Self {
            id: memory.id,
            paragraphs: paragraphs(&memory.words)
                .into_iter()
                .map(|paragraph| tidy(lang, paragraph))
                .collect(),
            name: tidy(lang, &memory.name),
            who: format!(
                "{} · {}",
                relation(w, memory.relation),
                month(w, memory.sent_at)
            ),
            lang: (lang != w.lang()).then(|| lang.code()),
            rest: None,
        }
    }

    fn begun(w: Words, memory: &Memory, href: &str) -> Self {
        let whole = Self::of(w, memory);
        if memory.words.chars().count() <= BEGINNING {
            return whole;
        }
        Self {
            paragraphs: vec![shortened(&whole.paragraphs.join(" "), BEGINNING)],
            rest: Some(format!("{href}#memory-{}", memory.id)),
            ..whole
        }
    }
}

pub fn relation(w: Words, relation: Relation) -> String {
    w.memories_relation(relation.word())
}

/// «листопад 2026»: of when it was written no more is told.
fn month(w: Words, at: DateTime<Utc>) -> String {
    let month: Option<Edtf> = kyiv::local(at).format("%Y-%m").to_string().parse().ok();
    month.map_or_else(String::new, |month| dates::day(w.lang(), &month))
}
