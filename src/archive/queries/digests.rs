//! Whether what was kept once is still what it was: pictures and records by their digests, public lives by their records.

use diesel::prelude::*;
use diesel::sql_types::Binary;
use sha2::{Digest, Sha256};

use crate::heroes;
use crate::photos::photo::Size;
use crate::schema::{hero_versions, heroes as public, photos, renditions};

/// Rows read at a time.
const STEP: i64 = 100;

/// What became of a picture in one size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    Sound,
    /// Its bytes are not those that were kept.
    Changed,
    Missing,
}

/// One size of a picture and whether its bytes are those that were kept; a picture that is gone meanwhile is sound.
pub fn picture(
    conn: &mut SqliteConnection,
    id: i32,
    size: Size,
) -> QueryResult<(Kept, Vec<u8>, (i32, i32))> {
    type Row = (Vec<u8>, Option<Vec<u8>>, i32, i32);
    let row: Option<Row> = renditions::table
        .find((id, size.as_str()))
        .select((
            renditions::bytes,
            renditions::sha256,
            renditions::width,
            renditions::height,
        ))
        .first(conn)
        .optional()?;
    let Some((bytes, digest, width, height)) = row else {
        let there: i64 = photos::table.find(id).count().get_result(conn)?;
        let kept = if there > 0 {
            Kept::Missing
        } else {
            Kept::Sound
        };
        return Ok((kept, Vec::new(), (0, 0)));
    };
    let kept = match digest {
        Some(digest) if digest != of(&bytes) => Kept::Changed,
        _ => Kept::Sound,
    };
    Ok((kept, bytes, (width, height)))
}

/// The versions whose records are not those that were kept: number of the life, number of the version.
pub fn changed_versions(conn: &mut SqliteConnection) -> QueryResult<Vec<(i32, i32)>> {
    let (mut changed, mut last) = (Vec::new(), (i32::MIN, 0));
    loop {
        // As bytes: what is no text any more can be read as well.
        let bytes = diesel::dsl::sql::<Binary>("CAST(record AS BLOB)");
        let rows: Vec<(i32, i32, Vec<u8>, Option<Vec<u8>>)> = hero_versions::table
            .filter(
                hero_versions::hero_id.gt(last.0).or(hero_versions::hero_id
                    .eq(last.0)
                    .and(hero_versions::number.gt(last.1))),
            )
            .order((hero_versions::hero_id, hero_versions::number))
            .limit(STEP)
            .select((
                hero_versions::hero_id,
                hero_versions::number,
                bytes,
                hero_versions::sha256,
            ))
            .load(conn)?;
        let Some((id, number, ..)) = rows.last() else {
            return Ok(changed);
        };
        last = (*id, *number);
        changed.extend(rows.iter().filter_map(|(id, number, record, digest)| {
            let digest = digest.as_ref()?;
            (*digest != of(record)).then_some((*id, *number))
        }));
    }
}

/// The public lives that say something else than their last records do.
pub fn lives_unlike_their_records(conn: &mut SqliteConnection) -> QueryResult<Vec<i32>> {
    let (mut unlike, mut last) = (Vec::new(), i32::MIN);
    loop {
        let ids: Vec<i32> = public::table
            .filter(public::id.gt(last))
            .order(public::id)
            .limit(STEP)
            .select(public::id)
            .load(conn)?;
        let Some(reached) = ids.last() else {
            return Ok(unlike);
        };
        last = *reached;
        for id in ids {
            if !heroes::queries::is_as_kept(conn, id)? {
                unlike.push(id);
            }
        }
    }
}

/// Digests of a few rows that were kept before there were any; whether there may be more.
pub fn fill_some(conn: &mut SqliteConnection, most: i64) -> QueryResult<bool> {
    let pictures: Vec<(i32, String, Vec<u8>)> = renditions::table
        .filter(renditions::sha256.is_null())
        .order(renditions::photo_id)
        .limit(most)
        .select((renditions::photo_id, renditions::size, renditions::bytes))
        .load(conn)?;
    for (id, size, bytes) in &pictures {
        diesel::update(renditions::table.find((id, size)))
            .set(renditions::sha256.eq(of(bytes)))
            .execute(conn)?;
    }
    let versions: Vec<(i32, i32, String)> = hero_versions::table
        .filter(hero_versions::sha256.is_null())
        .order(hero_versions::hero_id)
        .limit(most)
        .select((
            hero_versions::hero_id,
            hero_versions::number,
            hero_versions::record,
        ))
        .load(conn)?;
    for (id, number, record) in &versions {
        diesel::update(hero_versions::table.find((id, number)))
            .set(hero_versions::sha256.eq(of(record.as_bytes())))
            .execute(conn)?;
    }
    Ok(!pictures.is_empty() || !versions.is_empty())
}

fn of(bytes: &[u8]) -> Vec<u8> {
    Sha256::digest(bytes).to_vec()
}
