//! Whom the front page remembers.

use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::Text;

use crate::schema::heroes;

/// Who fell, then who was born, on this day of some year. Only dates known to the day.
pub fn remembered_on(conn: &mut SqliteConnection, month: u32, day: u32) -> QueryResult<Vec<i32>> {
    let written = format!("{month:02}-{day:02}");
    let mut fell: Vec<i32> = heroes::table
        .filter(heroes::died_first.eq(heroes::died_last))
        .filter(sql::<Text>("substr(died_first, 6)").eq(&written))
        .order((heroes::died_first, heroes::id))
        .select(heroes::id)
        .load(conn)?;
    let born: Vec<i32> = heroes::table
        .filter(heroes::born_first.eq(heroes::born_last))
        .filter(sql::<Text>("substr(born_first, 6)").eq(&written))
        .order((heroes::born_first, heroes::id))
        .select(heroes::id)
        .load(conn)?;
    fell.extend(
        born.into_iter()
            .filter(|id| !fell.contains(id))
            .collect::<Vec<_>>(),
    );
    Ok(fell)
}

/// A different life every day, each in its turn. `turn` counts the days.
pub fn in_turn(conn: &mut SqliteConnection, turn: i64) -> QueryResult<Option<i32>> {
    let all: i64 = heroes::table.count().get_result(conn)?;
    if all == 0 {
        return Ok(None);
    }
    heroes::table
        .order(heroes::id)
        .offset(turn.rem_euclid(all))
        .limit(1)
        .select(heroes::id)
        .first(conn)
        .optional()
}
