//! The index of words: one row a public life, written in the same transaction as the life itself.

use std::collections::BTreeSet;

use chrono::Datelike;
use diesel::dsl::max;
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{Bool, Integer};

use super::words::{stem, words};
use crate::heroes;
use crate::heroes::hero::{Place, PlaceRole, Record, Service, Text};
use crate::names::{APOSTROPHE, Name, folds};
use crate::schema::{
    award_aliases, awards, hero_aliases, heroes as lives, name_changes, ranks, regions,
    unit_aliases, units,
};

/// A brigade above a battalion above a company: deeper nobody stands.
const DEEPEST: usize = 5;

/// Makes a life findable by its present words. Whatever it was found by before is forgotten.
pub fn put(conn: &mut SqliteConnection, id: i32, record: &Record) -> QueryResult<()> {
    let columns = Columns::of(conn, record)?;
    forget_words(conn, id)?;
    note_change(conn, id, true)?;
    sql_query(
        "INSERT INTO hero_words (rowid, name, sound, call_sign, year, unit, place, story) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind::<Integer, _>(id)
    .bind::<diesel::sql_types::Text, _>(columns.name.text())
    .bind::<diesel::sql_types::Text, _>(columns.sound.text())
    .bind::<diesel::sql_types::Text, _>(columns.call_sign.text())
    .bind::<diesel::sql_types::Text, _>(columns.year.text())
    .bind::<diesel::sql_types::Text, _>(columns.unit.text())
    .bind::<diesel::sql_types::Text, _>(columns.place.text())
    .bind::<diesel::sql_types::Text, _>(columns.story.text())
    .execute(conn)?;
    Ok(())
}

/// Makes a life unfindable.
pub fn forget(conn: &mut SqliteConnection, id: i32) -> QueryResult<()> {
    forget_words(conn, id)?;
    note_change(conn, id, false)
}

/// Tells the names in memory, wherever they are, to read this life again.
fn note_change(conn: &mut SqliteConnection, id: i32, is_found: bool) -> QueryResult<()> {
    sql_query(
        "INSERT INTO name_changes (hero_id, generation, is_found) \
         VALUES (?, (SELECT coalesce(max(generation), 0) + 1 FROM name_changes), ?) \
         ON CONFLICT (hero_id) DO UPDATE SET generation = excluded.generation, is_found = excluded.is_found",
    )
    .bind::<Integer, _>(id)
    .bind::<Bool, _>(is_found)
    .execute(conn)?;
    Ok(())
}

/// The last change of what lives are found by.
pub fn generation(conn: &mut SqliteConnection) -> QueryResult<i32> {
    let last = name_changes::table.select(max(name_changes::generation));
    Ok(last.get_result::<Option<i32>>(conn)?.unwrap_or(0))
}

/// What a life is called, everywhere it is called so.
#[derive(Debug, Default, Queryable)]
pub struct Called {
    pub id: i32,
    pub family: String,
    pub given: String,
    pub patronymic: Option<String>,
    pub latin_family: Option<String>,
    pub latin_given: Option<String>,
    pub latin_patronymic: Option<String>,
    pub call_sign: Option<String>,
}

/// What the lives are called that are found and changed after a generation.
pub fn called_since(conn: &mut SqliteConnection, generation: i32) -> QueryResult<Vec<Called>> {
    lives::table
        .inner_join(name_changes::table.on(name_changes::hero_id.eq(lives::id)))
        .filter(name_changes::generation.gt(generation))
        .filter(name_changes::is_found.eq(true))
        .select((
            lives::id,
            lives::family,
            lives::given,
            lives::patronymic,
            lives::latin_family,
            lives::latin_given,
            lives::latin_patronymic,
            lives::call_sign,
        ))
        .load(conn)
}

/// The other names of the same lives.
pub fn aliases_since(
    conn: &mut SqliteConnection,
    generation: i32,
) -> QueryResult<Vec<(i32, String)>> {
    hero_aliases::table
        .inner_join(name_changes::table.on(name_changes::hero_id.eq(hero_aliases::hero_id)))
        .filter(name_changes::generation.gt(generation))
        .filter(name_changes::is_found.eq(true))
        .select((hero_aliases::hero_id, hero_aliases::alias))
        .load(conn)
}

/// Lives that changed after a generation, found or not.
pub fn changed_since(conn: &mut SqliteConnection, generation: i32) -> QueryResult<Vec<i32>> {
    name_changes::table
        .filter(name_changes::generation.gt(generation))
        .select(name_changes::hero_id)
        .load(conn)
}

fn forget_words(conn: &mut SqliteConnection, id: i32) -> QueryResult<()> {
    sql_query("DELETE FROM hero_words WHERE rowid = ?")
        .bind::<Integer, _>(id)
        .execute(conn)?;
    Ok(())
}

/// Makes the whole index again from the lives that are public, and says how many they are.
pub fn rebuild(conn: &mut SqliteConnection) -> QueryResult<usize> {
    sql_query("INSERT INTO hero_words (hero_words) VALUES ('delete-all')").execute(conn)?;
    let ids: Vec<i32> = lives::table.order(lives::id).select(lives::id).load(conn)?;
    for id in &ids {
        if let Some(life) = heroes::queries::load(conn, *id)? {
            put(conn, *id, &life.record)?;
        }
    }
    Ok(ids.len())
}

/// Brings the many small pieces of the index together: after an import, so that the first search is as fast as the rest.
pub fn settle(conn: &mut SqliteConnection) -> QueryResult<()> {
    sql_query("INSERT INTO hero_words (hero_words) VALUES ('optimize')").execute(conn)?;
    Ok(())
}

/// One short step towards what [`settle`] does at once, so that whoever writes meanwhile waits a moment only. The first step
/// begins, the others go on; false when there is nothing left to do.
pub fn settle_a_little(conn: &mut SqliteConnection, first: bool) -> QueryResult<bool> {
    #[derive(QueryableByName)]
    struct Changes {
        #[diesel(sql_type = Integer)]
        number: i32,
    }
    let changes = |conn: &mut SqliteConnection| {
        sql_query("SELECT total_changes() AS number")
            .get_result::<Changes>(conn)
            .map(|changes| changes.number)
    };
    let before = changes(conn)?;
    sql_query("INSERT INTO hero_words (hero_words, rank) VALUES ('merge', ?)")
        .bind::<Integer, _>(if first { -500 } else { 500 })
        .execute(conn)?;
    // A merge that found no work still counts as one change (fts5.html, "The 'merge' Command").
    Ok(changes(conn)? - before >= 2)
}

/// The words of one life, column by column.
#[derive(Debug, Default)]
struct Columns {
    name: Bag,
    sound: Bag,
    call_sign: Bag,
    year: Bag,
    unit: Bag,
    place: Bag,
    story: Bag,
}

/// Words without their order, each once.
#[derive(Debug, Default)]
struct Bag(BTreeSet<String>);

impl Bag {
    fn take(&mut self, text: &str) {
        self.0.extend(words(text).into_iter().map(|word| word.text));
    }

    fn take_some(&mut self, text: Option<&String>) {
        if let Some(text) = text {
            self.take(text);
        }
    }

    /// What the words of a text keep in most of their forms, see [`stem`].
    fn take_stems(&mut self, text: &str) {
        let found = words(text).into_iter();
        self.0.extend(found.map(|word| stem(&word.text).to_owned()));
    }

    fn take_told(&mut self, text: &Text) {
        let both = [text.uk.as_ref(), text.en.as_ref()];
        both.into_iter()
            .flatten()
            .for_each(|text| self.take_stems(text));
    }

    /// How the words sound as names, by every habit of writing.
    fn take_sounds(&mut self, text: &str) {
        for word in words(text) {
            if word.text.starts_with(char::is_alphabetic) {
                self.0
                    .extend(folds(&word.text).into_iter().filter(|key| !key.is_empty()));
            }
        }
    }

    fn text(&self) -> String {
        let words: Vec<&str> = self.0.iter().map(String::as_str).collect();
        words.join(" ")
    }
}

impl Columns {
    fn of(conn: &mut SqliteConnection, record: &Record) -> QueryResult<Self> {
        let mut columns = Self::default();
        columns.take_name(&record.name);
        columns.take_name(&record.latin());
        for alias in &record.aliases {
            columns.name.take(alias);
            columns.sound.take_sounds(alias);
        }
        if let Some(call_sign) = &record.call_sign {
            columns.call_sign.take(call_sign);
            columns.call_sign.take_sounds(call_sign);
        }
        for date in [&record.born, &record.died].into_iter().flatten() {
            let years = [date.first(), date.last()].into_iter().flatten();
            columns
                .year
                .0
                .extend(years.map(|day| day.year().to_string()));
        }
        for place in PlaceRole::ALL.iter().filter_map(|role| record.place(*role)) {
            columns.take_place(conn, place)?;
        }
        for service in &record.service {
            columns.take_service(conn, service)?;
        }
        columns.take_story(conn, record)?;
        Ok(columns)
    }

    fn take_name(&mut self, name: &Name) {
        let parts = [
            Some(&name.family),
            Some(&name.given),
            name.patronymic.as_ref(),
        ];
        for part in parts.into_iter().flatten() {
            self.name.take(part);
            self.sound.take_sounds(part);
            // Some type a space for an apostrophe (Дерев янченко), some leave out what is before it (Brien).
            if part.contains(APOSTROPHE) {
                self.name.take(&part.replace(APOSTROPHE, " "));
            }
        }
    }

    fn take_place(&mut self, conn: &mut SqliteConnection, place: &Place) -> QueryResult<()> {
        self.place.take_some(place.cemetery.as_ref());
        let mut names: Vec<String> = place.settlement.iter().cloned().collect();
        if let Some(iso) = &place.region {
            let region = regions::table
                .find(iso)
                .select((regions::name_uk, regions::name_en));
            if let Some((uk, en)) = region.first::<(String, String)>(conn).optional()? {
                names.extend([uk, en]);
            }
        }
        for name in names {
            self.place.take(&name);
            self.place.take_sounds(&name);
        }
        Ok(())
    }

    fn take_service(&mut self, conn: &mut SqliteConnection, service: &Service) -> QueryResult<()> {
        self.unit.take_some(service.unit_text.as_ref());
        self.story.take_told(&service.position);
        if let Some(rank) = &service.rank_text {
            self.story.take_stems(rank);
        }
        if let Some(slug) = &service.rank {
            let rank = ranks::table
                .find(slug)
                .select((ranks::name_uk, ranks::name_en));
            if let Some((uk, en)) = rank.first::<(String, String)>(conn).optional()? {
                self.story.take_stems(&uk);
                self.story.take_stems(&en);
            }
        }
        let mut above = service.unit.clone();
        for _ in 0..DEEPEST {
            let Some(slug) = above.take() else { break };
            above = self.take_unit(conn, &slug)?;
        }
        Ok(())
    }

    /// Every name of the unit; the slug of the unit it belongs to.
    fn take_unit(
        &mut self,
        conn: &mut SqliteConnection,
        slug: &str,
    ) -> QueryResult<Option<String>> {
        let unit = units::table.find(slug).select((
            units::name_uk,
            units::name_en,
            units::short_uk,
            units::number,
            units::parent,
        ));
        type Unit = (String, String, Option<String>, Option<i32>, Option<String>);
        let Some((uk, en, short, number, parent)) = unit.first::<Unit>(conn).optional()? else {
            return Ok(None);
        };
        let mut names = vec![uk, en];
        names.extend(short);
        names.extend(number.map(|number| number.to_string()));
        let aliases = unit_aliases::table.filter(unit_aliases::unit.eq(slug));
        names.extend(aliases.select(unit_aliases::alias).load::<String>(conn)?);
        for name in names {
            self.unit.take(&name);
        }
        Ok(parent)
    }

    fn take_story(&mut self, conn: &mut SqliteConnection, record: &Record) -> QueryResult<()> {
        let story = &mut self.story;
        story.take_told(&record.biography);
        story.take_told(&record.interests);
        story.take_told(&record.born_note);
        for event in &record.events {
            story.take_told(&event.text);
        }
        for quote in &record.quotes {
            story.take_told(&quote.text);
        }
        for award in &record.awards {
            if let Some(award) = &award.award_text {
                story.take_stems(award);
            }
            let Some(slug) = &award.award else { continue };
            let names = awards::table
                .find(slug)
                .select((awards::name_uk, awards::name_en));
            if let Some((uk, en)) = names.first::<(String, String)>(conn).optional()? {
                story.take_stems(&uk);
                story.take_stems(&en);
            }
            let aliases = award_aliases::table.filter(award_aliases::award.eq(slug));
            for alias in aliases.select(award_aliases::alias).load::<String>(conn)? {
                story.take_stems(&alias);
            }
        }
        Ok(())
    }
}
