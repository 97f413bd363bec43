//! `/admin/imports/runs/{id}` of a list that came and was not taken yet: how its columns are understood, its first rows, and
//! what would be wrong. Here a person says what each column is, and lets its rows come to the desk.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Form, Path, block};
use askama::Template;
use serde_json::json;

use super::new::refusal;
use super::queries;
use super::reading::{self, Preview};
use super::run::{Kind, Run};
use super::said;
use crate::accounts::guard::{Moderator, Reader};
use crate::app::State;
use crate::archive::report::Summary;
use crate::archive::table::column::COLUMNS;
use crate::archive::table::mapping::{Mapping, Open};
use crate::archive::taking::Taking;
use crate::archive::verdict::Before;
use crate::error::AppError;
use crate::i18n::Words;
use crate::moderation::desk::{Desk, Room};
use crate::moderation::journal::{self, Act, Actor, Subject};
use crate::web::layout::Layout;
use crate::web::show::{see, show_privately};

#[derive(Template)]
#[template(path = "archive/runs/columns.html")]
struct ColumnsPage {
    w: Words,
    layout: Layout,
    desk: Desk,
    id: i32,
    name: String,
    rows: usize,
    sound: usize,
    faulty: usize,
    pictures: usize,
    columns: Vec<Column>,
    /// Of JSON lines there is nothing to choose: the first rows, and whom they are about.
    lines: Vec<(u32, String)>,
    fields: Vec<(&'static str, String)>,
    faults: Vec<Wrong>,
    /// What must still be said.
    open: Vec<String>,
    /// The choices were not all made and the rows not taken.
    stopped: bool,
}

struct Column {
    at: usize,
    header: String,
    chosen: String,
    left_out: bool,
    unsaid: bool,
    examples: Vec<String>,
}

struct Wrong {
    row: u32,
    whom: String,
    words: String,
    english: bool,
}

/// Everything a list says of itself, with these columns.
async fn look(
    state: &State,
    run: &Run,
    mapping: Mapping,
) -> Result<Result<Preview, reading::Refused>, AppError> {
    let (id, kind, reference, now) = (run.id, run.kind, state.reference(), state.now());
    let bytes = state.db.read(move |conn| queries::upload(conn, id)).await?;
    Ok(block(move || {
        let mut source = reading::source(bytes, kind, mapping)?;
        reading::preview(&mut source, &reference, now)
    })
    .await?)
}

pub(super) async fn page(
    w: Words,
    state: &State,
    by: &Reader,
    run: Run,
) -> Result<HttpResponse, AppError> {
    let mapping = run.mapping.clone();
    draw(w, state, by, run, mapping, false).await
}

async fn draw(
    w: Words,
    state: &State,
    by: &Reader,
    run: Run,
    mapping: Mapping,
    stopped: bool,
) -> Result<HttpResponse, AppError> {
    let preview = match look(state, &run, mapping.clone()).await? {
        Ok(preview) => preview,
        Err(_) => return Err(AppError::Conflict),
    };
    let open = match reading::is_settled(run.kind, &mapping) {
        Ok(()) => Vec::new(),
        Err(open) => open,
    };
    let example = |at: usize| {
        let cells = preview.first.iter().filter_map(|(_, cells)| cells.get(at));
        cells
            .filter(|cell| !cell.trim().is_empty())
            .take(3)
            .map(|cell| cell.trim().chars().take(60).collect())
            .collect()
    };
    let columns = mapping.uses.iter().enumerate().map(|(at, one)| Column {
        at,
        header: one.header.clone(),
        chosen: one.field.clone().unwrap_or_default(),
        left_out: one.left_out,
        unsaid: open.contains(&Open::Unknown(at)) || open.contains(&Open::Twice(at)),
        examples: example(at),
    });
    let lines = preview
        .first
        .iter()
        .filter(|_| run.kind == Kind::Lines)
        .map(|(row, whom)| (*row, whom.join(" ")));
    let faults = preview.faults.iter().map(|(row, whom, fault)| Wrong {
        row: *row,
        whom: whom.clone(),
        words: said::fault(w, fault),
        english: said::is_english(fault),
    });
    let status = if stopped {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    let page = ColumnsPage {
        w,
        layout: Layout::hidden(w, format!("/imports/runs/{}", run.id), run.name.clone()),
        desk: Desk::around(state, by, Room::Imports).await?,
        id: run.id,
        rows: preview.rows,
        sound: preview.sound,
        faulty: preview.faulty,
        pictures: preview.pictures,
        columns: columns.collect(),
        lines: lines.collect(),
        fields: COLUMNS
            .iter()
            .map(|column| (column.name, w.imports_field(column.name)))
            .collect(),
        faults: faults.collect(),
        open: open
            .iter()
            .map(|open| match open {
                Open::Unknown(at) => w.imports_open_unknown(header(&mapping, *at), at + 1),
                Open::Twice(at) => w.imports_open_twice(header(&mapping, *at), at + 1),
                Open::NoName => w.imports_open_no_name().to_owned(),
            })
            .collect(),
        stopped,
        name: run.name,
    };
    show_privately(status, &page)
}

fn header(mapping: &Mapping, at: usize) -> &str {
    mapping.uses.get(at).map_or("", |one| one.header.as_str())
}

/// `POST /admin/imports/runs/{id}/taking`: the rows come to the desk, or, with `look`, only what they would be is shown.
pub async fn take(
    w: Words,
    state: Data<State>,
    by: Moderator,
    id: Path<i32>,
    Form(said): Form<Vec<(String, String)>>,
) -> Result<HttpResponse, AppError> {
    let id = id.into_inner();
    let run = state.db.read(move |conn| queries::run(conn, id)).await?;
    if !run.asked {
        return Err(AppError::Conflict);
    }
    let headers: Vec<String> = run
        .mapping
        .uses
        .iter()
        .map(|one| one.header.clone())
        .collect();
    let mapping = reading::chosen(&headers, &said);
    if said.iter().any(|(key, _)| key == "look") {
        return draw(w, &state, &by, run, mapping, false).await;
    }
    if reading::is_settled(run.kind, &mapping).is_err() {
        return draw(w, &state, &by, run, mapping, true).await;
    }
    let chosen = mapping.clone();
    if !state
        .db
        .write(move |conn| queries::take(conn, id, &chosen))
        .await?
    {
        return Err(AppError::Conflict);
    }
    let shared = state.clone();
    let taken = block(move || all(&shared, &by, &run, mapping)).await?;
    taken.map_err(AppError::internal)?;
    Ok(see(format!("/admin/imports/runs/{id}?done=taken")))
}

/// Blocks until every row is at the desk.
fn all(state: &State, by: &Moderator, run: &Run, mapping: Mapping) -> anyhow::Result<()> {
    let (db, id, now) = (&state.db, run.id, state.now());
    let bytes = db.read_now(|conn| queries::upload(conn, id))?;
    let reference = state.reference();
    let before = Before::new(db.read_now(crate::archive::queries::withdrawn)?, false);
    let mut source = reading::source(bytes, run.kind, mapping).map_err(|refused| {
        anyhow::anyhow!("{}", refusal(Words::new(crate::i18n::Lang::En), refused))
    })?;
    let mut taking = Taking {
        db,
        now,
        name: run.name.clone(),
        reference: &reference,
        folder: None,
        run: Some(id),
        publish: false,
        before,
        summary: Summary::default(),
    };
    taking.all(&mut source, &mut |_, _, _| ())?;
    let Summary {
        new,
        same,
        unsure,
        faulty,
        ..
    } = taking.summary;
    let detail = json!({ "file": run.name, "run": id, "new": new, "same": same, "unsure": unsure, "faulty": faulty });
    let subject = Subject {
        detail: Some(detail),
        ..Subject::default()
    };
    db.write_now(|conn| {
        queries::forget_upload(conn, id)?;
        journal::write(conn, Actor::Moderator(by), Act("import"), subject, now)
    })?;
    Ok(())
}

/// `POST /admin/imports/runs/{id}/forgetting`: a list that was not taken goes, and nothing of it is kept.
pub async fn forget(
    state: Data<State>,
    by: Moderator,
    id: Path<i32>,
) -> Result<HttpResponse, AppError> {
    let (id, now) = (id.into_inner(), state.now());
    let gone = state
        .db
        .write(move |conn| {
            let run = queries::run(conn, id)?;
            if !run.asked {
                return Ok(false);
            }
            queries::forget(conn, id)?;
            let subject = Subject {
                detail: Some(json!({ "file": run.name })),
                ..Subject::default()
            };
            journal::write(
                conn,
                Actor::Moderator(&by),
                Act("import-forgotten"),
                subject,
                now,
            )?;
            Ok(true)
        })
        .await?;
    if gone {
        Ok(see("/admin/imports?done=forgotten"))
    } else {
        Err(AppError::Conflict)
    }
}
