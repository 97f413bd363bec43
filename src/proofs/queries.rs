//! All SQL of the proofs.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel::result::Error;

use super::proof::{Answer, PROMISED, Proof};
use crate::accounts::guard::Moderator;
use crate::moderation::journal::{self, Act, Actor, Subject};
use crate::schema::{proofs, submissions};

/// Shows a revision to its family; what was shown before is forgotten.
pub fn show(
    conn: &mut SqliteConnection,
    by: &Moderator,
    submission_id: i32,
    revision: i32,
    at: DateTime<Utc>,
) -> QueryResult<()> {
    forget(conn, submission_id)?;
    diesel::insert_into(proofs::table)
        .values((
            proofs::submission_id.eq(submission_id),
            proofs::revision.eq(revision),
            proofs::shown_at.eq(at),
            proofs::shown_by.eq(by.id()),
            proofs::until.eq(at + PROMISED),
        ))
        .execute(conn)?;
    Ok(())
}

/// What was shown holds no longer: the story went another way.
pub fn forget(conn: &mut SqliteConnection, submission_id: i32) -> QueryResult<usize> {
    diesel::delete(proofs::table.find(submission_id)).execute(conn)
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = proofs)]
struct Row {
    submission_id: i32,
    revision: i32,
    shown_at: DateTime<Utc>,
    shown_by: i32,
    until: DateTime<Utc>,
    answer: Option<String>,
    answered_at: Option<DateTime<Utc>>,
    words: Option<String>,
    facts: String,
    publish_on: Option<String>,
}

/// What was shown of one revision of a story; none when it was changed since, or never shown.
pub fn of_revision(
    conn: &mut SqliteConnection,
    submission_id: i32,
    revision: i32,
) -> QueryResult<Option<Proof>> {
    let row = proofs::table
        .find(submission_id)
        .filter(proofs::revision.eq(revision))
        .select(Row::as_select())
        .first(conn)
        .optional()?;
    Ok(row.map(read).transpose()?.map(|(_, proof)| proof))
}

/// The same of several stories that stand as they were shown.
pub fn of_submissions(conn: &mut SqliteConnection, ids: &[i32]) -> QueryResult<Vec<(i32, Proof)>> {
    proofs::table
        .inner_join(submissions::table.on(submissions::id.eq(proofs::submission_id)))
        .filter(proofs::submission_id.eq_any(ids))
        .filter(submissions::revision.eq(proofs::revision))
        .select(Row::as_select())
        .load(conn)?
        .into_iter()
        .map(read)
        .collect()
}

fn read(row: Row) -> QueryResult<(i32, Proof)> {
    let wrong = |what: &str| Error::DeserializationError(format!("a proof: {what}").into());
    let at = || row.answered_at.ok_or_else(|| wrong("answered at no time"));
    let answer = match row.answer.as_deref() {
        None => None,
        Some("yes") => Some(Answer::Yes {
            at: at()?,
            publish_on: row
                .publish_on
                .as_deref()
                .map(str::parse)
                .transpose()
                .map_err(|_| wrong("its day"))?,
        }),
        Some(_) => Some(Answer::Wrong {
            at: at()?,
            facts: serde_json::from_str(&row.facts).map_err(|_| wrong("its facts"))?,
            words: row.words.unwrap_or_default(),
        }),
    };
    let proof = Proof {
        revision: row.revision,
        shown_at: row.shown_at,
        shown_by: row.shown_by,
        until: row.until,
        answer,
    };
    Ok((row.submission_id, proof))
}

/// Keeps what the family says.
pub fn answer(conn: &mut SqliteConnection, submission_id: i32, answer: &Answer) -> QueryResult<()> {
    let shown = proofs::table.find(submission_id);
    match answer {
        Answer::Yes { at, publish_on } => diesel::update(shown).set((
            proofs::answer.eq(Some("yes")),
            proofs::answered_at.eq(at),
            proofs::words.eq(None::<String>),
            proofs::facts.eq("[]".to_owned()),
            proofs::publish_on.eq(publish_on.map(|day| day.to_string())),
        )),
        Answer::Wrong { at, facts, words } => diesel::update(shown).set((
            proofs::answer.eq(Some("wrong")),
            proofs::answered_at.eq(at),
            proofs::words.eq(Some(words.clone())),
            proofs::facts.eq(serde_json::Value::from(facts.clone()).to_string()),
            proofs::publish_on.eq(None::<String>),
        )),
    }
    .execute(conn)?;
    let (act, at) = match answer {
        Answer::Yes { at, .. } => ("agree", at),
        Answer::Wrong { at, .. } => ("disagree", at),
    };
    let subject = Subject {
        submission_id: Some(submission_id),
        ..Subject::default()
    };
    journal::write(conn, Actor::Family, Act(act), subject, *at)
}

/// Stories whose families agreed and whose day has come.
pub fn due(conn: &mut SqliteConnection, today: NaiveDate) -> QueryResult<Vec<i32>> {
    proofs::table
        .inner_join(submissions::table.on(submissions::id.eq(proofs::submission_id)))
        .filter(proofs::publish_on.assume_not_null().le(today.to_string()))
        .filter(proofs::publish_on.is_not_null())
        .filter(submissions::state.eq("taken"))
        .filter(submissions::revision.eq(proofs::revision))
        .select(proofs::submission_id)
        .load(conn)
}
