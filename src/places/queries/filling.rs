//! The register, from the codifier that is shipped.

use std::collections::HashMap;

use diesel::prelude::*;
use diesel::result::Error;
use diesel::sql_types::Text;
use serde_json::{Value, json};

use super::super::codifier::{self, Unit};
use super::super::written::key;
use crate::schema::{regions, settlements};

/// Fills empty tables. What moderators changed since is never touched again.
pub fn fill(conn: &mut SqliteConnection) -> QueryResult<()> {
    conn.immediate_transaction(|conn| {
        if diesel::select(diesel::dsl::exists(settlements::table.select(settlements::id))).get_result(conn)? {
            return Ok(());
        }
        // The first two digits of a code are the region's own.
        let isos: HashMap<String, String> = regions::table
            .select((regions::katottg, regions::iso))
            .load::<(String, String)>(conn)?
            .into_iter()
            .filter_map(|(code, iso)| Some((code.get(..4)?.to_owned(), iso)))
            .collect();
        let text = codifier::unpacked().map_err(|fault| Error::DeserializationError(Box::new(fault)))?;
        let (mut districts, mut rows) = (Vec::new(), Vec::new());
        let (mut raion, mut hromada) = (("", 0), ("", 0));
        for unit in codifier::units(&text) {
            let number = districts.len() + 1;
            match unit {
                Unit::Raion { code, name } => {
                    raion = (code, number);
                    districts.push(json!([code, "raion", name, Value::Null]));
                }
                Unit::Hromada { code, name } => {
                    hromada = (code, number);
                    let within = lies_in(code, raion.0, 6).then_some(raion.1);
                    districts.push(json!([code, "hromada", name, within]));
                }
                Unit::Settlement { code, kind, name } => {
                    let within = lies_in(&code, hromada.0, 9).then_some(hromada.1);
                    let iso = code.get(..4).and_then(|of| isos.get(of));
                    rows.push(json!([code, kind.word(), name, iso, within, key(name)]));
                }
            }
        }
        // One statement each: thirty thousand would take seconds.
        insert(
            conn,
            "INSERT INTO districts (id, code, kind, name, parent_id) \
             SELECT key + 1, value ->> 0, value ->> 1, value ->> 2, value ->> 3 FROM json_each(?)",
            districts,
        )?;
        insert(
            conn,
            "INSERT INTO settlements (id, code, kind, name, region, district_id, key) \
             SELECT key + 1, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5 \
             FROM json_each(?)",
            rows,
        )?;
        let former = codifier::former().map_err(|fault| Error::DeserializationError(Box::new(fault)))?;
        let former = former.into_iter().map(|row| {
            let sound = key(&row.former);
            json!([row.region, row.kind, row.name, row.former, sound, key(&row.name)])
        });
        insert(
            conn,
            "INSERT INTO settlement_names (settlement_id, kind, name, key) \
             SELECT settlements.id, 'former', value ->> 3, value ->> 4 FROM json_each(?) \
             CROSS JOIN settlements ON settlements.key = value ->> 5 AND settlements.name = value ->> 2 \
             AND settlements.region = value ->> 0 AND settlements.kind = value ->> 1",
            former.collect(),
        )
    })
}

/// Whether a code is of something inside what the other code names: both begin alike.
fn lies_in(code: &str, other: &str, letters: usize) -> bool {
    !other.is_empty() && code.get(..letters) == other.get(..letters)
}

fn insert(conn: &mut SqliteConnection, sql: &str, rows: Vec<Value>) -> QueryResult<()> {
    diesel::sql_query(sql)
        .bind::<Text, _>(Value::Array(rows).to_string())
        .execute(conn)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::settlement_names;

    #[test]
    fn the_register_is_filled_once_and_every_former_name_finds_one_place() {
        let folder = tempfile::tempdir().unwrap();
        let database = crate::db::Database::open(&folder.path().join("m.sqlite3")).unwrap();
        let (count, former): (i64, i64) = database
            .write_now(|conn| {
                fill(conn).unwrap_or(());
                Ok((
                    settlements::table.count().get_result(conn)?,
                    settlement_names::table.count().get_result(conn)?,
                ))
            })
            .unwrap();
        assert_eq!(count, 29_703);
        assert_eq!(former, codifier::former().unwrap().len() as i64);
        let found = |typed: &'static str| {
            let found = database
                .read_now(|conn| super::super::called(conn, typed))
                .unwrap();
            found
                .into_iter()
                .map(|found| (found.settlement.name, found.settlement.region))
                .collect::<Vec<_>>()
        };
        let one = |name: &str, region: &str| vec![(name.to_owned(), region.to_owned())];
        assert_eq!(found("Дніпропетровськ"), one("Дніпро", "UA-12"));
        assert_eq!(found("Artemivsk"), one("Бахмут", "UA-14"));
        assert_eq!(found("с. Пулини"), one("Пулини", "UA-18"));
        // A village in the south is called so too; the greatest comes first.
        assert_eq!(found("Kyiv")[0], one("Київ", "UA-30")[0]);
    }
}
