//! Pictures in the file. Being kept makes none of them public: only a row in `hero_photos` does.

use chrono::{DateTime, Utc};
use diesel::dsl::exists;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Binary, Integer, Text};
use sha2::{Digest, Sha256};

use super::look::{Look, NEAR, near_bands};
use super::photo::Size;
use super::renditions::{Rendition, Renditions};
use crate::heroes::among::among;
use crate::heroes::hero::{Photo, Record};
use crate::schema::{
    hero_photos, hero_versions, import_rows, photos, picture_bands, picture_looks, renditions,
    submission_papers, submission_photos,
};

/// Keeps a picture in all its sizes; answers its number.
pub fn store(
    conn: &mut SqliteConnection,
    made: &Renditions,
    at: DateTime<Utc>,
) -> QueryResult<i32> {
    let id = diesel::insert_into(photos::table)
        .values((
            photos::sha256.eq(made.sha256.as_slice()),
            photos::width.eq(whole(made.width)),
            photos::height.eq(whole(made.height)),
            photos::created_at.eq(at),
        ))
        .returning(photos::id)
        .get_result(conn)?;
    for Rendition {
        size,
        width,
        height,
        bytes,
    } in &made.sizes
    {
        diesel::insert_into(renditions::table)
            .values((
                renditions::photo_id.eq(id),
                renditions::size.eq(size.as_str()),
                renditions::width.eq(whole(*width)),
                renditions::height.eq(whole(*height)),
                renditions::bytes.eq(bytes),
                renditions::sha256.eq(Sha256::digest(bytes).to_vec()),
            ))
            .execute(conn)?;
    }
    keep_look(conn, id, made.look)?;
    Ok(id)
}

/// Keeps what a picture looks like.
fn keep_look(conn: &mut SqliteConnection, id: i32, look: Option<Look>) -> QueryResult<()> {
    diesel::insert_into(picture_looks::table)
        .values((
            picture_looks::photo_id.eq(id),
            picture_looks::bits.eq(look.map(|look| look.0.to_be_bytes().to_vec())),
        ))
        .execute(conn)?;
    for (band, bits) in (0..).zip(look.iter().flat_map(|look| look.bands())) {
        diesel::insert_into(picture_bands::table)
            .values((
                picture_bands::photo_id.eq(id),
                picture_bands::band.eq(band),
                picture_bands::bits.eq(i32::from(bits)),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// What these pictures look like; a plain one is left out.
pub fn looks(conn: &mut SqliteConnection, ids: &[i32]) -> QueryResult<Vec<(i32, Look)>> {
    let rows = picture_looks::table
        .filter(picture_looks::photo_id.eq_any(ids))
        .filter(picture_looks::bits.is_not_null())
        .order(picture_looks::photo_id)
        .select((
            picture_looks::photo_id,
            picture_looks::bits.assume_not_null(),
        ))
        .load::<(i32, Vec<u8>)>(conn)?;
    Ok(rows
        .into_iter()
        .filter_map(|(id, bits)| Some((id, look(&bits)?)))
        .collect())
}

fn look(bits: &[u8]) -> Option<Look> {
    Some(Look(u64::from_be_bytes(bits.try_into().ok()?)))
}

/// The pictures that look nearly like this one, itself among them if it is kept; `most` of each band.
pub fn alike(conn: &mut SqliteConnection, to: Look, most: i64) -> QueryResult<Vec<i32>> {
    let mut near: Vec<i32> = Vec::new();
    for (band, bits) in (0..).zip(to.bands()) {
        let bits: Vec<i32> = near_bands(bits).into_iter().map(i32::from).collect();
        let found = picture_bands::table
            .filter(
                picture_bands::band
                    .eq(band)
                    .and(picture_bands::bits.eq_any(bits)),
            )
            .limit(most)
            .select(picture_bands::photo_id);
        near.extend(found.load::<i32>(conn)?);
    }
    near.sort_unstable();
    near.dedup();
    let near = looks(conn, &near)?.into_iter();
    Ok(near
        .filter(|(_, look)| look.distance(to) <= NEAR)
        .map(|(id, _)| id)
        .collect())
}

/// Pictures after this number of which it is not known yet what they look like, in their small size; `most` of them.
pub fn unlooked(
    conn: &mut SqliteConnection,
    after: i32,
    most: i64,
) -> QueryResult<Vec<(i32, Vec<u8>)>> {
    photos::table
        .inner_join(renditions::table.on(renditions::photo_id.eq(photos::id)))
        .left_join(picture_looks::table.on(picture_looks::photo_id.eq(photos::id)))
        .filter(renditions::size.eq(Size::Small.as_str()))
        .filter(picture_looks::photo_id.is_null())
        .filter(photos::id.gt(after))
        .order(photos::id)
        .limit(most)
        .select((photos::id, renditions::bytes))
        .load(conn)
}

/// Keeps what was looked at afterwards; a picture that is gone meanwhile, or was looked at, is left alone.
pub fn looked(conn: &mut SqliteConnection, found: &[(i32, Option<Look>)]) -> QueryResult<()> {
    for (id, look) in found {
        let kept = photos::table
            .left_join(picture_looks::table.on(picture_looks::photo_id.eq(photos::id)))
            .filter(photos::id.eq(id))
            .filter(picture_looks::photo_id.is_null());
        if diesel::select(exists(kept)).get_result(conn)? {
            keep_look(conn, *id, *look)?;
        }
    }
    Ok(())
}

/// One size of a picture, public or not: only for whoever has already proved to be its family or a moderator.
pub fn rendition(
    conn: &mut SqliteConnection,
    id: i32,
    size: Size,
) -> QueryResult<Option<Rendition>> {
    let row = renditions::table
        .find((id, size.as_str()))
        .select((renditions::width, renditions::height, renditions::bytes))
        .first::<(i32, i32, Vec<u8>)>(conn)
        .optional()?;
    Ok(row.map(|(width, height, bytes)| Rendition {
        size,
        width: positive(width),
        height: positive(height),
        bytes,
    }))
}

/// One size of a picture that a published life shows; for any other number, kept or not, nothing.
pub fn public_rendition(
    conn: &mut SqliteConnection,
    id: i32,
    size: Size,
) -> QueryResult<Option<Rendition>> {
    if is_public(conn, id)? {
        rendition(conn, id, size)
    } else {
        Ok(None)
    }
}

#[derive(QueryableByName)]
struct Piece {
    #[diesel(sql_type = BigInt)]
    whole: i64,
    #[diesel(sql_type = Binary)]
    piece: Vec<u8>,
}

/// How many bytes a public picture has, and some of them.
pub fn public_piece(
    conn: &mut SqliteConnection,
    id: i32,
    size: Size,
    from: u64,
    most: u64,
) -> QueryResult<Option<(u64, Vec<u8>)>> {
    const READ: &str = "SELECT length(bytes) AS whole, substr(bytes, ?, ?) AS piece FROM renditions \
        WHERE photo_id = ? AND size = ? AND EXISTS (SELECT 1 FROM hero_photos h WHERE h.photo_id = renditions.photo_id)";
    let number = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    let found: Option<Piece> = diesel::sql_query(READ)
        .bind::<BigInt, _>(number(from).saturating_add(1))
        .bind::<BigInt, _>(number(most))
        .bind::<Integer, _>(id)
        .bind::<Text, _>(size.as_str())
        .get_result(conn)
        .optional()?;
    Ok(found.map(|found| (u64::try_from(found.whole).unwrap_or_default(), found.piece)))
}

pub fn is_public(conn: &mut SqliteConnection, id: i32) -> QueryResult<bool> {
    diesel::select(exists(
        hero_photos::table.filter(hero_photos::photo_id.eq(id)),
    ))
    .get_result(conn)
}

/// Width and height of one size in pixels, for the attributes that keep a page from jumping.
pub fn dimensions(
    conn: &mut SqliteConnection,
    id: i32,
    size: Size,
) -> QueryResult<Option<(u32, u32)>> {
    let row = renditions::table
        .find((id, size.as_str()))
        .select((renditions::width, renditions::height));
    Ok(row
        .first::<(i32, i32)>(conn)
        .optional()?
        .map(|(width, height)| (positive(width), positive(height))))
}

/// A picture sent with a story.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = submission_photos)]
pub struct Sent {
    pub photo_id: i32,
    pub sequence: i32,
    /// As it was called on the family's device.
    pub file_name: String,
    pub caption: Option<String>,
    pub credit: Option<String>,
    pub year: Option<i32>,
}

/// The pictures of one submission, in the order they were sent.
pub fn of_submission(conn: &mut SqliteConnection, submission_id: i32) -> QueryResult<Vec<Sent>> {
    submission_photos::table
        .filter(submission_photos::submission_id.eq(submission_id))
        .order(submission_photos::sequence)
        .select(Sent::as_select())
        .load(conn)
}

/// Keeps a picture with a submission, after those it already has; answers its number. The same file twice is one picture.
pub fn add_to_submission(
    conn: &mut SqliteConnection,
    submission_id: i32,
    made: &Renditions,
    file_name: &str,
    at: DateTime<Utc>,
) -> QueryResult<i32> {
    if let Some(id) = twin(conn, submission_id, &made.sha256)? {
        return Ok(id);
    }
    let last: Option<i32> = submission_photos::table
        .filter(submission_photos::submission_id.eq(submission_id))
        .select(diesel::dsl::max(submission_photos::sequence))
        .first(conn)?;
    let id = store(conn, made, at)?;
    diesel::insert_into(submission_photos::table)
        .values((
            submission_photos::submission_id.eq(submission_id),
            submission_photos::photo_id.eq(id),
            submission_photos::sequence.eq(last.unwrap_or(0) + 1),
            submission_photos::file_name.eq(file_name),
        ))
        .execute(conn)?;
    Ok(id)
}

/// Whether a submission has this very picture.
pub fn is_of_submission(
    conn: &mut SqliteConnection,
    submission_id: i32,
    sha256: &[u8],
) -> QueryResult<bool> {
    Ok(twin(conn, submission_id, sha256)?.is_some())
}

fn twin(
    conn: &mut SqliteConnection,
    submission_id: i32,
    sha256: &[u8],
) -> QueryResult<Option<i32>> {
    submission_photos::table
        .inner_join(photos::table.on(photos::id.eq(submission_photos::photo_id)))
        .filter(
            submission_photos::submission_id
                .eq(submission_id)
                .and(photos::sha256.eq(sha256)),
        )
        .select(photos::id)
        .first(conn)
        .optional()
}

/// Takes a picture out of a submission, and its bytes out of the file where nothing else needs them.
pub fn take_from_submission(
    conn: &mut SqliteConnection,
    submission_id: i32,
    photo_id: i32,
) -> QueryResult<()> {
    diesel::delete(submission_photos::table.find((submission_id, photo_id))).execute(conn)?;
    forget_unused(conn, photo_id)
}

/// Removes a picture that no life, no version of a life, no submission and no row of a list speaks of; leaves any other alone.
pub fn forget_unused(conn: &mut SqliteConnection, id: i32) -> QueryResult<()> {
    let needed = is_public(conn, id)?
        || diesel::select(exists(
            submission_photos::table.filter(submission_photos::photo_id.eq(id)),
        ))
        .get_result(conn)?
        || diesel::select(exists(
            submission_papers::table.filter(submission_papers::photo_id.eq(id)),
        ))
        .get_result(conn)?
        || diesel::select(exists(
            hero_versions::table.filter(hero_versions::record.like(format!("%\"{id}.webp\"%"))),
        ))
        .get_result(conn)?
        || diesel::select(exists(
            import_rows::table.filter(import_rows::record.like(format!("%\"{id}.webp\"%"))),
        ))
        .get_result(conn)?;
    if !needed {
        diesel::delete(photos::table.find(id)).execute(conn)?;
    }
    Ok(())
}

/// The pictures of a record that are kept still.
pub fn existing(conn: &mut SqliteConnection, record: &Record) -> QueryResult<Vec<i32>> {
    let ids: Vec<i32> = record.photos.iter().filter_map(Photo::id).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    photos::table
        .filter(among(photos::id, &ids))
        .select(photos::id)
        .load(conn)
}

/// Erases a picture from the file, whoever speaks of it still: its family wants it gone.
pub fn erase(conn: &mut SqliteConnection, id: i32) -> QueryResult<()> {
    diesel::delete(hero_photos::table.filter(hero_photos::photo_id.eq(id))).execute(conn)?;
    diesel::delete(submission_photos::table.filter(submission_photos::photo_id.eq(id)))
        .execute(conn)?;
    diesel::delete(submission_papers::table.filter(submission_papers::photo_id.eq(id)))
        .execute(conn)?;
    diesel::delete(photos::table.find(id)).execute(conn)?;
    Ok(())
}

fn whole(pixels: u32) -> i32 {
    i32::try_from(pixels).unwrap_or(i32::MAX)
}

fn positive(pixels: i32) -> u32 {
    u32::try_from(pixels).unwrap_or(0)
}
