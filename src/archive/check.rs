//! `check`: whether the memorial's file is whole. What can be made again from the lives (the index of words) is made again;
//! what cannot is only said, for a person to bring back from a backup.

use std::io::Cursor;

use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::Text;
use image::ImageReader;

use super::progress;
use crate::db::Database;
use crate::error::AppError;
use crate::photos;
use crate::photos::photo::Size;
use crate::schema::photos as pictures;
use crate::search::index;

/// Faults of one kind that are listed; more are counted by nobody.
const MOST_LISTED: usize = 20;

/// What was found. `faults` are sentences; without any the file is whole.
#[derive(Debug, Default)]
pub struct Checked {
    pub faults: Vec<String>,
    /// Lives whose words in the index were not those of the life, and are now.
    pub mended: usize,
    pub pictures: usize,
}

pub fn check(db: &Database) -> Result<Checked, AppError> {
    let mut checked = Checked::default();
    db.read_now(|conn| {
        checked.faults.extend(file(conn)?);
        checked.faults.extend(references(conn)?);
        Ok(())
    })?;
    checked.pictures = every_picture(db, &mut checked.faults)?;
    // A damaged file is not written to: a backup is better than what a mending hand would leave.
    if checked.faults.is_empty() {
        checked.mended = db.write_now(index::mend)?;
    }
    Ok(checked)
}

/// SQLite's own look at every page and every index (`PRAGMA integrity_check`).
fn file(conn: &mut SqliteConnection) -> QueryResult<Vec<String>> {
    let said: Vec<String> = sql::<Text>("PRAGMA integrity_check(20)").load(conn)?;
    Ok(said.into_iter().filter(|line| line != "ok").collect())
}

/// Rows that name a row that is not there.
fn references(conn: &mut SqliteConnection) -> QueryResult<Vec<String>> {
    let lost = sql::<(Text, Text)>("SELECT \"table\", parent FROM pragma_foreign_key_check")
        .load::<(String, String)>(conn)?;
    let said = lost.into_iter().take(MOST_LISTED).map(|(table, parent)| {
        format!("A row of {table} names one of {parent} that is not there.")
    });
    Ok(said.collect())
}

/// Each picture in each size, as far as its header: the right kind, the width and height that are written beside it.
fn every_picture(db: &Database, faults: &mut Vec<String>) -> Result<usize, AppError> {
    let ids: Vec<i32> = db.read_now(|conn| {
        pictures::table
            .order(pictures::id)
            .select(pictures::id)
            .load(conn)
    })?;
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
