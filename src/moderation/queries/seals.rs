//! The chain of seals over the journal: made with each row, once for the rows from before, and looked through link by link.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Binary, Nullable};

use crate::moderation::seal::{BEGINNING, Noted, Seal, Stored, seal};
use crate::schema::{journal, journal_sealing, journal_seals};

/// Rows that are held at once.
const BATCH: i64 = 1_000;

/// The columns as they lie in the file: a time that is written otherwise is another row.
const COLUMNS: &str = "SELECT j.id AS id, CAST(j.at AS BLOB) AS at, CAST(j.actor AS BLOB) AS actor, j.account_id AS account_id, \
     CAST(j.act AS BLOB) AS act, j.submission_id AS submission_id, j.hero_id AS hero_id, CAST(j.detail AS BLOB) AS detail, \
     s.seal AS seal FROM journal j LEFT JOIN journal_seals s ON s.journal_id = j.id";

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = BigInt)]
    id: i64,
    #[diesel(sql_type = Binary)]
    at: Vec<u8>,
    #[diesel(sql_type = Binary)]
    actor: Vec<u8>,
    #[diesel(sql_type = Nullable<BigInt>)]
    account_id: Option<i64>,
    #[diesel(sql_type = Binary)]
    act: Vec<u8>,
    #[diesel(sql_type = Nullable<BigInt>)]
    submission_id: Option<i64>,
    #[diesel(sql_type = Nullable<BigInt>)]
    hero_id: Option<i64>,
    #[diesel(sql_type = Binary)]
    detail: Vec<u8>,
    #[diesel(sql_type = Nullable<Binary>)]
    seal: Option<Vec<u8>>,
}

impl Row {
    fn apart(self) -> (Stored, Option<Vec<u8>>) {
        let stored = Stored {
            id: self.id,
            at: self.at,
            actor: self.actor,
            account_id: self.account_id,
            act: self.act,
            submission_id: self.submission_id,
            hero_id: self.hero_id,
            detail: self.detail,
        };
        (stored, self.seal)
    }
}

/// Seals a row that was just written, in the transaction that wrote it.
pub fn seal_row(conn: &mut SqliteConnection, id: i32) -> QueryResult<()> {
    let before = last_before(conn, id)?;
    let row: Row = diesel::sql_query(format!("{COLUMNS} WHERE j.id = ?"))
        .bind::<BigInt, _>(i64::from(id))
        .get_result(conn)?;
    put(conn, id, &seal(&before, &row.apart().0))
}

fn put(conn: &mut SqliteConnection, id: i32, seal: &Seal) -> QueryResult<()> {
    diesel::insert_into(journal_seals::table)
        .values((
            journal_seals::journal_id.eq(id),
            journal_seals::seal.eq(seal.as_slice()),
        ))
        .execute(conn)?;
    Ok(())
}

/// The last seal of a row before this one.
fn last_before(conn: &mut SqliteConnection, id: i32) -> QueryResult<Seal> {
    let seal: Option<Vec<u8>> = journal_seals::table
        .filter(journal_seals::journal_id.lt(id))
        .order(journal_seals::journal_id.desc())
        .select(journal_seals::seal)
        .first(conn)
        .optional()?;
    Ok(seal
        .and_then(|seal| seal.try_into().ok())
        .unwrap_or(BEGINNING))
}

/// Seals the rows that were written before there were seals, once, all of them or none, in their order. Where any row has a
/// seal there are no rows from before: one without a seal is a fault then, which `check` names and nothing here mends.
pub fn seal_from_before(conn: &mut SqliteConnection) -> QueryResult<()> {
    conn.immediate_transaction(|conn| {
        let any: bool = diesel::select(diesel::dsl::exists(
            journal_seals::table.select(journal_seals::journal_id),
        ))
        .get_result(conn)?;
        if any {
            return Ok(());
        }
        while seal_some(conn)? {}
        Ok(())
    })
}

/// So many; whether there may be more.
fn seal_some(conn: &mut SqliteConnection) -> QueryResult<bool> {
    let open = journal_sealing::table
        .filter(journal_sealing::done.eq(false))
        .select(journal_sealing::last)
        .first::<i32>(conn)
        .optional()?;
    let Some(last) = open else {
        return Ok(false);
    };
    let sealed = journal_seals::table
        .select(diesel::dsl::max(journal_seals::journal_id))
        .first::<Option<i32>>(conn)?
        .unwrap_or(i32::MIN);
    let ids: Vec<i32> = journal::table
        .filter(journal::id.gt(sealed).and(journal::id.le(last)))
        .order(journal::id)
        .limit(BATCH)
        .select(journal::id)
        .load(conn)?;
    for id in &ids {
        seal_row(conn, *id)?;
    }
    if ids.is_empty() {
        diesel::update(journal_sealing::table)
            .set(journal_sealing::done.eq(true))
            .execute(conn)?;
    }
    Ok(!ids.is_empty())
}

/// The newest seal, to be written down elsewhere.
pub fn newest_seal(conn: &mut SqliteConnection) -> QueryResult<Option<Noted>> {
    let newest: Option<(i32, Vec<u8>)> = journal_seals::table
        .order(journal_seals::journal_id.desc())
        .first(conn)
        .optional()?;
    Ok(newest.map(|(number, seal)| Noted::of(number.into(), &seal)))
}

/// Whether the row whose seal was noted has that seal; that the seal is of the row, the chain tells.
pub fn is_in_chain(conn: &mut SqliteConnection, noted: &Noted) -> QueryResult<bool> {
    let Ok(number) = i32::try_from(noted.number) else {
        return Ok(false);
    };
    let seal: Option<Vec<u8>> = journal_seals::table
        .filter(journal_seals::journal_id.eq(number))
        .select(journal_seals::seal)
        .first(conn)
        .optional()?;
    Ok(seal.is_some_and(|seal| noted.is_of(&seal)))
}

/// Where the chain breaks first, with the number of the row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Break {
    /// The row, or its seal, is not as it was written, or it was put in.
    Changed(i64),
    /// The row is not there, and later ones or its seal are.
    Removed(i64),
    /// The row has no seal: it was not written by the memorial, or its seal was taken away.
    Unsealed(i64),
    /// This was the last row's number, and there are no rows from here on.
    CutFrom(i64),
    /// The row's number was never given out.
    Invented(i64),
}

/// Looks through the whole chain, a batch at a time: how many rows hold, and where it breaks if it does. To be asked in one
/// transaction, so that rows that are written meanwhile are not half seen.
pub fn look_through_chain(conn: &mut SqliteConnection) -> QueryResult<(i64, Option<Break>)> {
    let stray = stray_seal(conn)?;
    let (mut before, mut last, mut count) = (BEGINNING, None::<i64>, 0);
    loop {
        let rows: Vec<Row> = diesel::sql_query(format!(
            "{COLUMNS} WHERE j.id >= ? ORDER BY j.id LIMIT {BATCH}"
        ))
        .bind::<BigInt, _>(last.map_or(i64::MIN, |last| last.saturating_add(1)))
        .load(conn)?;
        if rows.is_empty() {
            break;
        }
        for row in rows {
            let (stored, sealed) = row.apart();
            let id = stored.id;
            if let Some(gone) = stray.filter(|gone| *gone < id) {
                return Ok((count, Some(Break::Removed(gone))));
            }
            let Some(sealed) = sealed else {
                return Ok((count, Some(Break::Unsealed(id))));
            };
            let expected = seal(&before, &stored);
            if sealed != expected {
                // Numbers are given out without gaps: where one is missing and the chain breaks, it was taken out.
                let next = last.unwrap_or(0) + 1;
                let found = match next < id {
                    true => Break::Removed(next),
                    false => Break::Changed(id),
                };
                return Ok((count, Some(found)));
            }
            (before, last, count) = (expected, Some(id), count + 1);
        }
    }
    let (last, given) = (last.unwrap_or(0), numbers_given_out(conn)?);
    let found = match (stray, last.cmp(&given)) {
        (_, std::cmp::Ordering::Less) => Some(Break::CutFrom(last + 1)),
        (Some(gone), _) => Some(Break::Removed(gone)),
        (None, std::cmp::Ordering::Greater) => Some(Break::Invented(given + 1)),
        (None, std::cmp::Ordering::Equal) => None,
    };
    Ok((count, found))
}

#[derive(QueryableByName)]
struct Number {
    #[diesel(sql_type = Nullable<BigInt>)]
    number: Option<i64>,
}

/// The first seal whose row is not there.
fn stray_seal(conn: &mut SqliteConnection) -> QueryResult<Option<i64>> {
    let found: Number = diesel::sql_query(
        "SELECT min(s.journal_id) AS number FROM journal_seals s \
         WHERE NOT EXISTS (SELECT 1 FROM journal j WHERE j.id = s.journal_id)",
    )
    .get_result(conn)?;
    Ok(found.number)
}

/// The last number that the file gave to a row of the journal, which it remembers even when the row is taken out.
fn numbers_given_out(conn: &mut SqliteConnection) -> QueryResult<i64> {
    let found: Number =
        diesel::sql_query("SELECT max(seq) AS number FROM sqlite_sequence WHERE name = 'journal'")
            .get_result(conn)?;
    Ok(found.number.unwrap_or(0))
}
