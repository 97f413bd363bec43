//! All SQL of accounts, their sessions, invitations and failed sign-ins.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::result::{DatabaseErrorKind, Error};

use super::account::{AccountName, FORGOTTEN, Failures, INVITATION, Role, Session};
use crate::schema::{accounts, invitations, known_browsers, sessions, sign_in_failures};

/// SHA-256 of a token or a name.
pub type Hash = [u8; 32];

#[derive(Debug, Clone)]
pub struct Account {
    pub id: i32,
    pub name: String,
    pub role: Role,
    pub created_at: DateTime<Utc>,
    pub disabled_at: Option<DateTime<Utc>>,
}

type Columns = (i32, String, String, DateTime<Utc>, Option<DateTime<Utc>>);
const COLUMNS: (
    accounts::id,
    accounts::name,
    accounts::role,
    accounts::created_at,
    accounts::disabled_at,
) = (
    accounts::id,
    accounts::name,
    accounts::role,
    accounts::created_at,
    accounts::disabled_at,
);

fn account((id, name, role, created_at, disabled_at): Columns) -> QueryResult<Account> {
    Ok(Account {
        id,
        name,
        role: role_of(&role)?,
        created_at,
        disabled_at,
    })
}

fn role_of(word: &str) -> QueryResult<Role> {
    Role::from_word(word)
        .ok_or_else(|| Error::DeserializationError(format!("unreadable role {word:?}").into()))
}

fn hash_of(bytes: Vec<u8>) -> QueryResult<Hash> {
    bytes
        .try_into()
        .map_err(|_| Error::DeserializationError("a hash of another length".into()))
}

/// Whether anybody has an account, disabled ones included.
pub fn any(conn: &mut SqliteConnection) -> QueryResult<bool> {
    diesel::select(diesel::dsl::exists(accounts::table.select(accounts::id))).get_result(conn)
}

/// All accounts, the oldest first.
pub fn all(conn: &mut SqliteConnection) -> QueryResult<Vec<Account>> {
    accounts::table
        .order(accounts::id)
        .select(COLUMNS)
        .load::<Columns>(conn)?
        .into_iter()
        .map(account)
        .collect()
}

pub fn find(conn: &mut SqliteConnection, id: i32) -> QueryResult<Account> {
    account(accounts::table.find(id).select(COLUMNS).first(conn)?)
}

/// The account of this name, or of one that looks the same.
pub fn named(conn: &mut SqliteConnection, name: &AccountName) -> QueryResult<Option<Account>> {
    let exact = accounts::table
        .filter(accounts::name.eq(name.as_str()))
        .select(COLUMNS)
        .first::<Columns>(conn)
        .optional()?;
    let found = match exact {
        Some(found) => Some(found),
        None => accounts::table
            .filter(accounts::folded.eq(name.folded()))
            .select(COLUMNS)
            .first::<Columns>(conn)
            .optional()?,
    };
    found.map(account).transpose()
}

/// Gives accounts of before the key they are found by. Of two that look the same the older one has it.
pub fn fold_names(conn: &mut SqliteConnection) -> QueryResult<()> {
    let unfolded = accounts::table
        .filter(accounts::folded.is_null())
        .order(accounts::id)
        .select((accounts::id, accounts::name))
        .load::<(i32, String)>(conn)?;
    for (id, name) in unfolded {
        let Ok(name) = AccountName::parse(&name) else {
            continue;
        };
        let folded = diesel::update(accounts::table.find(id))
            .set(accounts::folded.eq(name.folded()))
            .execute(conn);
        match folded {
            Ok(_) | Err(Error::DatabaseError(DatabaseErrorKind::UniqueViolation, _)) => {}
            Err(fault) => return Err(fault),
        }
    }
    Ok(())
}

/// A new account; `None` when the name is taken.
pub fn add(
    conn: &mut SqliteConnection,
    name: &AccountName,
    password: &str,
    role: Role,
    now: DateTime<Utc>,
) -> QueryResult<Option<i32>> {
    let added = diesel::insert_into(accounts::table)
        .values((
            accounts::name.eq(name.as_str()),
            accounts::folded.eq(name.folded()),
            accounts::password.eq(password),
            accounts::role.eq(role.word()),
            accounts::created_at.eq(now),
        ))
        .returning(accounts::id)
        .get_result(conn);
    match added {
        Ok(id) => Ok(Some(id)),
        Err(Error::DatabaseError(DatabaseErrorKind::UniqueViolation, _)) => Ok(None),
        Err(fault) => Err(fault),
    }
}

/// Shuts an account and ends its sessions at once.
pub fn disable(conn: &mut SqliteConnection, id: i32, now: DateTime<Utc>) -> QueryResult<()> {
    diesel::update(accounts::table.find(id))
        .set(accounts::disabled_at.eq(now))
        .execute(conn)?;
    diesel::delete(invitations::table.filter(invitations::account_id.eq(id))).execute(conn)?;
    // Whoever was invited by it and has not come yet stays out as well.
    diesel::delete(invitations::table.filter(invitations::invited_by.eq(id))).execute(conn)?;
    end_all(conn, id)
}

/// Gives an account a new password, opens it again if it was shut, and ends its sessions everywhere.
pub fn reset(conn: &mut SqliteConnection, id: i32, password: &str) -> QueryResult<()> {
    let opened = (
        accounts::password.eq(password),
        accounts::disabled_at.eq(None::<DateTime<Utc>>),
    );
    diesel::update(accounts::table.find(id))
        .set(opened)
        .execute(conn)?;
    let name: String = accounts::table
        .find(id)
        .select(accounts::name)
        .first(conn)?;
    if let Ok(name) = AccountName::parse(&name) {
        forgive(conn, hash_name(&name))?;
    }
    diesel::delete(known_browsers::table.filter(known_browsers::account_id.eq(id)))
        .execute(conn)?;
    diesel::delete(invitations::table.filter(invitations::account_id.eq(id))).execute(conn)?;
    end_all(conn, id)
}

/// The account's own change of its password: its other sessions end.
pub fn change_password(
    conn: &mut SqliteConnection,
    id: i32,
    password: &str,
    staying: Hash,
) -> QueryResult<()> {
    diesel::update(accounts::table.find(id))
        .set(accounts::password.eq(password))
        .execute(conn)?;
    end_others(conn, id, staying)
}

/// What is kept of a password, for an account that is open.
pub fn password(conn: &mut SqliteConnection, id: i32) -> QueryResult<Option<String>> {
    accounts::table
        .find(id)
        .filter(accounts::disabled_at.is_null())
        .select(accounts::password)
        .first(conn)
        .optional()
}

// Sessions

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
            ),
        ))
        .first::<(Columns, (DateTime<Utc>, DateTime<Utc>, DateTime<Utc>))>(conn)
        .optional()?;
    let Some((columns, (created_at, seen_at, expires_at))) = found else {
        return Ok(None);
    };
    let session = Session {
        token_hash,
        created_at,
        seen_at,
        expires_at,
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
        ))
        .load::<(Vec<u8>, DateTime<Utc>, DateTime<Utc>, DateTime<Utc>)>(conn)?;
    let mut open = Vec::new();
    for (token_hash, created_at, seen_at, expires_at) in rows {
        let session = Session {
            token_hash: hash_of(token_hash)?,
            created_at,
            seen_at,
            expires_at,
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

fn end_all(conn: &mut SqliteConnection, account_id: i32) -> QueryResult<()> {
    diesel::delete(sessions::table.filter(sessions::account_id.eq(account_id))).execute(conn)?;
    Ok(())
}

// Failed sign-ins

/// Spellings of one name are counted as one.
fn hash_name(name: &AccountName) -> Hash {
    super::guard::hashed(name.folded().as_bytes())
}

/// Counts a try before it is made, or says how long to wait. Counting first, so that a hundred tries at once are a
/// hundred; [`forgive`] takes it back when the password was right. `known` is the browser's own mark: a browser that
/// once signed in as this name is counted apart from strangers.
pub fn try_once(
    conn: &mut SqliteConnection,
    name: &AccountName,
    known: Option<Hash>,
    now: DateTime<Utc>,
) -> QueryResult<Result<Tried, chrono::TimeDelta>> {
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
        |browser| super::guard::hashed(&[&browser, name.folded().as_bytes()].concat()),
    );
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
    Ok(Ok(Tried { counted, account }))
}

/// A try that was counted: under which hash, and the account it is for, if there is one.
#[derive(Debug, Clone)]
pub struct Tried {
    pub counted: Hash,
    /// Number and kept password.
    pub account: Option<(i32, String)>,
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

// Invitations

/// Whom an invitation is for.
#[derive(Debug, Clone)]
pub struct Invitation {
    pub role: Role,
    /// The account whose password is made anew.
    pub account: Option<Account>,
    /// Makes the first administrator of an empty memorial.
    pub first: bool,
}

/// Who invites, and to what.
#[derive(Debug, Clone, Copy)]
pub enum Inviting {
    /// The program itself, into an empty memorial; links of earlier starts stop working.
    First,
    New {
        by: i32,
        role: Role,
    },
    /// To make a new password; earlier links of the same kind stop working.
    Back {
        by: i32,
        account_id: i32,
        role: Role,
    },
}

pub fn invite(
    conn: &mut SqliteConnection,
    token_hash: Hash,
    inviting: Inviting,
    now: DateTime<Utc>,
) -> QueryResult<()> {
    diesel::delete(invitations::table.filter(invitations::expires_at.le(now))).execute(conn)?;
    let (role, account_id, invited_by) = match inviting {
        Inviting::First => {
            diesel::delete(invitations::table.filter(invitations::invited_by.is_null()))
                .execute(conn)?;
            (Role::Admin, None, None)
        }
        Inviting::New { by, role } => (role, None, Some(by)),
        Inviting::Back {
            by,
            account_id,
            role,
        } => {
            diesel::delete(invitations::table.filter(invitations::account_id.eq(account_id)))
                .execute(conn)?;
            (role, Some(account_id), Some(by))
        }
    };
    diesel::insert_into(invitations::table)
        .values((
            invitations::token_hash.eq(token_hash.as_slice()),
            invitations::role.eq(role.word()),
            invitations::account_id.eq(account_id),
            invitations::invited_by.eq(invited_by),
            invitations::created_at.eq(now),
            invitations::expires_at.eq(now + INVITATION),
        ))
        .execute(conn)?;
    Ok(())
}

/// What a link still opens: nothing when it is used, old, or made for an empty memorial that is empty no more.
pub fn invitation(
    conn: &mut SqliteConnection,
    token_hash: Hash,
    now: DateTime<Utc>,
) -> QueryResult<Option<Invitation>> {
    let found = invitations::table
        .find(token_hash.as_slice())
        .filter(invitations::expires_at.gt(now))
        .select((
            invitations::role,
            invitations::account_id,
            invitations::invited_by,
        ))
        .first::<(String, Option<i32>, Option<i32>)>(conn)
        .optional()?;
    let Some((role, account_id, invited_by)) = found else {
        return Ok(None);
    };
    let first = invited_by.is_none();
    if first && any(conn)? {
        return Ok(None);
    }
    let account = account_id.map(|id| find(conn, id)).transpose()?;
    Ok(Some(Invitation {
        role: role_of(&role)?,
        account,
        first,
    }))
}

/// Takes a link out of use.
pub fn use_up(conn: &mut SqliteConnection, token_hash: Hash) -> QueryResult<()> {
    diesel::delete(invitations::table.find(token_hash.as_slice())).execute(conn)?;
    Ok(())
}
