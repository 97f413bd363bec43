//! What slows guessing down: every try is counted before it is made.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;

use super::{Hash, named, password};
use crate::accounts::account::{AccountName, FORGOTTEN, Failures};
use crate::accounts::guard::hashed;
use crate::schema::{known_browsers, sign_in_failures};

/// Spellings of one name are counted as one.
fn hash_name(name: &AccountName) -> Hash {
    hashed(name.folded().as_bytes())
}

/// Counts a try before it is made, or says how long to wait. Counting first, so that a hundred tries at once are a
/// hundred; [`forgive`] takes it back when the password was right. `known` is the browser's own mark: a browser that
/// once signed in as this name is counted apart from strangers.
pub fn try_once(
    conn: &mut SqliteConnection,
    name: &AccountName,
    known: Option<Hash>,
    now: DateTime<Utc>,
) -> QueryResult<Result<Tried, TimeDelta>> {
    let account = match named(conn, name)? {
        Some(account) if account.disabled_at.is_none() => {
            password(conn, account.id)?.map(|kept| (account.id, kept))
        }
        _ => None,
    };
    let known = match (known, &account) {
        (Some(browser), Some((id, _))) => {
            let row = known_browsers::table.find((browser.as_slice(), id));
            diesel::select(diesel::dsl::exists(row))
                .get_result::<bool>(conn)?
                .then_some(browser)
        }
        _ => None,
    };
    let counted = known.map_or_else(
        || hash_name(name),
        |browser| hashed(&[&browser, name.folded().as_bytes()].concat()),
    );
    Ok(count(conn, counted, now)?.map(|()| Tried { counted, account }))
}

/// Counts one try under a hash, or says how long to wait before it may be made.
pub(super) fn count(
    conn: &mut SqliteConnection,
    counted: Hash,
    now: DateTime<Utc>,
) -> QueryResult<Result<(), TimeDelta>> {
    let before = sign_in_failures::table
        .find(counted.as_slice())
        .select((sign_in_failures::failures, sign_in_failures::failed_at))
        .first::<(i32, DateTime<Utc>)>(conn)
        .optional()?
        .map(|(count, last)| Failures { count, last });
    if let Some(wait) = before.and_then(|before| before.wait(now)) {
        return Ok(Err(wait));
    }
    diesel::delete(sign_in_failures::table.filter(sign_in_failures::failed_at.lt(now - FORGOTTEN)))
        .execute(conn)?;
    let after = Failures::and_another(before, now);
    let columns = (
        sign_in_failures::failures.eq(after.count),
        sign_in_failures::failed_at.eq(after.last),
    );
    diesel::insert_into(sign_in_failures::table)
        .values((sign_in_failures::name.eq(counted.as_slice()), columns))
        .on_conflict(sign_in_failures::name)
        .do_update()
        .set(columns)
        .execute(conn)?;
    Ok(Ok(()))
}

/// A try that was counted: under which hash, and the account it is for, if there is one.
#[derive(Debug, Clone)]
pub struct Tried {
    pub counted: Hash,
    /// Number and kept password.
    pub account: Option<(i32, String)>,
}

pub(super) fn forgive_name(conn: &mut SqliteConnection, name: &AccountName) -> QueryResult<()> {
    forgive(conn, hash_name(name))
}

pub fn forgive(conn: &mut SqliteConnection, counted: Hash) -> QueryResult<()> {
    diesel::delete(sign_in_failures::table.find(counted.as_slice())).execute(conn)?;
    Ok(())
}

/// Browsers of one account that are counted apart from strangers; the oldest are forgotten.
const MOST_BROWSERS: i64 = 20;

/// From now on this browser is counted apart from strangers.
pub fn know_browser(
    conn: &mut SqliteConnection,
    account_id: i32,
    browser: Hash,
    now: DateTime<Utc>,
) -> QueryResult<()> {
    diesel::insert_or_ignore_into(known_browsers::table)
        .values((
            known_browsers::token_hash.eq(browser.as_slice()),
            known_browsers::account_id.eq(account_id),
            known_browsers::since.eq(now),
        ))
        .execute(conn)?;
    let of_account = known_browsers::table.filter(known_browsers::account_id.eq(account_id));
    let newest: Vec<Vec<u8>> = of_account
        .order(known_browsers::since.desc())
        .limit(MOST_BROWSERS)
        .select(known_browsers::token_hash)
        .load(conn)?;
    diesel::delete(of_account.filter(known_browsers::token_hash.ne_all(newest))).execute(conn)?;
    Ok(())
}
