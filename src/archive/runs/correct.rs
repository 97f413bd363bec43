//! `/admin/imports/{id}/edit`: a row of a list corrected where it waits. What could be read is corrected as a record; what
//! could not, by its cells or its line, until it can. Then it is judged again.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Form, Path};
use askama::Template;
use chrono::{DateTime, Utc};
use diesel::{QueryResult, SqliteConnection};
use serde_json::json;

use super::run::{Raw, Row, Run, Which};
use super::show::address;
use super::{queries, said};
use crate::accounts::guard::{Moderator, Reader};
use crate::app::State;
use crate::archive;
use crate::archive::report::Verdict;
use crate::archive::table::fault::Fault;
use crate::archive::taking::{record_of_cells, record_of_line};
use crate::archive::verdict::{Asked, Before, digest, judge};
use crate::error::AppError;
use crate::heroes::hero::Record;
use crate::i18n::Words;
use crate::moderation::desk::{Desk, Room};
use crate::moderation::edit::{Draft, Target, pictures};
use crate::moderation::journal::{self, Act, Actor, Subject};
use crate::moderation::queries::changed;
use crate::moderation::record_form::RecordForm;
use crate::namesakes::traits::Traits;
use crate::web::layout::Layout;
use crate::web::show::{see, show_privately};

#[derive(Template)]
#[template(path = "archive/runs/correct.html")]
struct CorrectPage {
    w: Words,
    layout: Layout,
    desk: Desk,
    id: i32,
    revision: i32,
    name: String,
    place: String,
    /// What is wrong, the field it is about if there is one, and whether it is said in English alone.
    faults: Vec<(String, Option<String>, bool)>,
    cells: Vec<Cell>,
    /// A line of JSON.
    line: Option<String>,
    stopped: Option<&'static str>,
}

struct Cell {
    key: String,
    header: String,
    field: String,
    value: String,
    faults: Vec<String>,
    long: bool,
}

pub async fn page(
    w: Words,
    state: Data<State>,
    by: Moderator,
    id: Path<i32>,
) -> Result<HttpResponse, AppError> {
    let (row, run) = found(&state, id.into_inner()).await?;
    match (row.which(), &row.record, &row.raw) {
        (Which::New | Which::Unsure, Some(record), _) => {
            let form = RecordForm::of(record, &state.reference(), w.lang(), &[]);
            draft(&row, record, form)
                .draw(w, &state, &by, StatusCode::OK)
                .await
        }
        (Which::Faulty, _, Some(raw)) => {
            let (raw, faults) = (raw.clone(), row.faults.clone());
            draw(
                w,
                &state,
                &by,
                (&row, &run),
                raw,
                faults,
                None,
                StatusCode::OK,
            )
            .await
        }
        _ => Ok(see(address(row.run_id, row.which(), row.id))),
    }
}

pub async fn correct(
    w: Words,
    state: Data<State>,
    by: Moderator,
    id: Path<i32>,
    Form(said): Form<Vec<(String, String)>>,
) -> Result<HttpResponse, AppError> {
    let id = id.into_inner();
    let (row, run) = found(&state, id).await?;
    let (reference, now) = (state.reference(), state.now());
    let mut form = RecordForm::typed(said.clone());
    let read: i32 = form
        .value("revision")
        .parse()
        .map_err(|_| AppError::BadRequest)?;
    let stale = (w.imports_stale(), StatusCode::CONFLICT);
    match (row.which(), &row.record, &row.raw) {
        (Which::New | Which::Unsure, Some(before), _) => {
            let mut stopped = None;
            match form.record(&reference, &pictures(before, &[])) {
                Err(faults) => form.faults = faults,
                Ok(record) => match save(&state, &by, id, read, record, now).await? {
                    Some(seen) => return Ok(see(seen)),
                    None => stopped = Some(stale),
                },
            }
            let mut draft = draft(&row, before, form);
            draft.target = Target::Row { id, read };
            draft.stopped = stopped.map(|(words, _)| words);
            let status = stopped.map_or(StatusCode::UNPROCESSABLE_ENTITY, |(_, status)| status);
            draft.draw(w, &state, &by, status).await
        }
        (Which::Faulty, _, Some(raw)) => {
            let (raw, record) = match raw {
                Raw::Line(_) => {
                    let line = form
                        .value("line")
                        .split('\n')
                        .map(str::trim)
                        .collect::<Vec<_>>()
                        .join(" ");
                    let record = record_of_line(&line, &reference);
                    (Raw::Line(line), record)
                }
                Raw::Cells(cells) => {
                    let many = run.mapping.uses.len().max(cells.len());
                    let cells: Vec<String> = (0..many)
                        .map(|at| form.value(&format!("cell.{at}")).to_owned())
                        .collect();
                    let record = record_of_cells(&cells, &run.mapping, &reference, now);
                    (Raw::Cells(cells), record)
                }
            };
            let (faults, stopped) = match record {
                Err(faults) => (faults, None),
                Ok(mut record) => {
                    // A file name of another house is never taken for the number of a picture kept here.
                    record.photos.clear();
                    match save(&state, &by, id, read, record, now).await? {
                        Some(seen) => return Ok(see(seen)),
                        None => (Vec::new(), Some(stale)),
                    }
                }
            };
            let status = stopped.map_or(StatusCode::UNPROCESSABLE_ENTITY, |(_, status)| status);
            let row = Row {
                revision: read,
                ..row.clone()
            };
            draw(
                w,
                &state,
                &by,
                (&row, &run),
                raw,
                faults,
                stopped.map(|(words, _)| words),
                status,
            )
            .await
        }
        _ => Err(AppError::Conflict),
    }
}

async fn found(state: &State, id: i32) -> Result<(Row, Run), AppError> {
    state
        .db
        .read(move |conn| {
            let row = queries::row(conn, id)?;
            let run = queries::run(conn, row.run_id)?;
            Ok((row, run))
        })
        .await
}

fn draft(row: &Row, record: &Record, form: RecordForm) -> Draft {
    Draft {
        name: record.name.listed(),
        target: Target::Row {
            id: row.id,
            read: row.revision,
        },
        form,
        ..Draft::default()
    }
}

/// Where to look after it was saved; none when somebody else was there first.
async fn save(
    state: &State,
    by: &Moderator,
    id: i32,
    read: i32,
    record: Record,
    now: DateTime<Utc>,
) -> Result<Option<String>, AppError> {
    let by = by.clone();
    let saved = state
        .db
        .write(move |conn| corrected(conn, &by, id, read, &record, now))
        .await?;
    Ok(saved.map(|(run, which)| {
        let there = address(run, which, id);
        there.replacen("&after", "&done=corrected&after", 1)
    }))
}

/// Keeps a corrected row and judges it again. None when it is not as it was read any more.
fn corrected(
    conn: &mut SqliteConnection,
    by: &Moderator,
    id: i32,
    read: i32,
    record: &Record,
    now: DateTime<Utc>,
) -> QueryResult<Option<(i32, Which)>> {
    let row = queries::row(conn, id)?;
    let open = matches!(row.which(), Which::New | Which::Unsure | Which::Faulty);
    if !open || row.revision != read {
        return Ok(None);
    }
    let own = queries::stand_aside(conn, id)?;
    let mut before = Before::new(archive::queries::withdrawn(conn)?, false);
    let line = u32::try_from(row.line).unwrap_or(1);
    let (digest, traits) = (digest(record), Traits::of(record));
    let asked = Asked {
        line,
        record,
        digest: &digest,
        traits: &traits,
    };
    let judged = judge(conn, &mut before, asked, false)?;
    let (state, doubt) = match judged.verdict {
        Verdict::New | Verdict::Faulty(_) => ("waiting", None),
        Verdict::Unsure(doubt) => ("waiting", Some(doubt)),
        Verdict::Same(why) => ("same", Some(why)),
    };
    queries::correct(conn, id, &own, record, (state, doubt.as_deref()))?;
    let changed = changed(&row.record.unwrap_or_default(), record)?;
    let detail =
        json!({ "file": row.file_name, "line": row.line, "run": row.run_id, "changed": changed });
    let subject = Subject {
        detail: Some(detail),
        ..Subject::default()
    };
    journal::write(
        conn,
        Actor::Moderator(by),
        Act("import-corrected"),
        subject,
        now,
    )?;
    let which = match (state, doubt) {
        ("same", _) => Which::Same,
        (_, Some(_)) => Which::Unsure,
        _ => Which::New,
    };
    Ok(Some((row.run_id, which)))
}

#[allow(clippy::too_many_arguments, reason = "what a page shows, each once")]
async fn draw(
    w: Words,
    state: &State,
    by: &Reader,
    (row, run): (&Row, &Run),
    raw: Raw,
    faults: Vec<Fault>,
    stopped: Option<&'static str>,
    status: StatusCode,
) -> Result<HttpResponse, AppError> {
    let (line, cells) = match raw {
        Raw::Line(line) => (Some(line), Vec::new()),
        Raw::Cells(cells) => {
            let many = run.mapping.uses.len().max(cells.len());
            let cells = (0..many).filter_map(|at| {
                let one = run.mapping.uses.get(at);
                let header = one.map_or("", |one| one.header.as_str());
                let value = cells.get(at).cloned().unwrap_or_default();
                let field = one.and_then(|one| one.field.clone());
                // What is left out is no more read for being shown; what has no header must be seen to be moved.
                if field.is_none() && (!header.is_empty() || value.trim().is_empty()) {
                    return None;
                }
                let column = if header.is_empty() {
                    format!("№ {}", at + 1)
                } else {
                    header.to_owned()
                };
                Some(Cell {
                    key: format!("cell.{at}"),
                    faults: faults
                        .iter()
                        .filter(|fault| fault.column == column)
                        .map(|fault| {
                            let own = Fault {
                                column: String::new(),
                                ..fault.clone()
                            };
                            said::fault(w, &own)
                        })
                        .collect(),
                    header: if header.is_empty() {
                        w.imports_no_header(at + 1)
                    } else {
                        header.to_owned()
                    },
                    field: field
                        .map(|field| w.imports_field(field.as_str()))
                        .unwrap_or_default(),
                    long: value.chars().count() > 60 || value.contains('\n'),
                    value,
                })
            });
            (None, cells.collect::<Vec<_>>())
        }
    };
    let told = faults.iter().map(|fault| {
        let at = run
            .mapping
            .uses
            .iter()
            .position(|one| !one.header.is_empty() && one.header == fault.column);
        (
            said::fault(w, fault),
            at.map(|at| format!("cell.{at}")),
            said::is_english(fault),
        )
    });
    let page = CorrectPage {
        w,
        layout: Layout::hidden(w, format!("/imports/{}/edit", row.id), w.imports_correct()),
        desk: Desk::around(state, by, Room::Imports).await?,
        id: row.id,
        revision: row.revision,
        name: if row.whom.is_empty() {
            w.imports_row_number(row.line)
        } else {
            row.whom.clone()
        },
        place: w.archive_line(row.file_name.as_str(), row.line),
        faults: told.collect(),
        cells,
        line,
        stopped,
    };
    show_privately(status, &page)
}
