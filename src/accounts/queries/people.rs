//! Accounts themselves: found, added, shut, opened again, given a password or a role.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::result::{DatabaseErrorKind, Error};

use super::{Hash, end_all, end_halves, end_others, forgive_name};
use crate::accounts::account::{AccountName, Role};
use crate::accounts::guard::Administrator;
use crate::schema::{accounts, invitations, known_browsers};

#[derive(Debug, Clone)]
pub struct Account {
    pub id: i32,
    pub name: String,
    pub role: Role,
    pub created_at: DateTime<Utc>,
    pub disabled_at: Option<DateTime<Utc>>,
}

pub(super) type Columns = (i32, String, String, DateTime<Utc>, Option<DateTime<Utc>>);
pub(super) const COLUMNS: (
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

pub(super) fn account((id, name, role, created_at, disabled_at): Columns) -> QueryResult<Account> {
    Ok(Account {
        id,
        name,
        role: role_of(&role)?,
        created_at,
        disabled_at,
    })
}

pub(super) fn role_of(word: &str) -> QueryResult<Role> {
    Role::from_word(word)
        .ok_or_else(|| Error::DeserializationError(format!("unreadable role {word:?}").into()))
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
    end_halves(conn, id)?;
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
        forgive_name(conn, &name)?;
    }
    diesel::delete(known_browsers::table.filter(known_browsers::account_id.eq(id)))
        .execute(conn)?;
    diesel::delete(invitations::table.filter(invitations::account_id.eq(id))).execute(conn)?;
    end_halves(conn, id)?;
    end_all(conn, id)
}

/// Remembers who gave an account its new password.
pub fn opened(
    conn: &mut SqliteConnection,
    id: i32,
    by: i32,
    now: DateTime<Utc>,
) -> QueryResult<()> {
    diesel::update(accounts::table.find(id))
        .set((accounts::opened_by.eq(by), accounts::opened_at.eq(now)))
        .execute(conn)?;
    Ok(())
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
    end_halves(conn, id)?;
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

/// Gives an account another role. What it invited to as an administrator opens nothing once it is none.
pub fn change_role(conn: &mut SqliteConnection, id: i32, role: Role) -> QueryResult<()> {
    if role != Role::Admin {
        diesel::delete(invitations::table.filter(invitations::invited_by.eq(id))).execute(conn)?;
    }
    diesel::update(accounts::table.find(id))
        .set(accounts::role.eq(role.word()))
        .execute(conn)?;
    Ok(())
}

/// Whether an administrator still is one, asked under the lock: of two who take the right from each other at once, the
/// second finds that it is gone, and one of them stays.
pub fn still_administers(conn: &mut SqliteConnection, by: &Administrator) -> QueryResult<bool> {
    let account = find(conn, by.as_moderator().id())?;
    Ok(account.role == Role::Admin && account.disabled_at.is_none())
}
