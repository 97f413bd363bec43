//! `check`: whether the memorial's file is whole. What can be made again from the lives (the index of words) is made again;
//! what cannot is only said, for a person to bring back from a backup.

use std::io::Cursor;
use std::path::Path;

use diesel::connection::SimpleConnection;
use diesel::result::Error;
use diesel::{Connection, QueryResult, SqliteConnection};
use image::ImageReader;

use super::queries::digests::{self, Kept};
use super::queries::remaking::{is_of_index, remake_index};
use super::queries::unpublished::{self, Kind};
use super::{progress, queries};
use crate::companions;
use crate::db::Database;
use crate::db::faults::{damaged_tables, is_damage, of_file};
use crate::error::AppError;
use crate::moderation::queries::{Break, is_in_chain, look_through_chain};
use crate::moderation::seal::Noted;
use crate::photos::photo::Size;
use crate::remembrance;
use crate::search::index;

/// Faults of one kind that are listed; more are counted by nobody.
const MOST_LISTED: usize = 20;

/// What was found. `faults` are sentences; without any the file is whole.
#[derive(Debug, Default)]
pub struct Checked {
    pub faults: Vec<String>,
    /// Lives whose words in the index were not those of the life, and are now.
    pub mended: usize,
    /// Lives from which the index was made again, because its own pages were damaged.
    pub made_again: usize,
    /// Lives whose bonds with others were not what their facts say, and are now.
    pub joined: usize,
    pub pictures: usize,
    /// Rows of the journal whose seals hold.
    pub sealed: i64,
}

pub fn check(db: &Database) -> Result<Checked, AppError> {
    check_with(db, &[])
}

/// The same, and whether seals that were written down elsewhere are still in the journal.
pub fn check_with(db: &Database, noted: &[Noted]) -> Result<Checked, AppError> {
    let mut checked = db.read_now(|conn| look_through(conn, noted))?;
    if is_of_index_alone(db, &checked)? {
        let made_again = remake_index(db.path())?;
        checked = look_at(db.path(), noted)?;
        checked.made_again = made_again;
    }
    // A damaged file is not written to: a backup is better than what a mending hand would leave.
    if checked.faults.is_empty() {
        checked.mended = db.write_now(index::mend)?;
        checked.joined = db.write_now(companions::queries::mend)?;
    }
    Ok(checked)
}

/// Whether all that is wrong lies in the index of words.
fn is_of_index_alone(db: &Database, checked: &Checked) -> Result<bool, AppError> {
    if checked.faults.is_empty() {
        return Ok(false);
    }
    let damaged = db.read_now(damaged_tables)?;
    Ok(
        damaged.len() == checked.faults.len()
            && damaged.iter().all(|(table, _)| is_of_index(table)),
    )
}

/// On a connection of its own: one that has met a damaged page may remember it.
fn look_at(path: &Path, noted: &[Noted]) -> Result<Checked, AppError> {
    let mut conn =
        SqliteConnection::establish(&path.display().to_string()).map_err(AppError::internal)?;
    conn.batch_execute("PRAGMA busy_timeout = 5000;")?;
    Ok(look_through(&mut conn, noted)?)
}

/// What is damaged in a file that cannot be opened any more, as far as SQLite can tell.
pub fn of_damaged(path: &Path) -> Vec<String> {
    let looked = SqliteConnection::establish(&path.display().to_string())
        .map_err(|fault| fault.to_string())
        .and_then(|mut conn| {
            conn.batch_execute("PRAGMA busy_timeout = 5000; PRAGMA query_only = ON;")
                .and_then(|()| of_file(&mut conn))
                .map_err(|fault| fault.to_string())
        });
    looked.unwrap_or_else(|fault| vec![fault])
}

/// Looks and mends nothing: for a copy as well.
pub fn look_through(conn: &mut SqliteConnection, noted: &[Noted]) -> QueryResult<Checked> {
    let mut checked = Checked {
        faults: of_file(conn)?,
        ..Checked::default()
    };
    if let Err(fault) = look_closer(conn, noted, &mut checked) {
        match fault {
            // What is named already need not be said again without a name.
            fault if is_damage(&fault) => {
                if checked.faults.is_empty() {
                    checked.faults.push(fault.to_string());
                }
            }
            Error::DeserializationError(fault) => checked
                .faults
                .push(format!("A row cannot be read: {fault}.")),
            fault => return Err(fault),
        }
    }
    Ok(checked)
}

fn look_closer(
    conn: &mut SqliteConnection,
    noted: &[Noted],
    checked: &mut Checked,
) -> QueryResult<()> {
    let faults = &mut checked.faults;
    checked.sealed = chain(conn, noted, faults)?;
    checked.pictures = every_picture(conn, faults)?;
    let versions = digests::changed_versions(conn)?;
    faults.extend(versions.iter().take(MOST_LISTED).map(|(id, number)| {
        format!("Version {number} of the life {id} is not what was kept: its text has changed.")
    }));
    let written = unpublished::changed(conn)?;
    faults.extend(written.iter().take(MOST_LISTED).map(|(kind, id)| {
        let what = match kind {
            Kind::Story => "story",
            Kind::Contact => "contact of the story",
            Kind::Memory => "memory",
        };
        format!("The {what} {id} is not what was kept: its text has changed.")
    }));
    let unlike = digests::lives_unlike_their_records(conn)?;
    faults.extend(
        unlike
            .iter()
            .take(MOST_LISTED)
            .map(|id| format!("The public life {id} says something else than its last version.")),
    );
    faults.extend(contacts_left(&remembrance::queries::contacts_left(conn)?));
    Ok(())
}

/// Contacts that were promised to be erased once a memory is decided, and are not.
fn contacts_left(memories: &[i32]) -> Vec<String> {
    let said = memories
        .iter()
        .take(MOST_LISTED)
        .map(|id| format!("The contact of memory {id} is kept although the memory is decided."));
    said.collect()
}

/// The journal's chain of seals, as it is at one moment.
fn chain(
    conn: &mut SqliteConnection,
    noted: &[Noted],
    faults: &mut Vec<String>,
) -> QueryResult<i64> {
    conn.transaction(|conn| {
        let (sealed, found) = look_through_chain(conn)?;
        faults.extend(found.map(broken));
        for noted in noted {
            if !is_in_chain(conn, noted)? {
                faults.push(format!(
                    "The seal {noted} is not in the journal: what was written up to its number {} is not what it was when \
                     the seal was noted.",
                    noted.number
                ));
            }
        }
        Ok(sealed)
    })
}

fn broken(found: Break) -> String {
    match found {
        Break::Changed(number) => format!(
            "The journal breaks at number {number}: this row or its seal was changed, or it was put in."
        ),
        Break::Removed(number) => {
            format!("The journal breaks at number {number}: this row was taken out.")
        }
        Break::Unsealed(number) => format!(
            "The journal breaks at number {number}: this row has no seal; it was put in, or its seal was taken away."
        ),
        Break::CutFrom(number) => format!(
            "The journal breaks at number {number}: it was cut off there, for later rows had been written."
        ),
        Break::Invented(number) => format!(
            "The journal breaks at number {number}: this number was never given out, or the count of them was changed."
        ),
    }
}

/// Each picture in each size: the bytes that were kept, and, as far as its header tells, of the right kind, width and height.
fn every_picture(conn: &mut SqliteConnection, faults: &mut Vec<String>) -> QueryResult<usize> {
    let ids = queries::every_picture(conn)?;
    let bar = progress::things(ids.len() as u64, "pictures");
    let mut listed = 0;
    for id in &ids {
        for size in Size::ALL {
            let (kept, bytes, stated) = digests::picture(conn, *id, size)?;
            let fault = match kept {
                Kept::Sound if bytes.is_empty() || is_picture(&bytes, stated) => continue,
                Kept::Changed => "has other bytes than were kept",
                Kept::Sound | Kept::Missing => "cannot be shown",
            };
            if listed < MOST_LISTED {
                listed += 1;
                let size = size.as_str();
                faults.push(format!("The picture {id} {fault} in the size “{size}”."));
            }
        }
        bar.inc(1);
    }
    bar.finish_and_clear();
    Ok(ids.len())
}

fn is_picture(bytes: &[u8], (width, height): (i32, i32)) -> bool {
    let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format();
    let seen = reader.ok().and_then(|reader| reader.into_dimensions().ok());
    seen.is_some_and(|(w, h)| (i64::from(w), i64::from(h)) == (width.into(), height.into()))
}
