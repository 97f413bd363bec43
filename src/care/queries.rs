//! All SQL of the care.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use diesel::prelude::*;
use diesel::result::Error;
use serde_json::{Value, json};

use super::carer::{Heavy, midnight};
use crate::accounts::guard::Reader;
use crate::dates::kyiv;
use crate::i18n::Lang;
use crate::keys;
use crate::letters::letter::{DOUBT, Fault};
use crate::moderation::journal::{self, Act, Actor, Subject};
use crate::schema::{
    accounts, daily_limits, digest_addresses, digests, heavy_marks, journal as acts, passes,
    scopes, submissions, thanks,
};
use crate::submissions::submission::State;

/// Regions and units that somebody cares for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scope {
    /// As in a record: `UA-18`.
    pub regions: Vec<String>,
    /// Slugs.
    pub units: Vec<String>,
}

pub fn scope(conn: &mut SqliteConnection, account_id: i32) -> QueryResult<Scope> {
    let rows = scopes::table
        .filter(scopes::account_id.eq(account_id))
        .order((scopes::facet, scopes::value))
        .select((scopes::facet, scopes::value))
        .load::<(String, String)>(conn)?;
    let (regions, units): (Vec<_>, Vec<_>) =
        rows.into_iter().partition(|(facet, _)| facet == "region");
    let values = |rows: Vec<(String, String)>| rows.into_iter().map(|(_, value)| value).collect();
    Ok(Scope {
        regions: values(regions),
        units: values(units),
    })
}

/// Sets what somebody cares for. Whoever sets another's proved to be an administrator.
pub fn set_scope(
    conn: &mut SqliteConnection,
    by: &Reader,
    account_id: i32,
    wanted: &Scope,
    at: DateTime<Utc>,
) -> QueryResult<()> {
    let name = called(conn, account_id)?;
    let before = scope(conn, account_id)?;
    if before == *wanted {
        return Ok(());
    }
    diesel::delete(scopes::table.filter(scopes::account_id.eq(account_id))).execute(conn)?;
    let regions = wanted.regions.iter().map(|value| ("region", value));
    for (facet, value) in regions.chain(wanted.units.iter().map(|value| ("unit", value))) {
        diesel::insert_or_ignore_into(scopes::table)
            .values((
                scopes::account_id.eq(account_id),
                scopes::facet.eq(facet),
                scopes::value.eq(value),
            ))
            .execute(conn)?;
    }
    let told = |scope: &Scope| json!({"regions": scope.regions, "units": scope.units});
    let detail = json!({"account": name, "before": told(&before), "after": told(wanted)});
    let subject = Subject {
        detail: Some(detail),
        ..Subject::default()
    };
    journal::write(conn, Actor::Moderator(by), Act("set-scope"), subject, at)
}

/// What the account with this number is called, while it is open.
pub fn called(conn: &mut SqliteConnection, account_id: i32) -> QueryResult<String> {
    accounts::table
        .find(account_id)
        .filter(accounts::disabled_at.is_null())
        .select(accounts::name)
        .first(conn)
}

pub fn limit(conn: &mut SqliteConnection, account_id: i32) -> QueryResult<Option<i32>> {
    daily_limits::table
        .find(account_id)
        .select(daily_limits::stories)
        .first(conn)
        .optional()
}

/// One's own; nobody else sees it, and no journal has it.
pub fn set_limit(
    conn: &mut SqliteConnection,
    by: &Reader,
    stories: Option<i32>,
) -> QueryResult<()> {
    diesel::delete(daily_limits::table.find(by.id())).execute(conn)?;
    if let Some(stories) = stories {
        diesel::insert_into(daily_limits::table)
            .values((
                daily_limits::account_id.eq(by.id()),
                daily_limits::stories.eq(stories),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// Whether as many stories went through these hands since midnight as their owner calls enough. The number itself leaves
/// this function for nobody.
pub fn is_enough(
    conn: &mut SqliteConnection,
    account_id: i32,
    now: DateTime<Utc>,
) -> QueryResult<bool> {
    let Some(limit) = limit(conn, account_id)? else {
        return Ok(false);
    };
    let today: i64 = acts::table
        .filter(acts::account_id.eq(account_id))
        .filter(acts::at.ge(midnight(now)))
        .filter(acts::submission_id.is_not_null())
        .select(diesel::dsl::count(acts::submission_id).aggregate_distinct())
        .first(conn)?;
    Ok(today >= i64::from(limit))
}

/// Not offered to this person again.
pub fn pass(conn: &mut SqliteConnection, by: &Reader, submission_id: i32) -> QueryResult<()> {
    diesel::insert_or_ignore_into(passes::table)
        .values((
            passes::account_id.eq(by.id()),
            passes::submission_id.eq(submission_id),
        ))
        .execute(conn)?;
    Ok(())
}

/// What is heavy in these stories, whoever said it.
pub fn heavy(conn: &mut SqliteConnection, ids: &[i32]) -> QueryResult<HashMap<i32, Vec<Heavy>>> {
    let rows = heavy_marks::table
        .filter(heavy_marks::submission_id.eq_any(ids))
        .select((heavy_marks::submission_id, heavy_marks::kind))
        .distinct()
        .load::<(i32, String)>(conn)?;
    let mut heavy: HashMap<i32, Vec<Heavy>> = HashMap::new();
    for (id, kind) in rows {
        heavy.entry(id).or_default().extend(Heavy::from_word(&kind));
    }
    for kinds in heavy.values_mut() {
        kinds.sort();
    }
    Ok(heavy)
}

/// What a story's family marked, or what moderators did.
pub fn marked(
    conn: &mut SqliteConnection,
    submission_id: i32,
    by_family: bool,
) -> QueryResult<Vec<Heavy>> {
    let mut kinds: Vec<Heavy> = heavy_marks::table
        .filter(heavy_marks::submission_id.eq(submission_id))
        .filter(heavy_marks::by_family.eq(by_family))
        .select(heavy_marks::kind)
        .load::<String>(conn)?
        .iter()
        .filter_map(|kind| Heavy::from_word(kind))
        .collect();
    kinds.sort();
    Ok(kinds)
}

/// Marks these kinds and no others, on the family's side or on the desk's; what the journal tells of it, if it is a change.
pub fn mark(
    conn: &mut SqliteConnection,
    submission_id: i32,
    kinds: &[Heavy],
    by_family: bool,
) -> QueryResult<Option<Value>> {
    let before = marked(conn, submission_id, by_family)?;
    if before == kinds {
        return Ok(None);
    }
    let side = heavy_marks::table
        .filter(heavy_marks::submission_id.eq(submission_id))
        .filter(heavy_marks::by_family.eq(by_family));
    diesel::delete(side).execute(conn)?;
    for kind in kinds {
        diesel::insert_into(heavy_marks::table)
            .values((
                heavy_marks::submission_id.eq(submission_id),
                heavy_marks::kind.eq(kind.word()),
                heavy_marks::by_family.eq(by_family),
            ))
            .execute(conn)?;
    }
    let words = |kinds: &[Heavy]| kinds.iter().map(|kind| kind.word()).collect::<Vec<_>>();
    Ok(Some(
        json!({"before": words(&before), "after": words(kinds)}),
    ))
}

/// A family marks its own story, while it is not decided.
pub fn mark_by_family(
    conn: &mut SqliteConnection,
    key: &str,
    kinds: &[Heavy],
    at: DateTime<Utc>,
) -> QueryResult<()> {
    let id = keys::queries::of_family(conn, key)?;
    let Some(detail) = mark(conn, id, kinds, true)? else {
        return Ok(());
    };
    let subject = Subject {
        submission_id: Some(id),
        detail: Some(detail),
        ..Subject::default()
    };
    journal::write(conn, Actor::Family, Act("mark-heavy"), subject, at)
}

/// What a family thanked with.
pub fn thanked(conn: &mut SqliteConnection, submission_id: i32) -> QueryResult<Option<String>> {
    thanks::table
        .find(submission_id)
        .select(thanks::words)
        .first(conn)
        .optional()
}

/// A family's thanks for a story that is public; none takes them back. The journal has that it was said, and no word of it.
pub fn thank(
    conn: &mut SqliteConnection,
    key: &str,
    words: Option<&str>,
    at: DateTime<Utc>,
) -> QueryResult<()> {
    let id = keys::queries::of_family(conn, key)?;
    let state = crate::submissions::queries::sent(conn, id)?.state;
    if !matches!(state, State::Approved { .. }) {
        return Err(Error::NotFound);
    }
    if thanked(conn, id)?.as_deref() == words {
        return Ok(());
    }
    diesel::delete(thanks::table.find(id)).execute(conn)?;
    if let Some(words) = words {
        diesel::insert_into(thanks::table)
            .values((
                thanks::submission_id.eq(id),
                thanks::words.eq(words),
                thanks::said_at.eq(at),
            ))
            .execute(conn)?;
    }
    let subject = Subject {
        submission_id: Some(id),
        ..Subject::default()
    };
    journal::write(conn, Actor::Family, Act("thank"), subject, at)
}

/// Thanks of one family, and for which story.
#[derive(Debug, Clone)]
pub struct Thanks {
    pub submission_id: i32,
    pub words: String,
    pub at: DateTime<Utc>,
    /// The record as it was approved, for the name.
    pub record: String,
}

/// Thanks for stories that went through somebody's hands, the newest first.
pub fn thanks_to(
    conn: &mut SqliteConnection,
    account_id: i32,
    limit: i64,
) -> QueryResult<Vec<Thanks>> {
    let worked = acts::table
        .filter(acts::submission_id.eq(thanks::submission_id.nullable()))
        .filter(acts::account_id.eq(account_id));
    let rows = thanks::table
        .inner_join(submissions::table.on(submissions::id.eq(thanks::submission_id)))
        .filter(diesel::dsl::exists(worked))
        .order((thanks::said_at.desc(), thanks::submission_id.desc()))
        .limit(limit)
        .select((
            thanks::submission_id,
            thanks::words,
            thanks::said_at,
            submissions::record.assume_not_null(),
        ))
        .load::<(i32, String, DateTime<Utc>, String)>(conn)?;
    let told = rows.into_iter();
    Ok(told
        .map(|(submission_id, words, at, record)| Thanks {
            submission_id,
            words,
            at,
            record,
        })
        .collect())
}

/// Where somebody wants the numbers of the day.
pub fn address(conn: &mut SqliteConnection, account_id: i32) -> QueryResult<Option<String>> {
    digest_addresses::table
        .find(account_id)
        .select(digest_addresses::email)
        .first(conn)
        .optional()
}

/// One's own address, or none. It stands in no journal.
pub fn set_address(
    conn: &mut SqliteConnection,
    by: &Reader,
    email: Option<&str>,
    language: Lang,
) -> QueryResult<()> {
    forget_address(conn, by.id())?;
    if let Some(email) = email {
        diesel::insert_into(digest_addresses::table)
            .values((
                digest_addresses::account_id.eq(by.id()),
                digest_addresses::email.eq(email),
                digest_addresses::language.eq(language.code()),
            ))
            .execute(conn)?;
    }
    Ok(())
}

pub fn forget_address(conn: &mut SqliteConnection, account_id: i32) -> QueryResult<usize> {
    diesel::delete(digest_addresses::table.find(account_id)).execute(conn)
}

/// A letter with numbers that is to go out now. It has no `Debug`: nothing prints the address by chance.
pub struct Due {
    pub account_id: i32,
    pub to: String,
    pub language: Lang,
    pub tries: i32,
}

/// Whoever has not been told of this day yet. They count as being told from now on; should nobody say what became of it,
/// it is tried again after an hour, when the day's hour is over.
pub fn take_digest(
    conn: &mut SqliteConnection,
    day: NaiveDate,
    now: DateTime<Utc>,
) -> QueryResult<Option<Due>> {
    let day = day.to_string();
    let done = digests::table
        .filter(digests::account_id.eq(digest_addresses::account_id))
        .filter(digests::day.eq(&day))
        .filter(
            digests::state
                .eq_any(["sent", "quiet", "failed"])
                .or(digests::due_at.gt(now)),
        );
    let found = digest_addresses::table
        .inner_join(accounts::table.on(accounts::id.eq(digest_addresses::account_id)))
        .filter(accounts::disabled_at.is_null())
        .filter(diesel::dsl::not(diesel::dsl::exists(done)))
        .order(digest_addresses::account_id)
        .select((
            digest_addresses::account_id,
            digest_addresses::email,
            digest_addresses::language,
        ))
        .first::<(i32, String, String)>(conn)
        .optional()?;
    let Some((account_id, to, language)) = found else {
        return Ok(None);
    };
    let tries: i32 = diesel::insert_into(digests::table)
        .values((
            digests::account_id.eq(account_id),
            digests::day.eq(&day),
            digests::state.eq("sending"),
            digests::tries.eq(1),
            digests::due_at.eq(now + DOUBT),
        ))
        .on_conflict((digests::account_id, digests::day))
        .do_update()
        .set((
            digests::tries.eq(digests::tries + 1),
            digests::due_at.eq(now + DOUBT),
        ))
        .returning(digests::tries)
        .get_result(conn)?;
    let language = language
        .parse()
        .map_err(|_| Error::DeserializationError("the language of a digest".into()))?;
    Ok(Some(Due {
        account_id,
        to,
        language,
        tries,
    }))
}

/// What became of a day's letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Became {
    Sent,
    /// Nobody waited.
    Quiet,
    /// Tried again after these minutes, or never.
    Failed(Fault, Option<TimeDelta>),
}

pub fn digest_became(
    conn: &mut SqliteConnection,
    account_id: i32,
    day: NaiveDate,
    became: Became,
    now: DateTime<Utc>,
) -> QueryResult<usize> {
    let (state, due_at, fault) = match became {
        Became::Sent => ("sent", now, None),
        Became::Quiet => ("quiet", now, None),
        Became::Failed(fault, Some(pause)) => ("sending", now + pause, Some(fault.word())),
        Became::Failed(fault, None) => ("failed", now, Some(fault.word())),
    };
    diesel::update(digests::table.find((account_id, day.to_string())))
        .set((
            digests::state.eq(state),
            digests::due_at.eq(due_at),
            digests::last_fault.eq(fault),
        ))
        .execute(conn)
}

/// What was sent on days long past is of no use.
pub fn forget_old_digests(conn: &mut SqliteConnection, now: DateTime<Utc>) -> QueryResult<usize> {
    let old = kyiv::today(now) - TimeDelta::days(30);
    diesel::delete(digests::table.filter(digests::day.lt(old.to_string()))).execute(conn)
}
