//! One life in short: its facts woven into sentences, and a few sentences of its story, cut where they end. Nothing here is
//! invented: every word is the record's own or the name of a fact.

use chrono::{DateTime, Datelike, Utc};

use crate::dates::Edtf;
use crate::heroes::hero::{Photo, Place, Quote, Record, Sex};
use crate::heroes::telling::{Piece, Role, Telling, follow, joined, quoted};
use crate::i18n::Lang;
use crate::i18n::dates::{day, life_years, when};
use crate::i18n::typography::tidy;
use crate::linter::cutting::cut;

/// The most that is taken of a story, in sentences and in letters. A first sentence that is longer is not cut but left out.
const SENTENCES: usize = 3;
const LETTERS: usize = 420;
/// A longer quotation is not printed: it would be the whole item.
const LONGEST_QUOTE: usize = 220;

#[derive(Clone, Debug)]
pub struct Item {
    pub lang: Lang,
    /// The permanent number.
    pub number: i32,
    /// Absolute addresses: of the page in this language, and the permanent one.
    pub url: String,
    pub permanent: String,
    pub name: String,
    pub initials: String,
    /// In its quotation marks: «Лис».
    pub call_sign: Option<String>,
    pub years: Option<String>,
    /// Where from, and the unit in short.
    pub place: Vec<Piece>,
    pub unit: Option<Piece>,
    /// Whole sentences with their full stops.
    pub facts: Vec<Vec<Piece>>,
    /// The first sentences of the story, where it is told in this language.
    pub excerpt: Vec<String>,
    /// All of it, in paragraphs, in whichever language it is told.
    pub story: Vec<String>,
    pub story_lang: Lang,
    pub quote: Option<Said>,
    pub portrait: Option<Portrait>,
    pub published_at: DateTime<Utc>,
    pub changed_at: DateTime<Utc>,
}

#[derive(Clone, Debug)]
pub struct Said {
    pub words: String,
    pub by: Vec<Piece>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Portrait {
    /// Absolute.
    pub src: String,
    pub width: u32,
    pub height: u32,
    /// «Світлина: Яна», with the year.
    pub credit: Vec<Piece>,
}

/// Which life, as it is kept.
#[derive(Clone, Copy, Debug)]
pub struct Kept<'a> {
    pub number: i32,
    pub slug: &'a str,
    pub record: &'a Record,
    pub published_at: DateTime<Utc>,
    pub changed_at: DateTime<Utc>,
}

impl Item {
    /// `origin` without a slash at its end; `picture` says where a photo is and how large.
    pub fn of(
        telling: Telling<'_>,
        origin: &str,
        kept: Kept<'_>,
        picture: impl Fn(&Photo) -> Option<(String, u32, u32)>,
    ) -> Item {
        let (lang, record) = (telling.lang(), kept.record);
        let name = telling.name(&record.name, record.latin.as_ref());
        let place = record.home_place.as_ref().or(record.birth_place.as_ref());
        let unit = record.service.iter().rev().find_map(|service| {
            telling.any_unit(service.unit.as_deref(), service.unit_text.as_deref())
        });
        let told = telling.text(&record.biography);
        let story_lang = told.as_ref().map_or(lang, |(_, lang)| *lang);
        let text = told.map(|(text, _)| text).unwrap_or_default();
        Item {
            lang,
            number: kept.number,
            url: format!("{origin}/{lang}/heroes/{}", kept.slug),
            permanent: format!("{origin}/h/{}", kept.number),
            initials: name.initials(),
            name: name.full(),
            call_sign: record
                .call_sign
                .as_deref()
                .map(|call_sign| telling.call_sign(call_sign)),
            years: life_years(
                lang,
                record.born.as_ref(),
                record.died.as_ref(),
                record.sex,
                false,
            ),
            place: place
                .map(|place| telling.short_place(place))
                .unwrap_or_default(),
            unit,
            facts: facts(telling, record),
            excerpt: if story_lang == lang {
                excerpt(&text, record.born.as_ref())
            } else {
                Vec::new()
            },
            story: text
                .split("\n\n")
                .map(|paragraph| paragraph.trim().to_owned())
                .filter(|paragraph| !paragraph.is_empty())
                .collect(),
            story_lang,
            quote: record.quotes.iter().find_map(|quote| said(telling, quote)),
            portrait: record
                .photos
                .iter()
                .find_map(|photo| Some((photo, picture(photo)?)))
                .map(|(photo, (src, width, height))| Portrait {
                    src: format!("{origin}{src}"),
                    width,
                    height,
                    credit: credit(telling, photo),
                }),
            published_at: kept.published_at,
            changed_at: kept.changed_at,
        }
    }

    /// «Юрій Лисюк, «Лис»».
    pub fn heading(&self) -> String {
        match &self.call_sign {
            Some(call_sign) => format!("{}, {call_sign}", self.name),
            None => self.name.clone(),
        }
    }

    /// Years, where from, unit, one after another.
    pub fn about(&self) -> Vec<Vec<Piece>> {
        let years = self.years.clone().map(|years| vec![Piece::plain(years)]);
        let place = Some(self.place.clone()).filter(|place| !place.is_empty());
        let unit = self.unit.clone().map(|unit| vec![unit]);
        [years, place, unit].into_iter().flatten().collect()
    }

    /// In one line of words.
    pub fn about_words(&self) -> String {
        let parts: Vec<String> = self.about().iter().map(|part| words(part)).collect();
        parts.join(" · ")
    }
}

/// The words of some pieces.
pub fn words(pieces: &[Piece]) -> String {
    pieces.iter().map(|piece| piece.words.as_str()).collect()
}

fn credit(telling: Telling<'_>, photo: &Photo) -> Vec<Piece> {
    let by = photo.credit.as_deref().map(|credit| {
        let by = telling.speaker(credit);
        let before = telling.w.heroes_photo_credit("");
        vec![Piece::plain(before.trim_end().to_owned() + " "), by]
    });
    let year = photo
        .year
        .map(|year| telling.w.heroes_photo_year(year.to_string()));
    match (by, year) {
        (Some(mut by), Some(year)) => {
            by.push(Piece::plain(format!(". {year}")));
            by
        }
        (Some(by), None) => by,
        (None, year) => year.map(Piece::plain).into_iter().collect(),
    }
}

fn said(telling: Telling<'_>, quote: &Quote) -> Option<Said> {
    let (text, lang) = telling.text(&quote.text)?;
    if lang != telling.lang() || text.chars().count() > LONGEST_QUOTE || text.contains('\n') {
        return None;
    }
    let relation = quote
        .relation
        .map(|relation| Piece::plain(telling.w.heroes_relation(relation.word())));
    let speaker = quote
        .speaker
        .as_deref()
        .map(|speaker| telling.speaker(speaker));
    Some(Said {
        words: quoted(lang, text.trim_end_matches(['.', ' '])),
        by: joined(speaker.into_iter().chain(relation)),
    })
}

/// What is known, a sentence each. Where the sex is not known, a noun and a colon, for a verb would say it.
fn facts(telling: Telling<'_>, record: &Record) -> Vec<Vec<Piece>> {
    let Telling { w, .. } = telling;
    let (lang, sex) = (telling.lang(), record.sex);
    let mut facts = Vec::new();
    let born = happened(
        telling,
        &w.heroes_born(sex),
        (record.born.as_ref(), None, record.birth_place.as_ref()),
        (sex, Role::From),
    );
    facts.extend(born);
    let home = record.home_place.as_ref();
    if home != record.birth_place.as_ref() {
        facts.extend(happened(
            telling,
            &w.heroes_lived(sex),
            (None, None, home),
            (sex, Role::From),
        ));
    }
    let served: Vec<Piece> = record
        .service
        .iter()
        .map(|service| {
            let parts = [
                telling.unit(service),
                telling.piece(&service.position),
                telling.rank(service),
            ];
            joined(parts.into_iter().flatten())
        })
        .filter(|pieces| !pieces.is_empty())
        .reduce(|mut before, after| {
            before.push(Piece::plain("; "));
            before.extend(after);
            before
        })
        .unwrap_or_default();
    facts.extend(listed(&w.heroes_served(sex), served));
    let ended = telling.ended(record.circumstances, sex);
    facts.extend(happened(
        telling,
        &ended,
        (
            record.died.as_ref(),
            telling.how(record.circumstances),
            record.death_place.as_ref(),
        ),
        (sex, Role::Fell),
    ));
    if let Some(place) = &record.burial_place {
        // «Спочиває» tells no sex.
        let rests = happened(
            telling,
            w.heroes_rests(),
            (None, None, Some(place)),
            (sex.or(Some(Sex::Male)), Role::Rests),
        );
        facts.extend(rests);
    }
    let awards: Vec<Piece> = record
        .awards
        .iter()
        .filter_map(|award| {
            let known = award.award.as_deref();
            let known = known.and_then(|slug| telling.reference.award(slug));
            let name = known.map(|award| match lang {
                Lang::Uk => Piece::plain(tidy(lang, &award.name_uk)),
                Lang::En => Piece::plain(tidy(lang, &award.name_en)),
            });
            name.or_else(|| {
                award
                    .award_text
                    .as_deref()
                    .map(|text| telling.as_written(text))
            })
        })
        .collect();
    facts.extend(listed(&w.heroes_awards(awards.len()), joined(awards)));
    facts
}

/// «Служив: 58-ма окрема мотопіхотна бригада, водій.»
fn listed(label: &str, pieces: Vec<Piece>) -> Option<Vec<Piece>> {
    if pieces.is_empty() {
        return None;
    }
    let mut sentence = vec![Piece::plain(format!("{label}: "))];
    sentence.extend(pieces);
    Some(ended_by_stop(sentence))
}

/// «Загинув 5 березня 2024 року в бою поблизу Іллінки на Донеччині.» Nothing when nothing of it is known.
fn happened(
    telling: Telling<'_>,
    what: &str,
    (date, how, place): (Option<&Edtf>, Option<&str>, Option<&Place>),
    (sex, role): (Option<Sex>, Role),
) -> Option<Vec<Piece>> {
    let lang = telling.lang();
    if date.is_none() && how.is_none() && place.is_none() {
        return None;
    }
    if lang == Lang::Uk && sex.is_none() {
        let date = date.map(|date| Piece::plain(day(lang, date)));
        let how = how.map(Piece::plain);
        let mut parts = joined(date.into_iter().chain(how));
        if let Some(place) = place {
            if !parts.is_empty() {
                parts.push(Piece::plain(", "));
            }
            parts.extend(telling.place(place, role));
        }
        return listed(what, parts);
    }
    let mut sentence = what.to_owned();
    if let Some(date) = date {
        sentence = follow(lang, &sentence, &when(lang, date));
    }
    if let Some(how) = how {
        sentence = follow(lang, &sentence, how);
    }
    let said_alone = sentence == what;
    let mut pieces = vec![Piece::plain(sentence.clone())];
    if let Some(place) = place {
        let inside = place
            .cemetery
            .is_none()
            .then(|| telling.inside(place))
            .flatten();
        match inside {
            Some(mut inside) => {
                if let Some(first) = inside.first_mut() {
                    first.words = follow(lang, &sentence, &first.words);
                }
                pieces = inside;
            }
            // No case is surely known.
            None if said_alone => return listed(what, telling.place(place, role)),
            None => {
                pieces.push(Piece::plain(" ("));
                pieces.extend(telling.place(place, role));
                pieces.push(Piece::plain(")"));
            }
        }
    }
    Some(ended_by_stop(pieces))
}

/// Nothing in an item is a link but its own page.
fn ended_by_stop(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = pieces
        .into_iter()
        .map(|piece| Piece {
            href: None,
            ..piece
        })
        .collect();
    if !words(&pieces).ends_with(['.', '!', '?', '…']) {
        pieces.push(Piece::plain("."));
    }
    pieces
}

/// The first whole sentences of a story that say more than when somebody was born, which stands before them.
pub fn excerpt(story: &str, born: Option<&Edtf>) -> Vec<String> {
    let year = born
        .and_then(|born| born.first())
        .map(|first| first.year().to_string());
    let sentences = cut(story)
        .into_iter()
        .map(|range| {
            story[range]
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
        })
        .filter(|sentence| !sentence.is_empty());
    let mut taken: Vec<String> = Vec::new();
    let mut letters = 0;
    for sentence in sentences {
        let tells_birth = year.as_deref().is_some_and(|year| {
            sentence.contains(year) && (sentence.contains("народи") || sentence.contains("born"))
        });
        if taken.is_empty() && tells_birth {
            continue;
        }
        letters += sentence.chars().count();
        if taken.len() == SENTENCES || letters > LETTERS {
            break;
        }
        taken.push(sentence);
    }
    taken
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_story_is_cut_between_sentences_and_says_nothing_twice() {
        let born: Edtf = "1996-05".parse().unwrap();
        let story = "Юрій народився у травні 1996 року в с. Буряківка. Любив ліс.\nЗнав кожну стежку.\n\nСлужив водієм. Загинув.";
        assert_eq!(
            excerpt(story, Some(&born)),
            ["Любив ліс.", "Знав кожну стежку.", "Служив водієм."]
        );
        let long = format!("{}. Коротке.", "слово ".repeat(100).trim());
        assert!(excerpt(&long, None).is_empty());
        assert!(excerpt("", None).is_empty());
    }
}
