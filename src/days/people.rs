//! Whom a day or a month remembers: who fell, then who was born, by year, a page at a time.

use chrono::Datelike;
use diesel::prelude::*;
use serde::Deserialize;

use super::queries::{self, Counts};
use crate::dates::Edtf;
use crate::heroes::person::Person;
use crate::heroes::queries as heroes;
use crate::heroes::queries::Card;
use crate::heroes::telling::Telling;
use crate::i18n::Lang;

/// How many people stand on a page, as in the list.
pub const SHOWN: i64 = 60;

/// Which page is wanted; anything but a number is taken for the first.
#[derive(Deserialize)]
pub struct Asked {
    page: i64,
}

/// What was read for one page.
pub struct Found {
    counts: Counts,
    page: i64,
    fell: Vec<Card>,
    born: Vec<Card>,
}

/// What a template shows of it.
pub struct Remembered {
    pub parts: Vec<Part>,
    /// The first page of each part, when there are two.
    pub jumps: Vec<(String, String)>,
    pub paging: Option<Paging>,
}

pub struct Part {
    pub anchor: &'static str,
    pub title: String,
    pub count: String,
    pub years: Vec<Year>,
}

/// The people of one year, under it.
pub struct Year {
    pub heading: String,
    pub people: Vec<Person>,
}

pub struct Paging {
    pub range: String,
    pub before: Option<String>,
    pub after: Option<String>,
}

/// The titles of the two parts.
pub struct Titles {
    pub fell: String,
    pub born: String,
}

impl Asked {
    pub fn page(asked: Option<actix_web::web::Query<Asked>>) -> i64 {
        asked.map_or(1, |asked| asked.page)
    }
}

impl Found {
    /// A page past the last is the last.
    pub fn read(
        conn: &mut SqliteConnection,
        ends: &[String],
        lang: Lang,
        page: i64,
    ) -> QueryResult<Found> {
        let counts = queries::counts(conn, ends)?;
        let last = (counts.all() + SHOWN - 1) / SHOWN;
        let page = page.clamp(1, last.max(1));
        let ids = queries::people(conn, ends, lang, counts, (page - 1) * SHOWN, SHOWN)?;
        Ok(Found {
            counts,
            page,
            fell: heroes::cards(conn, &ids.fell)?,
            born: heroes::cards(conn, &ids.born)?,
        })
    }

    /// What belongs to the address of this page: `?page=2`, nothing for the first.
    pub fn query(&self) -> String {
        query(self.page)
    }

    pub fn told(self, telling: Telling<'_>, path: &str, titles: Titles) -> Remembered {
        let counts = self.counts;
        let first_born = counts.fell / SHOWN + 1;
        let jumps = if counts.fell > 0 && counts.born > 0 {
            vec![
                (titles.fell.clone(), format!("{path}#fell")),
                (
                    titles.born.clone(),
                    format!("{path}{}#born", query(first_born)),
                ),
            ]
        } else {
            Vec::new()
        };
        let paging = (counts.all() > SHOWN).then(|| {
            let first = (self.page - 1) * SHOWN + 1;
            let last = (self.page * SHOWN).min(counts.all());
            Paging {
                range: telling.w.list_range(counts.all(), first, last),
                before: (self.page > 1).then(|| format!("{path}{}", query(self.page - 1))),
                after: (last < counts.all()).then(|| format!("{path}{}", query(self.page + 1))),
            }
        });
        let parts = [
            part(
                telling,
                "fell",
                titles.fell,
                counts.fell,
                &self.fell,
                |card| card.died,
            ),
            part(
                telling,
                "born",
                titles.born,
                counts.born,
                &self.born,
                |card| card.born,
            ),
        ];
        Remembered {
            parts: parts.into_iter().flatten().collect(),
            jumps,
            paging,
        }
    }
}

fn query(page: i64) -> String {
    if page > 1 {
        format!("?page={page}")
    } else {
        String::new()
    }
}

/// Nothing when nobody of it is on this page.
fn part(
    telling: Telling<'_>,
    anchor: &'static str,
    title: String,
    count: i64,
    cards: &[Card],
    date: fn(&Card) -> Option<Edtf>,
) -> Option<Part> {
    let year_of = |card: &Card| Some(date(card)?.first()?.year());
    let years = cards
        .chunk_by(|a, b| year_of(a) == year_of(b))
        .map(|cards| Year {
            heading: cards
                .first()
                .and_then(year_of)
                .map_or(telling.w.days_year_unknown().to_owned(), |year| {
                    year.to_string()
                }),
            people: cards.iter().map(|card| Person::of(telling, card)).collect(),
        });
    (!cards.is_empty()).then(|| Part {
        anchor,
        title,
        count: telling.w.common_people(count),
        years: years.collect(),
    })
}
