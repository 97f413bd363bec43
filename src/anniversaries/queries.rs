//! All SQL of the letters on a family's days.

use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Utc};
use diesel::dsl::{exists, not, sql};
use diesel::prelude::*;
use diesel::result::Error;
use diesel::sql_types::{Bool, Text};
use serde_json::json;

use super::anniversary::{Kind, Wish, kind};
use crate::days::day::Day;
use crate::heroes;
use crate::i18n::Lang;
use crate::keys;
use crate::letters::letter::{DOUBT, Fault};
use crate::moderation::journal::{self, Act, Actor, Subject};
use crate::schema::{
    anniversary_letters as letters, anniversary_wishes as wishes, heroes as public, submissions,
};
use crate::submissions::queries as stories;
use crate::submissions::submission::{Kind as Sort, State};

/// What a family asked for, and in which language.
pub fn wish(conn: &mut SqliteConnection, id: i32) -> QueryResult<Option<(Wish, Lang)>> {
    let found = wishes::table
        .find(id)
        .select((wishes::on_death, wishes::on_birth, wishes::language))
        .first::<(bool, bool, String)>(conn)
        .optional()?;
    Ok(found.and_then(|(on_death, on_birth, language)| {
        Some((Wish::of(on_death, on_birth)?, language.parse().ok()?))
    }))
}

/// The page that a family may be written about: its own, public now, while its consent holds and it can be reached. The
/// family's address, and the page's number.
pub fn reachable(conn: &mut SqliteConnection, id: i32) -> QueryResult<Option<(String, i32)>> {
    let sent = stories::sent(conn, id)?;
    let State::Approved { hero_id, .. } = sent.state else {
        return Ok(None);
    };
    let own = sent.kind != Sort::Contribution && sent.about_id.is_none();
    if !own || sent.asks_withdrawal() || sent.is_unadded() {
        return Ok(None);
    }
    let email = stories::contacts(conn, id)?.email;
    Ok(Some((email, hero_id)).filter(|(email, _)| !email.is_empty()))
}

/// A family asks for letters, for others than before, or for none any more. The journal has which days, and no address.
pub fn choose(
    conn: &mut SqliteConnection,
    key: &str,
    wanted: Option<Wish>,
    language: Lang,
    at: DateTime<Utc>,
) -> QueryResult<()> {
    let id = keys::queries::of_family(conn, key)?;
    if wanted.is_some() && reachable(conn, id)?.is_none() {
        return Err(Error::NotFound);
    }
    if wish(conn, id)? == wanted.map(|wanted| (wanted, language)) {
        return Ok(());
    }
    diesel::delete(wishes::table.find(id)).execute(conn)?;
    if let Some(Wish { on_death, on_birth }) = wanted {
        diesel::insert_into(wishes::table)
            .values((
                wishes::submission_id.eq(id),
                wishes::on_death.eq(on_death),
                wishes::on_birth.eq(on_birth),
                wishes::language.eq(language.code()),
                wishes::asked_at.eq(at),
            ))
            .execute(conn)?;
    }
    let detail = wanted.map(|wish| json!({"death": wish.on_death, "birth": wish.on_birth}));
    note(conn, id, wanted.is_some(), detail, at)
}

/// No more letters, by the link that stands in each of them. Whether there were any.
pub fn stop(conn: &mut SqliteConnection, id: i32, at: DateTime<Utc>) -> QueryResult<bool> {
    let stopped = diesel::delete(wishes::table.find(id)).execute(conn)? > 0;
    if stopped {
        note(conn, id, false, None, at)?;
    }
    Ok(stopped)
}

fn note(
    conn: &mut SqliteConnection,
    id: i32,
    asks: bool,
    detail: Option<serde_json::Value>,
    at: DateTime<Utc>,
) -> QueryResult<()> {
    let act = if asks {
        Act("ask-anniversaries")
    } else {
        Act("stop-anniversaries")
    };
    let subject = Subject {
        submission_id: Some(id),
        detail,
        ..Subject::default()
    };
    journal::write(conn, Actor::Family, act, subject, at)
}

/// A letter that is to go out now. It has no `Debug`: nothing prints the address by chance.
pub struct Due {
    pub submission_id: i32,
    pub kind: Kind,
    pub to: String,
    pub language: Lang,
    pub name: String,
    pub slug: String,
}

/// The first letter of a day that is not written yet. It counts as being written from now on; should nobody say what became
/// of it, it is tried again after an hour.
pub fn take(
    conn: &mut SqliteConnection,
    date: NaiveDate,
    now: DateTime<Utc>,
) -> QueryResult<Option<Due>> {
    for id in waiting(conn, date, now)? {
        let Some((wish, language)) = wish(conn, id)? else {
            continue;
        };
        let Some((to, hero_id)) = reachable(conn, id)? else {
            continue;
        };
        // Down, hidden or merged away: nothing is public to write of.
        let Some(life) = heroes::queries::load(conn, hero_id)? else {
            continue;
        };
        let (died, born) = (life.record.died.as_ref(), life.record.born.as_ref());
        let Some(kind) = kind(wish, date, died, born) else {
            continue;
        };
        diesel::insert_into(letters::table)
            .values((
                letters::submission_id.eq(id),
                letters::day.eq(date.to_string()),
                letters::state.eq("sending"),
                letters::tries.eq(1),
                letters::due_at.eq(now + DOUBT),
            ))
            .on_conflict((letters::submission_id, letters::day))
            .do_update()
            .set((
                letters::tries.eq(letters::tries + 1),
                letters::due_at.eq(now + DOUBT),
            ))
            .execute(conn)?;
        let name = match language {
            Lang::Uk => life.record.name.full(),
            Lang::En => life.record.latin().full(),
        };
        return Ok(Some(Due {
            submission_id: id,
            kind,
            to,
            language,
            name,
            slug: life.slug,
        }));
    }
    Ok(None)
}

/// Stories whose family asked for a letter on such a day and has not got it: by the days of the public lives, which have an
/// index each (its `GLOB` stands here letter for letter), to their stories, to the wishes.
fn waiting(
    conn: &mut SqliteConnection,
    date: NaiveDate,
    now: DateTime<Utc>,
) -> QueryResult<Vec<i32>> {
    let days = Day::of(date).remembered_in(date.year());
    let ends: Vec<String> = days.iter().map(Day::to_string).collect();
    let died = public::table
        .filter(sql::<Bool>("died GLOB '????-??*'"))
        .filter(sql::<Text>("substr(died, 6)").eq_any(ends.clone()))
        .select(public::id.nullable());
    let born = public::table
        .filter(sql::<Bool>("born GLOB '????-??*'"))
        .filter(sql::<Text>("substr(born, 6)").eq_any(ends))
        .select(public::id.nullable());
    let done = || {
        letters::table
            .filter(letters::submission_id.eq(wishes::submission_id))
            .filter(letters::day.eq(date.to_string()))
            .filter(
                letters::state
                    .eq_any(["sent", "failed"])
                    .or(letters::due_at.gt(now)),
            )
    };
    let asked = || {
        submissions::table.inner_join(wishes::table.on(wishes::submission_id.eq(submissions::id)))
    };
    let mut ids: Vec<i32> = asked()
        .filter(submissions::hero_id.eq_any(died))
        .filter(wishes::on_death)
        .filter(not(exists(done())))
        .select(wishes::submission_id)
        .load(conn)?;
    let birthdays: Vec<i32> = asked()
        .filter(submissions::hero_id.eq_any(born))
        .filter(wishes::on_birth)
        .filter(not(exists(done())))
        .select(wishes::submission_id)
        .load(conn)?;
    ids.extend(birthdays);
    ids.sort_unstable();
    ids.dedup();
    Ok(ids)
}

/// What became of a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Became {
    Sent,
    /// Tried again after this time, or never.
    Failed(Fault, Option<TimeDelta>),
}

pub fn became(
    conn: &mut SqliteConnection,
    id: i32,
    date: NaiveDate,
    became: Became,
    now: DateTime<Utc>,
) -> QueryResult<usize> {
    let (state, due_at, fault) = match became {
        Became::Sent => ("sent", now, None),
        Became::Failed(fault, Some(pause)) => ("sending", now + pause, Some(fault.word())),
        Became::Failed(fault, None) => ("failed", now, Some(fault.word())),
    };
    diesel::update(letters::table.find((id, date.to_string())))
        .set((
            letters::state.eq(state),
            letters::due_at.eq(due_at),
            letters::last_fault.eq(fault),
        ))
        .execute(conn)
}

/// What was sent on days long past is of no use.
pub fn forget_old(conn: &mut SqliteConnection, date: NaiveDate) -> QueryResult<usize> {
    let old = date - TimeDelta::days(30);
    diesel::delete(letters::table.filter(letters::day.lt(old.to_string()))).execute(conn)
}
