//! Whether what families and visitors wrote, and nobody has published, is still what they wrote: by digests that the program
//! makes within a minute (migrations/2026-11-28-221000).

use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{BigInt, Binary, Integer, Nullable};
use sha2::{Digest, Sha256};

use crate::schema::private_digests;

/// Rows read at a time.
const STEP: i64 = 200;

/// What is kept of somebody's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Story,
    /// How a story's family can be reached.
    Contact,
    Memory,
}

impl Kind {
    const ALL: [Self; 3] = [Self::Story, Self::Contact, Self::Memory];

    fn word(self) -> &'static str {
        match self {
            Self::Story => "story",
            Self::Contact => "contact",
            Self::Memory => "memory",
        }
    }

    /// The table, the number of its rows, and the columns with words, those of the migration's triggers.
    fn words(self) -> (&'static str, &'static str, [&'static str; 4]) {
        match self {
            Self::Story => (
                "submissions",
                "id",
                ["answers", "record", "sent_answers", "message"],
            ),
            Self::Contact => (
                "submission_contacts",
                "submission_id",
                ["name", "phone", "email", "other"],
            ),
            Self::Memory => ("memories", "id", ["words", "name", "relation", "NULL"]),
        }
    }

    /// Rows with their words as bytes: what is no text any more can be read as well.
    fn rows(self) -> String {
        let (table, number, [a, b, c, d]) = self.words();
        format!(
            "SELECT p.id, p.sha256, CAST({a} AS BLOB) AS a, CAST({b} AS BLOB) AS b, CAST({c} AS BLOB) AS c, CAST({d} AS BLOB) AS d \
             FROM private_digests AS p JOIN {table} AS t ON t.{number} = p.id WHERE p.kind = '{}'",
            self.word()
        )
    }
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Integer)]
    id: i32,
    #[diesel(sql_type = Nullable<Binary>)]
    sha256: Option<Vec<u8>>,
    #[diesel(sql_type = Nullable<Binary>)]
    a: Option<Vec<u8>>,
    #[diesel(sql_type = Nullable<Binary>)]
    b: Option<Vec<u8>>,
    #[diesel(sql_type = Nullable<Binary>)]
    c: Option<Vec<u8>>,
    #[diesel(sql_type = Nullable<Binary>)]
    d: Option<Vec<u8>>,
}

impl Row {
    fn digest(&self) -> Vec<u8> {
        let mut digest = Sha256::new();
        for words in [&self.a, &self.b, &self.c, &self.d] {
            // Nothing and an empty text differ, and no word goes from one column into the next.
            let length = words.as_ref().map_or(u64::MAX, |words| words.len() as u64);
            digest.update(length.to_le_bytes());
            digest.update(words.as_deref().unwrap_or_default());
        }
        digest.finalize().to_vec()
    }
}

/// Whether words wait to be read.
pub fn waits(conn: &mut SqliteConnection) -> QueryResult<bool> {
    let waiting = private_digests::table.filter(private_digests::sha256.is_null());
    diesel::select(diesel::dsl::exists(waiting)).get_result(conn)
}

/// Reads some of those that wait.
pub fn read_some(conn: &mut SqliteConnection) -> QueryResult<()> {
    for kind in Kind::ALL {
        let rows = sql_query(format!("{} AND p.sha256 IS NULL LIMIT ?", kind.rows()));
        let rows: Vec<Row> = rows.bind::<BigInt, _>(STEP).load(conn)?;
        for row in rows {
            diesel::update(private_digests::table.find((kind.word(), row.id)))
                .set(private_digests::sha256.eq(row.digest()))
                .execute(conn)?;
        }
    }
    Ok(())
}

/// Whose words are not those that were read.
pub fn changed(conn: &mut SqliteConnection) -> QueryResult<Vec<(Kind, i32)>> {
    let mut changed = Vec::new();
    for kind in Kind::ALL {
        let mut last = i32::MIN;
        loop {
            let rows = sql_query(format!(
                "{} AND p.id > ? ORDER BY p.id LIMIT ?",
                kind.rows()
            ));
            let rows = rows.bind::<Integer, _>(last).bind::<BigInt, _>(STEP);
            let rows: Vec<Row> = rows.load(conn)?;
            let Some(reached) = rows.last() else { break };
            last = reached.id;
            let differs = |row: &&Row| {
                let read = row.sha256.as_ref();
                read.is_some_and(|read| *read != row.digest())
            };
            changed.extend(rows.iter().filter(differs).map(|row| (kind, row.id)));
        }
    }
    Ok(changed)
}
