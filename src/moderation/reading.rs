//! A story as the desk reads it: its sentences, what each of them tells, and so which sentence speaks of which field.

use std::collections::{BTreeMap, HashSet};

use super::sentences::{Sentence, kinds, sentences};
use crate::heroes::hero::{PlaceRole, Record};
use crate::i18n::Lang;
use crate::linter::people::Own;
use crate::reader::{self, Fact, Proposal};
use crate::reference::Reference;

/// The story in one language.
pub struct Reading {
    pub lang: Lang,
    pub sentences: Vec<Sentence>,
    /// What the text seems to say, each with the number of its sentence, from one.
    pub told: Vec<(Fact, usize)>,
}

/// A sentence, by its language and its number from one.
pub type Place = (Lang, usize);

/// The story in each language it was told in. What was let stand, by its mark, is private no more.
pub fn readings(
    record: &Record,
    reference: &Reference,
    standing: &HashSet<String>,
) -> Vec<Reading> {
    let own = Own::of(record);
    let texts = [
        (Lang::Uk, &record.biography.uk),
        (Lang::En, &record.biography.en),
    ];
    let told = texts.into_iter().filter_map(|(lang, text)| {
        let text = text.as_deref()?;
        let mut sentences = sentences(text, &own);
        for sentence in &mut sentences {
            quieten(sentence, standing);
        }
        let told = reader::read(text, lang, reference)
            .into_iter()
            .filter_map(|Proposal { fact, sentence }| {
                let number = sentences.iter().position(|known| {
                    known.at.start < sentence.end && sentence.start < known.at.end
                })?;
                Some((fact, number + 1))
            })
            .collect();
        Some(Reading {
            lang,
            sentences,
            told,
        })
    });
    told.collect()
}

fn quieten(sentence: &mut Sentence, standing: &HashSet<String>) {
    for piece in &mut sentence.pieces {
        piece.found.retain(|(_, mark)| !standing.contains(mark));
        piece.private = !piece.found.is_empty();
    }
    sentence.private = kinds(&sentence.pieces);
}

/// Which sentences speak of which field, by the names that fields have in a record.
pub fn lights(readings: &[Reading], record: &Record) -> BTreeMap<&'static str, Vec<Place>> {
    let mut lit: BTreeMap<&'static str, Vec<Place>> = BTreeMap::new();
    let mut put = |field: &'static str, place: Place| {
        let places = lit.entry(field).or_default();
        if !places.contains(&place) {
            places.push(place);
        }
    };
    for reading in readings {
        for (fact, number) in &reading.told {
            put(field(fact), (reading.lang, *number));
        }
    }
    // What no rule read is found by its own words.
    for reading in readings {
        for (number, sentence) in (1..).zip(&reading.sentences) {
            let words: String = sentence
                .pieces
                .iter()
                .map(|piece| piece.words.as_str())
                .collect();
            let low = words.to_lowercase();
            for (field, needle) in needles(record) {
                if low.contains(&needle) {
                    put(field, (reading.lang, number));
                }
            }
        }
    }
    for places in lit.values_mut() {
        places.sort_by_key(|(lang, number)| (*lang == Lang::En, *number));
    }
    lit
}

pub fn place_field(role: PlaceRole) -> &'static str {
    match role {
        PlaceRole::Birth => "birth_place",
        PlaceRole::Home => "home_place",
        PlaceRole::Death => "death_place",
        PlaceRole::Burial => "burial_place",
    }
}

fn field(fact: &Fact) -> &'static str {
    match fact {
        Fact::Name(_) => "name",
        Fact::CallSign(_) => "call_sign",
        Fact::Sex(_) => "sex",
        Fact::Born(_) => "born",
        Fact::BornNote(_) => "born_note",
        Fact::Died(_) => "died",
        Fact::Place(role, _) => place_field(*role),
        Fact::Circumstances(_) => "circumstances",
        Fact::Service(_) => "service",
        Fact::Event(_) => "events",
        Fact::Award(_) => "awards",
        Fact::Quote(_) => "quotes",
        Fact::Kin(_) => "kin",
        Fact::Interests(_) => "interests",
    }
}

/// Words by which a field is known in a text, in small letters: what a settlement, a call sign or a school keeps in every
/// case.
fn needles(record: &Record) -> Vec<(&'static str, String)> {
    /// Fewer letters stand in other words too.
    const SHORTEST: usize = 4;
    let mut found = Vec::new();
    let stem = |word: &str| {
        let low = word.to_lowercase();
        let letters = low.chars().count();
        let kept: String = low
            .chars()
            .take(letters.saturating_sub(2).max(SHORTEST))
            .collect();
        (letters >= SHORTEST).then_some(kept)
    };
    for role in PlaceRole::ALL {
        let settlement = record
            .place(role)
            .and_then(|place| place.settlement.as_deref());
        found.extend(
            settlement
                .and_then(stem)
                .map(|stem| (place_field(role), stem)),
        );
    }
    found.extend(
        record
            .call_sign
            .as_deref()
            .map(|sign| ("call_sign", format!("«{}»", sign.to_lowercase()))),
    );
    let quoted = record
        .quotes
        .iter()
        .flat_map(|quote| [&quote.text.uk, &quote.text.en]);
    found.extend(
        quoted
            .flatten()
            .filter(|words| words.len() > 12)
            .map(|words| ("quotes", words.to_lowercase())),
    );
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::heroes::hero::{Place as Where, Text};
    use crate::names::Name;

    #[test]
    fn a_field_knows_its_sentences() {
        let record = Record {
            name: Name {
                family: "Лисюк".to_owned(),
                given: "Юрій".to_owned(),
                patronymic: None,
            },
            call_sign: Some("Лис".to_owned()),
            home_place: Some(Where {
                settlement: Some("Пулини".to_owned()),
                ..Where::default()
            }),
            biography: Text::uk(
                "Юрій Лисюк народився 6 травня 1996 року. Ріс у Пулинах. Його кликали «Лис». Юрій загинув 5 березня 2024 року.",
            ),
            ..Record::default()
        };
        let reference = Reference::new(vec![], vec![], vec![], vec![]);
        let lit = lights(&readings(&record, &reference, &HashSet::new()), &record);
        for (field, number) in [
            ("born", 1),
            ("home_place", 2),
            ("call_sign", 3),
            ("died", 4),
        ] {
            assert_eq!(lit.get(field), Some(&vec![(Lang::Uk, number)]), "{field}");
        }
        assert_eq!(lit.get("burial_place"), None);
    }
}
