//! How a name is stressed: the same letters with a mark (U+0301) over the vowel that carries the stress, for whoever reads it
//! aloud. Without the marks it is exactly the name; it is never a spelling of its own.

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use super::Name;
use super::tidy::{is_apostrophe, tidy};

/// The combining acute accent.
pub const MARK: char = '\u{301}';

/// Letters that can carry it, in names written in Cyrillic.
const VOWELS: &str = "аеєиіїоуюяёыэ";

/// `stress` of the record: «Юрі́й Лисю́к». A part that nobody marked is not there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "AsSent")]
pub struct Stress {
    pub family: Option<String>,
    pub given: Option<String>,
    pub patronymic: Option<String>,
}

/// Why a stress cannot be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// Without the marks these are other letters than the name's.
    #[error("is not the name with its stress marks")]
    NotTheName,
    #[error("has no stress mark in it")]
    Unmarked,
    #[error("has two stress marks in one word")]
    Twice,
    #[error("has a stress mark over a letter that is no vowel")]
    NotAVowel,
}

impl Stress {
    pub fn is_empty(&self) -> bool {
        self.family.is_none() && self.given.is_none() && self.patronymic.is_none()
    }

    /// What a person typed in one box, in any order of the name's parts, perhaps one part alone: a mark after the vowel, an
    /// apostrophe after it, or the vowel written large: «Юрі́й Лисю́к», «Юрі'й Лисю'к», «ЮрІй ЛисЮк». Nothing typed is none.
    ///
    /// # Errors
    /// What is wrong with it, as a whole.
    pub fn parse(typed: &str, name: &Name) -> Result<Option<Self>, Fault> {
        let typed: String = typed.nfc().collect();
        let words: Vec<&str> = typed
            .split(|c: char| c.is_whitespace() || c == ',')
            .filter(|word| !word.is_empty())
            .collect();
        if words.is_empty() {
            return Ok(None);
        }
        let [family, given] = [&name.family, &name.given].map(String::as_str);
        let father = name.patronymic.as_deref().unwrap_or_default();
        let orders: [&[(Part, &str)]; 8] = [
            &[
                (Part::Given, given),
                (Part::Patronymic, father),
                (Part::Family, family),
            ],
            &[(Part::Given, given), (Part::Family, family)],
            &[
                (Part::Family, family),
                (Part::Given, given),
                (Part::Patronymic, father),
            ],
            &[(Part::Family, family), (Part::Given, given)],
            &[(Part::Given, given), (Part::Patronymic, father)],
            &[(Part::Family, family)],
            &[(Part::Given, given)],
            &[(Part::Patronymic, father)],
        ];
        for order in orders {
            if let Some(marked) = in_order(&words, order) {
                let stress = marked?;
                return if stress.is_empty() {
                    Err(Fault::Unmarked)
                } else {
                    Ok(Some(stress))
                };
            }
        }
        Err(Fault::NotTheName)
    }

    /// Whether it is this name's: the same letters without the marks.
    pub fn is_of(&self, name: &Name) -> bool {
        [
            (&self.family, Some(&name.family)),
            (&self.given, Some(&name.given)),
            (&self.patronymic, name.patronymic.as_ref()),
        ]
        .into_iter()
        .all(|(marked, plain)| {
            marked
                .as_ref()
                .is_none_or(|marked| plain.is_some_and(|plain| *plain == unmarked(marked)))
        })
    }

    /// The name with its marks, to be shown and read aloud; never to be kept or compared.
    pub fn on(&self, name: &Name) -> Name {
        let part =
            |marked: &Option<String>, plain: &String| marked.as_ref().unwrap_or(plain).clone();
        Name {
            family: part(&self.family, &name.family),
            given: part(&self.given, &name.given),
            patronymic: name
                .patronymic
                .as_ref()
                .map(|plain| part(&self.patronymic, plain)),
        }
    }
}

/// A name without the marks of its stress, in whatever letters. Marks that belong to a letter (Latin á) stay.
pub fn unmarked(marked: &str) -> String {
    marked.nfc().filter(|c| *c != MARK).collect()
}

#[derive(Clone, Copy)]
enum Part {
    Family,
    Given,
    Patronymic,
}

/// None where these are not the letters of the name in this order.
fn in_order(words: &[&str], order: &[(Part, &str)]) -> Option<Result<Stress, Fault>> {
    let mut left = words;
    let mut stress = Stress::default();
    for (part, plain) in order {
        let count = plain.split(' ').filter(|word| !word.is_empty()).count();
        if count == 0 || left.len() < count {
            return None;
        }
        let (own, rest) = left.split_at(count);
        left = rest;
        let marked = own
            .iter()
            .zip(plain.split(' '))
            .map(|(typed, plain)| word(typed, plain))
            .collect::<Result<Vec<_>, _>>();
        let marked = match marked {
            Ok(marked) => marked.join(" "),
            Err(Fault::NotTheName) => return None,
            Err(fault) => return Some(Err(fault)),
        };
        let marked = (marked != *plain).then_some(marked);
        match part {
            Part::Family => stress.family = marked,
            Part::Given => stress.given = marked,
            Part::Patronymic => stress.patronymic = marked,
        }
    }
    left.is_empty().then_some(Ok(stress))
}

/// One word with its marks, letter by letter beside the name's own.
fn word(typed: &str, plain: &str) -> Result<String, Fault> {
    let has_small = typed.chars().any(char::is_lowercase);
    let plain_is_large = !plain.chars().any(char::is_lowercase);
    let mut out = String::new();
    let mut letters = plain.chars().peekable();
    let mut faults = Vec::new();
    let mut begins = true;
    for c in typed.chars() {
        let next = letters.peek().copied();
        let is_mark = c == MARK
            || (is_apostrophe(c)
                && !next.is_some_and(is_apostrophe)
                && out.chars().next_back().is_some_and(is_vowel));
        if is_mark {
            match out.chars().next_back() {
                Some(MARK) => {}
                Some(last) if is_vowel(last) => out.push(MARK),
                _ => faults.push(Fault::NotAVowel),
            }
            continue;
        }
        let Some(letter) = letters.next() else {
            return Err(Fault::NotTheName);
        };
        if !is_same(c, letter) {
            return Err(Fault::NotTheName);
        }
        out.push(letter);
        // A word begins with a large letter anyway: that one says nothing.
        let is_large =
            c.is_uppercase() && has_small && !begins && (letter.is_lowercase() || plain_is_large);
        if is_large && is_vowel(letter) {
            out.push(MARK);
        } else if is_large {
            faults.push(Fault::NotAVowel);
        }
        begins = letter == '-';
    }
    if letters.next().is_some() {
        return Err(Fault::NotTheName);
    }
    match faults.first() {
        Some(fault) => Err(*fault),
        None => checked(&out).map(|()| out),
    }
}

fn is_same(typed: char, letter: char) -> bool {
    typed == letter
        || typed.to_lowercase().eq(letter.to_lowercase())
        || (is_apostrophe(typed) && is_apostrophe(letter))
        || (matches!(typed, '‐' | '‑' | '–' | '—') && letter == '-')
}

fn is_vowel(letter: char) -> bool {
    letter.to_lowercase().all(|letter| VOWELS.contains(letter))
}

/// One mark at most in a word, and over a vowel; none at all is no fault here.
fn checked(marked: &str) -> Result<(), Fault> {
    for word in marked.split([' ', '-']) {
        let mut before = ' ';
        let mut marks = 0;
        for c in word.chars() {
            if c == MARK {
                marks += 1;
                if !is_vowel(before) {
                    return Err(Fault::NotAVowel);
                }
            }
            before = c;
        }
        if marks > 1 {
            return Err(Fault::Twice);
        }
    }
    Ok(())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename = "Stress")]
struct AsSent {
    #[serde(default)]
    family: Option<String>,
    #[serde(default)]
    given: Option<String>,
    #[serde(default)]
    patronymic: Option<String>,
}

impl TryFrom<AsSent> for Stress {
    type Error = String;

    fn try_from(sent: AsSent) -> Result<Self, String> {
        let part = |part: &str, sent: Option<String>| -> Result<Option<String>, String> {
            let Some(sent) = sent.filter(|sent| !sent.trim().is_empty()) else {
                return Ok(None);
            };
            let marked: String = sent.trim().nfc().collect();
            let fault = |fault: Fault| format!("{part} {fault}");
            checked(&marked).map_err(fault)?;
            if !marked.contains(MARK) {
                return Err(fault(Fault::Unmarked));
            }
            if unmarked(&marked) != tidy(&marked) {
                return Err(fault(Fault::NotTheName));
            }
            Ok(Some(marked))
        };
        Ok(Self {
            family: part("family", sent.family)?,
            given: part("given", sent.given)?,
            patronymic: part("patronymic", sent.patronymic)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn lysiuk() -> Name {
        Name::parse("Лисюк", "Юрій", None).unwrap()
    }

    fn read(typed: &str, name: &Name) -> Result<String, Fault> {
        Stress::parse(typed, name).map(|stress| stress.unwrap_or_default().on(name).full())
    }

    #[test]
    fn a_stress_is_read_in_each_way_people_write_it() {
        let said = "Юрі\u{301}й Лисю\u{301}к";
        for typed in [
            "Юрі\u{301}й Лисю\u{301}к",
            "Лисю\u{301}к Юрі\u{301}й",
            "Лисю\u{301}к, Юрі\u{301}й",
            "ЮрІй ЛисЮк",
            "юрІй лисЮк",
            "Юрі'й Лисю'к",
            "Юрі´й лисю´к",
        ] {
            assert_eq!(read(typed, &lysiuk()).as_deref(), Ok(said), "{typed}");
        }
        assert_eq!(
            read("Лисю\u{301}к", &lysiuk()).as_deref(),
            Ok("Юрій Лисю\u{301}к")
        );
        assert_eq!(read(" ", &lysiuk()).as_deref(), Ok("Юрій Лисюк"));
    }

    #[test]
    fn an_apostrophe_of_the_name_is_no_mark() {
        let name = Name::parse("Дем'янчук-Приходько", "Ганна Марія", Some("Лук'янівна")).unwrap();
        assert_eq!(
            read("ГАнна МарІя Лук'Янівна Дем’янчУк-ПрихОдько", &name).as_deref(),
            Ok("Га\u{301}нна Марі\u{301}я Лук’я\u{301}нівна Дем’янчу\u{301}к-Прихо\u{301}дько")
        );
        let foreign = Name::parse("О'Коннор", "Патрік", None).unwrap();
        assert_eq!(
            read("О'КОннор", &foreign).as_deref(),
            Ok("Патрік О’Ко\u{301}ннор")
        );
        let large = Name::parse("ЛИСЮК", "Юрій", None).unwrap();
        assert_eq!(read("ЛисЮк", &large).as_deref(), Ok("Юрій ЛИСЮ\u{301}К"));
    }

    #[test]
    fn what_is_not_the_name_is_told() {
        for (typed, fault) in [
            ("Юрій Лисюк", Fault::Unmarked),
            ("ЮРІЙ ЛИСЮК", Fault::Unmarked),
            ("Лисе\u{301}нко", Fault::NotTheName),
            ("Юрі\u{301}й Лисю\u{301}к сержант", Fault::NotTheName),
            ("Ли\u{301}сю\u{301}к", Fault::Twice),
            ("Лис\u{301}юк", Fault::NotAVowel),
            ("ЛиСюк", Fault::NotAVowel),
        ] {
            assert_eq!(read(typed, &lysiuk()), Err(fault), "{typed}");
        }
    }

    #[test]
    fn json_holds_only_marks_over_vowels() {
        let stress: Stress =
            serde_json::from_str("{\"family\":\"Лисю\u{301}к\",\"given\":null}").unwrap();
        assert!(stress.is_of(&lysiuk()));
        assert!(!stress.is_of(&Name::parse("Лисенко", "Юрій", None).unwrap()));
        assert_eq!(
            serde_json::to_string(&stress).unwrap(),
            "{\"family\":\"Лисю\u{301}к\",\"given\":null,\"patronymic\":null}"
        );
        for (json, said) in [
            (r#"{"family":"Лисюк"}"#, "family has no stress mark"),
            (
                "{\"given\":\"Юрй\u{301}й\"}",
                "given has a stress mark over",
            ),
            ("{\"given\":\"Ю\u{301}рі\u{301}й\"}", "given has two"),
            (r#"{"middle":"х"}"#, "middle"),
        ] {
            let fault = serde_json::from_str::<Stress>(json)
                .unwrap_err()
                .to_string();
            assert!(fault.contains(said), "{fault}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_typed_is_read_without_panic_and_stays_the_name(typed in any::<String>(), family in "[А-Яа-яіїє’ -]{1,20}") {
            let Ok(name) = Name::parse(&family, "Юрій", None) else { return Ok(()) };
            if let Ok(Some(stress)) = Stress::parse(&typed, &name) {
                prop_assert!(stress.is_of(&name));
                let again: Stress = serde_json::from_str(&serde_json::to_string(&stress).unwrap()).unwrap();
                prop_assert_eq!(again, stress);
            }
        }
    }
}
