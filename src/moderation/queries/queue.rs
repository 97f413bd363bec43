//! The queue: who waits, and what else the desk is told of when it opens.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::*;
use crate::care;
use crate::care::carer::Heavy;
use crate::heroes::hero::Record;
use crate::proofs;
use crate::proofs::proof::Proof;
use crate::schema::{heroes as public, submission_consents, submission_photos, submissions};
use crate::wishes;

/// How many stories nobody has taken up, and since when the oldest of them waits.
pub fn waiting(conn: &mut SqliteConnection) -> QueryResult<(i64, Option<DateTime<Utc>>)> {
    let pending = submissions::table.filter(submissions::state.eq("pending"));
    let oldest = pending
        .order(submissions::sent_at)
        .select(submissions::sent_at)
        .first::<Option<DateTime<Utc>>>(conn);
    Ok((
        pending.count().get_result(conn)?,
        oldest.optional()?.flatten(),
    ))
}

/// The tabs of the queue. Drafts are nobody's but the family's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    Waiting,
    Taken,
    Returned,
    Decided,
    /// Whoever waits longer than promised, in nobody's hands or in somebody's.
    Late,
}

impl Tab {
    pub const ALL: [Self; 4] = [Self::Waiting, Self::Taken, Self::Returned, Self::Decided];

    /// As in `/admin?state=taken`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Taken => "taken",
            Self::Returned => "returned",
            Self::Decided => "decided",
            Self::Late => "late",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .chain([Self::Late])
            .find(|tab| tab.word() == word)
    }

    fn states(self) -> &'static [&'static str] {
        match self {
            Self::Waiting => &["pending"],
            Self::Taken => &["taken"],
            Self::Returned => &["returned"],
            Self::Decided => &["approved", "refused"],
            Self::Late => &["pending", "taken"],
        }
    }
}

/// One line of the queue.
#[derive(Debug, Clone)]
pub struct Queued {
    pub id: i32,
    pub state: String,
    /// It adds to a public life, or follows another story.
    pub adds: bool,
    pub language: String,
    pub record: Record,
    pub sent_at: DateTime<Utc>,
    /// Who has it in hand, or who decided.
    pub by: Option<String>,
    pub relation: Option<String>,
    pub photos: i64,
    /// What its family is shown.
    pub proof: Option<Proof>,
    /// 0 complete, 1 partial, 2 bare.
    pub completeness: i32,
    pub tells: String,
    /// What is heavy in it.
    pub heavy: Vec<Heavy>,
    /// Until when it stays in the hands it is in.
    pub held_until: Option<DateTime<Utc>>,
}

/// Stories as the queue shows them, in the order of their numbers here.
pub fn queued(conn: &mut SqliteConnection, ids: &[i32]) -> QueryResult<Vec<Queued>> {
    use diesel::sql_types::{Integer, Text};
    type Row = (
        i32,
        String,
        String,
        Option<String>,
        Option<DateTime<Utc>>,
        Option<i32>,
        Option<i32>,
        Option<DateTime<Utc>>,
        i32,
        String,
        (Option<i32>, Option<i32>),
    );
    let query = submissions::table
        .filter(submissions::id.eq_any(ids))
        .select((
            submissions::id,
            submissions::state,
            submissions::language,
            submissions::record,
            submissions::sent_at,
            submissions::taken_by,
            submissions::decided_by,
            submissions::held_until,
            // Made by the table itself of the record: see the migration.
            diesel::dsl::sql::<Integer>("completeness"),
            diesel::dsl::sql::<Text>("tells"),
            (submissions::about_id, submissions::joined_id),
        ));
    let rows = query.load::<Row>(conn)?;
    let names = names(conn)?;
    let photos: HashMap<i32, i64> = submission_photos::table
        .filter(submission_photos::submission_id.eq_any(ids))
        .group_by(submission_photos::submission_id)
        .select((submission_photos::submission_id, diesel::dsl::count_star()))
        .load(conn)?
        .into_iter()
        .collect();
    let mut proofs: HashMap<i32, Proof> = proofs::queries::of_submissions(conn, ids)?
        .into_iter()
        .collect();
    let relations: HashMap<i32, String> = submission_consents::table
        .filter(submission_consents::submission_id.eq_any(ids))
        .order(submission_consents::agreed_at)
        .select((
            submission_consents::submission_id,
            submission_consents::relation,
        ))
        .load(conn)?
        .into_iter()
        .collect();
    let mut heavy = care::queries::heavy(conn, ids)?;
    let mut found = HashMap::new();
    for (
        id,
        state,
        language,
        record,
        sent_at,
        taken_by,
        decided_by,
        held_until,
        completeness,
        tells,
        (about, joined),
    ) in rows
    {
        let record = record.ok_or_else(|| unreadable(id, "no record"))?;
        let by = decided_by.or(taken_by);
        let queued = Queued {
            id,
            state,
            adds: about.or(joined).is_some(),
            language,
            record: serde_json::from_str(&record)
                .map_err(|fault| unreadable(id, &fault.to_string()))?,
            sent_at: sent_at.ok_or_else(|| unreadable(id, "no time of sending"))?,
            by: by.and_then(|by| names.get(&by).cloned()),
            relation: relations.get(&id).cloned(),
            photos: photos.get(&id).copied().unwrap_or(0),
            proof: proofs.remove(&id),
            completeness,
            tells,
            heavy: heavy.remove(&id).unwrap_or_default(),
            held_until,
        };
        found.insert(id, queued);
    }
    Ok(ids.iter().filter_map(|id| found.remove(id)).collect())
}

/// What the index of withdrawn consents is made of, word for word: or all published stories would be read each time.
const WITHOUT_CONSENT: &str = "json_extract(submissions.answers, '$.consent') = ''";

/// Published lives whose families have withdrawn their consent: number, family name and given name.
pub fn asked_to_withdraw(conn: &mut SqliteConnection) -> QueryResult<Vec<(i32, String, String)>> {
    let without = submissions::table
        .filter(submissions::state.eq("approved"))
        .filter(diesel::dsl::sql::<diesel::sql_types::Bool>(WITHOUT_CONSENT))
        .filter(submissions::about_id.is_null())
        .select(submissions::hero_id);
    public::table
        .filter(public::id.nullable().eq_any(without))
        .order(public::id)
        .select((public::id, public::family, public::given))
        .load(conn)
}

/// Whether the family of a page took its consent back: its word is the first of two.
pub fn family_asks_to_withdraw(conn: &mut SqliteConnection, hero_id: i32) -> QueryResult<bool> {
    Ok(!withdrawn_stories(conn, hero_id)?.is_empty())
}

/// The stories that a page was made of and whose families took their consent back.
pub(super) fn withdrawn_stories(
    conn: &mut SqliteConnection,
    hero_id: i32,
) -> QueryResult<Vec<i32>> {
    submissions::table
        .filter(submissions::hero_id.eq(hero_id))
        .filter(submissions::state.eq("approved"))
        .filter(diesel::dsl::sql::<diesel::sql_types::Bool>(WITHOUT_CONSENT))
        .filter(submissions::about_id.is_null())
        .order(submissions::id)
        .select(submissions::id)
        .load(conn)
}

/// Whether a page is down because its family wished so: it took its consent back, or hid the page and a moderator let that stand.
pub fn is_down_for_its_family(conn: &mut SqliteConnection, hero_id: i32) -> QueryResult<bool> {
    Ok(family_asks_to_withdraw(conn, hero_id)? || wishes::queries::hides_for_good(conn, hero_id)?)
}

/// Additions that their writers want back: the number of the addition, family name and given name of whom it is about.
pub fn asked_to_unadd(conn: &mut SqliteConnection) -> QueryResult<Vec<(i32, String, String)>> {
    submissions::table
        .inner_join(public::table.on(public::id.nullable().eq(submissions::hero_id)))
        .filter(submissions::state.eq("approved"))
        .filter(diesel::dsl::sql::<diesel::sql_types::Bool>(WITHOUT_CONSENT))
        .filter(submissions::about_id.is_not_null())
        .order(submissions::id)
        .select((submissions::id, public::family, public::given))
        .load(conn)
}

/// How many stories each tab holds.
pub fn counts(conn: &mut SqliteConnection) -> QueryResult<[(Tab, i64); 4]> {
    let mut counts = Tab::ALL.map(|tab| (tab, 0));
    for (tab, count) in &mut counts {
        *count = submissions::table
            .filter(submissions::state.eq_any(tab.states()))
            .count()
            .get_result(conn)?;
    }
    Ok(counts)
}
