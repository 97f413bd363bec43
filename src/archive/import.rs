//! `import FILE.jsonl|.csv`: an archive's list, row by row, into the memorial or to the import desk. Safe to run again: a row
//! that is here is never taken twice, and what is public is never changed by a list.

use std::fs::File;
use std::io::{BufReader, Read, Seek};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use chrono::{DateTime, Utc};
use clap::Args;
use diesel::connection::SimpleConnection;
use serde_json::json;

use super::pictures::Folder;
use super::progress;
use super::queries;
use super::read::Lines;
use super::report::{Row, Summary};
use super::runs;
use super::runs::queries::Beginning;
use super::runs::run::Kind;
use super::table::column;
use super::table::mapping::{Choice, Mapping, Open};
use super::table::sheet::Sheet;
use super::taking::{Bytes, Source, Taking};
use super::verdict::Before;
use crate::db::Database;
use crate::moderation::journal::{self, Act, Actor, Subject};
use crate::search::index;

/// Where a record is looked for, before a file is taken for a list of them.
const HEAD: u64 = 64 * 1024;

#[derive(Debug, Clone, Default, Args)]
pub struct Arguments {
    /// The list: one record a line (JSON Lines), or a table with a header (CSV), in the formats of the README
    #[arg(value_name = "FILE.jsonl|.csv")]
    pub file: PathBuf,
    /// The folder of the pictures that the records name
    #[arg(long, value_name = "DIR")]
    pub photos: Option<PathBuf>,
    /// What a column of a table is, where its header does not say it
    #[arg(long = "column", value_name = "HEADER=FIELD")]
    pub columns: Vec<String>,
    /// A column of a table that is not to be read
    #[arg(long, value_name = "HEADER")]
    pub leave_out: Vec<String>,
    /// Say what would happen and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Publish the new rows at once; without it they wait at the import desk
    #[arg(long)]
    pub publish: bool,
}

/// Reads the whole list. `say` hears of each row once its batch is on the disk.
pub fn import(
    db: &Database,
    arguments: &Arguments,
    now: DateTime<Utc>,
    say: &mut dyn FnMut(&Row),
) -> anyhow::Result<Summary> {
    let path = &arguments.file;
    let mut source = open(path, arguments)?;
    let length = path.metadata().map(|about| about.len()).unwrap_or(0);
    let name = path
        .file_name()
        .unwrap_or(path.as_os_str())
        .to_string_lossy()
        .into_owned();
    let (kind, mapping) = match &source {
        Source::Lines(_) => (Kind::Lines, None),
        Source::Table(_, mapping) => (Kind::Table, Some(mapping.clone())),
    };
    let beginning = Beginning {
        name: &name,
        kind,
        account_id: None,
        mapping: mapping.as_ref(),
    };
    let folder = arguments.photos.as_deref().map(Folder::open).transpose()?;
    let reference = db.read_now(crate::reference::queries::all)?;
    let before = Before::new(db.read_now(queries::withdrawn)?, arguments.dry_run);
    let run = if arguments.dry_run {
        None
    } else {
        Some(db.write_now(|conn| runs::queries::begin(conn, &beginning, now))?)
    };
    // Nobody else works with this connection: a long list writes more of the file at once, and less often.
    db.write_now(|conn| {
        conn.batch_execute(
            "PRAGMA cache_size = -128000; PRAGMA cache_spill = OFF; PRAGMA wal_autocheckpoint = 64000;",
        )
    })?;
    let mut taking = Taking {
        db,
        now,
        name: name.clone(),
        reference: &reference,
        folder,
        run,
        publish: arguments.publish,
        before,
        summary: Summary {
            dry_run: arguments.dry_run,
            published: arguments.publish,
            ..Summary::default()
        },
    };
    let bar = progress::bytes(length, "rows");
    let taken = taking.all(&mut source, &mut |row, summary, position| {
        bar.suspend(|| say(row));
        bar.set_position(position);
        bar.set_message(summary.rows().to_string());
    });
    bar.finish_and_clear();
    let summary = taking.summary;
    taken.with_context(|| format!("The list {} cannot be read", path.display()))?;
    if let Some(run) = run {
        settle(db, &summary)?;
        leave_a_trace(db, run, &name, &summary, now)?;
    }
    Ok(summary)
}

/// Whether any line at the beginning of a file could be a record; an empty file is an empty list.
fn has_a_record(mut file: &File) -> std::io::Result<bool> {
    if !file.metadata()?.is_file() {
        // What comes through a pipe is read once.
        return Ok(true);
    }
    let mut head = Vec::new();
    file.take(HEAD).read_to_end(&mut head)?;
    file.rewind()?;
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&head);
    let mut lines = head
        .split(|byte| *byte == b'\n')
        .map(<[u8]>::trim_ascii)
        .filter(|line| !line.is_empty())
        .peekable();
    Ok(lines.peek().is_none() || lines.any(|line| line.starts_with(b"{")))
}

fn open(path: &Path, arguments: &Arguments) -> anyhow::Result<Source> {
    let file = File::open(path)
        .with_context(|| format!("The list {} cannot be opened", path.display()))?;
    let ending = path
        .extension()
        .map(|ending| ending.to_string_lossy().to_lowercase());
    let is_table = matches!(ending.as_deref(), Some("csv" | "tsv" | "txt"));
    if !is_table
        && !has_a_record(&file)
            .with_context(|| format!("The list {} cannot be read", path.display()))?
    {
        bail!(
            "{} is no list of records (JSON Lines): no line at its beginning is a record. Let the name of a table end in .csv. Nothing \
             was taken.",
            path.display()
        );
    }
    let file: Box<dyn Bytes> = Box::new(file);
    if !is_table {
        if !(arguments.columns.is_empty() && arguments.leave_out.is_empty()) {
            bail!("--column and --leave-out are for tables (CSV)");
        }
        return Ok(Source::Lines(Lines::new(BufReader::new(file))));
    }
    let sheet =
        Sheet::open(file).with_context(|| format!("The list {} cannot be read", path.display()))?;
    let sheet = sheet.with_context(|| format!("The list {} cannot be read", path.display()))?;
    let mapping = mapping(&sheet.headers, arguments)?;
    Ok(Source::Table(Box::new(sheet), mapping))
}

/// What each column is, or one sentence that names every column that nobody spoke of.
fn mapping(headers: &[String], arguments: &Arguments) -> anyhow::Result<Mapping> {
    let mut mapping = Mapping::of(headers);
    let at = |mapping: &Mapping, header: &str| {
        mapping
            .at(header)
            .with_context(|| format!("The list has no column “{header}”"))
    };
    for said in &arguments.columns {
        let (header, field) = said
            .rsplit_once('=')
            .with_context(|| format!("--column “{said}”: write HEADER=FIELD"))?;
        let field = column::named(field.trim()).with_context(|| {
            format!("--column “{said}”: there is no field “{field}”; the README has them all")
        })?;
        let place = at(&mapping, header)?;
        mapping.choose(place, Choice::Field(field));
    }
    for header in &arguments.leave_out {
        let place = at(&mapping, header)?;
        mapping.choose(place, Choice::LeaveOut);
    }
    let header = |at: usize| mapping.uses.get(at).map_or("", |one| one.header.as_str());
    let faults: Vec<String> = mapping
        .open()
        .into_iter()
        .map(|open| match open {
            Open::Unknown(at) => format!("column {} “{}” is not known", at + 1, header(at)),
            Open::Twice(at) => format!(
                "column {} “{}” is {} again",
                at + 1,
                header(at),
                mapping.field(at).unwrap_or_default()
            ),
            Open::NoName => {
                "no column holds the names (family and given, or whole_name)".to_owned()
            }
        })
        .collect();
    if !faults.is_empty() {
        bail!(
            "The columns of the list are not plain: {}. Say what each is with --column HEADER=FIELD or leave it out with --leave-out HEADER",
            faults.join("; ")
        );
    }
    Ok(mapping)
}

/// Thousands of new lives leave the index of words in many pieces.
fn settle(db: &Database, summary: &Summary) -> anyhow::Result<()> {
    let mut more = summary.published && summary.new > 0;
    let mut first = true;
    while more {
        more = db.write_now(|conn| index::settle_a_little(conn, first))?;
        first = false;
    }
    Ok(())
}

fn leave_a_trace(
    db: &Database,
    run: i32,
    name: &str,
    summary: &Summary,
    now: DateTime<Utc>,
) -> anyhow::Result<()> {
    let Summary {
        new,
        same,
        unsure,
        faulty,
        published,
        ..
    } = summary;
    if new + unsure + faulty == 0 {
        db.write_now(|conn| runs::queries::forget(conn, run))?;
        return Ok(());
    }
    let detail = json!({ "file": name, "run": run, "new": new, "same": same, "unsure": unsure, "faulty": faulty,
        "published": published });
    let subject = Subject {
        detail: Some(detail),
        ..Subject::default()
    };
    db.write_now(|conn| journal::write(conn, Actor::Shell, Act("import"), subject, now))?;
    Ok(())
}
