//! All SQL of the questions.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::question::{Question, facts_of};
use crate::accounts::guard::Moderator;
use crate::schema::questions;
use crate::submissions::submission::Step;

/// Asks a family; `asked` is facts with words.
pub fn ask(
    conn: &mut SqliteConnection,
    by: &Moderator,
    submission_id: i32,
    asked: &[(String, String)],
    at: DateTime<Utc>,
) -> QueryResult<()> {
    for (fact, words) in asked {
        diesel::insert_into(questions::table)
            .values((
                questions::submission_id.eq(submission_id),
                questions::fact.eq(fact),
                questions::words.eq(words),
                questions::asked_at.eq(at),
                questions::asked_by.eq(by.id()),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// All that one family was ever asked, the oldest first.
pub fn of_submission(conn: &mut SqliteConnection, id: i32) -> QueryResult<Vec<Question>> {
    type Columns = (i32, String, String, DateTime<Utc>, Option<DateTime<Utc>>);
    let rows = questions::table
        .filter(questions::submission_id.eq(id))
        .order(questions::id)
        .select((
            questions::id,
            questions::fact,
            questions::words,
            questions::asked_at,
            questions::answered_at,
        ))
        .load::<Columns>(conn)?;
    let read = |(id, fact, words, asked_at, answered_at)| Question {
        id,
        fact,
        words,
        asked_at,
        answered_at,
    };
    Ok(rows.into_iter().map(read).collect())
}

/// The family has saved a step: what was asked there is answered.
pub fn answered(
    conn: &mut SqliteConnection,
    submission_id: i32,
    step: Step,
    at: DateTime<Utc>,
) -> QueryResult<()> {
    let open = questions::table
        .filter(questions::submission_id.eq(submission_id))
        .filter(questions::fact.eq_any(facts_of(step).collect::<Vec<_>>()))
        .filter(questions::answered_at.is_null());
    diesel::update(open)
        .set(questions::answered_at.eq(at))
        .execute(conn)?;
    Ok(())
}
