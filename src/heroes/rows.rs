//! How a record lies in its tables: the rows, and the way between them and a [`Record`].

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;

use super::hero::{
    Award, Circumstances, Event, EventKind, Kin, Photo, Place, PlaceRole, Quote, Record, Relation,
    Service, Sex, Source, Text,
};
use super::identifier::{Identifier, Scheme};
use crate::dates::Edtf;
use crate::i18n::order;
use crate::names::{Name, Stress};
use crate::schema::{
    hero_aliases, hero_awards, hero_events, hero_identifiers, hero_kin, hero_photos, hero_places,
    hero_quotes, hero_services, hero_sources, heroes,
};

#[derive(Insertable, Queryable, Selectable, AsChangeset)]
#[diesel(table_name = heroes, treat_none_as_null = true, treat_none_as_default_value = false)]
pub(super) struct HeroRow {
    pub id: i32,
    pub slug: String,
    pub external_id: Option<String>,
    family: String,
    given: String,
    patronymic: Option<String>,
    latin_family: Option<String>,
    latin_given: Option<String>,
    latin_patronymic: Option<String>,
    call_sign: Option<String>,
    sex: Option<String>,
    born: Option<String>,
    born_first: Option<String>,
    born_last: Option<String>,
    born_note_uk: Option<String>,
    born_note_en: Option<String>,
    died: Option<String>,
    died_first: Option<String>,
    died_last: Option<String>,
    circumstances: Option<String>,
    interests_uk: Option<String>,
    interests_en: Option<String>,
    biography_uk: Option<String>,
    biography_en: Option<String>,
    name_key: Vec<u8>,
    letter: Option<String>,
    pub version: i32,
    pub published_at: DateTime<Utc>,
    pub changed_at: DateTime<Utc>,
    name_key_en: Vec<u8>,
    letter_en: Option<String>,
    stress: Option<String>,
}

#[derive(Insertable, Queryable, Selectable)]
#[diesel(table_name = hero_aliases, treat_none_as_default_value = false)]
struct AliasRow {
    hero_id: i32,
    sequence: i32,
    alias: String,
}

#[derive(Insertable, Queryable, Selectable)]
#[diesel(table_name = hero_places, treat_none_as_default_value = false)]
pub(super) struct PlaceRow {
    pub hero_id: i32,
    pub role: String,
    settlement: Option<String>,
    region: Option<String>,
    country: Option<String>,
    near: bool,
    cemetery: Option<String>,
}

#[derive(Insertable, Queryable, Selectable)]
#[diesel(table_name = hero_services, treat_none_as_default_value = false)]
pub(super) struct ServiceRow {
    pub hero_id: i32,
    sequence: i32,
    pub unit: Option<String>,
    pub unit_text: Option<String>,
    position_uk: Option<String>,
    position_en: Option<String>,
    rank: Option<String>,
    rank_text: Option<String>,
    since: Option<String>,
    until: Option<String>,
}

#[derive(Insertable, Queryable, Selectable)]
#[diesel(table_name = hero_events, treat_none_as_default_value = false)]
struct EventRow {
    hero_id: i32,
    sequence: i32,
    kind: String,
    since: Option<String>,
    until: Option<String>,
    text_uk: Option<String>,
    text_en: Option<String>,
}

#[derive(Insertable, Queryable, Selectable)]
#[diesel(table_name = hero_awards, treat_none_as_default_value = false)]
struct AwardRow {
    hero_id: i32,
    sequence: i32,
    award: Option<String>,
    award_text: Option<String>,
    given_on: Option<String>,
    posthumous: Option<bool>,
}

#[derive(Insertable, Queryable, Selectable)]
#[diesel(table_name = hero_quotes, treat_none_as_default_value = false)]
struct QuoteRow {
    hero_id: i32,
    sequence: i32,
    text_uk: Option<String>,
    text_en: Option<String>,
    speaker: Option<String>,
    relation: Option<String>,
}

#[derive(Insertable, Queryable, Selectable)]
#[diesel(table_name = hero_kin, treat_none_as_default_value = false)]
struct KinRow {
    hero_id: i32,
    sequence: i32,
    relation: String,
}

#[derive(Insertable, Queryable, Selectable)]
#[diesel(table_name = hero_photos, treat_none_as_default_value = false)]
struct PhotoRow {
    hero_id: i32,
    sequence: i32,
    photo_id: i32,
    caption_uk: Option<String>,
    caption_en: Option<String>,
    credit: Option<String>,
    year: Option<i32>,
}

#[derive(Insertable, Queryable, Selectable)]
#[diesel(table_name = hero_sources, treat_none_as_default_value = false)]
struct SourceRow {
    hero_id: i32,
    sequence: i32,
    title: Option<String>,
    url: Option<String>,
}

#[derive(Insertable, Queryable, Selectable)]
#[diesel(table_name = hero_identifiers, treat_none_as_default_value = false)]
struct IdentifierRow {
    hero_id: i32,
    sequence: i32,
    scheme: String,
    value: String,
}

/// What the memorial adds to a record when it keeps it.
pub(super) struct Keeping {
    pub id: i32,
    pub slug: String,
    pub version: i32,
    pub published_at: DateTime<Utc>,
    pub changed_at: DateTime<Utc>,
}

impl HeroRow {
    pub fn of(record: &Record, keeping: Keeping) -> Self {
        let latin = record.latin.as_ref();
        let in_latin = record.latin();
        Self {
            id: keeping.id,
            slug: keeping.slug,
            external_id: record.external_id.clone(),
            family: record.name.family.clone(),
            given: record.name.given.clone(),
            patronymic: record.name.patronymic.clone(),
            latin_family: latin.map(|name| name.family.clone()),
            latin_given: latin.map(|name| name.given.clone()),
            latin_patronymic: latin.and_then(|name| name.patronymic.clone()),
            call_sign: record.call_sign.clone(),
            sex: record.sex.map(|sex| sex.word().to_owned()),
            born: written(record.born.as_ref()),
            born_first: day(record.born.as_ref().and_then(Edtf::first)),
            born_last: day(record.born.as_ref().and_then(Edtf::last)),
            born_note_uk: record.born_note.uk.clone(),
            born_note_en: record.born_note.en.clone(),
            died: written(record.died.as_ref()),
            died_first: day(record.died.as_ref().and_then(Edtf::first)),
            died_last: day(record.died.as_ref().and_then(Edtf::last)),
            circumstances: record
                .circumstances
                .map(|circumstances| circumstances.word().to_owned()),
            interests_uk: record.interests.uk.clone(),
            interests_en: record.interests.en.clone(),
            biography_uk: record.biography.uk.clone(),
            biography_en: record.biography.en.clone(),
            name_key: order::sort_key(&record.name.listed()),
            letter: order::letter(&record.name.family).map(String::from),
            version: keeping.version,
            published_at: keeping.published_at,
            changed_at: keeping.changed_at,
            name_key_en: order::sort_key(&in_latin.listed()),
            letter_en: order::latin_letter(&in_latin.family).map(String::from),
            stress: record
                .stress()
                .and_then(|stress| serde_json::to_string(stress).ok()),
        }
    }

    pub fn name(&self) -> Name {
        Name {
            family: self.family.clone(),
            given: self.given.clone(),
            patronymic: self.patronymic.clone(),
        }
    }

    pub fn latin(&self) -> Option<Name> {
        Some(Name {
            family: self.latin_family.clone()?,
            given: self.latin_given.clone()?,
            patronymic: self.latin_patronymic.clone(),
        })
    }

    /// The record without what other tables hold.
    fn record(&self) -> QueryResult<Record> {
        Ok(Record {
            external_id: self.external_id.clone(),
            name: self.name(),
            latin: self.latin(),
            stress: word(self.stress.as_deref(), |json| {
                serde_json::from_str::<Stress>(json).ok()
            })?,
            call_sign: self.call_sign.clone(),
            sex: word(self.sex.as_deref(), Sex::from_word)?,
            born: read_date(self.born.as_deref())?,
            born_note: Text {
                uk: self.born_note_uk.clone(),
                en: self.born_note_en.clone(),
            },
            died: read_date(self.died.as_deref())?,
            circumstances: word(self.circumstances.as_deref(), Circumstances::from_word)?,
            interests: Text {
                uk: self.interests_uk.clone(),
                en: self.interests_en.clone(),
            },
            biography: Text {
                uk: self.biography_uk.clone(),
                en: self.biography_en.clone(),
            },
            ..Record::default()
        })
    }
}

impl PlaceRow {
    pub fn place(self) -> Place {
        let Self {
            settlement,
            region,
            country,
            near,
            cemetery,
            ..
        } = self;
        Place {
            settlement,
            region,
            country,
            near,
            cemetery,
        }
    }
}

/// Writes everything of a record that is not in the `heroes` row itself.
pub(super) fn insert_parts(
    conn: &mut SqliteConnection,
    hero_id: i32,
    record: &Record,
) -> QueryResult<()> {
    let aliases = numbered(&record.aliases).map(|(sequence, alias)| AliasRow {
        hero_id,
        sequence,
        alias: alias.clone(),
    });
    let places = PlaceRole::ALL.into_iter().filter_map(|role| {
        let place = record
            .place(role)
            .filter(|place| !place.is_empty())?
            .clone();
        let Place {
            settlement,
            region,
            country,
            near,
            cemetery,
        } = place;
        let near = near && settlement.is_some();
        Some(PlaceRow {
            hero_id,
            role: role.word().to_owned(),
            settlement,
            region,
            country,
            near,
            cemetery,
        })
    });
    let services = numbered(&record.service).map(|(sequence, service)| ServiceRow {
        hero_id,
        sequence,
        unit: service.unit.clone(),
        unit_text: service.unit_text.clone(),
        position_uk: service.position.uk.clone(),
        position_en: service.position.en.clone(),
        rank: service.rank.clone(),
        rank_text: service.rank_text.clone(),
        since: written(service.from.as_ref()),
        until: written(service.to.as_ref()),
    });
    let events = numbered(&record.events).map(|(sequence, event)| EventRow {
        hero_id,
        sequence,
        kind: event.kind.word().to_owned(),
        since: written(event.from.as_ref()),
        until: written(event.to.as_ref()),
        text_uk: event.text.uk.clone(),
        text_en: event.text.en.clone(),
    });
    let awards = numbered(&record.awards).map(|(sequence, award)| AwardRow {
        hero_id,
        sequence,
        award: award.award.clone(),
        award_text: award.award_text.clone(),
        given_on: written(award.when.as_ref()),
        posthumous: award.posthumous,
    });
    let quotes = numbered(&record.quotes).map(|(sequence, quote)| QuoteRow {
        hero_id,
        sequence,
        text_uk: quote.text.uk.clone(),
        text_en: quote.text.en.clone(),
        speaker: quote.speaker.clone(),
        relation: quote.relation.map(|relation| relation.word().to_owned()),
    });
    let kin = numbered(&record.kin).map(|(sequence, kin)| KinRow {
        hero_id,
        sequence,
        relation: kin.relation.word().to_owned(),
    });
    let photos = numbered(&record.photos).filter_map(|(sequence, photo)| {
        Some(PhotoRow {
            hero_id,
            sequence,
            photo_id: photo.id()?,
            caption_uk: photo.caption.uk.clone(),
            caption_en: photo.caption.en.clone(),
            credit: photo.credit.clone(),
            year: photo.year,
        })
    });
    let sources = numbered(&record.sources).map(|(sequence, source)| SourceRow {
        hero_id,
        sequence,
        title: source.title.clone(),
        url: source.url.clone(),
    });
    let identifiers = numbered(&record.identifiers).map(|(sequence, identifier)| IdentifierRow {
        hero_id,
        sequence,
        scheme: identifier.scheme().word().to_owned(),
        value: identifier.value().to_owned(),
    });
    // Row by row, each by a statement that is kept ready: many rows at once would be another statement for each number of them,
    // within a savepoint of its own.
    macro_rules! insert {
        ($($rows:ident into $table:ident),* $(,)?) => {$(
            for row in $rows {
                diesel::insert_into($table::table).values(row).execute(conn)?;
            }
        )*};
    }
    insert!(
        identifiers into hero_identifiers,
        aliases into hero_aliases,
        places into hero_places,
        services into hero_services,
        events into hero_events,
        awards into hero_awards,
        quotes into hero_quotes,
        kin into hero_kin,
        photos into hero_photos,
        sources into hero_sources,
    );
    Ok(())
}

/// A record as it comes out of the tables again: what says nothing has no row.
pub(super) fn as_it_lies(mut record: Record) -> Record {
    for role in PlaceRole::ALL {
        let place = record.place_mut(role);
        *place = place.take().filter(|place| !place.is_empty());
        if let Some(place) = place {
            place.near &= place.settlement.is_some();
        }
    }
    record.photos.retain(|photo| photo.id().is_some());
    record
}

/// Takes out what [`insert_parts`] wrote.
pub(super) fn delete_parts(conn: &mut SqliteConnection, id: i32) -> QueryResult<()> {
    diesel::delete(hero_aliases::table.filter(hero_aliases::hero_id.eq(id))).execute(conn)?;
    diesel::delete(hero_places::table.filter(hero_places::hero_id.eq(id))).execute(conn)?;
    diesel::delete(hero_services::table.filter(hero_services::hero_id.eq(id))).execute(conn)?;
    diesel::delete(hero_events::table.filter(hero_events::hero_id.eq(id))).execute(conn)?;
    diesel::delete(hero_awards::table.filter(hero_awards::hero_id.eq(id))).execute(conn)?;
    diesel::delete(hero_quotes::table.filter(hero_quotes::hero_id.eq(id))).execute(conn)?;
    diesel::delete(hero_kin::table.filter(hero_kin::hero_id.eq(id))).execute(conn)?;
    diesel::delete(hero_photos::table.filter(hero_photos::hero_id.eq(id))).execute(conn)?;
    diesel::delete(hero_sources::table.filter(hero_sources::hero_id.eq(id))).execute(conn)?;
    diesel::delete(hero_identifiers::table.filter(hero_identifiers::hero_id.eq(id)))
        .execute(conn)?;
    Ok(())
}

/// The whole record of a published life, from all its tables.
pub(super) fn read(conn: &mut SqliteConnection, row: &HeroRow) -> QueryResult<Record> {
    let id = row.id;
    let mut record = row.record()?;
    record.aliases = hero_aliases::table
        .filter(hero_aliases::hero_id.eq(id))
        .order(hero_aliases::sequence)
        .select(hero_aliases::alias)
        .load(conn)?;
    for row in hero_places::table
        .filter(hero_places::hero_id.eq(id))
        .load::<PlaceRow>(conn)?
    {
        if let Some(role) = PlaceRole::from_word(&row.role) {
            *record.place_mut(role) = Some(row.place());
        }
    }
    let services = hero_services::table
        .filter(hero_services::hero_id.eq(id))
        .order(hero_services::sequence);
    for row in services.load::<ServiceRow>(conn)? {
        record.service.push(Service {
            unit: row.unit,
            unit_text: row.unit_text,
            position: Text {
                uk: row.position_uk,
                en: row.position_en,
            },
            rank: row.rank,
            rank_text: row.rank_text,
            from: read_date(row.since.as_deref())?,
            to: read_date(row.until.as_deref())?,
        });
    }
    let events = hero_events::table
        .filter(hero_events::hero_id.eq(id))
        .order(hero_events::sequence);
    for row in events.load::<EventRow>(conn)? {
        record.events.push(Event {
            kind: EventKind::from_word(&row.kind).ok_or_else(|| unreadable(&row.kind))?,
            from: read_date(row.since.as_deref())?,
            to: read_date(row.until.as_deref())?,
            text: Text {
                uk: row.text_uk,
                en: row.text_en,
            },
        });
    }
    let awards = hero_awards::table
        .filter(hero_awards::hero_id.eq(id))
        .order(hero_awards::sequence);
    for row in awards.load::<AwardRow>(conn)? {
        record.awards.push(Award {
            award: row.award,
            award_text: row.award_text,
            when: read_date(row.given_on.as_deref())?,
            posthumous: row.posthumous,
        });
    }
    let quotes = hero_quotes::table
        .filter(hero_quotes::hero_id.eq(id))
        .order(hero_quotes::sequence);
    for row in quotes.load::<QuoteRow>(conn)? {
        record.quotes.push(Quote {
            text: Text {
                uk: row.text_uk,
                en: row.text_en,
            },
            speaker: row.speaker,
            relation: word(row.relation.as_deref(), Relation::from_word)?,
        });
    }
    let kin = hero_kin::table
        .filter(hero_kin::hero_id.eq(id))
        .order(hero_kin::sequence);
    for row in kin.load::<KinRow>(conn)? {
        record.kin.push(Kin {
            relation: Relation::from_word(&row.relation)
                .ok_or_else(|| unreadable(&row.relation))?,
        });
    }
    let photos = hero_photos::table
        .filter(hero_photos::hero_id.eq(id))
        .order(hero_photos::sequence);
    for row in photos.load::<PhotoRow>(conn)? {
        record.photos.push(Photo {
            caption: Text {
                uk: row.caption_uk,
                en: row.caption_en,
            },
            credit: row.credit,
            year: row.year,
            ..Photo::kept(row.photo_id)
        });
    }
    record.sources = hero_sources::table
        .filter(hero_sources::hero_id.eq(id))
        .order(hero_sources::sequence)
        .load::<SourceRow>(conn)?
        .into_iter()
        .map(|row| Source {
            title: row.title,
            url: row.url,
        })
        .collect();
    let identifiers = hero_identifiers::table
        .filter(hero_identifiers::hero_id.eq(id))
        .order(hero_identifiers::sequence);
    for row in identifiers.load::<IdentifierRow>(conn)? {
        let read = Scheme::from_word(&row.scheme)
            .and_then(|scheme| Identifier::new(scheme, &row.value).ok());
        record
            .identifiers
            .push(read.ok_or_else(|| unreadable(&row.value))?);
    }
    Ok(record)
}

fn numbered<T>(parts: &[T]) -> impl Iterator<Item = (i32, &T)> {
    (1..).zip(parts)
}

fn written(date: Option<&Edtf>) -> Option<String> {
    date.map(ToString::to_string)
}

fn day(day: Option<NaiveDate>) -> Option<String> {
    day.map(|day| day.format("%Y-%m-%d").to_string())
}

pub(super) fn read_date(written: Option<&str>) -> QueryResult<Option<Edtf>> {
    written
        .map(|date| date.parse().map_err(|_| unreadable(date)))
        .transpose()
}

pub(super) fn word<T>(
    written: Option<&str>,
    read: impl Fn(&str) -> Option<T>,
) -> QueryResult<Option<T>> {
    written
        .map(|word| read(word).ok_or_else(|| unreadable(word)))
        .transpose()
}

/// A value that no code of ours could have written: the file was changed by other hands.
fn unreadable(value: &str) -> diesel::result::Error {
    diesel::result::Error::DeserializationError(format!("unreadable value {value:?}").into())
}
