//! What is written, matched to an authority record once for all that say the same; and the whole act taken back.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::result::Error;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::changing::{self, Deed, Outcome};
use super::{reading, unmatched};
use crate::accounts::guard::Moderator;
use crate::heroes;
use crate::heroes::hero::Record;
use crate::heroes::queries::{Author, Change};
use crate::moderation::changing::shows;
use crate::moderation::journal::{self, Act, Actor, Subject};
use crate::proofs;
use crate::reference::Reference;
use crate::reference::record::{Faults, Kind};
use crate::reference::written::{bare, folded};
use crate::schema::{
    accounts, heroes as public, submissions, text_match_places, text_matches, written_texts,
};

/// Lives and stories that one act changes, at most: whoever writes meanwhile waits for it. The rest stays on the list.
pub const MOST: i64 = 2_000;

/// What came of matching.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Matched {
    Done {
        lives: usize,
        stories: usize,
    },
    /// Nobody says it any more.
    Stale,
    /// No such record.
    Unknown,
    /// The record cannot be called so.
    Faulty(Faults),
}

/// Where in a record the words stood, and which.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Place {
    at: usize,
    text: String,
}

/// One match that was made.
#[derive(Debug, Clone)]
pub struct MatchMade {
    pub id: i32,
    pub kind: Kind,
    pub text: String,
    pub slug: String,
    pub at: DateTime<Utc>,
    pub by: String,
    pub is_undone: bool,
    pub lives: i64,
    pub stories: i64,
}

/// Matches a group to a record: each published life gets a version, each undecided story its record; with `remembered` the
/// record is called so from now on, and later stories match by themselves. A story whose page its family is just reading
/// is left alone, and stays on the list.
pub fn match_all(
    conn: &mut SqliteConnection,
    by: &Moderator,
    kind: Kind,
    group: &str,
    slug: &str,
    remembered: bool,
    at: DateTime<Utc>,
) -> QueryResult<Matched> {
    let reference = reading::all(conn)?;
    let Some(slug) = known(&reference, kind, slug) else {
        return Ok(Matched::Unknown);
    };
    let groups = unmatched::groups(conn, kind)?;
    let Some(found) = groups.into_iter().find(|found| found.folded == group) else {
        return Ok(Matched::Stale);
    };
    let text = found.texts.first().cloned().unwrap_or_default();
    let mut alias = None;
    if remembered {
        let mut fields = changing::fields(conn, kind, &slug)?.ok_or(Error::NotFound)?;
        let is_called = fields
            .names()
            .into_iter()
            .any(|name| bare(name) == bare(&text));
        if !is_called && let Some(aliases) = fields.aliases_mut() {
            aliases.push(text.clone());
            aliases.sort();
            let read = changing::revision(conn, kind, &slug)?;
            match changing::change(conn, by, Deed::Match, &slug, read, &fields, at)? {
                Outcome::Done => alias = Some(text.clone()),
                Outcome::Same => {}
                Outcome::Stale => return Ok(Matched::Stale),
                Outcome::Faulty(faults) => return Ok(Matched::Faulty(faults)),
            }
        }
    }
    let match_id: i32 = diesel::insert_into(text_matches::table)
        .values((
            text_matches::kind.eq(kind.word()),
            text_matches::folded.eq(group),
            text_matches::text.eq(&text),
            text_matches::slug.eq(&slug),
            text_matches::alias.eq(&alias),
            text_matches::matched_at.eq(at),
            text_matches::matched_by.eq(by.id()),
        ))
        .returning(text_matches::id)
        .get_result(conn)?;
    let rows = written_texts::table
        .filter(written_texts::kind.eq(kind.word()))
        .filter(written_texts::text.eq_any(&found.texts))
        .order((written_texts::said_by, written_texts::id))
        .select((written_texts::said_by, written_texts::id))
        .distinct()
        .limit(MOST)
        .load::<(String, i32)>(conn)?;
    let why = format!("«{text}» → {}", called(&reference, kind, &slug));
    let (mut lives, mut stories) = (Vec::new(), Vec::new());
    for (said_by, id) in rows {
        let is_life = said_by == "life";
        let put = |record: &mut Record| put_in(record, kind, group, &slug);
        let places = if is_life {
            change_life(conn, by, id, &why, at, put)?
        } else {
            change_story(conn, id, at, put)?
        };
        if places.is_empty() {
            continue;
        }
        let json = serde_json::to_string(&places)
            .map_err(|fault| Error::SerializationError(Box::new(fault)))?;
        diesel::insert_into(text_match_places::table)
            .values((
                text_match_places::match_id.eq(match_id),
                text_match_places::said_by.eq(&said_by),
                text_match_places::id.eq(id),
                text_match_places::places.eq(json),
            ))
            .execute(conn)?;
        if is_life { &mut lives } else { &mut stories }.push(id);
    }
    let done = Matched::Done {
        lives: lives.len(),
        stories: stories.len(),
    };
    let detail = json!({
        "authority": kind.word(), "slug": slug, "text": text, "alias": alias,
        "lives": lives, "stories": stories,
    });
    noted(conn, by, "text-match", detail, at)?;
    Ok(done)
}

/// Takes a match back: where the record still stands as the match left it, the words stand there again, and the record is
/// not called so any more. None when it was taken back already; else how many were put back, and how many were changed
/// since and are left as they are.
pub fn undo_match(
    conn: &mut SqliteConnection,
    by: &Moderator,
    match_id: i32,
    at: DateTime<Utc>,
) -> QueryResult<Option<(usize, usize)>> {
    let row = text_matches::table.find(match_id).select((
        text_matches::kind,
        text_matches::text,
        text_matches::slug,
        text_matches::alias,
        text_matches::undone_at,
    ));
    type Columns = (
        String,
        String,
        String,
        Option<String>,
        Option<DateTime<Utc>>,
    );
    let (kind, text, slug, alias, undone) = row.first::<Columns>(conn)?;
    let Some(kind) = Kind::from_word(&kind).filter(|_| undone.is_none()) else {
        return Ok(None);
    };
    if let Some(alias) = &alias
        && let Some(mut fields) = changing::fields(conn, kind, &slug)?
        && let Some(aliases) = fields.aliases_mut()
    {
        aliases.retain(|known| known != alias);
        let read = changing::revision(conn, kind, &slug)?;
        changing::change(conn, by, Deed::PutBack, &slug, read, &fields, at)?;
    }
    let places = text_match_places::table
        .filter(text_match_places::match_id.eq(match_id))
        .select((
            text_match_places::said_by,
            text_match_places::id,
            text_match_places::places,
        ))
        .load::<(String, i32, String)>(conn)?;
    let why = format!("«{text}»");
    let (mut back, mut left) = (0, 0);
    for (said_by, id, places) in places {
        let places: Vec<Place> = serde_json::from_str(&places)
            .map_err(|fault| Error::DeserializationError(Box::new(fault)))?;
        let take = |record: &mut Record| take_out(record, kind, &slug, &places);
        let taken = if said_by == "life" {
            change_life(conn, by, id, &why, at, take)?
        } else {
            change_story(conn, id, at, take)?
        };
        if taken.is_empty() {
            left += 1;
        } else {
            back += 1;
        }
    }
    diesel::update(text_matches::table.find(match_id))
        .set((
            text_matches::undone_at.eq(at),
            text_matches::undone_by.eq(by.id()),
        ))
        .execute(conn)?;
    let detail = json!({
        "authority": kind.word(), "slug": slug, "text": text, "put_back": back, "left": left,
    });
    noted(conn, by, "text-match-undo", detail, at)?;
    Ok(Some((back, left)))
}

/// The matches that were made last.
pub fn matches(conn: &mut SqliteConnection, kind: Kind, most: i64) -> QueryResult<Vec<MatchMade>> {
    type Columns = (
        i32,
        String,
        String,
        DateTime<Utc>,
        String,
        Option<DateTime<Utc>>,
    );
    let rows = text_matches::table
        .inner_join(accounts::table.on(accounts::id.eq(text_matches::matched_by)))
        .filter(text_matches::kind.eq(kind.word()))
        .order(text_matches::id.desc())
        .limit(most)
        .select((
            text_matches::id,
            text_matches::text,
            text_matches::slug,
            text_matches::matched_at,
            accounts::name,
            text_matches::undone_at,
        ))
        .load::<Columns>(conn)?;
    rows.into_iter()
        .map(|(id, text, slug, at, by, undone)| {
            let places = text_match_places::table.filter(text_match_places::match_id.eq(id));
            let count = |conn: &mut SqliteConnection, said_by: &str| {
                let places = places.filter(text_match_places::said_by.eq(said_by.to_owned()));
                places.count().get_result(conn)
            };
            Ok(MatchMade {
                id,
                kind,
                text,
                slug,
                at,
                by,
                is_undone: undone.is_some(),
                lives: count(conn, "life")?,
                stories: count(conn, "story")?,
            })
        })
        .collect()
}

/// The slug that is meant, if there is such a record in the list.
fn known(reference: &Reference, kind: Kind, slug: &str) -> Option<String> {
    match kind {
        Kind::Unit => reference.unit(slug).map(|unit| unit.slug.clone()),
        Kind::Rank => reference.rank(slug).map(|rank| rank.slug.clone()),
        Kind::Award => reference.award(slug).map(|award| award.slug.clone()),
        Kind::Region => None,
    }
}

fn called(reference: &Reference, kind: Kind, slug: &str) -> String {
    let name = match kind {
        Kind::Unit => reference.unit(slug).map(|unit| &unit.name_uk),
        Kind::Rank => reference.rank(slug).map(|rank| &rank.name_uk),
        Kind::Award => reference.award(slug).map(|award| &award.name_uk),
        Kind::Region => None,
    };
    name.cloned().unwrap_or_else(|| slug.to_owned())
}

/// Gives a public life a version in which `put` changed something; says where. Nothing of one that is not public.
fn change_life(
    conn: &mut SqliteConnection,
    by: &Moderator,
    id: i32,
    why: &str,
    at: DateTime<Utc>,
    put: impl Fn(&mut Record) -> Vec<Place>,
) -> QueryResult<Vec<Place>> {
    let is_public = diesel::select(diesel::dsl::exists(public::table.find(id)));
    if !is_public.get_result::<bool>(conn)? {
        return Ok(Vec::new());
    }
    // All of it, what not everyone may see too: nothing of that is lost when the page is revised.
    let before = heroes::queries::whole(conn, id)?;
    let mut record = before.clone();
    let places = put(&mut record);
    // What a match took off the page does not come back with its undoing unasked: it stays as it is.
    if !shows(conn, id, &before, &record)?.is_empty() {
        return Ok(Vec::new());
    }
    if !places.is_empty() {
        let change = Change {
            by: Author::Moderator(by),
            at,
            why,
        };
        heroes::queries::revise(conn, id, &record, change)?;
    }
    Ok(places)
}

/// The same of a story that is not decided and whose page nobody is being shown: as an edit at the desk does it.
fn change_story(
    conn: &mut SqliteConnection,
    id: i32,
    at: DateTime<Utc>,
    put: impl Fn(&mut Record) -> Vec<Place>,
) -> QueryResult<Vec<Place>> {
    let row = submissions::table
        .find(id)
        .filter(submissions::state.eq_any(["pending", "taken", "returned"]))
        .select((submissions::record, submissions::revision))
        .first::<(Option<String>, i32)>(conn)
        .optional()?;
    let Some((Some(record), revision)) = row else {
        return Ok(Vec::new());
    };
    if proofs::queries::of_revision(conn, id, revision)?.is_some() {
        return Ok(Vec::new());
    }
    let mut record: Record = serde_json::from_str(&record)
        .map_err(|fault| Error::DeserializationError(Box::new(fault)))?;
    let places = put(&mut record);
    if !places.is_empty() {
        let json = serde_json::to_string(&record)
            .map_err(|fault| Error::SerializationError(Box::new(fault)))?;
        diesel::update(submissions::table.find(id))
            .set((
                submissions::record.eq(json),
                submissions::revision.eq(revision + 1),
                submissions::changed_at.eq(at),
            ))
            .execute(conn)?;
        crate::namesakes::queries::know_story(conn, id, &record)?;
    }
    Ok(places)
}

/// The two places of one name in a row of a record: the slug, and what is written instead of it.
type Row<'a> = (&'a mut Option<String>, &'a mut Option<String>);

fn rows(record: &mut Record, kind: Kind) -> Vec<Row<'_>> {
    match kind {
        Kind::Unit => {
            let rows = record.service.iter_mut();
            rows.map(|row| (&mut row.unit, &mut row.unit_text))
                .collect()
        }
        Kind::Rank => {
            let rows = record.service.iter_mut();
            rows.map(|row| (&mut row.rank, &mut row.rank_text))
                .collect()
        }
        Kind::Award => {
            let rows = record.awards.iter_mut();
            rows.map(|row| (&mut row.award, &mut row.award_text))
                .collect()
        }
        Kind::Region => Vec::new(),
    }
}

fn put_in(record: &mut Record, kind: Kind, group: &str, slug: &str) -> Vec<Place> {
    let mut places = Vec::new();
    for (at, (known, written)) in rows(record, kind).into_iter().enumerate() {
        if let Some(text) = written.take_if(|text| folded(text) == group) {
            *known = Some(slug.to_owned());
            places.push(Place { at, text });
        }
    }
    places
}

/// Only where the row still says what the match put there.
fn take_out(record: &mut Record, kind: Kind, slug: &str, places: &[Place]) -> Vec<Place> {
    let mut taken = Vec::new();
    for (at, (known, written)) in rows(record, kind).into_iter().enumerate() {
        let place = places.iter().find(|place| place.at == at);
        if let Some(place) = place
            && known.as_deref() == Some(slug)
            && written.is_none()
        {
            *known = None;
            *written = Some(place.text.clone());
            taken.push(place.clone());
        }
    }
    taken
}

fn noted(
    conn: &mut SqliteConnection,
    by: &Moderator,
    act: &'static str,
    detail: serde_json::Value,
    at: DateTime<Utc>,
) -> QueryResult<()> {
    let subject = Subject {
        detail: Some(detail),
        ..Subject::default()
    };
    journal::write(conn, Actor::Moderator(by), Act(act), subject, at)
}
