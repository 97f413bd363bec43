//! Who fell and who was born on a day of the year, or in a month of it; and whose turn on the front page is when.
//!
//! What is asked for is the end of a date as it is kept: `03-05` of 2024-03-05 and of XXXX-03-05, `05` of 1996-05. Each
//! question goes by an index that migrations/2026-11-25-100020 explains; its `GLOB` must stand here letter for letter.

use std::collections::HashMap;

use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Utc};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Text};

use super::day::Day;
use super::turn;
use crate::dates::{Edtf, kyiv};
use crate::i18n::Lang;
use crate::schema::{heroes, turns};

/// How many people fell on some days, and how many were born.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub fell: i64,
    pub born: i64,
}

impl Counts {
    pub fn all(self) -> i64 {
        self.fell + self.born
    }
}

/// A page of people: those who fell, then those who were born.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ids {
    pub fell: Vec<i32>,
    pub born: Vec<i32>,
}

pub fn counts(conn: &mut SqliteConnection, ends: &[String]) -> QueryResult<Counts> {
    let fell = heroes::table
        .filter(sql::<Bool>("died GLOB '????-??*'"))
        .filter(sql::<Text>("substr(died, 6)").eq_any(ends))
        .count()
        .get_result(conn)?;
    let born = heroes::table
        .filter(sql::<Bool>("born GLOB '????-??*'"))
        .filter(sql::<Text>("substr(born, 6)").eq_any(ends))
        .count()
        .get_result(conn)?;
    Ok(Counts { fell, born })
}

/// Of all who fell, then all who were born, `limit` from `offset` on; each by year, an unknown one last, then by name.
/// `counts` are those of the same days.
pub fn people(
    conn: &mut SqliteConnection,
    ends: &[String],
    lang: Lang,
    counts: Counts,
    offset: i64,
    limit: i64,
) -> QueryResult<Ids> {
    let of_fallen = (counts.fell - offset).clamp(0, limit);
    let fell = if of_fallen > 0 {
        let all = heroes::table
            .filter(sql::<Bool>("died GLOB '????-??*'"))
            .filter(sql::<Text>("substr(died, 6)").eq_any(ends))
            .limit(of_fallen)
            .offset(offset)
            .select(heroes::id);
        match lang {
            Lang::Uk => all
                .order((heroes::died, heroes::name_key, heroes::id))
                .load(conn)?,
            Lang::En => all
                .order((heroes::died, heroes::name_key_en, heroes::id))
                .load(conn)?,
        }
    } else {
        Vec::new()
    };
    let born = if of_fallen < limit {
        let all = heroes::table
            .filter(sql::<Bool>("born GLOB '????-??*'"))
            .filter(sql::<Text>("substr(born, 6)").eq_any(ends))
            .limit(limit - of_fallen)
            .offset((offset - counts.fell).max(0))
            .select(heroes::id);
        match lang {
            Lang::Uk => all
                .order((heroes::born, heroes::name_key, heroes::id))
                .load(conn)?,
            Lang::En => all
                .order((heroes::born, heroes::name_key_en, heroes::id))
                .load(conn)?,
        }
    } else {
        Vec::new()
    };
    Ok(Ids { fell, born })
}

#[derive(QueryableByName)]
struct Counted {
    #[diesel(sql_type = Text)]
    end: String,
    #[diesel(sql_type = BigInt)]
    people: i64,
}

/// How many people each day and each month remembers, by the end of the date, from one end to another (`03` to `03-31`);
/// who was born and fell on one day counts once. Doubtful dates are there too, under ends that are neither day nor month.
pub fn calendar(
    conn: &mut SqliteConnection,
    first: &str,
    last: &str,
) -> QueryResult<HashMap<String, i64>> {
    const FELL: &str = "SELECT substr(died, 6) AS end, count(*) AS people FROM heroes \
        WHERE died GLOB '????-??*' AND substr(died, 6) BETWEEN ? AND ? GROUP BY substr(died, 6)";
    const BORN: &str = "SELECT substr(born, 6) AS end, count(*) AS people FROM heroes \
        WHERE born GLOB '????-??*' AND substr(born, 6) BETWEEN ? AND ? GROUP BY substr(born, 6)";
    const BOTH: &str = "SELECT substr(died, 6) AS end, count(*) AS people FROM heroes \
        WHERE substr(died, 6) = substr(born, 6) AND died GLOB '????-??*' AND born GLOB '????-??*' \
        AND substr(died, 6) BETWEEN ? AND ? GROUP BY substr(died, 6)";
    let mut all = HashMap::new();
    for (question, sign) in [(FELL, 1), (BORN, 1), (BOTH, -1)] {
        let counted = diesel::sql_query(question)
            .bind::<Text, _>(first)
            .bind::<Text, _>(last);
        for Counted { end, people } in counted.load(conn)? {
            *all.entry(end).or_default() += sign * people;
        }
    }
    Ok(all)
}

/// Gives a life its turn on the front page, by what everyone may see of it.
pub fn know_turn(
    conn: &mut SqliteConnection,
    id: i32,
    dates: (Option<&Edtf>, Option<&Edtf>),
    published_at: DateTime<Utc>,
) -> QueryResult<()> {
    let (died, born) = dates;
    diesel::replace_into(turns::table)
        .values((
            turns::hero_id.eq(id),
            turns::day.eq(turn::day(id, died, born).to_string()),
            turns::published_at.eq(published_at),
        ))
        .execute(conn)?;
    Ok(())
}

/// Gives every life that has none its turn. How many there were.
pub fn fill_turns(conn: &mut SqliteConnection) -> QueryResult<usize> {
    let lives: i64 = heroes::table.count().get_result(conn)?;
    let known: i64 = turns::table.count().get_result(conn)?;
    if lives == known {
        return Ok(0);
    }
    type Row = (i32, Option<String>, Option<String>, DateTime<Utc>);
    conn.immediate_transaction(|conn| {
        let waiting: Vec<Row> = heroes::table
            .left_join(turns::table)
            .filter(turns::hero_id.nullable().is_null())
            .select((heroes::id, heroes::died, heroes::born, heroes::published_at))
            .load(conn)?;
        for (id, died, born, published_at) in &waiting {
            let [died, born] = [died, born].map(|date| date.as_deref()?.parse::<Edtf>().ok());
            know_turn(conn, *id, (died.as_ref(), born.as_ref()), *published_at)?;
        }
        Ok(waiting.len())
    })
}

/// Whose turn it is on a date, in the order in which they are shown; see `turn.rs`. Nobody, when the day is nobody's.
pub fn turns_on(conn: &mut SqliteConnection, date: NaiveDate) -> QueryResult<Vec<i32>> {
    let days = Day::of(date).remembered_in(date.year());
    let days: Vec<String> = days.iter().map(Day::to_string).collect();
    let all: Vec<(i32, DateTime<Utc>)> = turns::table
        .filter(turns::day.eq_any(days))
        .select((turns::hero_id, turns::published_at))
        .load(conn)?;
    let begins = kyiv::start_of(date);
    let known_before = |(id, since): &(i32, DateTime<Utc>)| (*since < begins).then_some(*id);
    let before: Vec<i32> = all.iter().filter_map(known_before).collect();
    let due = if before.is_empty() {
        all.iter().map(|(id, _)| *id).collect()
    } else {
        before
    };
    Ok(turn::in_order(date.year(), due))
}

/// On which date before this one a turn was somebody's last, and whose; none in a memorial without anyone.
pub fn last_turn(
    conn: &mut SqliteConnection,
    before: NaiveDate,
) -> QueryResult<Option<(NaiveDate, i32)>> {
    let last = |conn: &mut SqliteConnection, end: Option<String>| {
        let mut days = turns::table
            .order(turns::day.desc())
            .limit(1)
            .select(turns::day)
            .into_boxed();
        if let Some(end) = end {
            days = days.filter(turns::day.lt(end));
        }
        days.first::<String>(conn).optional()
    };
    let this_year = last(conn, Some(Day::of(before).to_string()))?;
    let (found, year) = match this_year {
        Some(day) => (Some(day), before.year()),
        None => (last(conn, None)?, before.year() - 1),
    };
    let Some(day) = found.and_then(|day| Day::read(&day)) else {
        return Ok(None);
    };
    // In a year without 29 February its people had their turn on the 28th.
    let date = [day, day.before()]
        .into_iter()
        .find_map(|day| NaiveDate::from_ymd_opt(year, day.month(), day.number()));
    let Some(date) = date else {
        return Ok(None);
    };
    let whose = turns_on(conn, date)?.last().copied();
    Ok(whose.map(|id| (date, id)))
}

/// Who is shown at a moment, and whoever follows on the same day.
pub fn shown_at(conn: &mut SqliteConnection, now: DateTime<Utc>) -> QueryResult<Vec<i32>> {
    let today = kyiv::today(now);
    let mut all = turns_on(conn, today)?;
    if all.is_empty() {
        return Ok(last_turn(conn, today)?
            .into_iter()
            .map(|(_, id)| id)
            .collect());
    }
    let (begins, length) = kyiv::length(today);
    let at = turn::whose((now - begins).num_seconds(), length, all.len());
    let last = all.len() - 1;
    all.rotate_left(at.min(last));
    Ok(all)
}

/// When whoever is shown at a moment gives way to the next; none before the day itself ends.
pub fn turn_ends(
    conn: &mut SqliteConnection,
    now: DateTime<Utc>,
) -> QueryResult<Option<DateTime<Utc>>> {
    let today = kyiv::today(now);
    let of = turns_on(conn, today)?.len();
    if of == 0 {
        return Ok(None);
    }
    let (begins, length) = kyiv::length(today);
    let whose = turn::whose((now - begins).num_seconds(), length, of);
    let (_, ends) = turn::stretch(whose, of, length);
    Ok(Some(begins + TimeDelta::seconds(ends)))
}
