//! All SQL of import and export: who is here already, and the rows that wait at the desk.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::heroes::hero::Record;
use crate::namesakes;
use crate::schema::{hero_versions, heroes, import_rows, photos, withdrawals};

pub(crate) mod copies;
pub(crate) mod digests;
pub(crate) mod remaking;
pub(crate) mod unpublished;

/// Somebody of the same name, public or waiting.
pub struct Namesake {
    /// As a person would look for it: an address, or a line of a list.
    pub place: String,
    /// The record whole, to compare.
    pub record: Record,
}

/// The public record that another archive knows by this name.
pub fn by_external_id(
    conn: &mut SqliteConnection,
    external_id: &str,
) -> QueryResult<Option<(String, Record)>> {
    let found = heroes::table
        .filter(heroes::external_id.eq(external_id))
        .select((heroes::id, heroes::slug, heroes::version));
    let Some((id, slug, version)) = found.first::<(i32, String, i32)>(conn).optional()? else {
        return merged_external_id(conn, external_id);
    };
    Ok(Some((slug, version_record(conn, id, version)?)))
}

/// The same of a life that was merged into another, which has another archive's number.
fn merged_external_id(
    conn: &mut SqliteConnection,
    external_id: &str,
) -> QueryResult<Option<(String, Record)>> {
    let Some(id) = namesakes::queries::by_lost_external_id(conn, external_id)? else {
        return Ok(None);
    };
    let found = heroes::table
        .find(id)
        .select((heroes::slug, heroes::version));
    let found = found.first::<(String, i32)>(conn).optional()?;
    found
        .map(|(slug, version)| Ok((slug, version_record(conn, id, version)?)))
        .transpose()
}

/// The address of a public life.
pub fn slug(conn: &mut SqliteConnection, id: i32) -> QueryResult<Option<String>> {
    heroes::table
        .find(id)
        .select(heroes::slug)
        .first(conn)
        .optional()
}

/// A row that waits, or waited, with this name of another archive.
pub fn waiting_by_external_id(
    conn: &mut SqliteConnection,
    external_id: &str,
) -> QueryResult<Option<String>> {
    let found = import_rows::table
        .filter(
            import_rows::external_id
                .eq(external_id)
                .and(import_rows::state.eq("waiting")),
        )
        .select((import_rows::file_name, import_rows::line));
    Ok(found
        .first::<(String, i32)>(conn)
        .optional()?
        .map(|(file, line)| format!("{file}, line {line}")))
}

/// A row taken before, public or not.
#[derive(Queryable, Selectable)]
#[diesel(table_name = import_rows)]
pub struct Taken {
    pub id: i32,
    pub state: String,
    pub doubt: Option<String>,
}

pub fn taken(conn: &mut SqliteConnection, digest: &[u8; 32]) -> QueryResult<Option<Taken>> {
    import_rows::table
        .filter(import_rows::digest.eq(digest.as_slice()))
        .select(Taken::as_select())
        .first(conn)
        .optional()
}

/// Everyone of this family and given name who is public or waits at the desk.
pub fn namesakes(
    conn: &mut SqliteConnection,
    family: &str,
    given: &str,
) -> QueryResult<Vec<Namesake>> {
    let mut found = Vec::new();
    let public = heroes::table
        .filter(heroes::family.eq(family).and(heroes::given.eq(given)))
        .select((heroes::id, heroes::slug, heroes::version));
    for (id, slug, version) in public.load::<(i32, String, i32)>(conn)? {
        found.push(namesake(slug, version_record(conn, id, version)?));
    }
    let waiting = import_rows::table
        .filter(
            import_rows::family
                .eq(family)
                .and(import_rows::given.eq(given)),
        )
        .filter(import_rows::state.eq("waiting"))
        .select((
            import_rows::file_name,
            import_rows::line,
            import_rows::record.assume_not_null(),
        ));
    for (file, line, record) in waiting.load::<(String, i32, String)>(conn)? {
        found.push(namesake(format!("{file}, line {line}"), read(&record)?));
    }
    Ok(found)
}

fn namesake(place: String, record: Record) -> Namesake {
    Namesake { place, record }
}

fn version_record(conn: &mut SqliteConnection, id: i32, version: i32) -> QueryResult<Record> {
    read(
        &hero_versions::table
            .find((id, version))
            .select(hero_versions::record)
            .first::<String>(conn)?,
    )
}

fn read(record: &str) -> QueryResult<Record> {
    serde_json::from_str(record)
        .map_err(|fault| diesel::result::Error::DeserializationError(Box::new(fault)))
}

/// Where a row stood in its list.
pub struct Origin<'a> {
    pub run: i32,
    pub digest: &'a [u8; 32],
    pub file_name: &'a str,
    pub line: u32,
}

/// Lets a row wait at the desk.
pub fn wait(
    conn: &mut SqliteConnection,
    origin: &Origin<'_>,
    record: &Record,
    doubt: Option<&str>,
    at: DateTime<Utc>,
) -> QueryResult<()> {
    let json = serde_json::to_string(record)
        .map_err(|fault| diesel::result::Error::SerializationError(Box::new(fault)))?;
    let waiting = (
        import_rows::record.eq(json),
        import_rows::doubt.eq(doubt),
        import_rows::state.eq("waiting"),
        import_rows::imported_at.eq(at),
    );
    diesel::insert_into(import_rows::table)
        .values((trace(origin, record), waiting))
        .execute(conn)?;
    Ok(())
}

/// Remembers of a row that was published at once only that it was.
pub fn remember(
    conn: &mut SqliteConnection,
    origin: &Origin<'_>,
    record: &Record,
    hero_id: i32,
    at: DateTime<Utc>,
) -> QueryResult<()> {
    let published = (
        import_rows::state.eq("published"),
        import_rows::hero_id.eq(hero_id),
        import_rows::imported_at.eq(at),
    );
    diesel::insert_into(import_rows::table)
        .values((trace(origin, record), published))
        .execute(conn)?;
    Ok(())
}

#[derive(Insertable)]
#[diesel(table_name = import_rows)]
struct Trace<'a> {
    run_id: i32,
    digest: &'a [u8],
    file_name: &'a str,
    line: i32,
    external_id: Option<&'a str>,
    family: &'a str,
    given: &'a str,
}

fn trace<'a>(origin: &Origin<'a>, record: &'a Record) -> Trace<'a> {
    Trace {
        run_id: origin.run,
        digest: origin.digest,
        file_name: origin.file_name,
        line: i32::try_from(origin.line).unwrap_or(i32::MAX),
        external_id: record.external_id.as_deref(),
        family: &record.name.family,
        given: &record.name.given,
    }
}

/// Remembers of a row that waited that it is public now.
pub fn mark_published(conn: &mut SqliteConnection, row: i32, hero_id: i32) -> QueryResult<()> {
    diesel::update(import_rows::table.find(row))
        .set((
            import_rows::state.eq("published"),
            import_rows::hero_id.eq(hero_id),
            import_rows::record.eq(None::<String>),
        ))
        .execute(conn)?;
    Ok(())
}

/// The record of a row, with its pictures' numbers.
pub fn waiting_record(conn: &mut SqliteConnection, row: i32) -> QueryResult<Record> {
    read(
        &import_rows::table
            .find(row)
            .select(import_rows::record.assume_not_null())
            .first::<String>(conn)?,
    )
}

/// The numbers of public lives after a number, in order: one page of an export.
pub fn public_after(conn: &mut SqliteConnection, after: i32, limit: i64) -> QueryResult<Vec<i32>> {
    heroes::table
        .filter(heroes::id.gt(after))
        .order(heroes::id)
        .limit(limit)
        .select(heroes::id)
        .load(conn)
}

pub fn count_public(conn: &mut SqliteConnection) -> QueryResult<i64> {
    heroes::table.count().get_result(conn)
}

/// The last public records of the lives that were withdrawn: a list must not bring them back by itself.
pub fn withdrawn(conn: &mut SqliteConnection) -> QueryResult<Vec<Record>> {
    let last = hero_versions::table
        .inner_join(withdrawals::table.on(withdrawals::hero_id.eq(hero_versions::hero_id)))
        .order((hero_versions::hero_id, hero_versions::number.desc()))
        .select((hero_versions::hero_id, hero_versions::record));
    let mut found: Vec<(i32, String)> = last.load(conn)?;
    found.dedup_by_key(|(id, _)| *id);
    found.iter().map(|(_, record)| read(record)).collect()
}

/// Whether nobody has been written down here yet, in public or in private.
pub fn is_empty(conn: &mut SqliteConnection) -> QueryResult<bool> {
    use crate::schema::{lives, submissions};
    let lives: i64 = lives::table.count().get_result(conn)?;
    let sent: i64 = submissions::table.count().get_result(conn)?;
    let listed: i64 = import_rows::table.count().get_result(conn)?;
    Ok(lives + sent + listed == 0)
}

/// The numbers of all pictures, public or not.
pub fn every_picture(conn: &mut SqliteConnection) -> QueryResult<Vec<i32>> {
    photos::table
        .order(photos::id)
        .select(photos::id)
        .load(conn)
}
