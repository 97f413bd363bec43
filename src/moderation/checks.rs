//! What a tired eye misses: private addresses, telephones, mail, bank cards; dates out of order; somebody who may be here
//! already. Each only warns: the moderator decides.

use std::ops::Range;

use crate::dates::Edtf;
use crate::dates::compare::certainly_after;
use crate::heroes::hero::{Record, Text};
use crate::names;

/// What should not be read by everyone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Private {
    Address,
    Phone,
    Mail,
    Card,
}

/// The private places of a text, in order, as ranges of bytes.
pub fn private(text: &str) -> Vec<(Private, Range<usize>)> {
    let mut found = numbers(text);
    found.extend(mails(text));
    found.extend(addresses(text));
    found.sort_by_key(|(_, range)| range.start);
    // A flat's number inside a longer find is said once.
    found.dedup_by(|later, earlier| later.1.start < earlier.1.end);
    found
}

/// How many private places each public text of a record has.
pub fn private_places(record: &Record) -> Vec<Private> {
    let mut kinds: Vec<Private> = texts(record)
        .into_iter()
        .flat_map(private)
        .map(|(kind, _)| kind)
        .collect();
    kinds.sort();
    kinds
}

/// Every text of a record that readers see.
fn texts(record: &Record) -> Vec<&str> {
    let both = [&record.biography, &record.interests, &record.born_note].into_iter();
    let both = both
        .chain(record.quotes.iter().map(|quote| &quote.text))
        .chain(record.events.iter().map(|event| &event.text))
        .chain(record.service.iter().map(|service| &service.position))
        .chain(record.photos.iter().map(|photo| &photo.caption));
    let mut texts: Vec<&str> = both
        .flat_map(|Text { uk, en }| [uk.as_deref(), en.as_deref()])
        .flatten()
        .collect();
    texts.extend(
        record
            .photos
            .iter()
            .filter_map(|photo| photo.credit.as_deref()),
    );
    texts.extend(
        record
            .quotes
            .iter()
            .filter_map(|quote| quote.speaker.as_deref()),
    );
    texts.extend(
        record
            .sources
            .iter()
            .filter_map(|source| source.title.as_deref()),
    );
    texts
}

/// Runs of digits, with the spaces and signs that people put between them.
fn numbers(text: &str) -> Vec<(Private, Range<usize>)> {
    let mut found = Vec::new();
    let mut run: Option<(usize, usize, String)> = None;
    let mut close = |run: Option<(usize, usize, String)>| {
        let Some((start, end, digits)) = run else {
            return;
        };
        let kind = match digits.len() {
            16 if luhn(&digits) => Private::Card,
            10 if digits.starts_with('0') => Private::Phone,
            12 if digits.starts_with("380") => Private::Phone,
            11..=15 if text[start..].starts_with('+') => Private::Phone,
            _ => return,
        };
        found.push((kind, start..end));
    };
    for (at, c) in text.char_indices() {
        if c.is_ascii_digit() {
            let (_, end, digits) = run.get_or_insert((at, at, String::new()));
            *end = at + 1;
            digits.push(c);
        } else if c == '+' {
            close(run.take());
            run = Some((at, at + 1, String::new()));
        } else if !matches!(c, ' ' | '\u{a0}' | '-' | '‑' | '(' | ')')
            || run.as_ref().is_some_and(|(_, end, _)| at - end > 3)
        {
            close(run.take());
        }
    }
    close(run);
    found
}

/// The check digit of bank cards (ISO/IEC 7812-1).
fn luhn(digits: &str) -> bool {
    let sum: u32 = digits
        .bytes()
        .rev()
        .zip([1, 2].into_iter().cycle())
        .map(|(digit, weight)| u32::from(digit - b'0') * weight)
        .map(|product| product / 10 + product % 10)
        .sum();
    sum > 0 && sum.is_multiple_of(10)
}

fn mails(text: &str) -> Vec<(Private, Range<usize>)> {
    words(text)
        .into_iter()
        .filter(|(_, word)| {
            word.split_once('@').is_some_and(|(name, host)| {
                !name.is_empty() && host.contains('.') && !host.starts_with('.')
            })
        })
        .map(|(start, word)| (Private::Mail, start..start + word.len()))
        .collect()
}

/// A street and a house: a word for a street, and a number within the next four words; or a flat with its number.
fn addresses(text: &str) -> Vec<(Private, Range<usize>)> {
    const STREETS: [&str; 16] = [
        "вул",
        "вулиц",
        "просп",
        "провул",
        "пров",
        "бульвар",
        "бульв",
        "б-р",
        "набережн",
        "узвіз",
        "street",
        "st",
        "avenue",
        "ave",
        "lane",
        "road",
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
    let words = words(text);
    let starts_with_digit = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    let mut found = Vec::new();
    let mut from = 0;
    for (at, (start, word)) in words.iter().enumerate() {
        if at < from {
            continue;
        }
        let lower = word.to_lowercase();
        let is_street = STREETS.iter().any(|stem| {
            if WHOLE.contains(stem) {
                lower == *stem
            } else {
                lower.starts_with(stem)
            }
        });
        let reach = if is_street {
            4
        } else if FLATS.contains(&lower.as_str()) {
            1
        } else {
            continue;
        };
        let english = lower.is_ascii();
        let number = words
            .iter()
            .enumerate()
            .skip(at + 1)
            .take(reach)
            .find(|(_, (_, word))| starts_with_digit(word) && !is_year(word));
        // English puts the house before the street: 14 Sadova Street.
        let before = english
            .then(|| {
                words[at.saturating_sub(3)..at]
                    .iter()
                    .position(|(_, word)| starts_with_digit(word) && !is_year(word))
            })
            .flatten();
        if let Some((last, (begins, number))) = number {
            found.push((Private::Address, *start..begins + number.len()));
            from = last + 1;
        } else if let Some(before) = before.filter(|_| is_street) {
            let (begins, _) = words[at.saturating_sub(3) + before];
            found.push((Private::Address, begins..start + word.len()));
        }
    }
    found
}

/// «14» and «14а» may be houses; «2014» after a street is the year somebody lived there.
fn is_year(word: &str) -> bool {
    word.len() == 4
        && word
            .parse::<u16>()
            .is_ok_and(|year| (1900..2100).contains(&year))
}

/// Words with the byte they begin at, without the signs around them.
fn words(text: &str) -> Vec<(usize, &str)> {
    let apart = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                ',' | ';' | ':' | '(' | ')' | '«' | '»' | '"' | '“' | '”' | '!' | '?' | '№'
            )
    };
    text.split(apart)
        .map(|word| {
            (
                word.as_ptr() as usize - text.as_ptr() as usize,
                word.trim_end_matches('.'),
            )
        })
        .filter(|(_, word)| !word.is_empty())
        .collect()
}

/// Which two things of a life cannot both be so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Disorder {
    DeathBeforeBirth,
    /// Younger than 16 or older than 100 for certain.
    UnlikelyAge,
    ServiceAfterDeath,
    ServiceEndsBeforeItBegins,
    EventBeforeBirth,
    EventAfterDeath,
    EventEndsBeforeItBegins,
}

pub fn disorders(record: &Record) -> Vec<Disorder> {
    let after =
        |a: Option<&Edtf>, b: Option<&Edtf>| a.zip(b).is_some_and(|(a, b)| certainly_after(a, b));
    let (born, died) = (record.born.as_ref(), record.died.as_ref());
    let mut found = Vec::new();
    if after(born, died) {
        found.push(Disorder::DeathBeforeBirth);
    } else if let Some((born, died)) = born.zip(died) {
        let years =
            |a: &Edtf, b: &Edtf| b.first().zip(a.last()).and_then(|(b, a)| b.years_since(a));
        let oldest = died
            .last()
            .zip(born.first())
            .and_then(|(died, born)| died.years_since(born));
        if oldest.is_some_and(|years| years < 16)
            || years(born, died).is_some_and(|years| years > 100)
        {
            found.push(Disorder::UnlikelyAge);
        }
    }
    for service in &record.service {
        let (from, to) = (service.from.as_ref(), service.to.as_ref());
        if after(from, to) {
            found.push(Disorder::ServiceEndsBeforeItBegins);
        }
        if after(from, died) || after(to, died) {
            found.push(Disorder::ServiceAfterDeath);
        }
    }
    for event in &record.events {
        let (from, to) = (event.from.as_ref(), event.to.as_ref());
        if after(from, to) {
            found.push(Disorder::EventEndsBeforeItBegins);
        }
        if after(born, from.or(to)) {
            found.push(Disorder::EventBeforeBirth);
        }
        if after(from.or(to), died) {
            found.push(Disorder::EventAfterDeath);
        }
    }
    found.dedup();
    found
}

/// Whether two records may tell of one person: the names sound the same, in whichever alphabet, and no date speaks
/// against it.
pub fn may_be_one(one: &Record, other: &Record) -> bool {
    let key = |record: &Record| [&record.name.family, &record.name.given].map(|part| folded(part));
    let apart = |a: Option<&Edtf>, b: Option<&Edtf>| {
        a.zip(b)
            .is_some_and(|(a, b)| certainly_after(a, b) || certainly_after(b, a))
    };
    let patronymics = one
        .name
        .patronymic
        .as_deref()
        .zip(other.name.patronymic.as_deref());
    key(one) == key(other)
        && patronymics.is_none_or(|(a, b)| folded(a) == folded(b))
        && !apart(one.born.as_ref(), other.born.as_ref())
        && !apart(one.died.as_ref(), other.died.as_ref())
}

fn folded(part: &str) -> String {
    part.split([' ', '-', '‑'])
        .map(names::fold)
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::Name;

    fn found(text: &str) -> Vec<(Private, &str)> {
        private(text)
            .into_iter()
            .map(|(kind, range)| (kind, &text[range]))
            .collect()
    }

    #[test]
    fn a_street_with_a_house_is_private_and_a_street_alone_is_not() {
        assert_eq!(
            found("До війни ми жили на вулиці Садовій, 14, у його батьків."),
            [(Private::Address, "вулиці Садовій, 14")]
        );
        assert_eq!(
            found("Житомир, вул. Велика Бердичівська 14а, кв. 3."),
            [
                (Private::Address, "вул. Велика Бердичівська 14а"),
                (Private::Address, "кв. 3")
            ]
        );
        assert_eq!(
            found("We lived at 14 Sadova Street."),
            [(Private::Address, "14 Sadova Street")]
        );
        for open in [
            "Вулиця Садова пахла яблуками.",
            "Виріс на вулиці Миру, 2014 року пішов до війська.",
            "вулицями міста бігали діти",
            "служив у 58 бригаді",
        ] {
            assert_eq!(found(open), [], "{open}");
        }
    }

    #[test]
    fn telephones_mail_and_cards_are_private() {
        assert_eq!(
            found("Телефон матері +380 (67) 123-45-67."),
            [(Private::Phone, "+380 (67) 123-45-67")]
        );
        assert_eq!(
            found("дзвоніть 067 123 45 67"),
            [(Private::Phone, "067 123 45 67")]
        );
        assert_eq!(
            found("пишіть на yana.lysiuk@example.org, будь ласка"),
            [(Private::Mail, "yana.lysiuk@example.org")]
        );
        assert_eq!(
            found("картка 4111 1111 1111 1111"),
            [(Private::Card, "4111 1111 1111 1111")]
        );
        for open in [
            "5 березня 2024, 27 років",
            "1996–2024",
            "4111 1111 1111 1112",
            "№ 12345678",
            "@лис",
            "a@b",
        ] {
            assert_eq!(found(open), [], "{open}");
        }
    }

    #[test]
    fn ranges_stand_between_letters_whatever_is_typed() {
        for text in [
            "вул. 1",
            "ї+380671234567ї",
            "+",
            "++--((",
            "вул.вул. 5є",
            "кв.\u{a0}5",
            "16\u{301}",
            "",
        ] {
            for (_, range) in private(text) {
                assert!(text.get(range).is_some(), "{text}");
            }
        }
    }

    fn record(family: &str, given: &str, born: &str, died: &str) -> Record {
        let date = |text: &str| (!text.is_empty()).then(|| text.parse().unwrap());
        Record {
            name: Name {
                family: family.to_owned(),
                given: given.to_owned(),
                patronymic: None,
            },
            born: date(born),
            died: date(died),
            ..Record::default()
        }
    }

    #[test]
    fn dates_out_of_order_are_seen_as_far_as_they_are_known() {
        assert_eq!(
            disorders(&record("Лисюк", "Юрій", "1996-05", "2024-03-05")),
            []
        );
        assert_eq!(
            disorders(&record("Лисюк", "Юрій", "2024-03-06", "2024-03-05")),
            [Disorder::DeathBeforeBirth]
        );
        assert_eq!(
            disorders(&record("Лисюк", "Юрій", "2010", "2024-03-05")),
            [Disorder::UnlikelyAge]
        );
        assert_eq!(
            disorders(&record("Лисюк", "Юрій", "2024", "2024-03-05")),
            [Disorder::UnlikelyAge]
        );
        assert_eq!(disorders(&record("Лисюк", "Юрій", "", "2024")), []);
    }

    #[test]
    fn one_person_is_known_in_either_alphabet_unless_a_date_speaks_against_it() {
        let lysiuk = record("Лисюк", "Юрій", "1996-05", "2024-03-05");
        assert!(may_be_one(&lysiuk, &record("Lysiuk", "Yurii", "", "")));
        assert!(may_be_one(
            &lysiuk,
            &record("Лисюк", "Юрій", "1996", "2024-03")
        ));
        assert!(!may_be_one(&lysiuk, &record("Лисюк", "Юрій", "1997", "")));
        assert!(!may_be_one(
            &lysiuk,
            &record("Лисюк", "Іван", "1996-05", "2024-03-05")
        ));
    }
}
