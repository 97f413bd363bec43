//! Second factors: set up, proven, taken off; and the half of a session between the password and the code.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use diesel::result::{DatabaseErrorKind, Error};

use super::{Account, Hash, count, find, forgive};
use crate::accounts::guard::hashed;
use crate::accounts::second_factor::{Answer, HALF_SESSION, HALF_TRIES, Secret};
use crate::schema::{accounts, half_sessions, recovery_codes, second_factors};

/// What came of a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proof {
    Right {
        /// A recovery code was used up.
        recovered: bool,
    },
    Wrong,
    /// Too many were wrong: the next may be tried after this long.
    Slow(TimeDelta),
}

/// Since when an account has a second factor, and how many recovery codes are left; none without one.
pub fn second_factor(
    conn: &mut SqliteConnection,
    account_id: i32,
) -> QueryResult<Option<(DateTime<Utc>, i64)>> {
    let since = second_factors::table
        .find(account_id)
        .select(second_factors::since)
        .first(conn)
        .optional()?;
    let Some(since) = since else { return Ok(None) };
    let left = recovery_codes::table
        .filter(recovery_codes::account_id.eq(account_id))
        .count()
        .get_result(conn)?;
    Ok(Some((since, left)))
}

pub fn has_second_factor(conn: &mut SqliteConnection, account_id: i32) -> QueryResult<bool> {
    let row = second_factors::table.find(account_id);
    diesel::select(diesel::dsl::exists(row)).get_result(conn)
}

/// The accounts that have a second factor.
pub fn with_second_factor(conn: &mut SqliteConnection) -> QueryResult<Vec<i32>> {
    second_factors::table
        .select(second_factors::account_id)
        .load(conn)
}

/// Keeps a second factor whose first code, of this step, was right. False when there is one already.
pub fn set_up(
    conn: &mut SqliteConnection,
    account_id: i32,
    secret: &Secret,
    step: i32,
    codes: &[Hash],
    now: DateTime<Utc>,
) -> QueryResult<bool> {
    let added = diesel::insert_into(second_factors::table)
        .values((
            second_factors::account_id.eq(account_id),
            second_factors::secret.eq(secret.bytes().as_slice()),
            second_factors::last_step.eq(step),
            second_factors::since.eq(now),
        ))
        .execute(conn);
    match added {
        Ok(_) => renew_codes(conn, account_id, codes).map(|()| true),
        Err(Error::DatabaseError(DatabaseErrorKind::UniqueViolation, _)) => Ok(false),
        Err(fault) => Err(fault),
    }
}

/// New recovery codes in place of all earlier ones.
pub fn renew_codes(
    conn: &mut SqliteConnection,
    account_id: i32,
    codes: &[Hash],
) -> QueryResult<()> {
    diesel::delete(recovery_codes::table.filter(recovery_codes::account_id.eq(account_id)))
        .execute(conn)?;
    for code in codes {
        diesel::insert_into(recovery_codes::table)
            .values((
                recovery_codes::code_hash.eq(code.as_slice()),
                recovery_codes::account_id.eq(account_id),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// Takes a second factor off. False when there was none.
pub fn take_off(conn: &mut SqliteConnection, account_id: i32) -> QueryResult<bool> {
    end_halves(conn, account_id)?;
    forgive(conn, counted(account_id))?;
    Ok(diesel::delete(second_factors::table.find(account_id)).execute(conn)? > 0)
}

/// Counts one try of the codes of an account before it is made, or says how long to wait.
pub fn try_code(
    conn: &mut SqliteConnection,
    account_id: i32,
    now: DateTime<Utc>,
) -> QueryResult<Result<(), TimeDelta>> {
    count(conn, counted(account_id), now)
}

pub fn forgive_codes(conn: &mut SqliteConnection, account_id: i32) -> QueryResult<()> {
    forgive(conn, counted(account_id))
}

/// Tries a code. What it proves is used up in the same transaction: of two who send the same code at once, one is wrong.
pub fn prove(
    conn: &mut SqliteConnection,
    account_id: i32,
    answer: Option<&Answer>,
    now: DateTime<Utc>,
) -> QueryResult<Proof> {
    if let Err(wait) = try_code(conn, account_id, now)? {
        return Ok(Proof::Slow(wait));
    }
    let right = match answer {
        None => false,
        Some(Answer::Code(code)) => take_code(conn, account_id, code, now)?,
        Some(Answer::Recovery(code)) => {
            let hash = code.hash(hashed);
            let kept = recovery_codes::table
                .find(hash.as_slice())
                .filter(recovery_codes::account_id.eq(account_id));
            diesel::delete(kept).execute(conn)? > 0
        }
    };
    if !right {
        return Ok(Proof::Wrong);
    }
    forgive_codes(conn, account_id)?;
    let recovered = matches!(answer, Some(Answer::Recovery(_)));
    Ok(Proof::Right { recovered })
}

fn take_code(
    conn: &mut SqliteConnection,
    account_id: i32,
    code: &str,
    now: DateTime<Utc>,
) -> QueryResult<bool> {
    let kept = second_factors::table
        .find(account_id)
        .select((second_factors::secret, second_factors::last_step))
        .first::<(Vec<u8>, i32)>(conn)
        .optional()?;
    let Some((secret, last)) = kept else {
        return Ok(false);
    };
    let secret = secret
        .try_into()
        .map_err(|_| Error::DeserializationError("a secret of another length".into()))?;
    let Some(step) = Secret::new(secret).step_of(code, now, Some(last)) else {
        return Ok(false);
    };
    diesel::update(second_factors::table.find(account_id))
        .set(second_factors::last_step.eq(step))
        .execute(conn)?;
    Ok(true)
}

/// Codes are counted apart from passwords, and for all browsers as one: whoever gets this far knows the password.
fn counted(account_id: i32) -> Hash {
    hashed(format!("second factor of {account_id}").as_bytes())
}

// Between the password and the code

/// The password was right; the code is still to come. Halves that are over are swept away on the way.
pub fn begin_half(
    conn: &mut SqliteConnection,
    account_id: i32,
    token_hash: Hash,
    now: DateTime<Utc>,
) -> QueryResult<()> {
    diesel::delete(half_sessions::table.filter(half_sessions::expires_at.le(now))).execute(conn)?;
    diesel::insert_into(half_sessions::table)
        .values((
            half_sessions::token_hash.eq(token_hash.as_slice()),
            half_sessions::account_id.eq(account_id),
            half_sessions::expires_at.eq(now + HALF_SESSION),
        ))
        .execute(conn)?;
    Ok(())
}

/// Whose the half behind a token is, while it lasts and may still be tried.
pub fn half(
    conn: &mut SqliteConnection,
    token_hash: Hash,
    now: DateTime<Utc>,
) -> QueryResult<Option<Account>> {
    let id = half_sessions::table
        .inner_join(accounts::table)
        .filter(half_sessions::token_hash.eq(token_hash.as_slice()))
        .filter(half_sessions::expires_at.gt(now))
        .filter(half_sessions::tries.lt(HALF_TRIES))
        .filter(accounts::disabled_at.is_null())
        .select(accounts::id)
        .first(conn)
        .optional()?;
    id.map(|id| find(conn, id)).transpose()
}

/// One wrong code more.
pub fn spend_half(conn: &mut SqliteConnection, token_hash: Hash) -> QueryResult<()> {
    let left = half_sessions::table
        .find(token_hash.as_slice())
        .filter(half_sessions::tries.lt(HALF_TRIES));
    diesel::update(left)
        .set(half_sessions::tries.eq(half_sessions::tries + 1))
        .execute(conn)?;
    Ok(())
}

pub fn end_half(conn: &mut SqliteConnection, token_hash: Hash) -> QueryResult<()> {
    diesel::delete(half_sessions::table.find(token_hash.as_slice())).execute(conn)?;
    Ok(())
}

pub(super) fn end_halves(conn: &mut SqliteConnection, account_id: i32) -> QueryResult<()> {
    diesel::delete(half_sessions::table.filter(half_sessions::account_id.eq(account_id)))
        .execute(conn)?;
    Ok(())
}
