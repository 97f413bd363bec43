//! `import FILE.jsonl`: an archive's list, row by row, into the memorial or to the import desk. Safe to run again: a row that
//! is here is never taken twice, and what is public is never changed by a list.

use std::fs::File;
use std::io::BufReader;
use std::path::PathBuf;

use anyhow::{Context, bail};
use chrono::{DateTime, Utc};
use clap::Args;
use diesel::{Connection, QueryResult, SqliteConnection};
use serde_json::json;

use super::pictures::Folder;
use super::queries::{self, Origin};
use super::read::{self, Line, Lines};
use super::report::{Row, Summary, Verdict};
use super::verdict::{Before, Judged, digest, judge};
use super::{keeping, progress};
use crate::db::Database;
use crate::heroes::hero::{Photo, Record};
use crate::heroes::queries::{Author, Change, publish};
use crate::moderation::journal::{self, Act, Actor, Subject};
use crate::photos;
use crate::photos::renditions::Renditions;
use crate::reference::Reference;
use crate::search::index;

/// Rows a transaction. A family that sends its story meanwhile waits for one batch, well under a second.
const BATCH: usize = 500;
/// Pictures a transaction, so that a batch holds some ten megabytes of them at most.
const BATCH_PICTURES: usize = 32;

#[derive(Debug, Clone, Args)]
pub struct Arguments {
    /// The list: one record a line, in the format of the README (JSON Lines)
    #[arg(value_name = "FILE.jsonl")]
    pub file: PathBuf,
    /// The folder of the pictures that the records name
    #[arg(long, value_name = "DIR")]
    pub photos: Option<PathBuf>,
    /// Say what would happen and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Publish the new rows at once; without it they wait at the import desk
    #[arg(long)]
    pub publish: bool,
}

/// A row that could be read.
struct Sound {
    line: u32,
    record: Record,
    digest: [u8; 32],
    pictures: Vec<Option<Renditions>>,
}

/// Reads the whole list. `say` hears of each row once its batch is on the disk.
pub fn import(
    db: &Database,
    arguments: &Arguments,
    now: DateTime<Utc>,
    say: &mut dyn FnMut(&Row),
) -> anyhow::Result<Summary> {
    let path = &arguments.file;
    if path
        .extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("csv"))
    {
        bail!(
            "Lists in CSV cannot be read yet. Write {} as JSON Lines, one record a line.",
            path.display()
        );
    }
    let file = File::open(path)
        .with_context(|| format!("The list {} cannot be opened", path.display()))?;
    let length = file.metadata().map(|about| about.len()).unwrap_or(0);
    let folder = arguments.photos.as_deref().map(Folder::open).transpose()?;
    let mut run = Run {
        db,
        arguments,
        now,
        name: path
            .file_name()
            .unwrap_or(path.as_os_str())
            .to_string_lossy()
            .into_owned(),
        reference: db.read_now(crate::reference::queries::all)?,
        before: Before::new(db.read_now(queries::withdrawn)?, arguments.dry_run),
        folder,
        summary: Summary {
            dry_run: arguments.dry_run,
            published: arguments.publish,
            ..Summary::default()
        },
    };
    let bar = progress::bytes(length, "rows");
    let mut lines = Lines::new(BufReader::new(file));
    loop {
        let mut batch = Vec::with_capacity(BATCH);
        let mut pictures = 0;
        let mut end = false;
        while batch.len() < BATCH && pictures < BATCH_PICTURES {
            let Some(line) = lines
                .next_line()
                .with_context(|| format!("The list {} cannot be read", path.display()))?
            else {
                end = true;
                break;
            };
            let row = run.read(line)?;
            pictures += row
                .as_ref()
                .map_or(0, |sound| sound.pictures.iter().flatten().count());
            batch.push(row);
        }
        for row in run.take(batch)? {
            run.summary.count(&row.verdict);
            bar.suspend(|| say(&row));
        }
        bar.set_position(lines.position);
        bar.set_message(run.summary.rows().to_string());
        if end {
            break;
        }
    }
    bar.finish_and_clear();
    run.settle()?;
    run.leave_a_trace()?;
    Ok(run.summary)
}

struct Run<'a> {
    db: &'a Database,
    arguments: &'a Arguments,
    now: DateTime<Utc>,
    name: String,
    reference: Reference,
    before: Before,
    folder: Option<Folder>,
    summary: Summary,
}

impl Run<'_> {
    fn read(&mut self, line: Line) -> anyhow::Result<Result<Sound, Row>> {
        let number = line.number;
        let faulty = |name: String, fault| {
            Ok(Err(Row {
                line: number,
                name,
                verdict: Verdict::Faulty(fault),
            }))
        };
        let record = match line.text.and_then(|text| read::record(&text)) {
            Ok(record) => record,
            Err(fault) => return faulty(String::new(), fault),
        };
        if let Some(fault) = keeping::fault(&record, &self.reference) {
            return faulty(record.name.listed(), fault);
        }
        let digest = digest(&record);
        let pictures = match self.pictures(&record, &digest)? {
            Ok(pictures) => pictures,
            Err(fault) => return faulty(record.name.listed(), fault),
        };
        Ok(Ok(Sound {
            line: number,
            record,
            digest,
            pictures,
        }))
    }

    /// The pictures of a row that was not taken before, made ready before the file is locked for writing.
    fn pictures(
        &self,
        record: &Record,
        digest: &[u8; 32],
    ) -> anyhow::Result<Result<Vec<Option<Renditions>>, String>> {
        let Some(folder) = self.folder.as_ref().filter(|_| !record.photos.is_empty()) else {
            return Ok(Ok(Vec::new()));
        };
        if self
            .db
            .read_now(|conn| queries::taken(conn, digest))?
            .is_some()
        {
            return Ok(Ok(Vec::new()));
        }
        let made = record.photos.iter().enumerate().map(|(at, photo)| {
            let file = photo.file.as_deref().unwrap_or_default();
            folder
                .picture(file)
                .map(Some)
                .map_err(|fault| format!("photos[{at}].file: {file}: {fault}"))
        });
        Ok(made.collect())
    }

    fn take(&mut self, batch: Vec<Result<Sound, Row>>) -> anyhow::Result<Vec<Row>> {
        let Self {
            db,
            arguments,
            now,
            name,
            before,
            summary,
            ..
        } = self;
        let mut rows = Vec::with_capacity(batch.len());
        let act = |conn: &mut SqliteConnection| {
            for row in batch {
                let sound = match row {
                    Ok(sound) => sound,
                    Err(row) => {
                        rows.push(row);
                        continue;
                    }
                };
                let about = (sound.line, &sound.record, &sound.digest);
                let judged = judge(conn, before, about, arguments.publish)?;
                let (line, name_of) = (sound.line, sound.record.name.listed());
                let wanted = matches!(judged.verdict, Verdict::New | Verdict::Unsure(_));
                let named = sound.record.photos.len();
                let kept = sound.pictures.len();
                let verdict = if arguments.dry_run || !wanted {
                    judged.verdict
                } else {
                    keep(conn, name, sound, judged, arguments.publish, *now)?
                };
                if wanted && !matches!(verdict, Verdict::Faulty(_)) {
                    summary.pictures += u32::try_from(kept).unwrap_or(u32::MAX);
                    summary.pictures_left_out += u32::try_from(named - kept).unwrap_or(u32::MAX);
                }
                rows.push(Row {
                    line,
                    name: name_of,
                    verdict,
                });
            }
            Ok(())
        };
        if arguments.dry_run {
            db.read_now(act)?
        } else {
            db.write_now(act)?
        }
        Ok(rows)
    }

    /// Thousands of new lives leave the index of words in many pieces.
    fn settle(&self) -> anyhow::Result<()> {
        let mut more = !self.arguments.dry_run && self.arguments.publish && self.summary.new > 0;
        let mut first = true;
        while more {
            more = self
                .db
                .write_now(|conn| index::settle_a_little(conn, first))?;
            first = false;
        }
        Ok(())
    }

    fn leave_a_trace(&self) -> anyhow::Result<()> {
        let Summary {
            new,
            same,
            unsure,
            faulty,
            ..
        } = self.summary;
        if self.arguments.dry_run || new + unsure == 0 {
            return Ok(());
        }
        let detail = json!({ "file": self.name, "new": new, "same": same, "unsure": unsure, "faulty": faulty,
            "published": self.arguments.publish });
        let subject = Subject {
            detail: Some(detail),
            ..Subject::default()
        };
        self.db.write_now(|conn| {
            journal::write(conn, Actor::Shell, Act("import"), subject, self.now)
        })?;
        Ok(())
    }
}

/// Publishes a new row or lets it wait. What a rule of the tables refuses is a fault of the row and not of the list.
fn keep(
    conn: &mut SqliteConnection,
    file_name: &str,
    Sound {
        line,
        mut record,
        digest,
        pictures,
    }: Sound,
    Judged { verdict, at_desk }: Judged,
    at_once: bool,
    now: DateTime<Utc>,
) -> QueryResult<Verdict> {
    let why = format!("imported from {file_name}, line {line}");
    let change = |why| Change {
        by: Author::Shell,
        at: now,
        why,
    };
    let kept = conn.transaction(|conn| {
        if let Some(row) = at_desk {
            let record = queries::waiting_record(conn, row)?;
            let hero_id = publish(conn, &record, change(&why))?;
            return queries::mark_published(conn, row, hero_id);
        }
        // A file name of another house is never taken for the number of a picture kept here.
        let photos = std::mem::take(&mut record.photos);
        for (photo, made) in photos.into_iter().zip(pictures) {
            if let Some(made) = made {
                let id = photos::queries::store(conn, &made, now)?;
                record.photos.push(Photo {
                    file: Photo::kept(id).file,
                    ..photo
                });
            }
        }
        let origin = Origin {
            digest: &digest,
            file_name,
            line,
        };
        match &verdict {
            Verdict::New if at_once => {
                let hero_id = publish(conn, &record, change(&why))?;
                queries::remember(conn, &origin, &record, hero_id, now)
            }
            Verdict::Unsure(doubt) => queries::wait(conn, &origin, &record, Some(doubt), now),
            _ => queries::wait(conn, &origin, &record, None, now),
        }
    });
    match kept {
        Ok(()) => Ok(verdict),
        Err(diesel::result::Error::DatabaseError(_, fault)) => {
            Ok(Verdict::Faulty(fault.message().to_owned()))
        }
        Err(fault) => Err(fault),
    }
}
