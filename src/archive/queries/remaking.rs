//! The index of words, where its own pages are damaged: it says nothing that the lives do not, so it is taken out of the file
//! and made again. SQLite cannot drop a table whose pages it cannot read; its name is taken out of the list of tables instead,
//! and its pages go when the file is packed.

use std::path::Path;

use diesel::connection::SimpleConnection;
use diesel::result::{ConnectionError, Error};
use diesel::sql_types::Text;
use diesel::{Connection, QueryResult, RunQueryDsl, SqliteConnection, sql_query};

use crate::search::index;

/// Whether a table is one of those that hold the index.
pub fn is_of_index(table: &str) -> bool {
    index::TABLES.iter().any(|known| {
        let rest = table.strip_prefix(known);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('_'))
    })
}

/// Whole or not at all; says how many lives were read. On a connection that has not touched the index.
pub fn remake_index(path: &Path) -> Result<usize, Error> {
    let mut conn = SqliteConnection::establish(&path.display().to_string())
        .map_err(|fault: ConnectionError| Error::QueryBuilderError(fault.into()))?;
    conn.batch_execute(
        "PRAGMA busy_timeout = 5000; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;",
    )?;
    let lives = conn.immediate_transaction(made_again)?;
    conn.batch_execute("VACUUM;")?;
    Ok(lives)
}

fn made_again(conn: &mut SqliteConnection) -> QueryResult<usize> {
    let mut made = Vec::new();
    for table in index::TABLES {
        let sql = diesel::dsl::sql::<Text>("SELECT sql FROM sqlite_schema WHERE name = ")
            .bind::<Text, _>(table);
        made.push(sql.get_result::<String>(conn)?);
    }
    let tables: Vec<String> =
        diesel::dsl::sql::<Text>("SELECT DISTINCT tbl_name FROM sqlite_schema").load(conn)?;
    conn.batch_execute("PRAGMA writable_schema = ON;")?;
    for table in tables.iter().filter(|table| is_of_index(table)) {
        sql_query("DELETE FROM sqlite_schema WHERE tbl_name = ?")
            .bind::<Text, _>(table)
            .execute(conn)?;
    }
    conn.batch_execute("PRAGMA writable_schema = RESET;")?;
    for sql in made {
        conn.batch_execute(&sql)?;
    }
    index::rebuild(conn)
}
