//! `/admin/imports/runs/{id}`: one list and what its rows are, each with its reason; what may be published is ticked here by
//! whoever has read it.

use std::collections::HashMap;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::CACHE_CONTROL;
use actix_web::web::{Data, Path, Query};
use askama::Template;
use serde::Deserialize;

use super::list::who;
use super::run::{Raw, Row, Run, Which};
use super::said::{Page, Reason};
use super::{columns, queries, said};
use crate::accounts::guard::Reader;
use crate::app::State;
use crate::error::AppError;
use crate::heroes::telling::Telling;
use crate::i18n::{Words, dates};
use crate::linter::finding;
use crate::moderation::desk::{Desk, Room};
use crate::moderation::facts::{Fact, facts};
use crate::moderation::queries::account_names;
use crate::photos;
use crate::photos::photo::Size;
use crate::web::layout::Layout;
use crate::web::show::{see, show_privately};

/// Rows a page.
const PAGE: usize = 25;

#[derive(Template)]
#[template(path = "archive/runs/show.html")]
struct ShowPage {
    w: Words,
    layout: Layout,
    desk: Desk,
    id: i32,
    name: String,
    at: String,
    who: String,
    tabs: Vec<Tab>,
    which: Which,
    rows: Vec<Line>,
    /// How the columns of a table were understood.
    columns: Vec<(String, String)>,
    /// The number after which the next page begins.
    more: Option<i32>,
    done: Option<String>,
    /// Some of what was ticked was not published.
    left: Option<String>,
}

struct Tab {
    word: &'static str,
    called: String,
    number: i64,
    current: bool,
}

struct Line {
    id: i32,
    revision: i32,
    line: i32,
    name: String,
    years: String,
    /// Why it is unsure or the same.
    reason: Option<Reason>,
    /// The reason as the judge gave it, for which the desk has no words.
    unsaid: Option<String>,
    /// What is wrong, and whether it is said in English alone.
    faults: Vec<(String, bool)>,
    /// What everyone would read and perhaps should not, while it is not public.
    findings: Vec<String>,
    story_uk: Vec<String>,
    story_en: Vec<String>,
    /// All the rest, field by field.
    facts: Vec<Fact>,
    /// A faulty row as it stood: headers and cells.
    cells: Vec<(String, String)>,
    photos: Vec<(usize, i32)>,
    hero_id: Option<i32>,
    /// Its page was taken back since.
    gone: bool,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    state: String,
    after: i32,
    done: String,
    number: i64,
    left: i64,
}

pub async fn page(
    w: Words,
    state: Data<State>,
    by: Reader,
    id: Path<i32>,
    asked: Query<Asked>,
) -> Result<HttpResponse, AppError> {
    let id = id.into_inner();
    let run = state.db.read(move |conn| queries::run(conn, id)).await?;
    if run.asked {
        return columns::page(w, &state, &by, run).await;
    }
    let (after, wanted) = (asked.after, Which::from_word(&asked.state));
    let (counts, which, rows, public, names, pages) = state
        .db
        .read(move |conn| {
            let counts = queries::counts(conn, id)?;
            // What somebody must look at comes first.
            let first = [
                Which::New,
                Which::Unsure,
                Which::Faulty,
                Which::Published,
                Which::Same,
            ]
            .into_iter()
            .find(|which| counts.of(*which) > 0);
            let which = wanted.or(first).unwrap_or(Which::New);
            let rows = queries::rows(conn, id, which, after, PAGE as i64 + 1)?;
            let lives: Vec<i32> = rows.iter().filter_map(|row| row.hero_id).collect();
            let public = queries::still_public(conn, &lives)?;
            let named: Vec<String> = rows
                .iter()
                .filter_map(|row| said::slug_in(row.doubt.as_deref()?))
                .map(str::to_owned)
                .collect();
            let pages = queries::pages(conn, &named)?;
            Ok((counts, which, rows, public, account_names(conn)?, pages))
        })
        .await?;
    let more = rows
        .get(PAGE)
        .and_then(|_| rows.get(PAGE - 1))
        .map(|row| row.id);
    let reference = state.reference();
    let telling = Telling {
        w,
        reference: &reference,
    };
    let tabs = Which::ALL.into_iter().map(|one| Tab {
        word: one.word(),
        called: w.imports_which(one.word()),
        number: counts.of(one),
        current: one == which,
    });
    let columns = run.mapping.uses.iter().map(|one| {
        let field = match &one.field {
            Some(field) => w.imports_field(field.as_str()),
            None => w.imports_leave_out().to_owned(),
        };
        (one.header.clone(), field)
    });
    let page = ShowPage {
        w,
        layout: Layout::hidden(w, format!("/imports/runs/{id}"), run.name.clone()),
        desk: Desk::around(&state, &by, Room::Imports).await?,
        id,
        at: dates::moment(w.lang(), run.begun_at),
        who: who(w, &run, &names),
        tabs: tabs.collect(),
        which,
        rows: rows
            .into_iter()
            .take(PAGE)
            .map(|row| line(telling, &run, row, &public, &pages))
            .collect(),
        columns: columns.collect(),
        more,
        done: done(w, &asked),
        left: (asked.left > 0).then(|| w.imports_left(asked.left)),
        name: run.name,
    };
    show_privately(StatusCode::OK, &page)
}

fn done(w: Words, asked: &Asked) -> Option<String> {
    match asked.done.as_str() {
        "published" => Some(w.archive_done_published().to_owned()),
        "discarded" => Some(w.archive_done_discarded().to_owned()),
        "back" => Some(w.archive_done_back().to_owned()),
        "taken" => Some(w.imports_done_taken().to_owned()),
        "corrected" => Some(w.imports_done_corrected().to_owned()),
        "ticked" => Some(w.imports_done_ticked(asked.number)),
        _ => None,
    }
}

fn line(
    telling: Telling<'_>,
    run: &Run,
    row: Row,
    public: &[i32],
    pages: &HashMap<String, Page>,
) -> Line {
    let w = telling.w;
    let which = row.which();
    let record = row.record.unwrap_or_default();
    let years = dates::life_years(
        w.lang(),
        record.born.as_ref(),
        record.died.as_ref(),
        record.sex,
        false,
    );
    let paragraphs = |text: Option<&String>| -> Vec<String> {
        text.map(|text| text.split("\n\n").map(str::to_owned).collect())
            .unwrap_or_default()
    };
    let reason = row.doubt.as_deref().and_then(|given| {
        let page = said::slug_in(given).and_then(|slug| pages.get(slug));
        said::reason(telling, given, page.cloned())
    });
    let headed = |at: usize| match run.mapping.uses.get(at) {
        Some(one) if !one.header.is_empty() => one.header.clone(),
        _ => w.imports_no_header(at + 1),
    };
    let found = match which {
        Which::New | Which::Unsure => finding::findings(&record),
        _ => Vec::new(),
    };
    let is_known = !record.name.family.is_empty();
    Line {
        id: row.id,
        revision: row.revision,
        line: row.line,
        years: years.unwrap_or_default(),
        unsaid: row.doubt.filter(|_| reason.is_none()),
        reason,
        faults: row
            .faults
            .iter()
            .map(|fault| (said::fault(w, fault), said::is_english(fault)))
            .collect(),
        findings: found
            .iter()
            .map(|one| match one.photo() {
                Some(_) => w.linter_kind(one.kind.word()),
                None => format!("{}: {}", w.linter_kind(one.kind.word()), one.words),
            })
            .collect(),
        story_uk: paragraphs(record.biography.uk.as_ref()),
        story_en: paragraphs(record.biography.en.as_ref()),
        cells: match row.raw {
            Some(Raw::Cells(cells)) => (0..)
                .zip(cells)
                .filter(|(_, cell)| !cell.trim().is_empty())
                .map(|(at, cell)| (headed(at), cell))
                .collect(),
            Some(Raw::Line(line)) => vec![(w.imports_as_it_stood().to_owned(), line)],
            None => Vec::new(),
        },
        photos: (1..)
            .zip(record.photos.iter().filter_map(|photo| photo.id()))
            .collect(),
        gone: row.hero_id.is_some_and(|id| !public.contains(&id)),
        hero_id: row.hero_id,
        facts: if is_known {
            facts(telling, &record)
                .into_iter()
                .filter(|fact| !matches!(fact.field, "biography" | "photos"))
                .collect()
        } else {
            Vec::new()
        },
        name: if is_known {
            record.name.listed()
        } else {
            row.whom
        },
    }
}

/// `/admin/imports/{id}`: where a row is.
pub async fn row(state: Data<State>, _: Reader, id: Path<i32>) -> Result<HttpResponse, AppError> {
    let id = id.into_inner();
    let row = state.db.read(move |conn| queries::row(conn, id)).await?;
    Ok(see(address(row.run_id, row.which(), id)))
}

/// The page of a list at one of its rows.
pub(super) fn address(run: i32, which: Which, row: i32) -> String {
    format!(
        "/admin/imports/runs/{run}?state={}&after={}#row-{row}",
        which.word(),
        row - 1
    )
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Wanted {
    size: String,
}

/// `/admin/imports/{id}/photos/{photo}`: a picture of a row, for those at the desk only.
pub async fn photo(
    state: Data<State>,
    _: Reader,
    path: Path<(i32, i32)>,
    wanted: Query<Wanted>,
) -> Result<HttpResponse, AppError> {
    let (row, photo) = path.into_inner();
    let size = wanted.size.parse().unwrap_or(Size::Small);
    let found = state.db.read(move |conn| {
        let record = queries::row(conn, row)?.record.unwrap_or_default();
        if record.photos.iter().any(|named| named.id() == Some(photo)) {
            photos::queries::rendition(conn, photo, size)
        } else {
            Ok(None)
        }
    });
    let rendition = found.await?.ok_or(AppError::NotFound)?;
    Ok(HttpResponse::Ok()
        .insert_header((CACHE_CONTROL, "no-store"))
        .content_type("image/webp")
        .body(rendition.bytes))
}

impl ShowPage {
    fn is(&self, word: &str) -> bool {
        self.which.word() == word
    }

    fn is_table(&self) -> bool {
        !self.columns.is_empty()
    }
}

impl Line {
    fn may_be_corrected(&self, which: &Which) -> bool {
        matches!(which, Which::New | Which::Unsure | Which::Faulty)
    }
}
