//! By what a person is known again: a small part of a record, folded so that spellings, alphabets and forms meet.

use serde::{Deserialize, Serialize};

use crate::dates::Edtf;
use crate::heroes::hero::{Photo, Place, PlaceRole, Record};
use crate::names::{self, Name, given};
use crate::photos::look::Look;

/// Keys of one person at most: what is called in more ways is found by the first of them.
const MOST_KEYS: usize = 32;
/// Other spellings that are looked at.
const MOST_ALIASES: usize = 6;

/// What is compared of a person.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Traits {
    /// The name first, then its Latin spelling, then other spellings.
    pub names: Vec<Called>,
    /// As it sounds.
    pub patronymic: Option<String>,
    pub born: Option<Edtf>,
    pub died: Option<Edtf>,
    /// Slugs.
    pub units: Vec<String>,
    /// Units that are in no list, as written.
    pub unit_texts: Vec<String>,
    pub places: Vec<Spot>,
    /// As it sounds.
    pub call_sign: Option<String>,
    /// Numbers of the pictures.
    pub photos: Vec<i32>,
    /// What they look like; kept with the pictures and filled in by whoever asks.
    #[serde(skip)]
    pub looks: Vec<Look>,
}

/// One way in which a person is called.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Called {
    /// Family and given name as they sound, by the commonest reading.
    pub sound: String,
    /// The same by every reading and form: Юра, George and Yuri meet here, and Нечуй-Левицька meets Левицька.
    pub keys: Vec<String>,
    /// A spelling beside the name.
    pub alias: bool,
}

/// A place of a life.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spot {
    pub role: PlaceRole,
    pub settlement: Option<String>,
    pub region: Option<String>,
}

impl Traits {
    pub fn of(record: &Record) -> Self {
        let mut called = vec![Called::of(&record.name)];
        called.extend(record.latin.as_ref().map(Called::of));
        called.extend(
            record
                .aliases
                .iter()
                .take(MOST_ALIASES)
                .filter_map(|alias| Called::alias(alias)),
        );
        let spot = |role: PlaceRole| {
            let place = record.place(role)?;
            Some(Spot {
                role,
                settlement: place.settlement.as_deref().map(sound),
                region: region(place),
            })
        };
        let units = record.service.iter();
        Self {
            names: called,
            patronymic: record.name.patronymic.as_deref().map(sound),
            born: record.born,
            died: record.died,
            units: units
                .clone()
                .filter_map(|service| service.unit.clone())
                .collect(),
            unit_texts: units
                .filter_map(|service| service.unit_text.as_deref().map(sound))
                .collect(),
            places: PlaceRole::ALL.into_iter().filter_map(spot).collect(),
            call_sign: record
                .call_sign
                .as_deref()
                .map(sound)
                .filter(|sound| !sound.is_empty()),
            photos: record.photos.iter().filter_map(Photo::id).collect(),
            looks: Vec::new(),
        }
    }

    /// Whoever has one of these as well may be this person.
    pub fn keys(&self) -> Vec<String> {
        let mut keys: Vec<String> = Vec::new();
        for key in self.names.iter().flat_map(|called| &called.keys) {
            if !keys.contains(key) && keys.len() < MOST_KEYS {
                keys.push(key.clone());
            }
        }
        keys
    }
}

impl Called {
    fn of(name: &Name) -> Self {
        Self::spelled(&name.family, &name.given, false)
    }

    /// «Yuriy Lysiuk», «Лисюк Юрій Іванович»: whichever comes first.
    fn alias(alias: &str) -> Option<Self> {
        let words: Vec<&str> = alias.split_whitespace().collect();
        let (first, last) = (words.first()?, words.last()?);
        if words.len() < 2 {
            return None;
        }
        let second = words.get(1).copied().unwrap_or_default();
        let mut called = Self::spelled(last, first, true);
        called.keys.extend(Self::spelled(first, second, true).keys);
        Some(called)
    }

    fn spelled(family: &str, given: &str, alias: bool) -> Self {
        // A double given name is met by its first half.
        let mut words = given.split(|c: char| c.is_whitespace() || is_between(c));
        let first = words.next().unwrap_or_default();
        let mut families = all_sounds(family);
        let parts: Vec<&str> = family
            .split(is_between)
            .filter(|part| part.chars().count() > 2)
            .collect();
        if parts.len() > 1 {
            families.extend(parts.into_iter().map(names::fold));
        }
        let mut givens: Vec<String> = Vec::new();
        for key in names::folds(first) {
            let forms = given::groups(&key)
                .iter()
                .map(|(group, _)| format!("#{group}"));
            for form in std::iter::once(key.clone()).chain(forms) {
                if !givens.contains(&form) {
                    givens.push(form);
                }
            }
        }
        let mut keys: Vec<String> = Vec::new();
        for family in families.iter().filter(|family| !family.is_empty()) {
            for given in givens.iter().filter(|given| !given.is_empty()) {
                let key = format!("{family} {given}");
                if !keys.contains(&key) {
                    keys.push(key);
                }
            }
        }
        Self {
            sound: format!("{} {}", sound(family), names::fold(first)),
            keys,
            alias,
        }
    }
}

/// Each word as it sounds, by the commonest reading.
pub fn sound(words: &str) -> String {
    let words = words
        .split(|c: char| c.is_whitespace() || is_between(c))
        .map(names::fold);
    words
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// A family name by every reading; a double one by the commonest.
fn all_sounds(family: &str) -> Vec<String> {
    if family.contains(|c: char| c.is_whitespace() || is_between(c)) {
        vec![sound(family)]
    } else {
        names::folds(family)
    }
}

fn is_between(c: char) -> bool {
    matches!(c, '-' | '‑' | '–')
}

fn region(place: &Place) -> Option<String> {
    place
        .region
        .clone()
        .or_else(|| place.country.clone().filter(|country| country != "UA"))
}
