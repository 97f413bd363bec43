//! All SQL of the papers.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;

use crate::photos;
use crate::photos::renditions::Renditions;
use crate::schema::{submission_papers, submissions};

/// The most papers of one story.
pub const MOST: usize = 10;
/// How long after the decision they are kept: as long as somebody may ask how it was made.
pub const KEPT: TimeDelta = TimeDelta::days(90);

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    pub photo_id: i32,
    /// As it was called on the family's device.
    pub file_name: String,
}

/// The papers of one story, in the order they were sent.
pub fn of_submission(conn: &mut SqliteConnection, id: i32) -> QueryResult<Vec<Paper>> {
    let rows = submission_papers::table
        .filter(submission_papers::submission_id.eq(id))
        .order(submission_papers::photo_id)
        .select((submission_papers::photo_id, submission_papers::file_name))
        .load::<(i32, String)>(conn)?;
    let read = |(photo_id, file_name)| Paper {
        photo_id,
        file_name,
    };
    Ok(rows.into_iter().map(read).collect())
}

/// Whether this picture is a paper of this story.
pub fn has(conn: &mut SqliteConnection, id: i32, photo_id: i32) -> QueryResult<bool> {
    diesel::select(diesel::dsl::exists(
        submission_papers::table.find((id, photo_id)),
    ))
    .get_result(conn)
}

/// Keeps papers up to the most there may be; answers the names of files for which there was no room.
pub fn add(
    conn: &mut SqliteConnection,
    id: i32,
    made: &[(String, Renditions)],
    at: DateTime<Utc>,
) -> QueryResult<Vec<String>> {
    let mut count = of_submission(conn, id)?.len();
    let mut left_out = Vec::new();
    for (name, made) in made {
        if count >= MOST {
            left_out.push(name.clone());
            continue;
        }
        let photo_id = photos::queries::store(conn, made, at)?;
        diesel::insert_into(submission_papers::table)
            .values((
                submission_papers::submission_id.eq(id),
                submission_papers::photo_id.eq(photo_id),
                submission_papers::file_name.eq(name),
                submission_papers::sent_at.eq(at),
            ))
            .execute(conn)?;
        count += 1;
    }
    Ok(left_out)
}

/// Erases one paper.
pub fn remove(conn: &mut SqliteConnection, id: i32, photo_id: i32) -> QueryResult<()> {
    let removed = diesel::delete(submission_papers::table.find((id, photo_id))).execute(conn)?;
    if removed > 0 {
        photos::queries::forget_unused(conn, photo_id)?;
    }
    Ok(())
}

/// Erases the papers of stories that were decided long enough ago. How many there were.
pub fn erase_old(conn: &mut SqliteConnection, now: DateTime<Utc>) -> QueryResult<usize> {
    // A paper is sent before the decision: whatever is younger need not be looked at.
    let aged = submission_papers::table
        .filter(submission_papers::sent_at.lt(now - KEPT))
        .select((
            submission_papers::submission_id,
            submission_papers::photo_id,
        ))
        .load::<(i32, i32)>(conn)?;
    let ids: Vec<i32> = aged.iter().map(|(id, _)| *id).collect();
    let decided: Vec<i32> = submissions::table
        .filter(submissions::id.eq_any(ids))
        .filter(submissions::decided_at.lt(now - KEPT))
        .filter(submissions::state.eq_any(["approved", "refused"]))
        .select(submissions::id)
        .load(conn)?;
    let old: Vec<_> = aged
        .into_iter()
        .filter(|(id, _)| decided.contains(id))
        .collect();
    for (id, photo_id) in &old {
        remove(conn, *id, *photo_id)?;
    }
    Ok(old.len())
}
