//! A list row by row into the memorial or to the import desk, whatever way it came: each row read, judged and kept with what
//! it turned out to be. Nothing that is public is changed by a list.

use std::borrow::Cow;
use std::io::{self, BufReader, Read, Seek};
use std::sync::mpsc::{SyncSender, sync_channel};

use chrono::{DateTime, Utc};
use diesel::{Connection, QueryResult, SqliteConnection};
use sha2::{Digest, Sha256};

use super::keeping;
use super::pictures::Folder;
use super::queries::{self, Origin};
use super::read::{self, Lines};
use super::report::{Row, Summary, Verdict};
use super::runs;
use super::runs::queries::Place;
use super::runs::run::Raw;
use super::runs::said::in_english as said_in_english;
use super::table::fault::Fault;
use super::table::line::{self, Context, told, whom};
use super::table::mapping::Mapping;
use super::table::sheet::Sheet;
use super::verdict::{Asked, Before, Judged, digest, judge};
use crate::db::Database;
use crate::db::faults::is_unwritten;
use crate::error::AppError;
use crate::heroes::hero::{Photo, Record};
use crate::heroes::queries::{Author, Change, publish, publish_unfound};
use crate::heroes::visibility::Visibility;
use crate::namesakes::traits::Traits;
use crate::photos;
use crate::photos::renditions::Renditions;
use crate::purges;
use crate::reference::Reference;
use crate::search::index::{Columns, Memo, put_new};

/// Rows a transaction. A family that sends its story meanwhile waits for one batch, under a second.
const BATCH: usize = 1000;
/// Batches a transaction while nobody serves the file: a page of an index that hears of one batch after another is then written
/// once.
const ALONE: usize = 8;
/// Pictures a transaction, so that a batch holds some ten megabytes of them at most.
const BATCH_PICTURES: usize = 32;

/// A file, or the bytes of one.
pub trait Bytes: Read + Seek + Send {}
impl<T: Read + Seek + Send> Bytes for T {}

/// A list that is open.
pub enum Source {
    Lines(Lines<BufReader<Box<dyn Bytes>>>),
    Table(Box<Sheet<Box<dyn Bytes>>>, Mapping),
}

impl Source {
    pub fn position(&self) -> u64 {
        match self {
            Self::Lines(lines) => lines.position,
            Self::Table(sheet, _) => sheet.position(),
        }
    }
}

/// One row as it was read.
pub struct Entry {
    pub number: u32,
    pub raw: Raw,
    pub whom: String,
    pub record: Result<Record, Vec<Fault>>,
}

/// The next row of a list, read as far as it can be.
pub fn next(
    source: &mut Source,
    reference: &Reference,
    now: DateTime<Utc>,
) -> io::Result<Option<Entry>> {
    match source {
        Source::Lines(lines) => Ok(lines.next_line()?.map(|line| {
            let record = match &line.text {
                Ok(text) => record_of_line(text, reference),
                Err(fault) => Err(vec![Fault::said(fault)]),
            };
            Entry {
                number: line.number,
                whom: record
                    .as_ref()
                    .map(|record| record.name.listed())
                    .unwrap_or_default(),
                raw: Raw::Line(line.text.unwrap_or_default()),
                record,
            }
        })),
        Source::Table(sheet, mapping) => Ok(sheet.next_row()?.map(|row| {
            let record = if row.unclosed {
                Err(vec![Fault::of("", "", "unclosed")])
            } else {
                record_of_cells(&row.cells, mapping, reference, now)
            };
            Entry {
                number: row.number,
                whom: match &record {
                    Ok(record) => record.name.listed(),
                    Err(_) => whom(mapping, &row.cells),
                },
                raw: Raw::Cells(row.cells),
                record,
            }
        })),
    }
}

/// A line of a list as a record that can be published, or what is wrong with it.
pub fn record_of_line(text: &str, reference: &Reference) -> Result<Record, Vec<Fault>> {
    let record = read::record(text).map_err(|fault| vec![Fault::said(fault)])?;
    sound(record, reference)
}

/// The same of the cells of a table.
pub fn record_of_cells(
    cells: &[String],
    mapping: &Mapping,
    reference: &Reference,
    now: DateTime<Utc>,
) -> Result<Record, Vec<Fault>> {
    let context = Context {
        mapping,
        reference,
        today: crate::dates::kyiv::today(now),
    };
    sound(line::record(context, cells)?, reference)
}

fn sound(record: Record, reference: &Reference) -> Result<Record, Vec<Fault>> {
    match keeping::fault(&record, reference) {
        Some(fault) => Err(vec![Fault::said(fault)]),
        None => Ok(record),
    }
}

/// What names a faulty row for ever: its words, whatever letters they were written in.
pub fn faulty_digest(raw: &Raw, mapping: &Mapping) -> [u8; 32] {
    let mut digest = Sha256::new();
    digest.update(b"faulty\0");
    match raw {
        Raw::Line(line) => digest.update(line.trim()),
        Raw::Cells(cells) => {
            for (field, cell) in told(mapping, cells) {
                digest.update(format!("{field}\0{cell}\0"));
            }
        }
    }
    digest.finalize().into()
}

/// A row that could be read, with its pictures made ready.
struct Sound {
    line: u32,
    record: Record,
    digest: [u8; 32],
    traits: Traits,
    pictures: Vec<Option<Renditions>>,
    /// By what the search will find it, where it is published at once.
    words: Option<Columns>,
}

enum Ready {
    Sound(Box<Sound>),
    Faulty {
        line: u32,
        whom: String,
        raw: Raw,
        faults: Vec<Fault>,
    },
}

/// Lives that were published just now, and by what the search will find them.
type Found = Vec<(i32, Columns)>;

/// One list being taken.
pub struct Taking<'a> {
    pub db: &'a Database,
    pub now: DateTime<Utc>,
    pub name: String,
    pub reference: &'a Reference,
    pub folder: Option<Folder>,
    /// Where the rows are kept together; none for a dry run, which keeps none.
    pub run: Option<i32>,
    pub publish: bool,
    pub before: Before,
    pub summary: Summary,
}

/// Rows that were read and not taken yet, and how far the list is read.
struct Batch {
    rows: Vec<Ready>,
    position: u64,
}

impl Batch {
    fn has_pictures(&self) -> bool {
        let mut rows = self.rows.iter();
        rows.any(|row| matches!(row, Ready::Sound(sound) if !sound.pictures.is_empty()))
    }
}

/// What comes with a batch into one transaction.
struct Rest<'a> {
    batches: &'a mut dyn Iterator<Item = anyhow::Result<Batch>>,
    /// Nobody serves the file: nobody waits to write, and nobody keeps pages of it.
    alone: bool,
    left: usize,
    fault: Option<anyhow::Error>,
}

impl<'a> Rest<'a> {
    fn of(batches: &'a mut dyn Iterator<Item = anyhow::Result<Batch>>, alone: bool) -> Self {
        Self {
            batches,
            alone,
            left: if alone { ALONE - 1 } else { 0 },
            fault: None,
        }
    }

    /// What could not be read ends the transaction and not what it took before.
    fn next(&mut self) -> Option<Batch> {
        self.left = self.left.checked_sub(1)?;
        match self.batches.next()? {
            Ok(batch) => Some(batch),
            Err(fault) => {
                self.left = 0;
                self.fault = Some(fault);
                None
            }
        }
    }

    fn end(self) -> anyhow::Result<()> {
        self.fault.map_or(Ok(()), Err)
    }
}

impl Taking<'_> {
    /// Takes every row. `say` hears of each once its batch is on the disk, and how far the list is read. One thread reads and
    /// makes ready, another writes: both cores work, and no more than the batches of one transaction and two more are in memory.
    pub fn all(
        &mut self,
        source: &mut Source,
        say: &mut dyn FnMut(&Row, &Summary, u64),
    ) -> anyhow::Result<()> {
        let mapping = match source {
            Source::Table(_, mapping) => mapping.clone(),
            Source::Lines(_) => Mapping::default(),
        };
        let mut reading = Reading {
            db: self.db,
            now: self.now,
            reference: self.reference,
            folder: self.folder.take(),
            publish: self.publish && self.run.is_some(),
            memo: Memo::default(),
        };
        std::thread::scope(|scope| {
            let (sender, batches) = sync_channel(1);
            scope.spawn(move || reading.all(source, &sender));
            let mut batches = batches.into_iter();
            while let Some(first) = batches.next() {
                let (first, mut rest) = (first?, Rest::of(&mut batches, !self.db.is_served()));
                let (rows, position) = self.take(first, &mut rest, &mapping)?;
                for row in rows {
                    self.summary.count(&row.verdict);
                    say(&row, &self.summary, position);
                }
                rest.end()?;
            }
            Ok(())
        })
    }

    /// One transaction: this batch and the rest. What became of each row, and how far the list is read. Where the tables refuse a
    /// row, all are taken again, each within a savepoint of its own: what is refused is a fault of the row and not of the list.
    fn take(
        &mut self,
        first: Batch,
        rest: &mut Rest<'_>,
        mapping: &Mapping,
    ) -> Result<(Vec<Row>, u64), AppError> {
        let (db, writes, before) = (self.db, self.run.is_some(), self.summary.clone());
        let (mut batches, mut careful) = (vec![first], false);
        loop {
            let mut refused = false;
            let act = |conn: &mut SqliteConnection| {
                let (mut rows, mut at) = (Vec::new(), 0);
                while let Some(batch) = batches.get_mut(at) {
                    let taken = self.batch(conn, batch, mapping, (rest.alone, careful));
                    refused = !careful && taken.as_ref().is_err_and(is_refused);
                    rows.extend(taken?);
                    // Until the transaction ends they are kept, to be taken again: pictures of one batch alone.
                    if !batch.has_pictures() {
                        batches.extend(rest.next());
                    }
                    at += 1;
                }
                Ok(rows)
            };
            let taken = if writes {
                db.write_now(act)
            } else {
                db.read_now(act)
            };
            if !refused {
                let position = batches.last().map_or(0, |batch| batch.position);
                return Ok((taken?, position));
            }
            self.summary = before.clone();
            careful = true;
        }
    }

    /// `alone` as of [`Rest`]; `careful`: each row within a savepoint.
    fn batch(
        &mut self,
        conn: &mut SqliteConnection,
        batch: &mut Batch,
        mapping: &Mapping,
        (alone, careful): (bool, bool),
    ) -> QueryResult<Vec<Row>> {
        if alone && self.publish && self.run.is_some() && batch.rows.len() == BATCH {
            // Whoever serves the file later hears of each life otherwise, and has a page of none of them.
            purges::queries::everything(conn)?;
        }
        let take = if careful { Self::carefully } else { Self::row };
        // The search hears of all of them at the end: told after each row, it would write a piece of its index for each.
        let mut found = Vec::new();
        let rows = batch.rows.iter_mut();
        let rows = rows
            .map(|row| take(self, conn, row, mapping, &mut found))
            .collect::<QueryResult<_>>()?;
        put_new(conn, &found)?;
        Ok(rows)
    }

    /// Takes a row, or keeps it with the faulty ones when the tables refuse it.
    fn carefully(
        &mut self,
        conn: &mut SqliteConnection,
        row: &mut Ready,
        mapping: &Mapping,
        found: &mut Found,
    ) -> QueryResult<Row> {
        let (before, known) = (self.summary.clone(), found.len());
        let taken = conn.transaction(|conn| self.row(conn, row, mapping, found));
        match (taken, row) {
            (Err(fault), Ready::Sound(sound)) if is_refused(&fault) => {
                self.summary = before;
                found.truncate(known);
                self.refused(conn, sound, &fault.to_string(), mapping)
            }
            (taken, _) => taken,
        }
    }

    fn row(
        &mut self,
        conn: &mut SqliteConnection,
        row: &mut Ready,
        mapping: &Mapping,
        found: &mut Found,
    ) -> QueryResult<Row> {
        match row {
            Ready::Sound(sound) => self.sound(conn, sound, found),
            Ready::Faulty {
                line,
                whom,
                raw,
                faults,
            } => self.faulty(conn, (*line, whom), raw, faults, mapping),
        }
    }

    /// What a rule of the tables refused is kept with the other faulty ones.
    fn refused(
        &self,
        conn: &mut SqliteConnection,
        sound: &Sound,
        fault: &str,
        mapping: &Mapping,
    ) -> QueryResult<Row> {
        let raw = Raw::Line(serde_json::to_string(&sound.record).unwrap_or_default());
        let name = sound.record.name.listed();
        self.faulty(
            conn,
            (sound.line, &name),
            &raw,
            &[Fault::said(fault)],
            mapping,
        )
    }

    fn place(&self, line: u32) -> Option<Place<'_>> {
        Some(Place {
            run: self.run?,
            file_name: &self.name,
            line,
        })
    }

    fn sound(
        &mut self,
        conn: &mut SqliteConnection,
        sound: &mut Sound,
        found: &mut Found,
    ) -> QueryResult<Row> {
        let asked = Asked {
            line: sound.line,
            record: &sound.record,
            digest: &sound.digest,
            traits: &sound.traits,
        };
        let judged = judge(conn, &mut self.before, asked, self.publish)?;
        let (line, name) = (sound.line, sound.record.name.listed());
        let wanted = matches!(judged.verdict, Verdict::New | Verdict::Unsure(_));
        let verdict = match self.place(line) {
            None => judged.verdict,
            Some(place) => match judged.verdict {
                Verdict::Same(why) => {
                    runs::queries::keep_same(conn, place, &name, &why, self.now)?;
                    Verdict::Same(why)
                }
                _ => {
                    let kept = keep(conn, place, sound, judged, self.publish, self.now)?;
                    found.extend(kept.1);
                    kept.0
                }
            },
        };
        if wanted {
            let (named, kept) = (sound.record.photos.len(), sound.pictures.len());
            self.summary.pictures += u32::try_from(kept).unwrap_or(u32::MAX);
            self.summary.pictures_left_out += u32::try_from(named - kept).unwrap_or(u32::MAX);
        }
        Ok(Row {
            line,
            name,
            verdict,
        })
    }

    fn faulty(
        &self,
        conn: &mut SqliteConnection,
        (line, name): (u32, &str),
        raw: &Raw,
        faults: &[Fault],
        mapping: &Mapping,
    ) -> QueryResult<Row> {
        let fault = faults
            .iter()
            .map(said_in_english)
            .collect::<Vec<_>>()
            .join("; ");
        let Some(place) = self.place(line) else {
            return Ok(Row {
                line,
                name: name.to_owned(),
                verdict: Verdict::Faulty(fault),
            });
        };
        let digest = faulty_digest(raw, mapping);
        let verdict = match queries::taken(conn, &digest)? {
            None => {
                runs::queries::keep_fault(conn, place, &digest, (raw, faults, name), self.now)?;
                Verdict::Faulty(fault)
            }
            Some(taken) => {
                let why = match taken.state.as_str() {
                    "faulty" => "waits at the import desk with its faults",
                    "waiting" => "was corrected and waits at the import desk",
                    "discarded" => "was discarded at the import desk",
                    _ => "was corrected at the import desk and is here already",
                };
                runs::queries::keep_same(conn, place, name, why, self.now)?;
                Verdict::Same(why.to_owned())
            }
        };
        Ok(Row {
            line,
            name: name.to_owned(),
            verdict,
        })
    }
}

/// Reads a list ahead of what is written.
struct Reading<'a> {
    db: &'a Database,
    now: DateTime<Utc>,
    reference: &'a Reference,
    folder: Option<Folder>,
    /// Whether new rows are published at once, and the search will want their words.
    publish: bool,
    memo: Memo,
}

impl Reading<'_> {
    /// Batch after batch, until the list ends, cannot be read, or nobody takes them any more.
    fn all(&mut self, source: &mut Source, batches: &SyncSender<anyhow::Result<Batch>>) {
        loop {
            let read = self.batch(source);
            let ends = read.as_ref().map_or(true, |batch| batch.rows.is_empty());
            if batches.send(read).is_err() || ends {
                return;
            }
        }
    }

    /// No rows: the list is at its end.
    fn batch(&mut self, source: &mut Source) -> anyhow::Result<Batch> {
        let mut rows = Vec::with_capacity(BATCH);
        let mut pictures = 0;
        while rows.len() < BATCH && pictures < BATCH_PICTURES {
            let Some(row) = next(source, self.reference, self.now)? else {
                break;
            };
            let row = self.ready(row)?;
            if let Ready::Sound(sound) = &row {
                pictures += sound.pictures.iter().flatten().count();
            }
            rows.push(row);
        }
        Ok(Batch {
            rows,
            position: source.position(),
        })
    }

    fn ready(&mut self, row: Entry) -> Result<Ready, AppError> {
        let faulty = |faults| Ready::Faulty {
            line: row.number,
            whom: row.whom.clone(),
            raw: row.raw.clone(),
            faults,
        };
        let record = match row.record {
            Ok(record) => record,
            Err(faults) => return Ok(faulty(faults)),
        };
        let digest = digest(&record);
        let pictures = match self.pictures(&record, &digest)? {
            Ok(pictures) => pictures,
            Err(fault) => return Ok(faulty(vec![Fault::said(fault)])),
        };
        let words = match self.publish {
            true => {
                let memo = &mut self.memo;
                Some(self.db.read_now(|conn| Columns::by(conn, &record, memo))?)
            }
            false => None,
        };
        Ok(Ready::Sound(Box::new(Sound {
            line: row.number,
            traits: Traits::of(&record),
            record,
            digest,
            pictures,
            words,
        })))
    }

    /// The pictures of a row that was not taken before, made ready before the file is locked for writing.
    fn pictures(
        &self,
        record: &Record,
        digest: &[u8; 32],
    ) -> Result<Result<Vec<Option<Renditions>>, String>, AppError> {
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
}

/// Whether the tables did not take a row, and would take others.
fn is_refused(fault: &diesel::result::Error) -> bool {
    matches!(fault, diesel::result::Error::DatabaseError(..)) && !is_unwritten(fault)
}

/// Publishes a new row or lets it wait; by what a published one is found comes back, for the search to be told. What a rule of the
/// tables refuses comes back as their error, with part of the row written.
fn keep(
    conn: &mut SqliteConnection,
    place: Place<'_>,
    sound: &mut Sound,
    Judged { verdict, at_desk }: Judged,
    at_once: bool,
    now: DateTime<Utc>,
) -> QueryResult<(Verdict, Option<(i32, Columns)>)> {
    let why = format!("imported from {}, line {}", place.file_name, sound.line);
    let change = Change {
        by: Author::Shell,
        at: now,
        why: &why,
    };
    if let Some(row) = at_desk {
        let record = queries::waiting_record(conn, row)?;
        let hero_id = publish(conn, &record, change)?;
        queries::mark_published(conn, row, hero_id)?;
        return Ok((verdict, None));
    }
    let record = with_pictures(conn, sound, now)?;
    let origin = Origin {
        run: place.run,
        digest: &sound.digest,
        file_name: place.file_name,
        line: sound.line,
    };
    match &verdict {
        Verdict::New if at_once => {
            let all = Visibility::default();
            let mut traits = sound.traits.clone();
            traits.photos = record.photos.iter().filter_map(Photo::id).collect();
            let (hero_id, public) = publish_unfound(conn, &record, traits, &all, change)?;
            queries::remember(conn, &origin, &record, hero_id, now)?;
            let words = match sound.words.take() {
                Some(words) => words,
                None => Columns::of(conn, &public)?,
            };
            return Ok((verdict, Some((hero_id, words))));
        }
        Verdict::Unsure(doubt) => queries::wait(conn, &origin, &record, Some(doubt), now),
        _ => queries::wait(conn, &origin, &record, None, now),
    }?;
    Ok((verdict, None))
}

/// The record with its pictures as they are kept here. A file name of another house is never taken for the number of one.
fn with_pictures<'a>(
    conn: &mut SqliteConnection,
    sound: &'a Sound,
    now: DateTime<Utc>,
) -> QueryResult<Cow<'a, Record>> {
    let mut record = Cow::Borrowed(&sound.record);
    if record.photos.is_empty() {
        return Ok(record);
    }
    record.to_mut().photos.clear();
    for (photo, made) in sound.record.photos.iter().zip(&sound.pictures) {
        if let Some(made) = made {
            let id = photos::queries::store(conn, made, now)?;
            record.to_mut().photos.push(Photo {
                file: Photo::kept(id).file,
                ..photo.clone()
            });
        }
    }
    Ok(record)
}
