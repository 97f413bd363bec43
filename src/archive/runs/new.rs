//! `/admin/imports/new`: a list comes to the desk, as a file or pasted out of a table. Nothing of it is taken yet.

use std::io::{Read, Seek, Write};

use actix_multipart::{Field, Multipart};
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, block};
use askama::Template;
use chrono::TimeDelta;
use futures_util::StreamExt;

use super::queries::{self, Beginning};
use super::reading::{self, MOST_BYTES, MOST_ROWS, Refused};
use super::run::Kind;
use crate::accounts::guard::{Moderator, Reader};
use crate::app::State;
use crate::archive::table::column::COLUMNS;
use crate::archive::table::mapping::Mapping;
use crate::error::AppError;
use crate::i18n::Words;
use crate::moderation::desk::{Desk, Room};
use crate::submissions::photos::{PART, file_name};
use crate::web::layout::Layout;
use crate::web::show::{see, show_privately};

/// What is listened to beyond the largest list, so that a browser that sends too much still hears the answer.
const HEARD: usize = 4 * MOST_BYTES;
/// How much is gathered before it goes to the disk.
const GATHERED: usize = 256 * 1024;
/// A list that nobody took is forgotten after so long.
const KEPT: TimeDelta = TimeDelta::days(7);

#[derive(Template)]
#[template(path = "archive/runs/new.html")]
struct NewPage {
    w: Words,
    layout: Layout,
    desk: Desk,
    columns: Vec<(&'static str, String, String)>,
    megabytes: usize,
    rows: usize,
    fault: Option<String>,
    pasted: String,
}

pub async fn page(w: Words, state: Data<State>, by: Moderator) -> Result<HttpResponse, AppError> {
    draw(w, &state, &by, None, String::new()).await
}

/// `POST /admin/imports/new`
pub async fn bring(
    w: Words,
    state: Data<State>,
    by: Moderator,
    parts: Multipart,
) -> Result<HttpResponse, AppError> {
    let brought = match hear(parts, state.db.folder()).await? {
        Heard::List(brought) => brought,
        Heard::Nothing => {
            return again(
                w,
                &state,
                &by,
                w.imports_nothing_came().to_owned(),
                String::new(),
            )
            .await;
        }
        Heard::TooLarge => {
            return again(
                w,
                &state,
                &by,
                w.imports_too_large(MOST_BYTES / 1024 / 1024),
                String::new(),
            )
            .await;
        }
        Heard::BrokenOff => return Err(AppError::BadRequest),
    };
    let Brought {
        name,
        bytes,
        pasted,
    } = brought;
    let name = if name.trim().is_empty() {
        w.imports_pasted_list().to_owned()
    } else {
        name
    };
    let (now, account_id, reference) = (state.now(), by.id(), state.reference());
    // Read once to its end: what cannot be a list is said now, and not after somebody has chosen its columns.
    let typed = if pasted {
        String::from_utf8_lossy(&bytes).into_owned()
    } else {
        String::new()
    };
    let looked = block(move || {
        let kind = reading::kind(&bytes);
        let mapping = match kind {
            Kind::Lines => Mapping::default(),
            Kind::Table => Mapping::of(&reading::headers(&bytes)?),
        };
        let mut source = reading::source(bytes.clone(), kind, mapping.clone())?;
        reading::preview(&mut source, &reference, now)?;
        Ok::<_, Refused>((bytes, kind, mapping))
    })
    .await?;
    let (bytes, kind, mapping) = match looked {
        Ok(sound) => sound,
        Err(refused) => {
            return again(w, &state, &by, refusal(w, refused), typed).await;
        }
    };
    let id = state
        .db
        .write(move |conn| {
            queries::forget_asked(conn, now - KEPT)?;
            let beginning = Beginning {
                name: &name,
                kind,
                account_id: Some(account_id),
                mapping: (kind == Kind::Table).then_some(&mapping),
            };
            queries::ask(conn, &beginning, &bytes, now)
        })
        .await?;
    Ok(see(format!("/admin/imports/runs/{id}")))
}

/// Why a list cannot be taken, as a sentence.
pub(super) fn refusal(w: Words, refused: Refused) -> String {
    match refused {
        Refused::NoTable(fault) => w.imports_no_table(fault.word()),
        Refused::TooManyRows => w.imports_too_many(MOST_ROWS),
        Refused::NoRows => w.imports_no_rows().to_owned(),
    }
}

struct Brought {
    name: String,
    bytes: Vec<u8>,
    pasted: bool,
}

enum Heard {
    List(Brought),
    Nothing,
    TooLarge,
    BrokenOff,
}

/// Listens to the end: a file if one came, else what was pasted.
async fn hear(mut parts: Multipart, folder: &std::path::Path) -> Result<Heard, AppError> {
    let mut heard = 0;
    let mut found: Option<Brought> = None;
    let mut too_large = false;
    while let Some(part) = parts.next().await {
        let Ok(mut part) = part else {
            return Ok(Heard::BrokenOff);
        };
        heard += PART;
        let name = part
            .content_disposition()
            .and_then(|said| said.get_filename())
            .map(file_name);
        let Some(bytes) = listen(&mut part, folder, &mut heard).await? else {
            if heard > HEARD {
                return Ok(Heard::TooLarge);
            }
            too_large = true;
            continue;
        };
        let pasted = name.is_none();
        let says = !bytes.trim_ascii().is_empty();
        if says && found.as_ref().is_none_or(|found| found.pasted && !pasted) {
            found = Some(Brought {
                name: name.unwrap_or_default(),
                bytes,
                pasted,
            });
        }
    }
    Ok(match found {
        _ if too_large => Heard::TooLarge,
        Some(brought) => Heard::List(brought),
        None => Heard::Nothing,
    })
}

/// One part by way of the disk; none when it is larger than a list may be.
async fn listen(
    part: &mut Field,
    folder: &std::path::Path,
    heard: &mut usize,
) -> Result<Option<Vec<u8>>, AppError> {
    let folder = folder.to_owned();
    let mut file = block(move || tempfile::tempfile_in(folder))
        .await?
        .map_err(AppError::internal)?;
    let (mut gathered, mut length) = (Vec::new(), 0);
    while let Some(chunk) = part.next().await {
        let chunk = chunk.map_err(|_| AppError::BadRequest)?;
        length += chunk.len();
        *heard += chunk.len();
        if *heard > HEARD {
            return Ok(None);
        }
        if length > MOST_BYTES {
            continue;
        }
        gathered.extend_from_slice(&chunk);
        if gathered.len() >= GATHERED {
            let whole = std::mem::take(&mut gathered);
            file = block(move || file.write_all(&whole).map(|()| file))
                .await?
                .map_err(AppError::internal)?;
        }
    }
    if length > MOST_BYTES {
        return Ok(None);
    }
    let bytes = block(move || {
        let mut bytes = Vec::with_capacity(length);
        file.rewind()?;
        file.read_to_end(&mut bytes)?;
        bytes.extend_from_slice(&gathered);
        Ok::<_, std::io::Error>(bytes)
    });
    Ok(Some(bytes.await?.map_err(AppError::internal)?))
}

async fn again(
    w: Words,
    state: &State,
    by: &Reader,
    fault: String,
    pasted: String,
) -> Result<HttpResponse, AppError> {
    draw(w, state, by, Some(fault), pasted).await
}

async fn draw(
    w: Words,
    state: &State,
    by: &Reader,
    fault: Option<String>,
    pasted: String,
) -> Result<HttpResponse, AppError> {
    let columns = COLUMNS.iter().map(|column| {
        (
            column.name,
            w.imports_column(column.name),
            column.also.join(", "),
        )
    });
    let status = if fault.is_some() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    let page = NewPage {
        w,
        layout: Layout::hidden(w, "/imports/new", w.imports_new()),
        desk: Desk::around(state, by, Room::Imports).await?,
        columns: columns.collect(),
        megabytes: MOST_BYTES / 1024 / 1024,
        rows: MOST_ROWS,
        fault,
        pasted,
    };
    show_privately(status, &page)
}
