//! All SQL of the lists at the import desk.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Integer, Text};

use super::run::{Counts, Kind, Raw, Row, Run, Which};
use super::said::Page;
use crate::archive::table::fault::Fault;
use crate::archive::table::mapping::Mapping;
use crate::heroes::hero::Record;
use crate::schema::{heroes, import_rows, import_runs, import_uploads};

/// What is said of a list when it comes.
pub struct Beginning<'a> {
    pub name: &'a str,
    pub kind: Kind,
    pub account_id: Option<i32>,
    pub mapping: Option<&'a Mapping>,
}

fn json<T: serde::Serialize>(value: &T) -> QueryResult<String> {
    serde_json::to_string(value)
        .map_err(|fault| diesel::result::Error::SerializationError(Box::new(fault)))
}

fn read<T: serde::de::DeserializeOwned>(text: &str) -> QueryResult<T> {
    serde_json::from_str(text)
        .map_err(|fault| diesel::result::Error::DeserializationError(Box::new(fault)))
}

/// A list that is being taken.
pub fn begin(
    conn: &mut SqliteConnection,
    list: &Beginning<'_>,
    at: DateTime<Utc>,
) -> QueryResult<i32> {
    put(conn, list, "taken", at)
}

/// A list that came to the desk and waits for somebody to say how it is to be read.
pub fn ask(
    conn: &mut SqliteConnection,
    list: &Beginning<'_>,
    bytes: &[u8],
    at: DateTime<Utc>,
) -> QueryResult<i32> {
    let id = put(conn, list, "asked", at)?;
    diesel::insert_into(import_uploads::table)
        .values((
            import_uploads::run_id.eq(id),
            import_uploads::bytes.eq(bytes),
        ))
        .execute(conn)?;
    Ok(id)
}

fn put(
    conn: &mut SqliteConnection,
    list: &Beginning<'_>,
    state: &str,
    at: DateTime<Utc>,
) -> QueryResult<i32> {
    diesel::insert_into(import_runs::table)
        .values((
            import_runs::name.eq(list.name),
            import_runs::kind.eq(list.kind.word()),
            import_runs::state.eq(state),
            import_runs::account_id.eq(list.account_id),
            import_runs::begun_at.eq(at),
            import_runs::header.eq(list.mapping.map(json).transpose()?),
        ))
        .returning(import_runs::id)
        .get_result(conn)
}

/// The bytes of a list that nobody has taken yet.
pub fn upload(conn: &mut SqliteConnection, run: i32) -> QueryResult<Vec<u8>> {
    import_uploads::table
        .find(run)
        .select(import_uploads::bytes)
        .first(conn)
}

/// Whether this list is now ours to take: only one of two who ask at once hears yes.
pub fn take(conn: &mut SqliteConnection, run: i32, mapping: &Mapping) -> QueryResult<bool> {
    let mine =
        import_runs::table.filter(import_runs::id.eq(run).and(import_runs::state.eq("asked")));
    let columns = if mapping.uses.is_empty() {
        None
    } else {
        Some(json(mapping)?)
    };
    let taken = diesel::update(mine)
        .set((
            import_runs::state.eq("taken"),
            import_runs::header.eq(columns),
        ))
        .execute(conn)?;
    Ok(taken == 1)
}

/// The bytes have become rows.
pub fn forget_upload(conn: &mut SqliteConnection, run: i32) -> QueryResult<()> {
    diesel::delete(import_uploads::table.find(run)).execute(conn)?;
    Ok(())
}

/// A list of which nothing was taken leaves no trace.
pub fn forget(conn: &mut SqliteConnection, run: i32) -> QueryResult<()> {
    diesel::delete(
        import_rows::table.filter(
            import_rows::run_id
                .eq(run)
                .and(import_rows::state.eq("same")),
        ),
    )
    .execute(conn)?;
    forget_upload(conn, run)?;
    diesel::delete(import_runs::table.find(run)).execute(conn)?;
    Ok(())
}

/// Lists that came to the desk before a moment and that nobody took, and the bytes of one whose taking was cut short: its
/// rows are there, and it can be brought again.
pub fn forget_asked(conn: &mut SqliteConnection, before: DateTime<Utc>) -> QueryResult<()> {
    let over = import_runs::table
        .filter(
            import_runs::state
                .eq("taken")
                .and(import_runs::begun_at.lt(before)),
        )
        .select(import_runs::id);
    diesel::delete(import_uploads::table.filter(import_uploads::run_id.eq_any(over)))
        .execute(conn)?;
    let old: Vec<i32> = import_runs::table
        .filter(
            import_runs::state
                .eq("asked")
                .and(import_runs::begun_at.lt(before)),
        )
        .select(import_runs::id)
        .load(conn)?;
    old.into_iter().try_for_each(|run| forget(conn, run))
}

type Columns = (
    i32,
    String,
    String,
    String,
    Option<i32>,
    DateTime<Utc>,
    Option<String>,
);

fn as_run((id, name, kind, state, account_id, begun_at, columns): Columns) -> QueryResult<Run> {
    Ok(Run {
        id,
        name,
        kind: if kind == "table" {
            Kind::Table
        } else {
            Kind::Lines
        },
        asked: state == "asked",
        account_id,
        begun_at,
        mapping: columns
            .as_deref()
            .map(read)
            .transpose()?
            .unwrap_or_default(),
    })
}

pub fn run(conn: &mut SqliteConnection, id: i32) -> QueryResult<Run> {
    as_run(import_runs::table.find(id).first(conn)?)
}

/// A page of lists, the newest first, each with what its rows are.
pub fn page(
    conn: &mut SqliteConnection,
    before: Option<i32>,
    limit: i64,
) -> QueryResult<Vec<(Run, Counts)>> {
    let newest = import_runs::table
        .order(import_runs::id.desc())
        .limit(limit)
        .filter(import_runs::id.lt(before.unwrap_or(i32::MAX)));
    let found: Vec<Columns> = newest.load(conn)?;
    found
        .into_iter()
        .map(|run| {
            let run = as_run(run)?;
            let counts = counts(conn, run.id)?;
            Ok((run, counts))
        })
        .collect()
}

pub fn counts(conn: &mut SqliteConnection, run: i32) -> QueryResult<Counts> {
    let found: Vec<(String, bool, i64)> = sql::<(Text, Bool, BigInt)>(
        "SELECT state, (doubt IS NULL), count(*) FROM import_rows WHERE run_id = ",
    )
    .bind::<Integer, _>(run)
    .sql(" GROUP BY 1, 2")
    .load(conn)?;
    let mut counts = Counts::default();
    for (state, plain, number) in found {
        let which = match state.as_str() {
            "waiting" if plain => Which::New,
            "waiting" => Which::Unsure,
            other => Which::from_word(other).unwrap_or(Which::Same),
        };
        counts.add(which, number);
    }
    Ok(counts)
}

/// Rows of all lists that somebody must still look at: together as many as the lists say one by one.
pub fn open_count(conn: &mut SqliteConnection) -> QueryResult<i64> {
    let open = Which::ALL.into_iter().filter(|which| which.is_open());
    let states: BTreeSet<&str> = open.map(|which| which.state().0).collect();
    import_rows::table
        .filter(import_rows::state.eq_any(states))
        .count()
        .get_result(conn)
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = import_rows)]
struct Stored {
    id: i32,
    run_id: i32,
    file_name: String,
    line: i32,
    family: Option<String>,
    given: Option<String>,
    record: Option<String>,
    doubt: Option<String>,
    raw: Option<String>,
    fault: Option<String>,
    state: String,
    revision: i32,
    hero_id: Option<i32>,
}

fn as_row(stored: Stored) -> QueryResult<Row> {
    let Stored {
        id,
        run_id,
        file_name,
        line,
        family,
        given,
        record,
        doubt,
        raw,
        fault,
        state,
        revision,
        hero_id,
    } = stored;
    Ok(Row {
        id,
        run_id,
        file_name,
        line,
        whom: [family, given]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" "),
        record: record.as_deref().map(read).transpose()?,
        doubt,
        raw: raw.as_deref().map(read).transpose()?,
        faults: fault.as_deref().map(read).transpose()?.unwrap_or_default(),
        state,
        revision,
        hero_id,
    })
}

/// The rows of a list that are this, after a number, in the order of the list.
pub fn rows(
    conn: &mut SqliteConnection,
    run: i32,
    which: Which,
    after: i32,
    limit: i64,
) -> QueryResult<Vec<Row>> {
    let (state, doubted) = which.state();
    let mut query = import_rows::table
        .filter(
            import_rows::run_id
                .eq(run)
                .and(import_rows::state.eq(state))
                .and(import_rows::id.gt(after)),
        )
        .order(import_rows::id)
        .limit(limit)
        .select(Stored::as_select())
        .into_boxed();
    if let Some(doubted) = doubted {
        query = query.filter(sql::<Bool>(if doubted {
            "(doubt IS NULL) = 0"
        } else {
            "(doubt IS NULL) = 1"
        }));
    }
    query.load(conn)?.into_iter().map(as_row).collect()
}

pub fn row(conn: &mut SqliteConnection, id: i32) -> QueryResult<Row> {
    as_row(
        import_rows::table
            .find(id)
            .select(Stored::as_select())
            .first(conn)?,
    )
}

/// Public pages by the last word of their addresses.
pub fn pages(conn: &mut SqliteConnection, slugs: &[String]) -> QueryResult<HashMap<String, Page>> {
    let found: Vec<(String, i32, String, String)> = heroes::table
        .filter(heroes::slug.eq_any(slugs))
        .select((heroes::slug, heroes::id, heroes::family, heroes::given))
        .load(conn)?;
    let page = |(slug, id, family, given)| {
        let name = format!("{family} {given}");
        (slug, Page { id, name })
    };
    Ok(found.into_iter().map(page).collect())
}

/// Which of these lives are public now.
pub fn still_public(conn: &mut SqliteConnection, lives: &[i32]) -> QueryResult<Vec<i32>> {
    heroes::table
        .filter(heroes::id.eq_any(lives))
        .select(heroes::id)
        .load(conn)
}

/// Where a row of a list stood.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    pub run: i32,
    pub file_name: &'a str,
    pub line: u32,
}

/// Keeps a row that could not be read, with what is wrong with it.
pub fn keep_fault(
    conn: &mut SqliteConnection,
    place: Place<'_>,
    digest: &[u8; 32],
    (raw, faults, whom): (&Raw, &[Fault], &str),
    at: DateTime<Utc>,
) -> QueryResult<()> {
    let whom = whom.trim();
    diesel::insert_into(import_rows::table)
        .values((
            import_rows::run_id.eq(place.run),
            import_rows::digest.eq(digest.as_slice()),
            import_rows::file_name.eq(place.file_name),
            import_rows::line.eq(i32::try_from(place.line).unwrap_or(i32::MAX)),
            import_rows::family.eq((!whom.is_empty()).then_some(whom)),
            import_rows::raw.eq(json(raw)?),
            import_rows::fault.eq(json(&faults)?),
            import_rows::state.eq("faulty"),
            import_rows::imported_at.eq(at),
        ))
        .execute(conn)?;
    Ok(())
}

/// Keeps of a row that is here already that it was in this list too.
pub fn keep_same(
    conn: &mut SqliteConnection,
    place: Place<'_>,
    whom: &str,
    why: &str,
    at: DateTime<Utc>,
) -> QueryResult<()> {
    let whom = whom.trim();
    diesel::insert_into(import_rows::table)
        .values((
            import_rows::run_id.eq(place.run),
            import_rows::file_name.eq(place.file_name),
            import_rows::line.eq(i32::try_from(place.line).unwrap_or(i32::MAX)),
            import_rows::family.eq((!whom.is_empty()).then_some(whom)),
            import_rows::doubt.eq(why),
            import_rows::state.eq("same"),
            import_rows::imported_at.eq(at),
        ))
        .execute(conn)?;
    Ok(())
}

/// A row that is being judged again stands aside meanwhile, so that it is not found as its own double.
pub fn stand_aside(conn: &mut SqliteConnection, id: i32) -> QueryResult<Vec<u8>> {
    let digest = import_rows::table
        .find(id)
        .select(import_rows::digest.assume_not_null())
        .first(conn)?;
    diesel::update(import_rows::table.find(id))
        .set((
            import_rows::digest.eq(None::<Vec<u8>>),
            import_rows::state.eq("same"),
            import_rows::doubt.eq("is being judged"),
        ))
        .execute(conn)?;
    Ok(digest)
}

/// What a row is after it was corrected. Its digest stays that of the row in the list, so that the list can be read again.
pub fn correct(
    conn: &mut SqliteConnection,
    id: i32,
    digest: &[u8],
    record: &Record,
    (state, doubt): (&str, Option<&str>),
) -> QueryResult<()> {
    diesel::update(import_rows::table.find(id))
        .set((
            import_rows::digest.eq(digest),
            import_rows::record.eq(json(record)?),
            import_rows::external_id.eq(record.external_id.as_deref()),
            import_rows::family.eq(record.name.family.as_str()),
            import_rows::given.eq(record.name.given.as_str()),
            import_rows::raw.eq(None::<String>),
            import_rows::fault.eq(None::<String>),
            import_rows::doubt.eq(doubt),
            import_rows::state.eq(state),
            import_rows::revision.eq(import_rows::revision + 1),
        ))
        .execute(conn)?;
    Ok(())
}

/// Out of the way, or back.
pub fn set_state(conn: &mut SqliteConnection, id: i32, state: &str) -> QueryResult<()> {
    diesel::update(import_rows::table.find(id))
        .set((
            import_rows::state.eq(state),
            import_rows::revision.eq(import_rows::revision + 1),
        ))
        .execute(conn)?;
    Ok(())
}
