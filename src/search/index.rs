//! The index of words: one row a public life in each of two tables, what is known of it and what is told, written in the same
//! transaction as the life itself.

use std::collections::HashMap;

use chrono::Datelike;
use diesel::connection::DefaultLoadingMode;
use diesel::dsl::max;
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{Bool, Integer};
use sha2::{Digest, Sha256};

use super::stem::stem;
use super::words::words;
use crate::heroes;
use crate::heroes::hero::{Place, PlaceRole, Record, Service, Text};
use crate::i18n::Lang;
use crate::names::folds;
use crate::regions::{country, region};
use crate::schema::{
    award_aliases, awards, hero_aliases, heroes as lives, name_changes, rank_aliases, ranks,
    regions, unit_aliases, unit_former_names, unit_mergers, units,
};

diesel::table! {
    hero_words (rowid) {
        rowid -> Integer,
        unit -> Text,
        year -> Text,
        place -> Text,
        heard -> Text,
    }
}
diesel::table! {
    hero_stories (rowid) {
        rowid -> Integer,
        story -> Text,
    }
}

/// A brigade above a battalion above a company: deeper nobody stands.
const DEEPEST: usize = 5;

/// Makes a life findable by its present words. Whatever it was found by before is forgotten.
pub fn put(conn: &mut SqliteConnection, id: i32, record: &Record) -> QueryResult<()> {
    let columns = Columns::of(conn, record)?;
    forget_words(conn, id)?;
    put_new(conn, &[(id, columns)])
}

/// The same of many that have no words yet, and of words that were read before, from the records that are public now. Each
/// table hears of all of them in one go: whatever else is written between makes the index write a piece of itself.
pub fn put_new(conn: &mut SqliteConnection, lives: &[(i32, Columns)]) -> QueryResult<()> {
    for (id, columns) in lives {
        note_change(conn, *id, true, Some(columns.hash()))?;
    }
    for (id, columns) in lives {
        diesel::insert_into(hero_words::table)
            .values((
                hero_words::rowid.eq(id),
                hero_words::unit.eq(columns.unit.text()),
                hero_words::year.eq(columns.year.text()),
                hero_words::place.eq(columns.place.text()),
                hero_words::heard.eq(columns.heard.text()),
            ))
            .execute(conn)?;
    }
    for (id, columns) in lives {
        diesel::insert_into(hero_stories::table)
            .values((
                hero_stories::rowid.eq(id),
                hero_stories::story.eq(columns.story.text()),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// Reads the words of a life again: what it says is called otherwise than before. One that is not public has none.
pub fn read_again(conn: &mut SqliteConnection, id: i32) -> QueryResult<()> {
    match heroes::queries::load(conn, id)? {
        Some(life) => put(conn, id, &life.record),
        None => Ok(()),
    }
}

/// Makes a life unfindable.
pub fn forget(conn: &mut SqliteConnection, id: i32) -> QueryResult<()> {
    forget_words(conn, id)?;
    note_change(conn, id, false, None)
}

/// Tells the names in memory, wherever they are, to read this life again.
fn note_change(
    conn: &mut SqliteConnection,
    id: i32,
    is_found: bool,
    words: Option<Vec<u8>>,
) -> QueryResult<()> {
    diesel::replace_into(name_changes::table)
        .values((
            name_changes::hero_id.eq(id),
            name_changes::generation.eq(generation(conn)? + 1),
            name_changes::is_found.eq(is_found),
            name_changes::words.eq(words),
        ))
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

/// What the lives are called that are found and changed after a generation, one after another: all of them at once would take
/// more memory than what is kept of them.
pub fn called_since(
    conn: &mut SqliteConnection,
    generation: i32,
    mut hear: impl FnMut(&Called),
) -> QueryResult<()> {
    let all = lives::table
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
        ));
    for called in all.load_iter::<Called, DefaultLoadingMode>(conn)? {
        hear(&called?);
    }
    Ok(())
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

/// Lives that changed after a generation, found or not; `most` of them.
pub fn changed_since(
    conn: &mut SqliteConnection,
    generation: i32,
    most: i64,
) -> QueryResult<Vec<i32>> {
    name_changes::table
        .filter(name_changes::generation.gt(generation))
        .limit(most)
        .select(name_changes::hero_id)
        .load(conn)
}

/// Everything told of some lives taken here and there, a text for each: what words are common can be seen in it.
pub fn sample(conn: &mut SqliteConnection, most: i64) -> QueryResult<Vec<String>> {
    let ids: Vec<i32> = diesel::dsl::sql::<Integer>(
        "SELECT DISTINCT h.id FROM heroes AS h, \
         (SELECT max(id) / ",
    )
    .bind::<diesel::sql_types::BigInt, _>(most)
    .sql(" + 1 AS step FROM heroes) AS every WHERE h.id % every.step = 0 LIMIT ")
    .bind::<diesel::sql_types::BigInt, _>(most)
    .load(conn)?;
    let mut texts = Vec::with_capacity(ids.len());
    for id in ids {
        if let Some(life) = heroes::queries::load(conn, id)? {
            let columns = Columns::of(conn, &life.record)?;
            let record = serde_json::to_string(&life.record).unwrap_or_default();
            texts.push([columns.unit.text(), columns.place.text(), record].join(" "));
        }
    }
    Ok(texts)
}

fn forget_words(conn: &mut SqliteConnection, id: i32) -> QueryResult<()> {
    for table in TABLES {
        sql_query(format!("DELETE FROM {table} WHERE rowid = ?"))
            .bind::<Integer, _>(id)
            .execute(conn)?;
    }
    Ok(())
}

/// Makes the whole index again from the lives that are public, and says how many they are.
pub fn rebuild(conn: &mut SqliteConnection) -> QueryResult<usize> {
    command_all(conn, "delete-all")?;
    let ids: Vec<i32> = lives::table.order(lives::id).select(lives::id).load(conn)?;
    let mut memo = Memo::default();
    for ids in ids.chunks(1000) {
        let mut words = Vec::with_capacity(ids.len());
        for id in ids {
            if let Some(life) = heroes::queries::load(conn, *id)? {
                words.push((*id, Columns::by(conn, &life.record, &mut memo)?));
            }
        }
        put_new(conn, &words)?;
    }
    Ok(ids.len())
}

/// Makes the index when there are lives and no words of them: after a migration that changed what words are. Says how
/// many lives were read.
pub fn fill(conn: &mut SqliteConnection) -> QueryResult<usize> {
    let missing: bool = diesel::dsl::sql::<Bool>(
        "SELECT EXISTS (SELECT 1 FROM heroes) AND NOT EXISTS (SELECT 1 FROM hero_words_docsize)",
    )
    .get_result(conn)?;
    if missing {
        conn.immediate_transaction(rebuild)
    } else {
        Ok(0)
    }
}

/// Puts right what in the index is not as the lives are, life by life: words that are no longer those of the record
/// (a unit was renamed), lives that are missing, words of lives that are not public. Says how many were wrong.
pub fn mend(conn: &mut SqliteConnection) -> QueryResult<usize> {
    if command_all(conn, "integrity-check").is_err() {
        return rebuild(conn);
    }
    let strays: Vec<i32> = diesel::dsl::sql::<Integer>(
        "SELECT id FROM (SELECT id FROM hero_words_docsize UNION SELECT id FROM hero_stories_docsize) \
         WHERE id NOT IN (SELECT id FROM heroes)",
    )
    .load(conn)?;
    for id in &strays {
        forget_words(conn, *id)?;
    }
    let mut wrong = strays.len();
    let ids: Vec<(i32, Option<Vec<u8>>, bool)> = lives::table
        .left_join(name_changes::table.on(name_changes::hero_id.eq(lives::id)))
        .order(lives::id)
        .select((
            lives::id,
            name_changes::words.nullable(),
            diesel::dsl::sql::<Bool>(
                "EXISTS (SELECT 1 FROM hero_words_docsize AS d WHERE d.id = heroes.id) \
                 AND EXISTS (SELECT 1 FROM hero_stories_docsize AS d WHERE d.id = heroes.id)",
            ),
        ))
        .load(conn)?;
    for (id, words, there) in ids {
        let Some(life) = heroes::queries::load(conn, id)? else {
            continue;
        };
        if !there || words != Some(Columns::of(conn, &life.record)?.hash()) {
            put(conn, id, &life.record)?;
            wrong += 1;
        }
    }
    Ok(wrong)
}

/// Brings the many small pieces of the index together: after an import, so that the first search is as fast as the rest.
pub fn settle(conn: &mut SqliteConnection) -> QueryResult<()> {
    command_all(conn, "optimize")
}

/// The two tables: what is known of lives, and what is told of them. Each has tables of its own whose names begin with this one's.
pub const TABLES: [&str; 2] = ["hero_words", "hero_stories"];

fn command_all(conn: &mut SqliteConnection, command: &str) -> QueryResult<()> {
    for table in TABLES {
        sql_query(format!(
            "INSERT INTO {table} ({table}) VALUES ('{command}')"
        ))
        .execute(conn)?;
    }
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
    let mut is_left = false;
    for table in TABLES {
        let before = changes(conn)?;
        sql_query(format!(
            "INSERT INTO {table} ({table}, rank) VALUES ('merge', ?)"
        ))
        .bind::<Integer, _>(if first { -500 } else { 500 })
        .execute(conn)?;
        // A merge that found no work still counts as one change (fts5.html, "The 'merge' Command").
        is_left |= changes(conn)? - before >= 2;
    }
    Ok(is_left)
}

/// A number and a word of one unit's name as one word: whoever served in the 45th Regiment and later in some brigade is not
/// found by «45 бригада». Nobody can type it.
pub fn numbered(number: &str, stem: &str) -> String {
    format!("{number}×{stem}")
}

/// What was found out of words before: a list of thousands says the same few thousand words again and again.
#[derive(Debug, Default)]
pub struct Memo {
    stems: HashMap<String, String>,
    sounds: HashMap<String, String>,
}

impl Memo {
    /// Words that are remembered, some megabytes of them.
    const MOST: usize = 40_000;

    fn stem(&mut self, word: &str) -> String {
        Self::or_new(&mut self.stems, word, stem)
    }

    /// How a word sounds as a name, by every habit of writing.
    fn sounds(&mut self, word: &str) -> String {
        Self::or_new(&mut self.sounds, word, |word| {
            let keys = folds(word).into_iter().filter(|key| !key.is_empty());
            keys.collect::<Vec<_>>().join(" ")
        })
    }

    fn or_new(
        known: &mut HashMap<String, String>,
        word: &str,
        new: impl Fn(&str) -> String,
    ) -> String {
        if let Some(found) = known.get(word) {
            return found.clone();
        }
        if known.len() >= Self::MOST {
            known.clear();
        }
        let found = new(word);
        known.insert(word.to_owned(), found.clone());
        found
    }
}

/// The words of one life, column by column, in their order.
#[derive(Debug, Default)]
pub struct Columns {
    unit: Column,
    year: Column,
    place: Column,
    heard: Column,
    story: Column,
}

/// Words of one text after another.
#[derive(Debug, Default)]
struct Column {
    texts: Vec<String>,
}

impl Column {
    /// The words as they are written.
    fn take(&mut self, text: &str) {
        self.add(words(text).into_iter().map(|word| word.text));
    }

    /// What the words have in common with their other forms, see [`stem`].
    fn take_stems(&mut self, text: &str, memo: &mut Memo) {
        self.add(words(text).into_iter().map(|word| memo.stem(&word.text)));
    }

    fn take_told(&mut self, text: &Text, memo: &mut Memo) {
        let both = [text.uk.as_ref(), text.en.as_ref()];
        both.into_iter()
            .flatten()
            .for_each(|text| self.take_stems(text, memo));
    }

    /// How the words sound as names, by every habit of writing.
    fn take_sounds(&mut self, text: &str, memo: &mut Memo) {
        for word in words(text) {
            if word.text.starts_with(char::is_alphabetic) {
                self.add(std::iter::once(memo.sounds(&word.text)));
            }
        }
    }

    /// The same text again says nothing new.
    fn add(&mut self, words: impl Iterator<Item = String>) {
        let text = words.collect::<Vec<_>>().join(" ");
        if !text.is_empty() && !self.texts.contains(&text) {
            self.texts.push(text);
        }
    }

    /// A mark that nobody can look for stands between two texts, so that no phrase goes from one into the other.
    fn text(&self) -> String {
        self.texts.join(" ¶ ")
    }
}

impl Columns {
    /// The words of a record as everyone may see it.
    pub fn of(conn: &mut SqliteConnection, record: &Record) -> QueryResult<Self> {
        Self::by(conn, record, &mut Memo::default())
    }

    /// The same for one record of many.
    pub fn by(conn: &mut SqliteConnection, record: &Record, memo: &mut Memo) -> QueryResult<Self> {
        let mut columns = Self::default();
        for date in [&record.born, &record.died].into_iter().flatten() {
            let years = [date.first(), date.last()].into_iter().flatten();
            years.for_each(|day| columns.year.take(&day.year().to_string()));
        }
        for place in PlaceRole::ALL.iter().filter_map(|role| record.place(*role)) {
            columns.take_place(conn, place, memo)?;
        }
        for service in &record.service {
            columns.take_service(conn, service, memo)?;
        }
        columns.take_story(conn, record, memo)?;
        Ok(columns)
    }

    /// What tells whether these are still the words of a record.
    fn hash(&self) -> Vec<u8> {
        let mut hash = Sha256::new();
        for column in [
            &self.unit,
            &self.year,
            &self.place,
            &self.heard,
            &self.story,
        ] {
            hash.update(column.text());
            hash.update([0]);
        }
        hash.finalize()[..8].to_vec()
    }

    fn take_place(
        &mut self,
        conn: &mut SqliteConnection,
        place: &Place,
        memo: &mut Memo,
    ) -> QueryResult<()> {
        if let Some(cemetery) = &place.cemetery {
            self.place.take(cemetery);
            self.place.take_stems(cemetery, memo);
        }
        let mut names: Vec<String> = place.settlement.iter().cloned().collect();
        if let Some(iso) = &place.region {
            let row = regions::table
                .find(iso)
                .select((regions::name_uk, regions::name_en));
            if let Some((uk, en)) = row.first::<(String, String)>(conn).optional()? {
                names.extend(region::spoken(&uk));
                names.extend([uk, en]);
            }
        }
        if let Some(code) = &place.country {
            names.extend(Lang::ALL.map(|lang| country::name(lang, code).to_owned()));
        }
        for name in names {
            self.place.take(&name);
            self.place.take_stems(&name, memo);
            self.heard.take_sounds(&name, memo);
        }
        Ok(())
    }

    fn take_service(
        &mut self,
        conn: &mut SqliteConnection,
        service: &Service,
        memo: &mut Memo,
    ) -> QueryResult<()> {
        if let Some(unit) = &service.unit_text {
            self.unit.take(unit);
            self.unit.take_stems(unit, memo);
        }
        self.story.take_told(&service.position, memo);
        if let Some(rank) = &service.rank_text {
            self.story.take_stems(rank, memo);
        }
        if let Some(slug) = &service.rank {
            let rank = ranks::table
                .find(slug)
                .select((ranks::name_uk, ranks::name_en));
            if let Some((uk, en)) = rank.first::<(String, String)>(conn).optional()? {
                self.story.take_stems(&uk, memo);
                self.story.take_stems(&en, memo);
            }
            let aliases = rank_aliases::table.filter(rank_aliases::rank.eq(slug));
            for alias in aliases.select(rank_aliases::alias).load::<String>(conn)? {
                self.story.take_stems(&alias, memo);
            }
        }
        let mut above = service.unit.clone();
        for _ in 0..DEEPEST {
            let Some(slug) = above.take() else { break };
            above = self.take_unit(conn, &slug, memo)?;
        }
        Ok(())
    }

    /// Every name of the unit, of what it was before and of what was merged into it; the slug of the unit it belongs to.
    fn take_unit(
        &mut self,
        conn: &mut SqliteConnection,
        slug: &str,
        memo: &mut Memo,
    ) -> QueryResult<Option<String>> {
        let mut slug = slug.to_owned();
        for _ in 0..DEEPEST {
            let into = unit_mergers::table
                .find(&slug)
                .select(unit_mergers::into_unit);
            match into.first(conn).optional()? {
                Some(into) => slug = into,
                None => break,
            }
        }
        let mut all = vec![slug];
        let mut at = 0;
        while let Some(into) = all.get(at) {
            let merged = unit_mergers::table.filter(unit_mergers::into_unit.eq(into));
            let merged = merged.select(unit_mergers::unit).order(unit_mergers::unit);
            let merged: Vec<String> = merged.load(conn)?;
            all.extend(merged);
            at += 1;
        }
        let mut parent = None;
        for slug in all.iter().rev() {
            parent = self.take_names(conn, slug, memo)?;
        }
        Ok(parent)
    }

    fn take_names(
        &mut self,
        conn: &mut SqliteConnection,
        slug: &str,
        memo: &mut Memo,
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
        let former = unit_former_names::table.filter(unit_former_names::unit.eq(slug));
        let former = former
            .order(unit_former_names::sequence)
            .select((unit_former_names::name_uk, unit_former_names::name_en));
        for (uk, en) in former.load::<(String, Option<String>)>(conn)? {
            names.push(uk);
            names.extend(en);
        }
        if let Some(number) = number {
            let own = names.iter().flat_map(|name| words(name));
            let stems = own.map(|word| memo.stem(&word.text));
            let number = number.to_string();
            self.unit.add(stems.map(|stem| numbered(&number, &stem)));
        }
        for name in names {
            self.unit.take(&name);
            self.unit.take_stems(&name, memo);
        }
        Ok(parent)
    }

    fn take_story(
        &mut self,
        conn: &mut SqliteConnection,
        record: &Record,
        memo: &mut Memo,
    ) -> QueryResult<()> {
        let story = &mut self.story;
        story.take_told(&record.biography, memo);
        story.take_told(&record.interests, memo);
        story.take_told(&record.born_note, memo);
        for event in &record.events {
            story.take_told(&event.text, memo);
        }
        for quote in &record.quotes {
            story.take_told(&quote.text, memo);
        }
        for award in &record.awards {
            if let Some(award) = &award.award_text {
                story.take_stems(award, memo);
            }
            let Some(slug) = &award.award else { continue };
            let names = awards::table
                .find(slug)
                .select((awards::name_uk, awards::name_en));
            if let Some((uk, en)) = names.first::<(String, String)>(conn).optional()? {
                story.take_stems(&uk, memo);
                story.take_stems(&en, memo);
            }
            let aliases = award_aliases::table.filter(award_aliases::award.eq(slug));
            for alias in aliases.select(award_aliases::alias).load::<String>(conn)? {
                story.take_stems(&alias, memo);
            }
        }
        Ok(())
    }
}
