//! The register is the memorial's own: a moderator adds a former name or a settlement that is missing, and takes either out.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde_json::json;

use super::super::settlement::{Kind, Settlement};
use super::super::written::key;
use super::by_id;
use super::unmatched::judge_again;
use crate::accounts::guard::Moderator;
use crate::moderation::journal::{self, Act, Actor, Subject};
use crate::names::tidy;
use crate::schema::{settlement_names, settlements};

/// What came of adding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    Added,
    /// It is there already.
    Known,
    /// There is no name in what was typed, or it is no region.
    Unreadable,
}

/// The longest name, in characters.
const LONGEST: usize = 100;

fn readable(typed: &str) -> Option<(String, String)> {
    let name = tidy(typed);
    let key = key(&name);
    (!key.is_empty() && name.chars().count() <= LONGEST).then_some((name, key))
}

/// A name that a settlement once had.
pub fn add_former(
    conn: &mut SqliteConnection,
    by: &Moderator,
    id: i32,
    typed: &str,
    at: DateTime<Utc>,
) -> QueryResult<Kept> {
    let settlement = by_id(conn, id)?;
    let Some((name, key)) = readable(typed) else {
        return Ok(Kept::Unreadable);
    };
    let added = diesel::insert_or_ignore_into(settlement_names::table)
        .values((
            settlement_names::settlement_id.eq(id),
            settlement_names::kind.eq("former"),
            settlement_names::name.eq(&name),
            settlement_names::key.eq(&key),
            settlement_names::added_by.eq(by.id()),
            settlement_names::added_at.eq(at),
        ))
        .execute(conn)?;
    if added == 0 {
        return Ok(Kept::Known);
    }
    judge_again(conn, &key)?;
    note(conn, by, "add-former-name", &settlement, &name, at)?;
    Ok(Kept::Added)
}

/// Takes out a former name, or lets go of a spelling that was remembered.
pub fn drop_name(
    conn: &mut SqliteConnection,
    by: &Moderator,
    id: i32,
    at: DateTime<Utc>,
) -> QueryResult<i32> {
    let (settlement, name, key): (i32, String, String) = settlement_names::table
        .find(id)
        .select((
            settlement_names::settlement_id,
            settlement_names::name,
            settlement_names::key,
        ))
        .first(conn)?;
    diesel::delete(settlement_names::table.find(id)).execute(conn)?;
    judge_again(conn, &key)?;
    let of = by_id(conn, settlement)?;
    note(conn, by, "drop-former-name", &of, &name, at)?;
    Ok(settlement)
}

/// A settlement that the register lacks: it was there once, or it is too small or too new.
pub fn add_settlement(
    conn: &mut SqliteConnection,
    by: &Moderator,
    typed: &str,
    kind: Kind,
    region: &str,
    at: DateTime<Utc>,
) -> QueryResult<Kept> {
    let Some((name, key)) = readable(typed) else {
        return Ok(Kept::Unreadable);
    };
    let same = settlements::table
        .filter(settlements::key.eq(&key))
        .filter(settlements::name.eq(&name))
        .filter(settlements::kind.eq(kind.word()))
        .filter(settlements::region.eq(region));
    if diesel::select(diesel::dsl::exists(same)).get_result(conn)? {
        return Ok(Kept::Known);
    }
    let id: i32 = diesel::insert_into(settlements::table)
        .values((
            settlements::kind.eq(kind.word()),
            settlements::name.eq(&name),
            settlements::region.eq(region),
            settlements::key.eq(&key),
            settlements::added_by.eq(by.id()),
            settlements::added_at.eq(at),
        ))
        .returning(settlements::id)
        .get_result(conn)?;
    judge_again(conn, &key)?;
    let settlement = by_id(conn, id)?;
    note(conn, by, "add-settlement", &settlement, &name, at)?;
    Ok(Kept::Added)
}

/// Takes out a settlement that a moderator added; one of the codifier's own stays.
pub fn drop_settlement(
    conn: &mut SqliteConnection,
    by: &Moderator,
    id: i32,
    at: DateTime<Utc>,
) -> QueryResult<()> {
    let settlement = by_id(conn, id)?;
    if settlement.code.is_some() {
        return Err(diesel::result::Error::NotFound);
    }
    diesel::delete(settlements::table.find(id)).execute(conn)?;
    judge_again(conn, &key(&settlement.name))?;
    note(
        conn,
        by,
        "drop-settlement",
        &settlement,
        &settlement.name,
        at,
    )
}

fn note(
    conn: &mut SqliteConnection,
    by: &Moderator,
    act: &'static str,
    of: &Settlement,
    name: &str,
    at: DateTime<Utc>,
) -> QueryResult<()> {
    let words = if *name == of.name {
        format!("{name} ({})", of.region)
    } else {
        format!("{name} → {} ({})", of.name, of.region)
    };
    let detail = json!({"reason": words, "settlement": of.id, "code": of.code, "region": of.region, "name": name});
    let subject = Subject {
        detail: Some(detail),
        ..Subject::default()
    };
    journal::write(conn, Actor::Moderator(by), Act(act), subject, at)
}
