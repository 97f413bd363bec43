//! Who fell and who was born on a day of the year, or in a month of it.
//!
//! What is asked for is the end of a date as it is kept: `03-05` of 2024-03-05 and of XXXX-03-05, `05` of 1996-05. Each
//! question goes by an index that migrations/2026-11-25-100020 explains; its `GLOB` must stand here letter for letter.

use std::collections::HashMap;

use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Text};

use crate::i18n::Lang;
use crate::schema::heroes;

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
