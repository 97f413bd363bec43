//! `export FILE.jsonl|.csv`: everything public, in the record format, one life a line, or as a table. Nothing a family sent beside its story
//! (a contact, a consent, a draft) can get into it: it reads published lives and nothing else.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use chrono::{DateTime, Utc};
use clap::Args;
use diesel::{Connection, SqliteConnection};

use super::backup::must_be_there;
use super::table::written::Writer;
use super::{progress, queries};
use crate::db::{Database, private};
use crate::error::AppError;
use crate::heroes;
use crate::heroes::hero::Record;
use crate::photos;
use crate::photos::photo::Size;

/// Lives read at once.
const PAGE: i64 = 500;

#[derive(Debug, Clone, Args)]
pub struct Arguments {
    /// Where to write; a file that is there is replaced once the new one is whole
    #[arg(value_name = "FILE.jsonl|.csv")]
    pub file: PathBuf,
    /// A folder to put the pictures in, as the records name them
    #[arg(long, value_name = "DIR")]
    pub photos: Option<PathBuf>,
}

/// What was written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Written {
    pub lives: u64,
    pub pictures: u64,
}

pub fn export(db: &Database, arguments: &Arguments, now: DateTime<Utc>) -> anyhow::Result<Written> {
    let path = &arguments.file;
    let is_table = is_table(path)?;
    let beside = private::folder_of(path);
    for folder in [Some(&beside), arguments.photos.as_ref()]
        .into_iter()
        .flatten()
    {
        must_be_there(folder)?;
    }
    let reference = db.read_now(crate::reference::queries::all)?;
    let cannot = || format!("{} cannot be written", path.display());
    let part = tempfile::Builder::new()
        .prefix(".export-")
        .tempfile_in(&beside)
        .with_context(cannot)?;
    // One look at the file from beginning to end: what changes meanwhile is in the next export.
    let mut fault = None;
    let written = db.read_now(|conn| {
        conn.transaction(|conn| {
            let to = BufWriter::new(part.as_file());
            let list = if is_table {
                let today = crate::dates::kyiv::today(now);
                match Writer::new(to, &reference, today) {
                    Ok(table) => List::Table(Box::new(table)),
                    Err(broken) => {
                        fault = Some(broken.into());
                        return Ok(Written::default());
                    }
                }
            } else {
                List::Lines(to)
            };
            write(conn, list, arguments).or_else(|broken| {
                fault = Some(broken);
                Ok(Written::default())
            })
        })
    })?;
    if let Some(fault) = fault {
        return Err(fault).with_context(cannot);
    }
    part.as_file().sync_all().with_context(cannot)?;
    // One that is there keeps its rights; a new one is its owner's alone, as the temporary file is.
    if let Ok(before) = path.metadata() {
        part.as_file()
            .set_permissions(before.permissions())
            .with_context(cannot)?;
    }
    part.persist(path)
        .map_err(|fault| fault.error)
        .with_context(cannot)?;
    Ok(written)
}

/// By the ending of the name; what has another is asked about, for a table is no list.
fn is_table(path: &Path) -> anyhow::Result<bool> {
    let ending = path.extension().unwrap_or_default().to_ascii_lowercase();
    match ending.to_str() {
        Some("csv") => Ok(true),
        Some("jsonl") => Ok(false),
        _ => bail!(
            "What is {} to be? Let its name end in .jsonl (records, one a line) or .csv (a table).",
            path.display()
        ),
    }
}

enum List<'a> {
    Lines(BufWriter<&'a File>),
    Table(Box<Writer<'a, BufWriter<&'a File>>>),
}

impl List<'_> {
    fn put(&mut self, record: &Record) -> anyhow::Result<()> {
        match self {
            Self::Lines(lines) => {
                serde_json::to_writer(&mut *lines, record)?;
                lines.write_all(b"\n")?;
                Ok(())
            }
            Self::Table(table) => table.write(record),
        }
    }

    fn flush(&mut self) -> std::io::Result<()> {
        match self {
            Self::Lines(lines) => lines.flush(),
            Self::Table(table) => table.flush(),
        }
    }
}

fn write(
    conn: &mut SqliteConnection,
    mut list: List<'_>,
    arguments: &Arguments,
) -> anyhow::Result<Written> {
    let bar = progress::things(
        u64::try_from(queries::count_public(conn).map_err(AppError::from)?)?,
        "lives",
    );
    let reference = crate::reference::queries::all(conn).map_err(AppError::from)?;
    let mut written = Written::default();
    let mut last = 0;
    loop {
        let ids = queries::public_after(conn, last, PAGE).map_err(AppError::from)?;
        let Some(&end) = ids.last() else { break };
        last = end;
        for id in ids {
            let Some(mut life) = heroes::queries::load(conn, id).map_err(AppError::from)? else {
                continue;
            };
            reference.settle(&mut life.record);
            if let Some(folder) = &arguments.photos {
                written.pictures += put_pictures(conn, &life.record, folder)?;
            }
            list.put(&life.record)?;
            written.lives += 1;
            bar.inc(1);
        }
    }
    list.flush()?;
    bar.finish_and_clear();
    Ok(written)
}

fn put_pictures(
    conn: &mut SqliteConnection,
    record: &Record,
    folder: &Path,
) -> anyhow::Result<u64> {
    let mut put = 0;
    for photo in &record.photos {
        let Some((id, name)) = photo.id().zip(photo.file.as_deref()) else {
            continue;
        };
        if let Some(large) =
            photos::queries::rendition(conn, id, Size::Large).map_err(AppError::from)?
        {
            let path = folder.join(name);
            private::open_file(&path)
                .and_then(|mut file| {
                    file.set_len(0)?;
                    file.write_all(&large.bytes)
                })
                .with_context(|| format!("{} cannot be written", path.display()))?;
            put += 1;
        }
    }
    Ok(put)
}
