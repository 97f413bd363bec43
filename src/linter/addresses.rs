//! A street and a house, or a flat with its number: where somebody lives.

use std::ops::Range;

use super::cutting::cut;
use super::finding::Kind;

const STREETS: [&str; 12] = [
    "вулиц",
    "просп",
    "провул",
    "бульвар",
    "бульв",
    "набережн",
    "узвіз",
    "street",
    "avenue",
    "lane",
    "road",
    "б-р",
];
const WHOLE: [&str; 6] = ["вул", "пров", "просп", "st", "ave", "б-р"];
const FLATS: [&str; 8] = [
    "кв",
    "квартира",
    "квартирі",
    "буд",
    "будинок",
    "будинку",
    "flat",
    "apartment",
];
const LED: [&str; 5] = ["адреса", "адресою", "адресу", "адресі", "address"];

/// The addresses of a text, in order, each within its sentence. A number that is a telephone's is no house's.
pub fn addresses(text: &str, numbers: &[(Kind, Range<usize>)]) -> Vec<(Kind, Range<usize>)> {
    let words = words(text);
    let ends = ends(text);
    let sentence = |at: usize| ends.partition_point(|end| *end <= at);
    let is_house = |(start, word): &(usize, &str)| {
        is_house(word) && !numbers.iter().any(|(_, range)| range.contains(start))
    };
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut from = 0;
    for (at, (start, word)) in words.iter().enumerate() {
        if at < from {
            continue;
        }
        let lower = word.to_lowercase();
        let is_street =
            WHOLE.contains(&lower.as_str()) || STREETS.iter().any(|stem| lower.starts_with(stem));
        let is_led = LED.contains(&lower.as_str());
        let reach = if is_street {
            4
        } else if is_led {
            6
        } else if FLATS.contains(&lower.as_str()) {
            1
        } else {
            continue;
        };
        let mine = sentence(*start);
        let number = words
            .iter()
            .enumerate()
            .skip(at + 1)
            .take(reach)
            .take_while(|(_, (start, _))| sentence(*start) == mine)
            .find(|(_, word)| is_house(word));
        // English puts the house before the street: 14 Sadova Street.
        let before = words[at.saturating_sub(3)..at]
            .iter()
            .find(|word| is_house(word) && sentence(word.0) == mine)
            .filter(|_| is_street && lower.is_ascii());
        if let Some((last, (begins, number))) = number {
            // «За адресою Острог, Татарська 5»: a name stands between.
            let named = || {
                words[at + 1..last]
                    .iter()
                    .any(|(_, word)| word.starts_with(char::is_uppercase))
            };
            if is_led && !named() {
                continue;
            }
            let start = if is_led { words[at + 1].0 } else { *start };
            found.push(start..begins + number.len());
            from = last + 1;
        } else if let Some((begins, _)) = before {
            found.push(*begins..start + word.len());
        }
    }
    joined(text, found)
        .into_iter()
        .map(|range| (Kind::Address, range))
        .collect()
}

/// A street with its house and the flat after it are one address.
fn joined(text: &str, found: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let mut joined: Vec<Range<usize>> = Vec::new();
    for range in found {
        let last = joined.last_mut().filter(|last| {
            range.start < last.end
                || text[last.end..range.start]
                    .chars()
                    .all(|c| matches!(c, ' ' | '\u{a0}' | ',' | ';'))
        });
        match last {
            Some(last) => {
                last.start = last.start.min(range.start);
                last.end = last.end.max(range.end);
            }
            None => joined.push(range),
        }
    }
    joined
}

/// Where sentences end; a line that was only broken goes on.
fn ends(text: &str) -> Vec<usize> {
    let mut ends: Vec<usize> = cut(text).into_iter().map(|range| range.end).collect();
    ends.retain(|end| {
        let (before, after) = text.split_at(*end);
        let broken = before
            .strip_suffix('\n')
            .map(|line| line.trim_end_matches([' ', '\r', '\t']))
            .is_some_and(|line| !line.ends_with(['.', '!', '?', '…', '»', '\n']));
        !broken
            || after
                .trim_start_matches([' ', '\t', '\r'])
                .starts_with('\n')
    });
    ends
}

/// «14», «14а» and «14-а» may be houses; «2014» is the year somebody lived there, and «14-річний» somebody.
fn is_house(word: &str) -> bool {
    let is_year = word.len() == 4
        && word
            .parse::<u16>()
            .is_ok_and(|year| (1900..2100).contains(&year));
    let counted = word.split_once('-').is_some_and(|(_, rest)| {
        matches!(rest, "й" | "ї") || rest.chars().filter(|c| c.is_alphabetic()).count() > 1
    });
    word.starts_with(|c: char| c.is_ascii_digit()) && !is_year && !counted
}

/// Words with the byte they begin at, without the signs around them; «вул.Садова» is two.
fn words(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut start = None;
    let mut before = ' ';
    let mut letters = text.char_indices().peekable();
    while let Some((at, c)) = letters.next() {
        let next = letters.peek().map(|(_, next)| *next);
        let apart = c.is_whitespace()
            || matches!(
                c,
                ',' | ';' | ':' | '(' | ')' | '«' | '»' | '"' | '“' | '”' | '!' | '?' | '№'
            )
            || (c == '.' && before.is_alphabetic());
        before = c;
        if !apart {
            start.get_or_insert(at);
        }
        let end = if apart { at } else { at + c.len_utf8() };
        if apart || next.is_none() {
            let word = start
                .take()
                .map(|start| (start, text[start..end].trim_end_matches('.')));
            found.extend(word.filter(|(_, word)| !word.is_empty()));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linter::numbers::numbers;

    fn found(text: &str) -> Vec<&str> {
        addresses(text, &numbers(text))
            .into_iter()
            .map(|(_, range)| &text[range])
            .collect()
    }

    #[test]
    fn a_street_with_a_house_is_private_and_a_street_alone_is_not() {
        for (text, address) in [
            (
                "До війни ми жили на вулиці Садовій, 14, у його батьків.",
                "вулиці Садовій, 14",
            ),
            (
                "Житомир, вул. Велика Бердичівська 14а, кв. 3.",
                "вул. Велика Бердичівська 14а, кв. 3",
            ),
            (
                "Ми живемо на вулиці Садовій, 14, кв. 3.",
                "вулиці Садовій, 14, кв. 3",
            ),
            ("Жив: вул.Садова,14,кв.3", "вул.Садова,14,кв.3"),
            ("вул. Садова, буд. 14-а", "вул. Садова, буд. 14-а"),
            (
                "Жили за адресою Острог, Татарська 5.",
                "Острог, Татарська 5",
            ),
            ("Адреса: вул. Садова, 14", "вул. Садова, 14"),
            ("жили на вулиці\nСадовій, 14", "вулиці\nСадовій, 14"),
            ("We lived at 14 Sadova Street.", "14 Sadova Street"),
        ] {
            assert_eq!(found(text), [address], "{text}");
        }
        for open in [
            "Вулиця Садова пахла яблуками.",
            "Виріс на вулиці Миру, 2014 року пішов до війська.",
            "вулицями міста бігали діти",
            "служив у 58 бригаді",
            "Знав усю вулицю. 14 років грав у футбол.",
            "Уляна вишивала сорочки всій вулиці. Дзвоніть 050 123 45 67.",
            "Дзвонити на вулицю Садову 050 123 45 67.",
            "На вулиці 14-річний хлопець.",
            "На його адресу прийшло 14 листів.",
            "Вірші про вулицю\n\n14 віршів",
        ] {
            assert!(found(open).is_empty(), "{open}: {:?}", found(open));
        }
    }
}
