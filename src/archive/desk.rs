//! `/admin/imports`: rows of archives' lists that wait to be published, each to be read before everyone can.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::CACHE_CONTROL;
use actix_web::web::{Data, Path, Query};
use askama::Template;
use serde::Deserialize;

use super::queries::{self, Listed};
use crate::accounts::guard::Reader;
use crate::app::State;
use crate::error::AppError;
use crate::heroes::telling::Telling;
use crate::i18n::Words;
use crate::moderation::desk::{Desk, Room};
use crate::moderation::facts::{Fact, facts};
use crate::photos;
use crate::photos::photo::Size;
use crate::web::layout::Layout;
use crate::web::show::show_privately;

/// Rows a page.
const PAGE: usize = 25;

#[derive(Template)]
#[template(path = "archive/desk.html")]
struct DeskPage {
    w: Words,
    layout: Layout,
    desk: Desk,
    rows: Vec<Line>,
    discarded: bool,
    /// The number after which the next page begins.
    more: Option<i32>,
    done: Option<&'static str>,
}

struct Line {
    id: i32,
    name: String,
    years: String,
    doubt: Option<String>,
    file_name: String,
    line: i32,
    story_uk: Vec<String>,
    story_en: Vec<String>,
    /// All the rest, field by field.
    facts: Vec<Fact>,
    photos: Vec<(usize, i32)>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    state: String,
    after: i32,
    done: String,
}

pub async fn page(
    w: Words,
    state: Data<State>,
    by: Reader,
    asked: Query<Asked>,
) -> Result<HttpResponse, AppError> {
    let discarded = asked.state == "discarded";
    let (after, which) = (asked.after, if discarded { "discarded" } else { "waiting" });
    let found = state
        .db
        .read(move |conn| queries::listed(conn, which, after, PAGE as i64 + 1))
        .await?;
    let more = found
        .get(PAGE)
        .and_then(|_| found.get(PAGE - 1))
        .map(|row| row.id);
    let reference = state.reference();
    let telling = Telling {
        w,
        reference: &reference,
    };
    let rows = found
        .into_iter()
        .take(PAGE)
        .map(|row| line(telling, row))
        .collect();
    let done = match asked.done.as_str() {
        "published" => Some(w.archive_done_published()),
        "discarded" => Some(w.archive_done_discarded()),
        "back" => Some(w.archive_done_back()),
        _ => None,
    };
    let desk = Desk::around(&state, &by, Room::Imports).await?;
    let layout = Layout::hidden(w, "/imports", w.archive_imports());
    show_privately(
        StatusCode::OK,
        &DeskPage {
            w,
            layout,
            desk,
            rows,
            discarded,
            more,
            done,
        },
    )
}

fn line(
    telling: Telling<'_>,
    Listed {
        id,
        file_name,
        line,
        doubt,
        record,
    }: Listed,
) -> Line {
    let years: Vec<_> = [record.born, record.died]
        .iter()
        .flatten()
        .map(ToString::to_string)
        .collect();
    let paragraphs = |text: Option<&String>| -> Vec<String> {
        text.map(|text| text.split("\n\n").map(str::to_owned).collect())
            .unwrap_or_default()
    };
    Line {
        id,
        name: record.name.listed(),
        years: years.join(" — "),
        doubt,
        file_name,
        line,
        story_uk: paragraphs(record.biography.uk.as_ref()),
        story_en: paragraphs(record.biography.en.as_ref()),
        facts: facts(telling, &record)
            .into_iter()
            .filter(|fact| !matches!(fact.field, "biography" | "photos"))
            .collect(),
        photos: (1..)
            .zip(record.photos.iter().filter_map(|photo| photo.id()))
            .collect(),
    }
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Wanted {
    size: String,
}

/// `/admin/imports/{id}/photos/{photo}`: a picture of a row, for moderators only.
pub async fn photo(
    state: Data<State>,
    _: Reader,
    path: Path<(i32, i32)>,
    wanted: Query<Wanted>,
) -> Result<HttpResponse, AppError> {
    let (row, photo) = path.into_inner();
    let size = wanted.size.parse().unwrap_or(Size::Small);
    let found = state.db.read(move |conn| {
        let kept = match queries::find(conn, row, "waiting")? {
            None => queries::find(conn, row, "discarded")?,
            found => found,
        };
        let named = kept.is_some_and(|row| {
            row.record
                .photos
                .iter()
                .any(|named| named.id() == Some(photo))
        });
        if named {
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
