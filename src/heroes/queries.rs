//! All SQL of the published lives: publishing, revising, withdrawing, restoring, and reading them back.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::result::Error;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use super::among::among;
use super::hero::{Place, PlaceRole, Record, Sex};
use super::identifier::Identifier;
use super::rows::{self, HeroRow, Keeping, PlaceRow, ServiceRow};
use super::visibility::{Audience, Visibility};
use crate::accounts::guard::Moderator;
use crate::companions;
use crate::dates::Edtf;
use crate::days;
use crate::i18n::order;
use crate::names::{self, Name};
use crate::namesakes;
use crate::namesakes::traits::Traits;
use crate::photos;
use crate::schema::{
    hero_addresses, hero_identifiers, hero_photos, hero_places, hero_services, hero_versions,
    hero_visibility, heroes, lives, withdrawals,
};
use crate::search::index;

/// Lives that one number of another catalogue leads to, at most.
const MOST_IDENTIFIED: i64 = 20;

/// Who changes what is public: somebody who proved to be a moderator, or whoever holds the machine.
#[derive(Debug, Clone, Copy)]
pub enum Author<'a> {
    Moderator(&'a Moderator),
    /// A moderator who had approved exactly this, should its family agree; and it has.
    Agreed {
        account_id: i32,
    },
    Shell,
}

impl Author<'_> {
    pub fn account_id(self) -> Option<i32> {
        match self {
            Author::Moderator(moderator) => Some(moderator.id()),
            Author::Agreed { account_id } => Some(account_id),
            Author::Shell => None,
        }
    }
}

/// A change of what is public. `why` is kept with the version and never empty.
#[derive(Debug, Clone, Copy)]
pub struct Change<'a> {
    pub by: Author<'a>,
    pub at: DateTime<Utc>,
    pub why: &'a str,
}

/// A life as it is public now.
#[derive(Debug, Clone)]
pub struct Published {
    /// The permanent number, as in `/h/{id}`.
    pub id: i32,
    pub slug: String,
    pub version: i32,
    pub published_at: DateTime<Utc>,
    pub changed_at: DateTime<Utc>,
    pub record: Record,
}

/// Where an address leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Address {
    /// The life is here.
    Here(i32),
    /// Renamed or merged: it is at this slug now.
    Moved(String),
    /// It was public once.
    Gone,
    /// Never published, as far as anyone can see.
    Unknown,
}

/// One of the versions that were ever public.
#[derive(Debug, Clone)]
pub struct Version {
    pub number: i32,
    pub made_at: DateTime<Utc>,
    pub account_id: Option<i32>,
    pub why: String,
    pub record: Record,
}

/// What a list, a front page or a region shows of a life.
#[derive(Debug, Clone)]
pub struct Card {
    pub id: i32,
    pub slug: String,
    pub name: Name,
    pub latin: Option<Name>,
    pub sex: Option<Sex>,
    pub call_sign: Option<String>,
    pub born: Option<Edtf>,
    pub died: Option<Edtf>,
    /// The number of the first picture.
    pub photo: Option<i32>,
    /// The slug of the last unit that is named, or its name as written.
    pub unit: Option<String>,
    pub unit_text: Option<String>,
    /// Where the person lived, else was born.
    pub place: Option<Place>,
}

/// Makes a life public for the first time and gives it its number and address.
pub fn publish(
    conn: &mut SqliteConnection,
    record: &Record,
    change: Change<'_>,
) -> QueryResult<i32> {
    publish_to(conn, record, &Visibility::default(), change)
}

/// The same of a life of which not everything is for everyone. Its address tells nothing of what is hidden.
pub fn publish_to(
    conn: &mut SqliteConnection,
    record: &Record,
    visibility: &Visibility,
    change: Change<'_>,
) -> QueryResult<i32> {
    let (id, public) = publish_unfound(conn, record, Traits::of(record), visibility, change)?;
    index::put(conn, id, &public)?;
    Ok(id)
}

/// The same, and the search does not know it yet: whoever publishes thousands at once tells it of them in the same transaction,
/// by [`index::put_new`]. `traits` are the record's. Its number, and the record as everyone may see it.
pub fn publish_unfound(
    conn: &mut SqliteConnection,
    record: &Record,
    traits: Traits,
    visibility: &Visibility,
    change: Change<'_>,
) -> QueryResult<(i32, Record)> {
    let id = diesel::insert_into(lives::table)
        .values(lives::created_at.eq(change.at))
        .returning(lives::id)
        .get_result(conn)?;
    show_to(conn, id, visibility)?;
    let public = shown(conn, id, record)?;
    let slug = free_slug(conn, &public, id)?;
    keep_address(conn, &slug, id, change.at)?;
    let public = put_unfound(
        conn,
        public,
        record.external_id.as_deref(),
        traits,
        Keeping {
            id,
            slug,
            version: 1,
            published_at: change.at,
            changed_at: change.at,
        },
    )?;
    keep_version(conn, id, 1, record, change)?;
    Ok((id, public))
}

/// Replaces what is public of a life. A new name moves it to a new address; the old one keeps leading there.
pub fn revise(
    conn: &mut SqliteConnection,
    id: i32,
    record: &Record,
    change: Change<'_>,
) -> QueryResult<()> {
    let before = row(conn, id)?;
    let version = last_version(conn, id)? + 1;
    let renamed = before.latin().unwrap_or_else(|| before.name().romanised()) != record.latin();
    let slug = if renamed {
        let public = shown(conn, id, record)?;
        free_slug(conn, &public, id)?
    } else {
        before.slug
    };
    keep_address(conn, &slug, id, change.at)?;
    take_out(conn, id)?;
    put(
        conn,
        record,
        Keeping {
            id,
            slug,
            version,
            published_at: before.published_at,
            changed_at: change.at,
        },
    )?;
    keep_version(conn, id, version, record, change)
}

/// Takes a life out of what is public; its address says that it is gone, its versions stay. By nobody: its own family hid
/// it. A life that was hidden for a time stays down from now on.
pub fn withdraw(
    conn: &mut SqliteConnection,
    by: Option<&Moderator>,
    id: i32,
    at: DateTime<Utc>,
    reason: &str,
) -> QueryResult<()> {
    take_down(conn, by, id, None, at, reason)
}

/// The same until a moment, when it is put back by [`put_back`]. One that is hidden already is hidden until then.
pub fn hide(
    conn: &mut SqliteConnection,
    by: &Moderator,
    id: i32,
    until: DateTime<Utc>,
    at: DateTime<Utc>,
    reason: &str,
) -> QueryResult<()> {
    take_down(conn, Some(by), id, Some(until), at, reason)
}

fn take_down(
    conn: &mut SqliteConnection,
    by: Option<&Moderator>,
    id: i32,
    until: Option<DateTime<Utc>>,
    at: DateTime<Utc>,
    reason: &str,
) -> QueryResult<()> {
    let what = (
        withdrawals::withdrawn_at.eq(at),
        withdrawals::withdrawn_by.eq(by.map(|by| by.id())),
        withdrawals::reason.eq(reason),
        withdrawals::until.eq(until),
    );
    if hidden_until(conn, id)?.is_some() {
        diesel::update(withdrawals::table.find(id))
            .set(what)
            .execute(conn)?;
        return Ok(());
    }
    let before = row(conn, id)?;
    take_out(conn, id)?;
    diesel::insert_into(withdrawals::table)
        .values((
            withdrawals::hero_id.eq(id),
            withdrawals::slug.eq(before.slug),
            withdrawals::first_published_at.eq(before.published_at),
            what,
        ))
        .execute(conn)?;
    Ok(())
}

/// When a life that is hidden for a time comes back; none for one that is public, or down until somebody brings it back.
pub fn hidden_until(conn: &mut SqliteConnection, id: i32) -> QueryResult<Option<DateTime<Utc>>> {
    let until = withdrawals::table.find(id).select(withdrawals::until);
    Ok(until.first(conn).optional()?.flatten())
}

/// Since when readers may know a page, one that is down too; none of a life that was merged into another.
pub fn published_at(conn: &mut SqliteConnection, id: i32) -> QueryResult<Option<DateTime<Utc>>> {
    let public = heroes::table.find(id).select(heroes::published_at);
    if let Some(since) = public.first(conn).optional()? {
        return Ok(Some(since));
    }
    let down = withdrawals::table
        .find(id)
        .select(withdrawals::first_published_at);
    down.first(conn).optional()
}

/// The lives whose time of being hidden is over.
pub fn due_back(conn: &mut SqliteConnection, now: DateTime<Utc>) -> QueryResult<Vec<i32>> {
    withdrawals::table
        .filter(withdrawals::until.le(now))
        .order(withdrawals::until)
        .select(withdrawals::hero_id)
        .load(conn)
}

/// Puts a life that was hidden for a time back where it was: nothing of it changed, so no version is made.
pub fn put_back(conn: &mut SqliteConnection, id: i32) -> QueryResult<()> {
    let (slug, published_at) = withdrawals::table
        .find(id)
        .filter(withdrawals::until.is_not_null())
        .select((withdrawals::slug, withdrawals::first_published_at))
        .first::<(String, DateTime<Utc>)>(conn)?;
    let version = last_version(conn, id)?;
    let last = self::version(conn, id, version)?;
    diesel::delete(withdrawals::table.find(id)).execute(conn)?;
    let keeping = Keeping {
        id,
        slug,
        version,
        published_at,
        changed_at: last.made_at,
    };
    put(conn, &last.record, keeping)
}

/// Makes a withdrawn life public again, as it last was and where it last was.
pub fn restore(conn: &mut SqliteConnection, id: i32, change: Change<'_>) -> QueryResult<()> {
    let (slug, published_at) = withdrawals::table
        .find(id)
        .select((withdrawals::slug, withdrawals::first_published_at))
        .first::<(String, DateTime<Utc>)>(conn)?;
    let version = last_version(conn, id)?;
    let record = self::version(conn, id, version)?.record;
    diesel::delete(withdrawals::table.find(id)).execute(conn)?;
    put(
        conn,
        &record,
        Keeping {
            id,
            slug,
            version: version + 1,
            published_at,
            changed_at: change.at,
        },
    )?;
    keep_version(conn, id, version + 1, &record, change)
}

/// Takes a life out of what is public because it was merged into another: its addresses lead there.
pub fn make_way(conn: &mut SqliteConnection, id: i32) -> QueryResult<()> {
    take_out(conn, id)
}

/// How a page was kept before it was merged.
#[derive(Debug, Clone, Copy)]
pub struct Former<'a> {
    pub slug: &'a str,
    pub published_at: DateTime<Utc>,
    pub record: &'a Record,
    pub visibility: &'a Visibility,
}

/// Makes a life public as it was before it was merged, at the address it had, as a new version.
pub fn part(
    conn: &mut SqliteConnection,
    id: i32,
    former: Former<'_>,
    change: Change<'_>,
) -> QueryResult<()> {
    if current_slug(conn, id)?.is_some() {
        take_out(conn, id)?;
    }
    show_to(conn, id, former.visibility)?;
    let version = last_version(conn, id)? + 1;
    put(
        conn,
        former.record,
        Keeping {
            id,
            slug: former.slug.to_owned(),
            version,
            published_at: former.published_at,
            changed_at: change.at,
        },
    )?;
    keep_version(conn, id, version, former.record, change)
}

/// Whether a life is down because its own family hid it.
pub fn is_hidden_by_family(conn: &mut SqliteConnection, id: i32) -> QueryResult<bool> {
    let hidden = withdrawals::table
        .find(id)
        .filter(withdrawals::withdrawn_by.is_null());
    diesel::select(diesel::dsl::exists(hidden)).get_result(conn)
}

/// A page that is down by its family's word stays down by a moderator's, who has settled that word.
pub fn is_down_by(conn: &mut SqliteConnection, id: i32, by: &Moderator) -> QueryResult<()> {
    diesel::update(withdrawals::table.find(id))
        .set(withdrawals::withdrawn_by.eq(by.id()))
        .execute(conn)?;
    Ok(())
}

/// Who may see which fact of a life; what is not named is for everyone.
pub fn visibility(conn: &mut SqliteConnection, id: i32) -> QueryResult<Visibility> {
    let rows = hero_visibility::table
        .filter(hero_visibility::hero_id.eq(id))
        .select((hero_visibility::fact, hero_visibility::audience))
        .load::<(String, String)>(conn)?;
    let mut visibility = Visibility::default();
    for (fact, audience) in rows {
        // A word that is not known hides: what cannot be read is not for everyone.
        let audience = Audience::from_word(&audience).unwrap_or(Audience::Moderators);
        visibility.set(&fact, audience);
    }
    Ok(visibility)
}

/// Sets who may see what. It holds from this moment, for the page, for lists and for the search; the version stays. Answers
/// what changed, for the journal.
pub fn show_to(
    conn: &mut SqliteConnection,
    id: i32,
    visibility: &Visibility,
) -> QueryResult<Map<String, Value>> {
    let changes = self::visibility(conn, id)?.changes_to(visibility);
    if changes.is_empty() {
        return Ok(changes);
    }
    diesel::delete(hero_visibility::table.filter(hero_visibility::hero_id.eq(id))).execute(conn)?;
    for (fact, audience) in visibility.narrowed() {
        diesel::insert_into(hero_visibility::table)
            .values((
                hero_visibility::hero_id.eq(id),
                hero_visibility::fact.eq(fact),
                hero_visibility::audience.eq(audience.word()),
            ))
            .execute(conn)?;
    }
    if current_slug(conn, id)?.is_none() {
        return Ok(changes);
    }
    let HeroRow {
        slug,
        version,
        published_at,
        changed_at,
        ..
    } = row(conn, id)?;
    let record = self::version(conn, id, version)?.record;
    take_out(conn, id)?;
    let keeping = Keeping {
        id,
        slug,
        version,
        published_at,
        changed_at,
    };
    put(conn, &record, keeping)?;
    Ok(changes)
}

/// All of a life as its last version has it, whoever may see it: for moderators, and for its own family.
pub fn whole(conn: &mut SqliteConnection, id: i32) -> QueryResult<Record> {
    let number = last_version(conn, id)?;
    Ok(version(conn, id, number)?.record)
}

/// A life that is public, as everyone may see it.
pub fn load(conn: &mut SqliteConnection, id: i32) -> QueryResult<Option<Published>> {
    let Some(row) = heroes::table
        .find(id)
        .select(HeroRow::as_select())
        .first(conn)
        .optional()?
    else {
        return Ok(None);
    };
    let record = rows::read(conn, &row)?;
    let HeroRow {
        slug,
        version,
        published_at,
        changed_at,
        ..
    } = row;
    Ok(Some(Published {
        id,
        slug,
        version,
        published_at,
        changed_at,
        record,
    }))
}

/// Whether the first `limit` of `count` lives are sooner met on a walk along the names of all than by gathering the `count` of them
/// and putting them in order: so many steps are walked until one of them comes by.
pub fn by_walking(conn: &mut SqliteConnection, count: i64, limit: i64) -> QueryResult<bool> {
    let all: Option<i32> = heroes::table
        .select(diesel::dsl::max(heroes::id))
        .first(conn)?;
    let steps = limit * i64::from(all.unwrap_or_default()) / count.max(1);
    Ok(steps < count)
}

/// Where an address leads, for every address that was ever public.
pub fn address(conn: &mut SqliteConnection, slug: &str) -> QueryResult<Address> {
    let Some(id) = hero_addresses::table
        .find(slug)
        .select(hero_addresses::hero_id)
        .first::<i32>(conn)
        .optional()?
    else {
        return Ok(Address::Unknown);
    };
    let present = namesakes::queries::present(conn, id)?;
    Ok(match current_slug(conn, present)? {
        Some(current) if current == slug => Address::Here(present),
        Some(current) => Address::Moved(current),
        None => Address::Gone,
    })
}

/// The same for a permanent number: a life that is public is `Moved` to its slug.
pub fn numbered_address(conn: &mut SqliteConnection, id: i32) -> QueryResult<Address> {
    let present = namesakes::queries::present(conn, id)?;
    if let Some(slug) = current_slug(conn, present)? {
        return Ok(Address::Moved(slug));
    }
    let once = diesel::select(diesel::dsl::exists(
        hero_addresses::table.filter(hero_addresses::hero_id.eq(id)),
    ));
    Ok(if once.get_result(conn)? {
        Address::Gone
    } else {
        Address::Unknown
    })
}

fn current_slug(conn: &mut SqliteConnection, id: i32) -> QueryResult<Option<String>> {
    heroes::table
        .find(id)
        .select(heroes::slug)
        .first(conn)
        .optional()
}

/// Every version that was ever public, the newest first.
pub fn versions(conn: &mut SqliteConnection, id: i32) -> QueryResult<Vec<Version>> {
    hero_versions::table
        .filter(hero_versions::hero_id.eq(id))
        .order(hero_versions::number.desc())
        .select((
            hero_versions::number,
            hero_versions::made_at,
            hero_versions::account_id,
            hero_versions::why,
            hero_versions::record,
        ))
        .load::<VersionColumns>(conn)?
        .into_iter()
        .map(read_version)
        .collect()
}

pub fn version(conn: &mut SqliteConnection, id: i32, number: i32) -> QueryResult<Version> {
    let columns = hero_versions::table
        .find((id, number))
        .select((
            hero_versions::number,
            hero_versions::made_at,
            hero_versions::account_id,
            hero_versions::why,
            hero_versions::record,
        ))
        .first::<VersionColumns>(conn)?;
    read_version(columns)
}

type VersionColumns = (i32, DateTime<Utc>, Option<i32>, String, String);

fn read_version(
    (number, made_at, account_id, why, record): VersionColumns,
) -> QueryResult<Version> {
    let record = serde_json::from_str(&record)
        .map_err(|fault| diesel::result::Error::DeserializationError(Box::new(fault)))?;
    Ok(Version {
        number,
        made_at,
        account_id,
        why,
        record,
    })
}

/// What lists show of these lives, in the order of `ids`; a life that is not public is left out.
pub fn cards(conn: &mut SqliteConnection, ids: &[i32]) -> QueryResult<Vec<Card>> {
    let mut found = named(conn, ids)?;
    let photos = hero_photos::table
        .filter(among(hero_photos::hero_id, ids))
        .order((hero_photos::hero_id, hero_photos::sequence))
        .select((hero_photos::hero_id, hero_photos::photo_id));
    for (id, photo) in photos.load::<(i32, i32)>(conn)? {
        if let Some(card) = found.get_mut(&id) {
            card.photo.get_or_insert(photo);
        }
    }
    let services = hero_services::table
        .filter(among(hero_services::hero_id, ids))
        .order((hero_services::hero_id, hero_services::sequence));
    for service in services.load::<ServiceRow>(conn)? {
        if let Some(card) = found
            .get_mut(&service.hero_id)
            .filter(|_| service.unit.is_some() || service.unit_text.is_some())
        {
            card.unit = service.unit;
            card.unit_text = service.unit_text;
        }
    }
    let places = hero_places::table
        .filter(among(hero_places::hero_id, ids))
        .filter(
            hero_places::role
                .eq(PlaceRole::Birth.word())
                .or(hero_places::role.eq(PlaceRole::Home.word())),
        );
    for place in places.load::<PlaceRow>(conn)? {
        let lived = place.role == PlaceRole::Home.word();
        if let Some(card) = found
            .get_mut(&place.hero_id)
            .filter(|card| lived || card.place.is_none())
        {
            card.place = Some(place.place());
        }
    }
    Ok(ids.iter().filter_map(|id| found.remove(id)).collect())
}

/// The same without pictures, units and places: for names in a sentence.
pub fn mentions(conn: &mut SqliteConnection, ids: &[i32]) -> QueryResult<Vec<Card>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut found = named(conn, ids)?;
    Ok(ids.iter().filter_map(|id| found.remove(id)).collect())
}

fn named(conn: &mut SqliteConnection, ids: &[i32]) -> QueryResult<HashMap<i32, Card>> {
    heroes::table
        .filter(among(heroes::id, ids))
        .select(CardRow::as_select())
        .load(conn)?
        .into_iter()
        .map(|row| row.card().map(|card| (card.id, card)))
        .collect()
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = heroes)]
struct CardRow {
    id: i32,
    slug: String,
    family: String,
    given: String,
    patronymic: Option<String>,
    latin_family: Option<String>,
    latin_given: Option<String>,
    latin_patronymic: Option<String>,
    sex: Option<String>,
    call_sign: Option<String>,
    born: Option<String>,
    died: Option<String>,
}

impl CardRow {
    fn card(self) -> QueryResult<Card> {
        let patronymic = self.latin_patronymic;
        let latin = self.latin_family.zip(self.latin_given);
        Ok(Card {
            id: self.id,
            slug: self.slug,
            name: Name {
                family: self.family,
                given: self.given,
                patronymic: self.patronymic,
            },
            latin: latin.map(|(family, given)| Name {
                family,
                given,
                patronymic,
            }),
            sex: rows::word(self.sex.as_deref(), Sex::from_word)?,
            call_sign: self.call_sign,
            born: rows::read_date(self.born.as_deref())?,
            died: rows::read_date(self.died.as_deref())?,
            photo: None,
            unit: None,
            unit_text: None,
            place: None,
        })
    }
}

/// Gives every life that has none its place in the order of Latin names. How many there were.
pub fn order_in_latin(conn: &mut SqliteConnection) -> QueryResult<usize> {
    conn.immediate_transaction(|conn| {
        let waiting: Vec<HeroRow> = heroes::table
            .filter(heroes::name_key_en.eq(Vec::new()))
            .select(HeroRow::as_select())
            .load(conn)?;
        for row in &waiting {
            let latin = row.latin().unwrap_or_else(|| row.name().romanised());
            diesel::update(heroes::table.find(row.id))
                .set((
                    heroes::name_key_en.eq(order::sort_key(&latin.listed())),
                    heroes::letter_en.eq(order::latin_letter(&latin.family).map(String::from)),
                ))
                .execute(conn)?;
        }
        Ok(waiting.len())
    })
}

/// Who is known to another catalogue by that.
pub fn identified(conn: &mut SqliteConnection, by: &Identifier) -> QueryResult<Vec<i32>> {
    hero_identifiers::table
        .filter(hero_identifiers::scheme.eq(by.scheme().word()))
        .filter(hero_identifiers::value.eq(by.value()))
        .order(hero_identifiers::hero_id)
        .select(hero_identifiers::hero_id)
        .distinct()
        .limit(MOST_IDENTIFIED)
        .load(conn)
}

/// The lives published last, the newest first.
pub fn newest(conn: &mut SqliteConnection, limit: i64) -> QueryResult<Vec<i32>> {
    heroes::table
        .order((heroes::published_at.desc(), heroes::id.desc()))
        .limit(limit)
        .select(heroes::id)
        .load(conn)
}

/// Whether what is public of a life is what its last record says, as far as everyone may see it. Nothing but damage makes the
/// two differ.
pub fn is_as_kept(conn: &mut SqliteConnection, id: i32) -> QueryResult<bool> {
    let unreadable = |fault: &Error| {
        matches!(
            fault,
            Error::NotFound | Error::DeserializationError(_) | Error::SerializationError(_)
        )
    };
    let record = match load(conn, id) {
        Ok(None) => return Ok(true),
        Err(fault) if unreadable(&fault) => return Ok(false),
        found => found?.map(|life| life.record),
    };
    let last = whole(conn, id).and_then(|last| shown(conn, id, &last));
    let mut kept = match last {
        Err(fault) if unreadable(&fault) => return Ok(false),
        kept => kept?,
    };
    let there = photos::queries::existing(conn, &kept)?;
    kept.photos
        .retain(|photo| photo.id().is_none_or(|id| there.contains(&id)));
    Ok(record == Some(rows::as_it_lies(kept)))
}

fn row(conn: &mut SqliteConnection, id: i32) -> QueryResult<HeroRow> {
    heroes::table
        .find(id)
        .select(HeroRow::as_select())
        .first(conn)
}

fn put(conn: &mut SqliteConnection, record: &Record, keeping: Keeping) -> QueryResult<()> {
    let id = keeping.id;
    let public = shown(conn, id, record)?;
    let number = record.external_id.as_deref();
    let public = put_unfound(conn, public, number, Traits::of(record), keeping)?;
    index::put(conn, id, &public)
}

/// A record as everyone may see it, which the search does not know yet; `number` and `traits` are of the whole one.
fn put_unfound(
    conn: &mut SqliteConnection,
    mut record: Record,
    number: Option<&str>,
    traits: Traits,
    keeping: Keeping,
) -> QueryResult<Record> {
    let (id, published_at) = (keeping.id, keeping.published_at);
    if let Some(number) = number {
        keeps_its_number(conn, id, number)?;
    }
    namesakes::queries::know_new_life(conn, id, traits)?;
    // A picture that was erased since is nowhere to be shown.
    let kept = photos::queries::existing(conn, &record)?;
    record
        .photos
        .retain(|photo| photo.id().is_none_or(|id| kept.contains(&id)));
    diesel::insert_into(heroes::table)
        .values(HeroRow::of(&record, keeping))
        .execute(conn)?;
    rows::insert_parts(conn, id, &record)?;
    companions::queries::keep(conn, id, &record)?;
    let dates = (record.died.as_ref(), record.born.as_ref());
    days::queries::know_turn(conn, id, dates, published_at)?;
    Ok(record)
}

/// The number that an archive gave to one life is not another's while that one is down: it could never come back. Told as
/// the rule of the tables is, which knows the public ones.
fn keeps_its_number(conn: &mut SqliteConnection, id: i32, number: &str) -> QueryResult<()> {
    // Asked of each row of a list: mostly nothing is down.
    let down = withdrawals::table.select(withdrawals::hero_id);
    if down.first::<i32>(conn).optional()?.is_none() {
        return Ok(());
    }
    let last = diesel::dsl::sql::<diesel::sql_types::Bool>(
        "json_extract(record, '$.external_id') = ",
    )
    .bind::<diesel::sql_types::Text, _>(number)
    .sql(
        " AND number = (SELECT max(v.number) FROM hero_versions v WHERE v.hero_id = hero_versions.hero_id)",
    );
    let anothers = hero_versions::table
        .filter(hero_versions::hero_id.eq_any(withdrawals::table.select(withdrawals::hero_id)))
        .filter(hero_versions::hero_id.ne(id))
        .filter(last);
    if diesel::select(diesel::dsl::exists(anothers)).get_result(conn)? {
        return Err(diesel::result::Error::DatabaseError(
            diesel::result::DatabaseErrorKind::UniqueViolation,
            Box::new("the archive's number is of a life that is down".to_owned()),
        ));
    }
    Ok(())
}

/// A record as everyone may see it.
fn shown(conn: &mut SqliteConnection, id: i32, record: &Record) -> QueryResult<Record> {
    visibility(conn, id)?
        .shown_to(record, Audience::Everyone)
        .map_err(|fault| diesel::result::Error::SerializationError(Box::new(fault)))
}

fn take_out(conn: &mut SqliteConnection, id: i32) -> QueryResult<()> {
    index::forget(conn, id)?;
    namesakes::queries::forget_life(conn, id)?;
    companions::queries::forget(conn, id)?;
    rows::delete_parts(conn, id)?;
    diesel::delete(heroes::table.find(id)).execute(conn)?;
    Ok(())
}

fn last_version(conn: &mut SqliteConnection, id: i32) -> QueryResult<i32> {
    hero_versions::table
        .filter(hero_versions::hero_id.eq(id))
        .order(hero_versions::number.desc())
        .select(hero_versions::number)
        .first(conn)
}

fn keep_version(
    conn: &mut SqliteConnection,
    id: i32,
    number: i32,
    record: &Record,
    change: Change<'_>,
) -> QueryResult<()> {
    let record = serde_json::to_string(record)
        .map_err(|fault| diesel::result::Error::SerializationError(Box::new(fault)))?;
    diesel::insert_into(hero_versions::table)
        .values((
            hero_versions::hero_id.eq(id),
            hero_versions::number.eq(number),
            hero_versions::account_id.eq(change.by.account_id()),
            hero_versions::made_at.eq(change.at),
            hero_versions::why.eq(change.why),
            hero_versions::sha256.eq(Sha256::digest(&record).to_vec()),
            hero_versions::record.eq(record),
        ))
        .execute(conn)?;
    Ok(())
}

fn keep_address(
    conn: &mut SqliteConnection,
    slug: &str,
    id: i32,
    at: DateTime<Utc>,
) -> QueryResult<()> {
    diesel::insert_or_ignore_into(hero_addresses::table)
        .values((
            hero_addresses::slug.eq(slug),
            hero_addresses::hero_id.eq(id),
            hero_addresses::since.eq(at),
        ))
        .execute(conn)?;
    Ok(())
}

/// The name in Latin; taken by another life, with the year of birth; taken as well, with the life's own number, which
/// nobody else can have.
fn free_slug(conn: &mut SqliteConnection, record: &Record, id: i32) -> QueryResult<String> {
    let plain = names::slug(&record.latin());
    let year = record.born.as_ref().and_then(|born| {
        use chrono::Datelike;
        let (first, last) = (born.first()?, born.last()?);
        (first.year() == last.year()).then(|| format!("{plain}-{}", first.year()))
    });
    for slug in std::iter::once(plain.clone()).chain(year) {
        let owner = hero_addresses::table
            .find(&slug)
            .select(hero_addresses::hero_id)
            .first::<i32>(conn)
            .optional()?;
        if owner.is_none_or(|owner| owner == id) {
            return Ok(slug);
        }
    }
    Ok(names::numbered(
        &plain,
        u32::try_from(id).unwrap_or_default(),
    ))
}
