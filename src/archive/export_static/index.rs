//! The search of the copy: files that a page opened from a folder can load as scripts, a few for a word and no more.
//!
//! `search/tables.js` has how a word is folded and which files there are, `search/keys-{two letters}.js` who is called so,
//! `search/rows-{n}.js` what is shown of them. A file opened from a folder may not read another in any other way.

use std::collections::{BTreeMap, BTreeSet};

use diesel::{QueryResult, SqliteConnection};
use serde::Serialize;
use serde_json::json;

use super::address::{Lead, lead};
use crate::heroes::hero::Record;
use crate::heroes::queries::{self as heroes, Card};
use crate::heroes::telling::{Piece, Telling};
use crate::i18n::dates::life_years;
use crate::i18n::{Lang, Words};
use crate::names::{self, given};
use crate::reference::Reference;

/// Lives in one file of rows.
const ROWS: usize = 500;

/// What a word is to a person, the weightier first.
#[derive(Clone, Copy)]
enum Part {
    Family = 0,
    /// Given names, patronymic, call sign, other names.
    Name = 1,
    /// Places and units.
    Around = 2,
}

/// Everybody in the copy.
#[derive(Default)]
pub struct Index {
    rows: Vec<[Row; 2]>,
    /// By what a word sounds like: the numbers of the rows, by part.
    keys: BTreeMap<String, [BTreeSet<u32>; 3]>,
}

/// What the search shows of a person in one language: file, name, years, where.
#[derive(Serialize)]
struct Row(String, String, String, String);

/// A file of the copy.
pub struct File {
    pub name: String,
    pub text: String,
}

impl Index {
    /// Reads these lives, as many as are still public. Says which addresses they have.
    pub fn take(
        &mut self,
        conn: &mut SqliteConnection,
        reference: &Reference,
        ids: &[i32],
    ) -> QueryResult<Vec<String>> {
        let mut slugs = Vec::with_capacity(ids.len());
        for card in heroes::cards(conn, ids)? {
            let Some(life) = heroes::load(conn, card.id)? else {
                continue;
            };
            let number = u32::try_from(self.rows.len()).unwrap_or(u32::MAX);
            self.rows.push(Lang::ALL.map(|lang| {
                let w = Words::new(lang);
                row(Telling { w, reference }, &card)
            }));
            self.words(reference, number, &life.record);
            slugs.push(card.slug);
        }
        Ok(slugs)
    }

    fn words(&mut self, reference: &Reference, number: u32, record: &Record) {
        let mut put = |part: Part, text: &str| {
            for word in words(text) {
                for key in names::folds(&word)
                    .into_iter()
                    .filter(|key| !key.is_empty())
                {
                    self.keys.entry(key).or_default()[part as usize].insert(number);
                }
            }
        };
        for name in [Some(&record.name), record.latin.as_ref()]
            .into_iter()
            .flatten()
        {
            put(Part::Family, &name.family);
            put(Part::Name, &name.given);
            put(Part::Name, name.patronymic.as_deref().unwrap_or_default());
        }
        for text in record.aliases.iter().chain(&record.call_sign) {
            put(Part::Name, text);
        }
        let places = [
            &record.birth_place,
            &record.home_place,
            &record.death_place,
            &record.burial_place,
        ];
        for settlement in places
            .into_iter()
            .flatten()
            .filter_map(|place| place.settlement.as_deref())
        {
            put(Part::Around, settlement);
        }
        for service in &record.service {
            put(
                Part::Around,
                service.unit_text.as_deref().unwrap_or_default(),
            );
            let Some(unit) = service
                .unit
                .as_deref()
                .and_then(|slug| reference.unit(slug))
            else {
                continue;
            };
            for text in [
                Some(unit.name_uk.as_str()),
                Some(&unit.name_en),
                unit.short_uk.as_deref(),
            ] {
                put(Part::Around, text.unwrap_or_default());
            }
            for alias in &unit.aliases {
                put(Part::Around, alias);
            }
        }
    }

    /// Everything that the search page loads.
    pub fn files(&self) -> serde_json::Result<Vec<File>> {
        let mut shards: BTreeMap<&str, BTreeMap<&str, &[BTreeSet<u32>; 3]>> = BTreeMap::new();
        for (key, who) in &self.keys {
            let begin = &key[..key.len().min(2)];
            shards.entry(begin).or_default().insert(key, who);
        }
        let given: BTreeMap<&str, Vec<String>> = given::keys().collect();
        let tables = json!({
            "folding": names::Tables::new(),
            "given": given,
            "shards": shards.keys().collect::<Vec<_>>(),
            "rows": ROWS,
        });
        let mut files = vec![file("tables", "memorialTables", &[tables])?];
        for (begin, keys) in &shards {
            files.push(file(
                &format!("keys-{begin}"),
                "memorialKeys",
                &[json!(begin), json!(keys)],
            )?);
        }
        for (number, rows) in self.rows.chunks(ROWS).enumerate() {
            files.push(file(
                &format!("rows-{number}"),
                "memorialRows",
                &[json!(number), json!(rows)],
            )?);
        }
        Ok(files)
    }
}

/// A script that calls one function with what it has to say. JSON is JavaScript, but for nothing since 2019.
fn file(name: &str, function: &str, arguments: &[serde_json::Value]) -> serde_json::Result<File> {
    let said = arguments
        .iter()
        .map(serde_json::to_string)
        .collect::<Result<Vec<_>, _>>()?;
    Ok(File {
        name: format!("search/{name}.js"),
        text: format!("{function}({});\n", said.join(",")),
    })
}

fn row(telling: Telling<'_>, card: &Card) -> Row {
    let said = |pieces: Vec<Piece>| {
        pieces
            .into_iter()
            .map(|piece| piece.words)
            .collect::<String>()
    };
    let unit = telling.any_unit(card.unit.as_deref(), card.unit_text.as_deref());
    let place = card
        .place
        .as_ref()
        .map(|place| said(telling.short_place(place)));
    let around: Vec<String> = unit
        .map(|unit| unit.words)
        .into_iter()
        .chain(place)
        .collect();
    let file = match lead(&format!("/{}/heroes/{}", telling.lang(), card.slug)) {
        Lead::File(file) => file,
        Lead::Search(_) | Lead::Nowhere | Lead::Living => String::new(),
    };
    let years = life_years(
        telling.lang(),
        card.born.as_ref(),
        card.died.as_ref(),
        card.sex,
        false,
    );
    Row(
        file,
        telling.listed(&card.name, card.latin.as_ref()),
        years.unwrap_or_default(),
        around.join(" · "),
    )
}

/// Words as they are typed: letters, figures and what stands between the letters of a name.
fn words(text: &str) -> Vec<String> {
    let inside = |c: char| c.is_alphanumeric() || names::is_apostrophe(c) || c == '\u{301}';
    text.split(|c| !inside(c))
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_cut_as_people_type_them() {
        assert_eq!(
            words("Лисюк-Заярний, Знам’янка (58 ОМПБр)"),
            ["Лисюк", "Заярний", "Знам’янка", "58", "ОМПБр"]
        );
    }

    #[test]
    fn the_tables_are_a_script() {
        let files = Index::default().files().unwrap();
        assert_eq!(files.len(), 1);
        assert!(
            files[0].text.starts_with("memorialTables({"),
            "{}",
            &files[0].text[..40]
        );
        assert!(files[0].text.contains("\"iura\":[\"heorhi\",\"iuri\"]"));
    }
}
