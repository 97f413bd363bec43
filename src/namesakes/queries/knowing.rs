//! By what public lives and sent stories are known again, and the pairs of lives that may be one person.

use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::Integer;

use super::super::likeness::compare;
use super::super::traits::Traits;
use super::super::who::Who;
use super::{apart_from, candidates};
use crate::heroes::hero::Record;
use crate::photos;
use crate::schema::{namesake_keys, namesake_pairs, namesake_photos, namesake_traits};

/// Pairs kept of one life: the best of them. Who has more namesakes is found again when these are decided.
const MOST_PAIRS: usize = 20;

/// Keeps by what a life that is public is known again, and whom it may be the same as. Whatever was known is forgotten.
pub fn know_life(conn: &mut SqliteConnection, id: i32, record: &Record) -> QueryResult<()> {
    forget_life(conn, id)?;
    know_new_life(conn, id, Traits::of(record))
}

/// The same by what was read of its record before, of one of whom nothing is known: it was not public a moment ago.
pub fn know_new_life(conn: &mut SqliteConnection, id: i32, traits: Traits) -> QueryResult<()> {
    let traits = know(conn, Who::Life(id), traits)?;
    pair_up(conn, id, &traits)
}

/// A life that is not public any more is nobody's namesake.
pub fn forget_life(conn: &mut SqliteConnection, id: i32) -> QueryResult<()> {
    // Two halves, so that each goes by its own index.
    diesel::delete(namesake_pairs::table.filter(namesake_pairs::one.eq(id))).execute(conn)?;
    diesel::delete(namesake_pairs::table.filter(namesake_pairs::other.eq(id))).execute(conn)?;
    forget(conn, Who::Life(id))
}

/// Keeps by what a story that was sent is known again.
pub fn know_story(conn: &mut SqliteConnection, id: i32, record: &Record) -> QueryResult<()> {
    forget(conn, Who::Story(id))?;
    know(conn, Who::Story(id), Traits::of(record)).map(drop)
}

/// A story that is its family's alone again is nobody's namesake.
pub fn forget_story(conn: &mut SqliteConnection, id: i32) -> QueryResult<()> {
    forget(conn, Who::Story(id))
}

/// Looks again whom a public life may be the same as.
pub(super) fn look_again(conn: &mut SqliteConnection, id: i32) -> QueryResult<()> {
    if let Some(traits) = super::known(conn, Who::Life(id))? {
        pair_up(conn, id, &traits)?;
    }
    Ok(())
}

fn pair_up(conn: &mut SqliteConnection, id: i32, traits: &Traits) -> QueryResult<()> {
    let apart = apart_from(conn, &[Who::Life(id)])?;
    let mut found: Vec<(i32, i32)> = candidates(conn, traits, &[Who::Life(id)])?
        .into_iter()
        .filter(|(who, _)| !apart.contains(who))
        .filter_map(|(who, known)| match who {
            Who::Life(other) => Some((compare(traits, &known)?.score, other)),
            Who::Story(_) => None,
        })
        .collect();
    found.sort_unstable_by_key(|(score, other)| (-score, *other));
    for (score, other) in found.into_iter().take(MOST_PAIRS) {
        diesel::insert_or_ignore_into(namesake_pairs::table)
            .values((
                namesake_pairs::one.eq(id.min(other)),
                namesake_pairs::other.eq(id.max(other)),
                namesake_pairs::score.eq(score),
            ))
            .execute(conn)?;
    }
    Ok(())
}

fn know(conn: &mut SqliteConnection, who: Who, mut traits: Traits) -> QueryResult<Traits> {
    let json = serde_json::to_string(&traits)
        .map_err(|fault| diesel::result::Error::SerializationError(Box::new(fault)))?;
    let word = who.to_string();
    diesel::insert_into(namesake_traits::table)
        .values((
            namesake_traits::who.eq(&word),
            namesake_traits::traits.eq(json),
        ))
        .execute(conn)?;
    for key in traits.keys() {
        diesel::insert_into(namesake_keys::table)
            .values((namesake_keys::key.eq(key), namesake_keys::who.eq(&word)))
            .execute(conn)?;
    }
    for photo in &traits.photos {
        diesel::insert_or_ignore_into(namesake_photos::table)
            .values((
                namesake_photos::photo_id.eq(photo),
                namesake_photos::who.eq(&word),
            ))
            .execute(conn)?;
    }
    let looks = photos::queries::looks(conn, &traits.photos)?;
    traits.looks = looks.into_iter().map(|(_, look)| look).collect();
    Ok(traits)
}

fn forget(conn: &mut SqliteConnection, who: Who) -> QueryResult<()> {
    diesel::delete(namesake_traits::table.find(who.to_string())).execute(conn)?;
    Ok(())
}

#[derive(QueryableByName)]
struct Numbered {
    #[diesel(sql_type = Integer)]
    id: i32,
}

/// Public lives after this number of which nothing is kept yet, as of those published before this room was built.
pub fn unknown_lives(conn: &mut SqliteConnection, after: i32, most: i32) -> QueryResult<Vec<i32>> {
    let rows = sql_query(
        "SELECT id FROM heroes WHERE id > ? AND NOT EXISTS \
         (SELECT 1 FROM namesake_traits WHERE who = 'life-' || heroes.id) ORDER BY id LIMIT ?",
    );
    let rows = rows.bind::<Integer, _>(after).bind::<Integer, _>(most);
    Ok(rows
        .load::<Numbered>(conn)?
        .into_iter()
        .map(|row| row.id)
        .collect())
}

/// The same of stories that are not decided.
pub fn unknown_stories(
    conn: &mut SqliteConnection,
    after: i32,
    most: i32,
) -> QueryResult<Vec<i32>> {
    let rows = sql_query(
        "SELECT id FROM submissions WHERE id > ? AND state IN ('pending', 'taken', 'returned') AND NOT EXISTS \
         (SELECT 1 FROM namesake_traits WHERE who = 'story-' || submissions.id) ORDER BY id LIMIT ?",
    );
    let rows = rows.bind::<Integer, _>(after).bind::<Integer, _>(most);
    Ok(rows
        .load::<Numbered>(conn)?
        .into_iter()
        .map(|row| row.id)
        .collect())
}
