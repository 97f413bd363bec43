//! What is in a file: rows by table, to be compared with a copy of it and to be told.

use std::collections::BTreeMap;
use std::fmt;

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};

use crate::schema::{accounts, heroes, photos, submissions};

/// Tables whose rows are only ever added: a copy that has fewer of them than were there when it was begun has lost some.
const ONLY_GROW: [&str; 3] = ["journal", "journal_seals", "hero_versions"];

/// Rows by table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counts(BTreeMap<String, i64>);

impl Counts {
    /// The first table that only ever grows and has fewer rows here than there.
    pub fn fewer_than(&self, before: &Self) -> Option<&'static str> {
        let count = |of: &Self, table: &str| of.0.get(table).copied().unwrap_or(0);
        ONLY_GROW
            .into_iter()
            .find(|table| count(self, table) < count(before, table))
    }
}

/// Of every table that is written in SQL, virtual ones apart: those are made of others.
pub fn counts(conn: &mut SqliteConnection) -> QueryResult<Counts> {
    let tables: Vec<String> = diesel::dsl::sql::<Text>(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name",
    )
    .load(conn)?;
    let mut counts = BTreeMap::new();
    for table in tables {
        let sql = format!("SELECT count(*) FROM \"{}\"", table.replace('"', "\"\""));
        let count: i64 = diesel::dsl::sql::<BigInt>(&sql).get_result(conn)?;
        counts.insert(table, count);
    }
    Ok(Counts(counts))
}

/// What a person asks first of a file that was brought back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contents {
    pub lives: i64,
    pub waiting: i64,
    pub pictures: i64,
    pub accounts: i64,
}

impl fmt::Display for Contents {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            lives,
            waiting,
            pictures,
            accounts,
        } = self;
        write!(
            f,
            "{lives} public lives, {waiting} stories that wait, {pictures} pictures, {accounts} accounts"
        )
    }
}

pub fn contents(conn: &mut SqliteConnection) -> QueryResult<Contents> {
    Ok(Contents {
        lives: heroes::table.count().get_result(conn)?,
        waiting: submissions::table
            .filter(submissions::state.eq_any(["pending", "taken"]))
            .count()
            .get_result(conn)?,
        pictures: photos::table.count().get_result(conn)?,
        accounts: accounts::table.count().get_result(conn)?,
    })
}
