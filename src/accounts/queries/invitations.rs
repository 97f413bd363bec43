//! Invitations: one-time links that make an account, or a new password for one that is there.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::people::role_of;
use super::{Account, Hash, any, find};
use crate::accounts::account::{INVITATION, Role};
use crate::schema::invitations;

/// Whom an invitation is for.
#[derive(Debug, Clone)]
pub struct Invitation {
    pub role: Role,
    /// The account whose password is made anew.
    pub account: Option<Account>,
    /// Makes the first administrator of an empty memorial.
    pub first: bool,
    /// None: the empty memorial itself, or the shell.
    pub invited_by: Option<i32>,
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
        invited_by,
    }))
}

/// Takes a link out of use.
pub fn use_up(conn: &mut SqliteConnection, token_hash: Hash) -> QueryResult<()> {
    diesel::delete(invitations::table.find(token_hash.as_slice())).execute(conn)?;
    Ok(())
}
