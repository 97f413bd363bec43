//! `demo`: fills an empty memorial with invented lives. The same every time.

use chrono::{DateTime, Duration, Utc};

use super::lives::Makings;
use super::portrait::{self, Sitter};
use super::remembered;
use super::waiting::{self, Queued};
use crate::archive::{progress, queries};
use crate::db::Database;
use crate::digests::digest::Content;
use crate::digests::queries::begin_in_public;
use crate::heroes::hero::{Photo, Text};
use crate::heroes::queries::{Author, Change, newest, publish};
use crate::photos::queries::store;
use crate::photos::renditions::make;

/// What was made.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filled {
    pub lives: u32,
    pub pictures: u32,
    pub queued: Queued,
}

/// Fills the memorial, or says in a sentence that it is not empty and leaves it alone.
pub fn fill(db: &Database, now: DateTime<Utc>) -> anyhow::Result<Filled> {
    let not_empty = "The memorial is not empty. Invented lives are never put among real ones: \
                     choose another file with --database, such as --database demo.sqlite3.";
    anyhow::ensure!(db.read_now(queries::is_empty)?, not_empty);
    let makings = Makings::read()?;
    let reference = db.read_now(crate::reference::queries::all)?;
    let count = makings.rows.len();
    let bar = progress::things(count as u64, "lives");
    let mut filled = Filled::default();
    for number in 0..count {
        let mut record = makings.record(number, &reference)?;
        let mut pictures = Vec::new();
        for sitting in 0..sittings(number) {
            let sitter = Sitter {
                sex: makings.rows[number].sex,
                age: makings.age(number),
                face: number,
                sitting: number / 3 + sitting * 4,
            };
            pictures.push(make(&portrait::jpeg(sitter)?)?);
        }
        // The last of the list are the latest; each was published at an hour of its own.
        let hours = i64::try_from(count - number)? * 7;
        let at = now - Duration::hours(hours);
        db.write_now(|conn| {
            for (sitting, made) in pictures.iter().enumerate() {
                let id = store(conn, made, at)?;
                let caption = if sitting > 0 {
                    Text::both("У відпустці, удома", "At home on leave")
                } else {
                    Text::default()
                };
                let credit = None;
                record.photos.push(Photo {
                    caption,
                    credit,
                    ..Photo::kept(id)
                });
                filled.pictures += 1;
            }
            publish(
                conn,
                &record,
                Change {
                    by: Author::Shell,
                    at,
                    why: super::WHY,
                },
            )
        })?;
        filled.lives += 1;
        bar.inc(1);
    }
    bar.finish_and_clear();
    db.write_now(|conn| {
        let content = Content {
            title: Text::both("Вигадана добірка: так її бачать редакції", "An invented digest, as editors see it"),
            intro: Text::both(
                "Усі люди в цій добірці вигадані. Так виглядає кілька життів, зібраних разом для газети чи листа.",
                "Everyone in this digest is invented. This is how several lives look, gathered for a paper or a newsletter.",
            ),
            lives: newest(conn, 4)?,
        };
        begin_in_public(conn, &content, now)
    })?;
    filled.queued = waiting::queue(db, &reference, now)?;
    remembered::remember(db, now)?;
    Ok(filled)
}

/// Most have a picture, some two, some none, as in life.
fn sittings(number: usize) -> usize {
    match number % 7 {
        3 => 0,
        5 if number % 2 == 1 => 2,
        6 if number.is_multiple_of(3) => 0,
        _ => 1,
    }
}
