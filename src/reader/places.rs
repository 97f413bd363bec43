//! Villages, towns and regions, each with what it was in the life. A settlement stands in the nominative or is left out.

use super::acts::{Act, Deed, owner};
use super::proposal::{Fact, Reading};
use super::text::Sentence;
use crate::heroes::hero::{Place, PlaceRole};
use crate::names::is_cyrillic;
use crate::reference::Reference;
use crate::regions::{region, settlement};

/// Every way to say a region, as words, with its code.
pub(super) struct Land {
    forms: Vec<(Vec<String>, String)>,
}

impl Land {
    pub fn new(reference: &Reference) -> Self {
        let mut forms: Vec<(Vec<String>, String)> = Vec::new();
        for of in &reference.regions {
            let mut take = |words: String| {
                let words: Vec<String> = words
                    .to_lowercase()
                    .split([' ', '\u{a0}'])
                    .map(str::to_owned)
                    .collect();
                forms.push((words, of.iso.clone()));
            };
            if of.name_uk.ends_with(" область") {
                take(region::genitive(&of.name_uk));
                take(region::genitive(&of.name_uk).replace("області", "обл"));
                take(region::short(&of.name_uk).replace('.', ""));
                take(of.name_uk.clone());
                take(
                    region::inside(&of.name_uk)
                        .split('\u{a0}')
                        .skip(1)
                        .collect::<Vec<_>>()
                        .join(" "),
                );
                take(region::around(&of.name_uk));
                for spoken in region::spoken(&of.name_uk) {
                    if let Some(stem) = spoken.strip_suffix("ина") {
                        take(format!("{stem}ини"));
                        take(format!("{stem}ині"));
                    }
                }
                let bare = of.name_en.trim_end_matches(" Oblast");
                for word in ["oblast", "region", "province"] {
                    take(format!("{bare} {word}"));
                }
            } else if of.iso == "UA-43" {
                take("криму".into());
                take("crimea".into());
            }
        }
        Self { forms }
    }

    /// The region that is said here, and in how many words.
    fn at(&self, sentence: &Sentence, at: usize) -> Option<(usize, &str)> {
        if !sentence.words.get(at)?.capital && sentence.low(at) != "на" {
            return None;
        }
        self.forms
            .iter()
            .filter(|(words, _)| {
                words
                    .iter()
                    .enumerate()
                    .all(|(step, word)| sentence.low(at + step) == word)
            })
            .map(|(words, iso)| (words.len(), iso.as_str()))
            .max()
    }
}

#[derive(Debug)]
struct Settlement {
    from: usize,
    to: usize,
    name: Option<String>,
    near: bool,
}

/// The places of a sentence by what was done there.
pub(super) fn places(reading: &Reading, land: &Land) -> Vec<Fact> {
    let sentence = reading.sentence;
    let mut regions: Vec<(usize, usize, &str)> = Vec::new();
    let mut settlements: Vec<Settlement> = Vec::new();
    let mut at = 0;
    while at < sentence.words.len() {
        if let Some((words, iso)) = land.at(sentence, at) {
            regions.push((at, at + words - 1, iso));
            at += words;
        } else if let Some(found) = settlement(sentence, at, land) {
            at = found.to + 1;
            settlements.push(found);
        } else {
            at += 1;
        }
    }
    let roles = [
        (Deed::Born, PlaceRole::Birth),
        (Deed::Lived, PlaceRole::Home),
        (Deed::Died, PlaceRole::Death),
        (Deed::Buried, PlaceRole::Burial),
    ];
    let mut facts = Vec::new();
    for (deed, role) in roles {
        let belongs = |from, to| {
            owner(sentence, &reading.acts, from, to).is_some_and(|act: &Act| act.deed == deed)
        };
        let mut its = settlements.iter().filter(|one| belongs(one.from, one.to));
        let (settlement, another) = (its.next(), its.next());
        let mut its = regions.iter().filter(|(from, to, _)| belongs(*from, *to));
        let (region, other) = (its.next(), its.next());
        if another.is_some() || other.is_some() {
            continue;
        }
        let name = settlement.and_then(|one| one.name.clone());
        let place = Place {
            near: name.is_some() && settlement.is_some_and(|one| one.near),
            settlement: name,
            region: region.map(|(_, _, iso)| (*iso).to_owned()),
            ..Place::default()
        };
        if !place.is_empty() {
            facts.push(Fact::Place(role, place));
        }
    }
    facts
}

/// The case that a word such as «села» may give to the name after it.
#[derive(Clone, Copy)]
enum Kind {
    Genitive,
    Locative,
    Unknown,
}

/// Words that say what kind of place follows: in the nominative, and in the genitive.
const KINDS: [&str; 16] = [
    "село",
    "селі",
    "селищі",
    "селище",
    "місто",
    "місті",
    "смт",
    "м",
    "с",
    "хуторі",
    "села",
    "міста",
    "селища",
    "хутора",
    "пункту",
    "пункті",
];
const NEAR: [&str; 8] = [
    "поблизу",
    "біля",
    "неподалік",
    "near",
    "outside",
    "районі",
    "околицях",
    "околиці",
];

fn settlement(sentence: &Sentence, at: usize, land: &Land) -> Option<Settlement> {
    let low = sentence.low(at);
    let near =
        |from: usize| (from.saturating_sub(4)..from).any(|word| NEAR.contains(&sentence.low(word)));
    if KINDS.contains(&low) {
        let to = capitals(sentence, at + 1, land)?;
        let written = sentence.span(at + 1, to);
        let inside = at > 0 && ["у", "в"].contains(&sentence.low(at - 1));
        let case = match low {
            "села" | "міста" | "селища" | "хутора" => Kind::Genitive,
            "м" | "с" | "смт" if !inside => Kind::Unknown,
            // «населеного пункту» never declines its name.
            _ => Kind::Locative,
        };
        return Some(Settlement {
            from: at,
            to,
            name: after_its_kind(written, case),
            near: near(at),
        });
    }
    if ["біля", "поблизу", "неподалік", "у", "в"].contains(&low) {
        let to = capitals(sentence, at + 1, land)
            .filter(|_| sentence.low(at + 1).starts_with(is_cyrillic))?;
        let close = !["у", "в"].contains(&low);
        return Some(Settlement {
            from: at,
            to,
            name: nominative(sentence.span(at + 1, to), close),
            near: close,
        });
    }
    if ["in", "near", "of", "outside"].contains(&low) {
        let mut next = at + 1;
        if sentence.low(next) == "the" {
            let kind = (next + 1..next + 4).find(|word| {
                ["village", "town", "city", "settlement"].contains(&sentence.low(*word))
            })?;
            next = kind + if sentence.low(kind + 1) == "of" { 2 } else { 1 };
        } else if low == "of" {
            return None;
        }
        let to = capitals(sentence, next, land).filter(|_| sentence.low(next).is_ascii())?;
        let name = sentence.span(next, to);
        const LANDS: [&str; 22] = [
            "ukraine",
            "donbas",
            "russia",
            "poland",
            "europe",
            "germany",
            "italy",
            "spain",
            "france",
            "canada",
            "czechia",
            "moldova",
            "belarus",
            "georgia",
            "kazakhstan",
            "lithuania",
            "latvia",
            "estonia",
            "turkey",
            "israel",
            "soviet union",
            "ussr",
        ];
        let known = LANDS.contains(&name.to_lowercase().as_str());
        return (!known).then(|| Settlement {
            from: at,
            to,
            name: Some(name.to_owned()),
            near: near(at + 1) || near(next),
        });
    }
    None
}

/// The last of one to three capitalised words in a row that are no region; none when something else follows.
fn capitals(sentence: &Sentence, from: usize, land: &Land) -> Option<usize> {
    let is_name = |at: usize| {
        sentence.words.get(at).is_some_and(|word| {
            word.capital
                && word.quoted.is_none()
                && word.low.chars().count() > 1
                && !word.low.starts_with(|c: char| c.is_ascii_digit())
        }) && land.at(sentence, at).is_none()
            && super::when::month_called(sentence.low(at)).is_none()
    };
    if !is_name(from) {
        return None;
    }
    let mut to = from;
    while is_name(to + 1) && sentence.between(to, to + 1) == " " {
        to += 1;
    }
    (to - from < 3 && stands_alone(sentence, to, land)).then_some(to)
}

/// «у Дніпровському госпіталі», “in Dnipro hospital”: a word that follows at once makes it another thing's name.
fn stands_alone(sentence: &Sentence, to: usize, land: &Land) -> bool {
    const LITTLE: [&str; 30] = [
        "на", "в", "у", "під", "під", "при", "о", "під", "з", "із", "до", "та", "і", "й", "від",
        "р", "у", "за", "on", "in", "at", "during", "while", "when", "and", "after", "from", "by",
        "with", "where",
    ];
    let Some(next) = sentence.words.get(to + 1) else {
        return true;
    };
    sentence.between(to, to + 1).trim() != ""
        || LITTLE.contains(&next.low.as_str())
        || next.low.starts_with(|c: char| c.is_ascii_digit())
        || land.at(sentence, to + 1).is_some()
}

/// After «село» a name stands in the nominative or in the case of «село»: only what cannot be another case is kept.
fn after_its_kind(written: &str, case: Kind) -> Option<String> {
    let plain = |genitive: bool| {
        nominative(written, genitive)
            .filter(|name| !name.ends_with("ка"))
            .or_else(|| is_nominative(written, genitive).then(|| written.to_owned()))
    };
    match case {
        Kind::Genitive => plain(true),
        Kind::Locative => plain(false),
        Kind::Unknown => plain(true).filter(|name| plain(false).as_ref() == Some(name)),
    }
}

fn is_nominative(written: &str, genitive: bool) -> bool {
    const GENITIVE_PLURALS: [&str; 9] = [
        "сум",
        "черкас",
        "бровар",
        "прилук",
        "лубен",
        "ромен",
        "іванковець",
        "карпат",
        "сорок",
    ];
    let low = written.to_lowercase();
    let ends = |endings: &[&str]| endings.iter().any(|ending| low.ends_with(ending));
    let two_feminine = low.split_once(' ').is_some_and(|(first, second)| {
        (first.ends_with('а') || first.ends_with("ня")) && second.ends_with('а')
    });
    if genitive {
        let is_consonant = !ends(&["а", "я", "и", "і", "ї", "у", "ю", "о", "е", "є"]);
        two_feminine
            || ends(&["івка", "ївка", "нка", "чка"])
            || ends(&["не", "ве", "ське", "цьке", "нє"])
            || (is_consonant
                && !ends(&["ів", "їв", "ець", "єць"])
                && !GENITIVE_PLURALS.contains(&low.as_str()))
    } else {
        let bent = ends(&["ці", "ій", "ому", "у", "ю", "ах", "ях", "єві", "еві", "ові"]);
        let is_plural = !low.ends_with('і') || ends(&["чі", "ші", "жі"]);
        !bent && is_plural
    }
}

/// The nominative, where the rules of declension give back exactly what is written.
fn nominative(written: &str, genitive: bool) -> Option<String> {
    const GENITIVE: [(&str, &str); 9] = [
        ("ки", "ка"),
        ("ого", "е"),
        ("ова", "ів"),
        ("єва", "їв"),
        ("а", ""),
        ("ля", "ль"),
        ("а", "о"),
        ("и", "а"),
        ("ополя", "опіль"),
    ];
    const LOCATIVE: [(&str, &str); 9] = [
        ("ому", "е"),
        ("ові", "ів"),
        ("єві", "їв"),
        ("і", ""),
        ("у", ""),
        ("лі", "ль"),
        ("і", "о"),
        ("і", "а"),
        ("ополі", "опіль"),
    ];
    let table = if genitive { &GENITIVE } else { &LOCATIVE };
    let mut found: Vec<String> = table
        .iter()
        .filter_map(|(ending, becomes)| {
            let name = format!("{}{becomes}", written.strip_suffix(ending)?);
            let again = if genitive {
                settlement::genitive(&name)
            } else {
                settlement::locative(&name)
            };
            (again.as_deref() == Some(written)).then_some(name)
        })
        .collect();
    found.dedup();
    if found.len() == 1 { found.pop() } else { None }
}
