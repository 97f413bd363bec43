//! Who may be the same person as somebody: found by names as they sound and by pictures, never by looking through all.

use std::collections::HashMap;

use diesel::prelude::*;

use super::super::likeness::{Likeness, compare};
use super::super::traits::Traits;
use super::super::who::Who;
use super::apart_from;
use crate::heroes;
use crate::heroes::among::among_words;
use crate::heroes::hero::Record;
use crate::photos;
use crate::schema::{
    hero_versions, heroes as public, namesake_keys, namesake_pairs, namesake_photos,
    namesake_traits, submissions,
};

/// So many of one name, or with one picture, are compared.
const COMPARED: i64 = 300;
/// So many are shown of whom one may be.
const SHOWN: usize = 12;
/// States in which a story is still to be decided.
const UNDECIDED: [&str; 3] = ["pending", "taken", "returned"];

/// Somebody who may be the same person.
#[derive(Debug, Clone)]
pub struct Candidate {
    pub who: Who,
    pub likeness: Likeness,
    /// All that is known, whoever may see it.
    pub record: Record,
}

/// Whom a story may be about that is public already or told by somebody else, the likeliest first. Whom it was told apart
/// from, and what it is joined to, is not among them.
pub fn of_story(conn: &mut SqliteConnection, id: i32) -> QueryResult<Vec<Candidate>> {
    type Row = (Option<String>, Option<i32>, Option<i32>, Option<i32>);
    let (record, hero_id, about_id, joined_id) = submissions::table
        .find(id)
        .select((
            submissions::record,
            submissions::hero_id,
            submissions::about_id,
            submissions::joined_id,
        ))
        .first::<Row>(conn)?;
    let Some(record) = record else {
        return Ok(Vec::new());
    };
    let mut itself = vec![Who::Story(id)];
    itself.extend([hero_id, about_id].into_iter().flatten().map(Who::Life));
    itself.extend(joined_id.map(Who::Story));
    let followers = submissions::table
        .filter(submissions::joined_id.eq(id))
        .select(submissions::id);
    itself.extend(followers.load(conn)?.into_iter().map(Who::Story));
    let mut traits = Traits::of(&read(&record)?);
    fill_looks(conn, &mut [&mut traits])?;
    found(conn, &traits, &itself)
}

/// Public lives that a record may be of, the likeliest first.
pub fn lives_like(
    conn: &mut SqliteConnection,
    traits: &Traits,
) -> QueryResult<Vec<(i32, Likeness)>> {
    let mut traits = traits.clone();
    fill_looks(conn, &mut [&mut traits])?;
    let mut found: Vec<(i32, Likeness)> = candidates(conn, &traits, &[])?
        .into_iter()
        .filter_map(|(who, known)| match who {
            Who::Life(id) => Some((id, compare(&traits, &known)?)),
            Who::Story(_) => None,
        })
        .collect();
    found.sort_by_key(|(id, likeness)| (-likeness.score, *id));
    Ok(found)
}

fn found(
    conn: &mut SqliteConnection,
    traits: &Traits,
    itself: &[Who],
) -> QueryResult<Vec<Candidate>> {
    let apart = apart_from(conn, itself)?;
    let mut likely: Vec<(Who, Likeness)> = candidates(conn, traits, itself)?
        .into_iter()
        .filter(|(who, _)| !apart.contains(who))
        .filter_map(|(who, known)| Some((who, compare(traits, &known)?)))
        .collect();
    likely.sort_by_key(|(who, likeness)| (-likeness.score, *who));
    let mut found = Vec::new();
    for (who, likeness) in likely.into_iter().take(SHOWN) {
        if let Some(record) = record_of(conn, who)? {
            found.push(Candidate {
                who,
                likeness,
                record,
            });
        }
    }
    Ok(found)
}

/// Everyone but `itself` who shares a name as it sounds, or a picture.
pub(super) fn candidates(
    conn: &mut SqliteConnection,
    traits: &Traits,
    itself: &[Who],
) -> QueryResult<Vec<(Who, Traits)>> {
    let mut words: Vec<String> = namesake_keys::table
        .filter(among_words(namesake_keys::key, &traits.keys()))
        .select(namesake_keys::who)
        .distinct()
        .limit(COMPARED)
        .load(conn)?;
    let mut alike = Vec::new();
    for look in &traits.looks {
        alike.extend(photos::queries::alike(conn, *look, COMPARED)?);
    }
    if !alike.is_empty() {
        let by_picture = namesake_photos::table
            .filter(namesake_photos::photo_id.eq_any(alike))
            .select(namesake_photos::who)
            .distinct()
            .limit(COMPARED);
        words.extend(by_picture.load::<String>(conn)?);
    }
    words.sort_unstable();
    words.dedup();
    words.retain(|word| !itself.iter().any(|who| who.to_string() == *word));
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let rows = namesake_traits::table
        .filter(among_words(namesake_traits::who, &words))
        .select((namesake_traits::who, namesake_traits::traits))
        .load::<(String, String)>(conn)?;
    let mut found: Vec<(Who, Traits)> = Vec::with_capacity(rows.len());
    for (word, json) in rows {
        if let Ok(who) = word.parse() {
            found.push((who, read(&json)?));
        }
    }
    keep_undecided(conn, &mut found)?;
    let mut all: Vec<&mut Traits> = found.iter_mut().map(|(_, traits)| traits).collect();
    fill_looks(conn, &mut all)?;
    Ok(found)
}

/// Leaves out the stories that were decided: what became of them is a life, or nothing.
fn keep_undecided(conn: &mut SqliteConnection, found: &mut Vec<(Who, Traits)>) -> QueryResult<()> {
    let stories: Vec<i32> = found
        .iter()
        .filter_map(|(who, _)| match who {
            Who::Story(id) => Some(*id),
            Who::Life(_) => None,
        })
        .collect();
    if stories.is_empty() {
        return Ok(());
    }
    let open: Vec<i32> = submissions::table
        .filter(submissions::id.eq_any(stories))
        .filter(submissions::state.eq_any(UNDECIDED))
        .select(submissions::id)
        .load(conn)?;
    found.retain(|(who, _)| match who {
        Who::Story(id) => open.contains(id),
        Who::Life(_) => true,
    });
    Ok(())
}

fn fill_looks(conn: &mut SqliteConnection, of: &mut [&mut Traits]) -> QueryResult<()> {
    let ids: Vec<i32> = of
        .iter()
        .flat_map(|traits| traits.photos.iter().copied())
        .collect();
    if ids.is_empty() {
        return Ok(());
    }
    let looks: HashMap<i32, _> = photos::queries::looks(conn, &ids)?.into_iter().collect();
    for traits in of {
        traits.looks = traits
            .photos
            .iter()
            .filter_map(|id| looks.get(id).copied())
            .collect();
    }
    Ok(())
}

/// What is kept of somebody.
pub(super) fn known(conn: &mut SqliteConnection, who: Who) -> QueryResult<Option<Traits>> {
    let json: Option<String> = namesake_traits::table
        .find(who.to_string())
        .select(namesake_traits::traits)
        .first(conn)
        .optional()?;
    let mut traits: Option<Traits> = json.map(|json| read(&json)).transpose()?;
    fill_looks(conn, &mut traits.iter_mut().collect::<Vec<_>>())?;
    Ok(traits)
}

/// The record of a public life, whole, or of a story that was sent; none of anybody else.
pub fn record_of(conn: &mut SqliteConnection, who: Who) -> QueryResult<Option<Record>> {
    let json: Option<String> = match who {
        Who::Life(id) => public::table
            .inner_join(
                hero_versions::table.on(hero_versions::hero_id
                    .eq(public::id)
                    .and(hero_versions::number.eq(public::version))),
            )
            .filter(public::id.eq(id))
            .select(hero_versions::record)
            .first(conn)
            .optional()?,
        Who::Story(id) => submissions::table
            .find(id)
            .filter(submissions::state.ne("draft"))
            .select(submissions::record)
            .first::<Option<String>>(conn)
            .optional()?
            .flatten(),
    };
    json.map(|json| read(&json)).transpose()
}

/// Two public lives that may be one person.
#[derive(Debug, Clone)]
pub struct Pair {
    pub one: i32,
    pub other: i32,
    pub score: i32,
    /// None when what is known has changed this very moment.
    pub likeness: Option<Likeness>,
    pub records: [Record; 2],
}

/// Where a page of the list ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    pub score: i32,
    pub one: i32,
    pub other: i32,
}

/// A page of the pairs that nobody has decided, the likeliest first, from after a place.
pub fn open_pairs(
    conn: &mut SqliteConnection,
    after: Option<Place>,
    limit: i64,
) -> QueryResult<Vec<Pair>> {
    use namesake_pairs::{one, other, score};
    let mut query = namesake_pairs::table
        .order((score.desc(), one, other))
        .limit(limit)
        .select((one, other, score))
        .into_boxed();
    if let Some(place) = after {
        query = query.filter(
            score.lt(place.score).or(score.eq(place.score).and(
                one.gt(place.one)
                    .or(one.eq(place.one).and(other.gt(place.other))),
            )),
        );
    }
    let rows = query.load::<(i32, i32, i32)>(conn)?;
    let mut pairs = Vec::with_capacity(rows.len());
    for (a, b, points) in rows {
        pairs.extend(pair(conn, a, b, points)?);
    }
    Ok(pairs)
}

fn pair(
    conn: &mut SqliteConnection,
    one: i32,
    other: i32,
    score: i32,
) -> QueryResult<Option<Pair>> {
    let records = (
        record_of(conn, Who::Life(one))?,
        record_of(conn, Who::Life(other))?,
    );
    let (Some(a), Some(b)) = records else {
        return Ok(None);
    };
    let likeness = likeness_of(conn, Who::Life(one), Who::Life(other))?;
    Ok(Some(Pair {
        one,
        other,
        score,
        likeness,
        records: [a, b],
    }))
}

/// What speaks for and against two being one.
pub fn likeness_of(
    conn: &mut SqliteConnection,
    one: Who,
    other: Who,
) -> QueryResult<Option<Likeness>> {
    let traits = (known(conn, one)?, known(conn, other)?);
    Ok(traits.0.zip(traits.1).and_then(|(a, b)| compare(&a, &b)))
}

/// How many pairs nobody has decided.
pub fn open_count(conn: &mut SqliteConnection) -> QueryResult<i64> {
    namesake_pairs::table.count().get_result(conn)
}

/// Catches up with lives and stories from before this room was built; how far it came in each, nothing when all is known.
pub fn know_some(
    conn: &mut SqliteConnection,
    after: (i32, i32),
    most: i32,
) -> QueryResult<Option<(i32, i32)>> {
    let lives = super::unknown_lives(conn, after.0, most)?;
    for id in &lives {
        let record = heroes::queries::whole(conn, *id)?;
        super::know_life(conn, *id, &record)?;
    }
    let stories = super::unknown_stories(conn, after.1, most)?;
    for id in &stories {
        if let Some(record) = record_of(conn, Who::Story(*id))? {
            super::know_story(conn, *id, &record)?;
        }
    }
    let reached = (lives.last().copied(), stories.last().copied());
    Ok(match reached {
        (None, None) => None,
        (life, story) => Some((life.unwrap_or(after.0), story.unwrap_or(after.1))),
    })
}

fn read<T: serde::de::DeserializeOwned>(json: &str) -> QueryResult<T> {
    serde_json::from_str(json)
        .map_err(|fault| diesel::result::Error::DeserializationError(Box::new(fault)))
}
