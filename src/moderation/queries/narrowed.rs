//! The queue in its order, narrowed: which stories a page of it shows, how many there are, which one is next.
//!
//! A story is found by the index `submissions_by_order` and by its facets alone; none is opened to be counted.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Integer, Text, TimestamptzSqlite};
use diesel::sqlite::Sqlite;

use super::super::decision::Stale;
use super::super::journal::Subject;
use super::super::wanted::{Tells, Wanted};
use super::*;
use crate::accounts::guard::Moderator;

/// Whose queue it is, and when.
#[derive(Debug, Clone, Copy)]
pub struct Eyes {
    pub account_id: i32,
    pub now: DateTime<Utc>,
    /// How long a family is promised to wait at most.
    pub promised: TimeDelta,
}

/// A stretch of the queue, one after another: what one cares for, the rest, and what one passed on; in each the complete
/// stories first, then the partial and the bare ones; in each of these the oldest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    pub whose: Whose,
    pub completeness: i32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    Own,
    Rest,
    Passed,
}

impl Stretch {
    const ALL: [Self; 9] = {
        const fn of(whose: Whose, completeness: i32) -> Stretch {
            Stretch {
                whose,
                completeness,
            }
        }
        [
            of(Whose::Own, 0),
            of(Whose::Own, 1),
            of(Whose::Own, 2),
            of(Whose::Rest, 0),
            of(Whose::Rest, 1),
            of(Whose::Rest, 2),
            of(Whose::Passed, 0),
            of(Whose::Passed, 1),
            of(Whose::Passed, 2),
        ]
    };
}

/// The place of one story: where the next page goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    stretch: usize,
    sent_at: DateTime<Utc>,
    id: i32,
}

impl Mark {
    /// As in an address: `3.1795600000000000001.12`: to the nanosecond, as it is kept.
    pub fn written(self) -> String {
        format!(
            "{}.{}.{}",
            self.stretch,
            self.sent_at.timestamp_nanos_opt().unwrap_or_default(),
            self.id
        )
    }

    pub fn read(written: &str) -> Option<Self> {
        let mut parts = written.split('.');
        let mark = Self {
            stretch: parts.next()?.parse().ok()?,
            sent_at: DateTime::from_timestamp_nanos(parts.next()?.parse().ok()?),
            id: parts.next()?.parse().ok()?,
        };
        (parts.next().is_none() && mark.stretch < Stretch::ALL.len()).then_some(mark)
    }
}

/// A story that was found, and where.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    pub id: i32,
    pub whose: Option<Whose>,
    pub mark: Mark,
}

/// A condition with what fills its question marks.
#[derive(Default)]
struct Sql {
    text: String,
    values: Vec<Value>,
    /// How the table is read, where that is not left to SQLite.
    by: &'static str,
}

enum Value {
    Text(String),
    Number(i32),
    Time(DateTime<Utc>),
}

impl Sql {
    fn and(&mut self, text: &str, values: impl IntoIterator<Item = Value>) {
        if !self.text.is_empty() {
            self.text.push_str(" AND ");
        }
        self.text.push_str(text);
        self.values.extend(values);
    }

    fn load<T>(self, conn: &mut SqliteConnection, select: &str, end: &str) -> QueryResult<Vec<T>>
    where
        T: QueryableByName<Sqlite> + 'static,
    {
        let sql = format!(
            "SELECT {select} FROM submissions s {} WHERE {}{end}",
            self.by, self.text
        );
        let mut query = diesel::sql_query(sql).into_boxed::<Sqlite>();
        for value in self.values {
            query = match value {
                Value::Text(text) => query.bind::<Text, _>(text),
                Value::Number(number) => query.bind::<Integer, _>(number),
                Value::Time(time) => query.bind::<TimestamptzSqlite, _>(time),
            };
        }
        query.load(conn)
    }
}

#[derive(QueryableByName)]
struct Found {
    #[diesel(sql_type = Integer)]
    id: i32,
    #[diesel(sql_type = TimestamptzSqlite)]
    sent_at: DateTime<Utc>,
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

const OWN: &str = "EXISTS (SELECT 1 FROM scopes c JOIN submission_facets f ON f.facet = c.facet AND f.value = c.value \
                   AND f.submission_id = s.id WHERE c.account_id = ?)";
const PASSED: &str =
    "EXISTS (SELECT 1 FROM passes p WHERE p.account_id = ? AND p.submission_id = s.id)";
const FACET: &str =
    "s.id IN (SELECT f.submission_id FROM submission_facets f WHERE f.facet = ? AND f.value = ?)";
const HEAVY: &str = "EXISTS (SELECT 1 FROM heavy_marks h WHERE h.submission_id = s.id)";
/// The family's own turn: it looks at the page that was shown, or chose the day.
const WITH_ITS_FAMILY: &str = "EXISTS (SELECT 1 FROM proofs p WHERE p.submission_id = s.id AND p.revision = s.revision \
                               AND ((p.answer IS NULL AND p.until > ?) OR p.publish_on IS NOT NULL))";

fn conditions(wanted: &Wanted, tab: Tab, eyes: Eyes) -> Sql {
    let mut sql = Sql::default();
    match tab {
        // Word for word what the index of withdrawn consents is made of.
        _ if wanted.tells == Some(Tells::Withdrawal) => {
            sql.and(
                "s.state = 'approved' AND json_extract(s.answers, '$.consent') = ''",
                [],
            );
        }
        Tab::Waiting => sql.and("s.state = 'pending'", []),
        Tab::Taken => sql.and("s.state = 'taken'", []),
        Tab::Returned => sql.and("s.state = 'returned'", []),
        Tab::Decided => sql.and("s.state IN ('approved', 'refused')", []),
        Tab::Late => {
            sql.and(
                "s.state IN ('pending', 'taken') AND s.sent_at < ?",
                [Value::Time(eyes.now - eyes.promised)],
            );
            sql.and(
                &format!("NOT (s.state = 'taken' AND {WITH_ITS_FAMILY})"),
                [Value::Time(eyes.now)],
            );
        }
    }
    for (facet, value) in [("region", &wanted.region), ("unit", &wanted.unit)] {
        if let Some(value) = value {
            sql.and(
                FACET,
                [Value::Text(facet.to_owned()), Value::Text(value.clone())],
            );
        }
    }
    if let Some(tells) = wanted.tells.filter(|tells| *tells != Tells::Withdrawal) {
        sql.and("s.tells = ?", [Value::Text(tells.word().to_owned())]);
        // Left to itself, SQLite takes a narrower index and opens every story to work out what it tells.
        sql.by = "INDEXED BY submissions_by_order";
    }
    if let Some(language) = &wanted.language {
        sql.and("s.language = ?", [Value::Text(language.clone())]);
    }
    if let Some(days) = wanted.days {
        let since = eyes.now - TimeDelta::days(days);
        sql.and("s.sent_at < ?", [Value::Time(since)]);
    }
    if wanted.light {
        sql.and(&format!("NOT {HEAVY}"), []);
    }
    if wanted.mine {
        sql.and(OWN, [Value::Number(eyes.account_id)]);
    }
    sql
}

/// How many stories there are.
pub fn count(
    conn: &mut SqliteConnection,
    wanted: &Wanted,
    tab: Tab,
    eyes: Eyes,
) -> QueryResult<i64> {
    let found: Vec<Count> = conditions(wanted, tab, eyes).load(conn, "count(*) AS count", "")?;
    Ok(found.first().map_or(0, |found| found.count))
}

/// Families that wait longer than they were promised.
pub fn late(
    conn: &mut SqliteConnection,
    now: DateTime<Utc>,
    promised: TimeDelta,
) -> QueryResult<i64> {
    let eyes = Eyes {
        account_id: 0,
        now,
        promised,
    };
    count(conn, &Wanted::default(), Tab::Late, eyes)
}

/// A page of the queue, from after a story that was shown. Only what waits has stretches: everything else is by age alone.
pub fn places(
    conn: &mut SqliteConnection,
    wanted: &Wanted,
    tab: Tab,
    eyes: Eyes,
    after: Option<Mark>,
    limit: i64,
) -> QueryResult<Vec<Place>> {
    let plain = tab != Tab::Waiting || wanted.tells == Some(Tells::Withdrawal);
    let mut places: Vec<Place> = Vec::new();
    for (at, stretch) in Stretch::ALL.into_iter().enumerate() {
        if after.is_some_and(|after| after.stretch > at) || (plain && at > 0) {
            continue;
        }
        let left = limit - i64::try_from(places.len()).unwrap_or(limit);
        if left <= 0 {
            break;
        }
        let mut sql = conditions(wanted, tab, eyes);
        if !plain {
            let own = [Value::Number(eyes.account_id)];
            let passed = [Value::Number(eyes.account_id)];
            match stretch.whose {
                Whose::Passed => sql.and(PASSED, passed),
                Whose::Own => {
                    sql.and(OWN, own);
                    sql.and(&format!("NOT {PASSED}"), passed);
                }
                Whose::Rest => {
                    sql.and(&format!("NOT {OWN}"), own);
                    sql.and(&format!("NOT {PASSED}"), passed);
                }
            }
            sql.and("s.completeness = ?", [Value::Number(stretch.completeness)]);
        }
        if let Some(after) = after.filter(|after| after.stretch == at) {
            sql.and(
                "(s.sent_at, s.id) > (?, ?)",
                [Value::Time(after.sent_at), Value::Number(after.id)],
            );
        }
        let end = format!(" ORDER BY s.sent_at, s.id LIMIT {left}");
        let found: Vec<Found> = sql.load(conn, "s.id AS id, s.sent_at AS sent_at", &end)?;
        places.extend(found.into_iter().map(|Found { id, sent_at }| Place {
            id,
            whose: (!plain).then_some(stretch.whose),
            mark: Mark {
                stretch: at,
                sent_at,
                id,
            },
        }));
    }
    Ok(places)
}

/// Takes the first story that waits for this moderator into their hands. What they passed on is never it.
pub fn take_next(
    conn: &mut SqliteConnection,
    by: &Moderator,
    wanted: &Wanted,
    eyes: Eyes,
) -> QueryResult<Option<i32>> {
    end_claims(conn, None, eyes.now)?;
    let waits = Wanted {
        tells: wanted.tells.filter(|tells| *tells != Tells::Withdrawal),
        ..wanted.clone()
    };
    let first = places(conn, &waits, Tab::Waiting, eyes, None, 1)?;
    let Some(first) = first
        .first()
        .filter(|first| first.whose != Some(Whose::Passed))
    else {
        return Ok(None);
    };
    match take_up(conn, by, first.id, eyes.now)? {
        Ok(()) => Ok(Some(first.id)),
        Err(Stale) => Ok(None),
    }
}

/// Passes a story on: out of these hands, and not offered to them again. That it was passed on, and by whom, is written
/// into no journal; that a story left somebody's hands is, as whenever one is put aside.
pub fn pass_on(
    conn: &mut SqliteConnection,
    by: &Moderator,
    id: i32,
    at: DateTime<Utc>,
) -> Done<()> {
    end_claims(conn, Some(id), at)?;
    match story(conn, id)?.sent.state {
        crate::submissions::submission::State::Pending { .. } => {}
        _ => {
            if let Err(stale) = give_back(conn, by, id, at)? {
                return Ok(Err(stale));
            }
        }
    }
    crate::care::queries::pass(conn, by, id).map(Ok)
}

/// Marks what is heavy in a story, in place of what moderators marked before.
pub fn mark_heavy(
    conn: &mut SqliteConnection,
    by: &Moderator,
    id: i32,
    kinds: &[crate::care::carer::Heavy],
    at: DateTime<Utc>,
) -> QueryResult<()> {
    story(conn, id)?;
    let Some(detail) = crate::care::queries::mark(conn, id, kinds, false)? else {
        return Ok(());
    };
    let subject = Subject {
        submission_id: Some(id),
        detail: Some(detail),
        ..Subject::default()
    };
    noted(conn, by, "mark-heavy", subject, at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_read_back_and_nothing_else_is_one() {
        let mark = Mark {
            stretch: 8,
            sent_at: DateTime::from_timestamp_nanos(1_795_600_000_000_000_001),
            id: 12,
        };
        assert_eq!(Mark::read(&mark.written()), Some(mark));
        for wrong in [
            "",
            "1",
            "1.2",
            "9.1.1",
            "1.2.3.4",
            "-1.2.3",
            "a.b.c",
            "1.99999999999999999999.1",
        ] {
            assert_eq!(Mark::read(wrong), None, "{wrong}");
        }
    }
}
