//! `check`: whether the memorial's file is whole. What can be made again from the lives (the index of words) is made again;
//! what cannot is only said, for a person to bring back from a backup.

use std::io::Cursor;

use diesel::{Connection, QueryResult, SqliteConnection};
use image::ImageReader;

use super::{progress, queries};
use crate::companions;
use crate::db::Database;
use crate::error::AppError;
use crate::moderation::queries::{Break, is_in_chain, look_through_chain};
use crate::moderation::seal::Noted;
use crate::photos;
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
    let mut checked = Checked::default();
    db.read_now(|conn| {
        checked.faults.extend(queries::damage(conn)?);
        checked
            .faults
            .extend(lost(&queries::lost_references(conn)?));
        checked
            .faults
            .extend(contacts_left(&remembrance::queries::contacts_left(conn)?));
        Ok(())
    })?;
    checked.sealed = db.read_now(|conn| chain(conn, noted, &mut checked.faults))?;
    checked.pictures = every_picture(db, &mut checked.faults)?;
    // A damaged file is not written to: a backup is better than what a mending hand would leave.
    if checked.faults.is_empty() {
        checked.mended = db.write_now(index::mend)?;
        checked.joined = db.write_now(companions::queries::mend)?;
    }
    Ok(checked)
}

/// Rows that name a row that is not there.
fn lost(references: &[(String, String)]) -> Vec<String> {
    let said = references.iter().take(MOST_LISTED).map(|(table, parent)| {
        format!("A row of {table} names one of {parent} that is not there.")
    });
    said.collect()
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

/// Each picture in each size, as far as its header: the right kind, the width and height that are written beside it.
fn every_picture(db: &Database, faults: &mut Vec<String>) -> Result<usize, AppError> {
    let ids = db.read_now(queries::every_picture)?;
    let bar = progress::things(ids.len() as u64, "pictures");
    let mut listed = 0;
    for id in &ids {
        for size in Size::ALL {
            let found = db.read_now(|conn| photos::queries::rendition(conn, *id, size))?;
            let whole = found.is_some_and(|rendition| {
                let reader = ImageReader::new(Cursor::new(&rendition.bytes)).with_guessed_format();
                let seen = reader.ok().and_then(|reader| reader.into_dimensions().ok());
                seen == Some((rendition.width, rendition.height))
            });
            if !whole && listed < MOST_LISTED {
                listed += 1;
                faults.push(format!(
                    "The picture {id} cannot be shown in the size “{}”.",
                    size.as_str()
                ));
            }
        }
        bar.inc(1);
    }
    bar.finish_and_clear();
    Ok(ids.len())
}
