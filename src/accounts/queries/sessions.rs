//! Sessions: begun, seen, listed and ended.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::result::Error;

use super::people::{COLUMNS, Columns, account};
use super::{Account, Hash};
use crate::accounts::account::Session;
use crate::schema::{accounts, sessions};

fn hash_of(bytes: Vec<u8>) -> QueryResult<Hash> {
    bytes
        .try_into()
        .map_err(|_| Error::DeserializationError("a hash of another length".into()))
}

/// Begins a session. Those that are over are swept away on the way.
pub fn begin(conn: &mut SqliteConnection, account_id: i32, session: &Session) -> QueryResult<()> {
    diesel::delete(sessions::table.filter(sessions::expires_at.le(session.created_at)))
        .execute(conn)?;
    diesel::insert_into(sessions::table)
        .values((
            sessions::token_hash.eq(session.token_hash.as_slice()),
            sessions::account_id.eq(account_id),
            sessions::created_at.eq(session.created_at),
            sessions::seen_at.eq(session.seen_at),
            sessions::expires_at.eq(session.expires_at),
            sessions::browser.eq(&session.browser),
        ))
        .execute(conn)?;
    Ok(())
}

/// The open account and the session behind a token; neither an ended session nor a shut account is found.
pub fn signed_in(
    conn: &mut SqliteConnection,
    token_hash: Hash,
    now: DateTime<Utc>,
) -> QueryResult<Option<(Account, Session)>> {
    let found = sessions::table
        .inner_join(accounts::table)
        .filter(sessions::token_hash.eq(token_hash.as_slice()))
        .filter(accounts::disabled_at.is_null())
        .select((
            COLUMNS,
            (
                sessions::created_at,
                sessions::seen_at,
                sessions::expires_at,
                sessions::browser,
            ),
        ))
        .first::<(
            Columns,
            (DateTime<Utc>, DateTime<Utc>, DateTime<Utc>, String),
        )>(conn)
        .optional()?;
    let Some((columns, (created_at, seen_at, expires_at, browser))) = found else {
        return Ok(None);
    };
    let session = Session {
        token_hash,
        created_at,
        seen_at,
        expires_at,
        browser,
    };
    Ok(if session.is_over(now) {
        None
    } else {
        Some((account(columns)?, session))
    })
}

pub fn see(conn: &mut SqliteConnection, token_hash: Hash, now: DateTime<Utc>) -> QueryResult<()> {
    diesel::update(sessions::table.find(token_hash.as_slice()))
        .set(sessions::seen_at.eq(now))
        .execute(conn)?;
    Ok(())
}

/// The sessions of an account that are not over, the last seen first.
pub fn sessions_of(
    conn: &mut SqliteConnection,
    account_id: i32,
    now: DateTime<Utc>,
) -> QueryResult<Vec<Session>> {
    let rows = sessions::table
        .filter(sessions::account_id.eq(account_id))
        .order(sessions::seen_at.desc())
        .select((
            sessions::token_hash,
            sessions::created_at,
            sessions::seen_at,
            sessions::expires_at,
            sessions::browser,
        ))
        .load::<(Vec<u8>, DateTime<Utc>, DateTime<Utc>, DateTime<Utc>, String)>(conn)?;
    let mut open = Vec::new();
    for (token_hash, created_at, seen_at, expires_at, browser) in rows {
        let session = Session {
            token_hash: hash_of(token_hash)?,
            created_at,
            seen_at,
            expires_at,
            browser,
        };
        if !session.is_over(now) {
            open.push(session);
        }
    }
    Ok(open)
}

/// Ends one session of this account and of no other.
pub fn end(conn: &mut SqliteConnection, account_id: i32, token_hash: Hash) -> QueryResult<()> {
    diesel::delete(
        sessions::table
            .find(token_hash.as_slice())
            .filter(sessions::account_id.eq(account_id)),
    )
    .execute(conn)?;
    Ok(())
}

/// Ends all sessions of an account but one.
pub fn end_others(conn: &mut SqliteConnection, account_id: i32, staying: Hash) -> QueryResult<()> {
    let others = sessions::table
        .filter(sessions::account_id.eq(account_id))
        .filter(sessions::token_hash.ne(staying.as_slice()));
    diesel::delete(others).execute(conn)?;
    Ok(())
}

/// Whatever session a token names ends: before a new one begins in the same browser.
pub fn end_token(conn: &mut SqliteConnection, token_hash: Hash) -> QueryResult<()> {
    diesel::delete(sessions::table.find(token_hash.as_slice())).execute(conn)?;
    Ok(())
}

pub(super) fn end_all(conn: &mut SqliteConnection, account_id: i32) -> QueryResult<()> {
    diesel::delete(sessions::table.filter(sessions::account_id.eq(account_id))).execute(conn)?;
    Ok(())
}

/// Ends all sessions of an account, begun ones included.
pub fn end_everywhere(conn: &mut SqliteConnection, account_id: i32) -> QueryResult<()> {
    super::end_halves(conn, account_id)?;
    end_all(conn, account_id)
}
