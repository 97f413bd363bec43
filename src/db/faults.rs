//! What can be wrong with a file, and what SQLite says when it is.

use diesel::result::Error;
use diesel::sql_types::{BigInt, Nullable, Text};
use diesel::{QueryResult, RunQueryDsl, SqliteConnection};

/// SQLite's own look at every page and every index, and at every row that names another; empty when all is well. What is
/// damaged is named by its table, where that can be told.
pub fn of_file(conn: &mut SqliteConnection) -> QueryResult<Vec<String>> {
    let said: Vec<String> = match diesel::dsl::sql::<Text>("PRAGMA integrity_check(20)").load(conn)
    {
        // Too damaged to be looked through in one go.
        Err(fault) if is_damage(&fault) => vec![fault.to_string()],
        said => said?,
    };
    let mut faults: Vec<String> = said.into_iter().filter(|line| is_fault(line)).collect();
    if !faults.is_empty() {
        let damaged = damaged_tables(conn)?;
        if !damaged.is_empty() {
            faults = damaged
                .into_iter()
                .map(|(table, said)| format!("The table {table} is damaged: {said}."))
                .collect();
        }
    } else {
        let lost = diesel::dsl::sql::<(Text, Nullable<BigInt>, Text)>(
            "SELECT \"table\", rowid, parent FROM pragma_foreign_key_check LIMIT 20",
        );
        let lost: Vec<(String, Option<i64>, String)> = lost.load(conn)?;
        faults.extend(lost.into_iter().map(|(table, _, parent)| {
            format!("A row of {table} names one of {parent} that is not there.")
        }));
    }
    Ok(faults)
}

/// The tables that are damaged, they or their indexes, each with the first that SQLite says of it. They are looked at one by
/// one: what cannot be read does not hide the others.
pub fn damaged_tables(conn: &mut SqliteConnection) -> QueryResult<Vec<(String, String)>> {
    let tables = diesel::dsl::sql::<Text>(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name",
    );
    let tables: Vec<String> = match tables.load(conn) {
        Err(fault) if is_damage(&fault) => return Ok(Vec::new()),
        tables => tables?,
    };
    let mut damaged = Vec::new();
    for table in tables {
        let look = format!("PRAGMA integrity_check(\"{}\")", table.replace('"', "\"\""));
        let said = match diesel::dsl::sql::<Text>(&look).load::<String>(conn) {
            Err(fault) if is_damage(&fault) => Some(fault.to_string()),
            said => said?.into_iter().find(|line| is_fault(line)),
        };
        // SQLite says which tree of pages it means on a line before.
        damaged.extend(said.map(|said| {
            (
                table,
                said.replace('\n', " ")
                    .trim_start_matches("*** ")
                    .to_owned(),
            )
        }));
    }
    Ok(damaged)
}

/// The same as far as can be told at a glance: every page, but no index against its table.
pub fn at_a_glance(conn: &mut SqliteConnection) -> QueryResult<Option<String>> {
    let said: Vec<String> = match diesel::dsl::sql::<Text>("PRAGMA quick_check(20)").load(conn) {
        Err(fault) if is_damage(&fault) => return Ok(Some(fault.to_string())),
        said => said?,
    };
    Ok(said.into_iter().find(|line| is_fault(line)))
}

/// An index of words that does not fit its lives is no damage: it is made again from them.
fn is_fault(line: &str) -> bool {
    line != "ok" && !line.contains("FTS5 table")
}

/// Whether the file itself is damaged.
pub fn is_damage(fault: &Error) -> bool {
    said(fault).is_some_and(|said| sounds_damaged(&said))
}

/// The same by what SQLite said. The index of words has a word of its own for it.
pub fn sounds_damaged(said: &str) -> bool {
    [
        "malformed",
        "file is not a database",
        "vtable constructor failed",
    ]
    .iter()
    .any(|known| said.contains(known))
}

/// Whether the file could not be written: no room, no right, a failing disk, no turn. Whatever was to be kept was not.
pub fn is_unwritten(fault: &Error) -> bool {
    const SAID: [&str; 5] = [
        "database or disk is full",
        "readonly database",
        "disk I/O error",
        "unable to open database file",
        "database is locked",
    ];
    is_damage(fault)
        || said(fault).is_some_and(|said| SAID.iter().any(|known| said.contains(known)))
}

/// Diesel knows no kinds of these.
fn said(fault: &Error) -> Option<String> {
    match fault {
        Error::DatabaseError(_, what) => Some(what.message().to_owned()),
        Error::RollbackErrorOnCommit {
            rollback_error,
            commit_error,
        } => said(commit_error).or_else(|| said(rollback_error)),
        Error::BrokenTransactionManager => Some("disk I/O error".to_owned()),
        _ => None,
    }
}
