//! What was done to an account by another, told until its owner has read it.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::schema::{account_notices, accounts};

/// What was done, as in the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Done(pub &'static str);

pub const SECOND_FACTOR_TAKEN_OFF: Done = Done("second-factor-taken-off");
pub const ROLE_CHANGED: Done = Done("role-changed");
pub const SESSIONS_ENDED: Done = Done("sessions-ended");

pub struct Notice {
    pub kind: String,
    /// The colleague; none from the shell.
    pub by: Option<String>,
    pub at: DateTime<Utc>,
}

pub fn notify(
    conn: &mut SqliteConnection,
    account_id: i32,
    done: Done,
    by: Option<i32>,
    now: DateTime<Utc>,
) -> QueryResult<()> {
    diesel::insert_into(account_notices::table)
        .values((
            account_notices::account_id.eq(account_id),
            account_notices::kind.eq(done.0),
            account_notices::by_id.eq(by),
            account_notices::at.eq(now),
        ))
        .execute(conn)?;
    Ok(())
}

/// What an account is still to be told, the oldest first.
pub fn notices(conn: &mut SqliteConnection, account_id: i32) -> QueryResult<Vec<Notice>> {
    let rows = account_notices::table
        .left_join(accounts::table.on(accounts::id.nullable().eq(account_notices::by_id)))
        .filter(account_notices::account_id.eq(account_id))
        .order(account_notices::id)
        .select((
            account_notices::kind,
            accounts::name.nullable(),
            account_notices::at,
        ))
        .load::<(String, Option<String>, DateTime<Utc>)>(conn)?;
    Ok(rows
        .into_iter()
        .map(|(kind, by, at)| Notice { kind, by, at })
        .collect())
}

/// Whether there is something to be told.
pub fn has_notices(conn: &mut SqliteConnection, account_id: i32) -> QueryResult<bool> {
    let rows = account_notices::table.filter(account_notices::account_id.eq(account_id));
    diesel::select(diesel::dsl::exists(rows)).get_result(conn)
}

/// It has been read.
pub fn put_notices_away(conn: &mut SqliteConnection, account_id: i32) -> QueryResult<()> {
    diesel::delete(account_notices::table.filter(account_notices::account_id.eq(account_id)))
        .execute(conn)?;
    Ok(())
}
