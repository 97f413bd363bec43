//! Passages that are private by their shape: telephones, mail, bank cards, streets with a house, coordinates, codes of
//! military units, numbers of documents.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::finding::Kind;

/// The private passages of a text, in order, as ranges of bytes.
pub fn passages(text: &str) -> Vec<(Kind, Range<usize>)> {
    let mut found = shaped(text);
    found.extend(numbers(text));
    found.extend(mails(text));
    found.extend(addresses(text));
    found.sort_by_key(|(_, range)| range.start);
    // A flat's number inside a longer find is said once.
    found.dedup_by(|later, earlier| later.1.start < earlier.1.end);
    found
}

/// What a pattern tells: each with the kind it is of. `(?x)` patterns; the first group, if there is one, is what is found.
static PATTERNS: LazyLock<Vec<(Kind, Regex)>> = LazyLock::new(|| {
    let patterns = [
        // 48.6208, 37.9987: Ukraine lies between 44 and 53 north, 22 and 41 east.
        (
            Kind::Coordinates,
            r"\b(?:4[4-9]|5[0-2])[.,]\d{3,}°?\s*[NnПп]?[,;]?\s+(?:2[2-9]|3\d|40)[.,]\d{3,}",
        ),
        (
            Kind::Coordinates,
            r#"\b\d{1,2}°\s*\d{1,2}['′’]\s*(?:[\d.,]+["″”]?)?\s*[NSПп]?[,;]?\s*\d{1,3}°\s*\d{1,2}['′’](?:\s*[\d.,]+["″”]?)?"#,
        ),
        // A square of the military grid (MGRS): 37U CQ 12345 67890.
        (
            Kind::Coordinates,
            r"\b3[4-7]\s?[TU]\s?[A-HJ-NP-Z]{2}\s?\d{2,5}\s?\d{2,5}\b",
        ),
        (
            Kind::UnitCode,
            r"(?i)\b(?:в/ч|вч|військов\p{L}+ частин\p{L}+|military unit)\s*№?\s*[\p{Lu}]?\d{4}\b",
        ),
        (Kind::UnitCode, r"\b[АA]\d{4}\b"),
        // A passport of the old kind; the number of the register of people; an account.
        (Kind::Document, r"\b[А-ЯҐЄІЇ]{2}\s?№?\s?\d{6}\b"),
        (Kind::Document, r"\b\d{8}-\d{5}\b"),
        (Kind::Card, r"\bUA\d{2}(?:\s?\d){25}\b"),
        (
            Kind::Document,
            r"(?i)\b(?:паспорт|посвідченн|військов\p{L}+ квит|жетон|ІПН|РНОКПП|свідоцтв|УБД|passport|dog tag|tax number|ID)\p{L}*(?:\s+\p{L}+){0,2}[\s№:#-]*(?:[\p{Lu}]{1,3}[\s№-]*)?\d{5,}\b",
        ),
    ];
    let compiled = patterns
        .into_iter()
        .filter_map(|(kind, pattern)| Some((kind, Regex::new(pattern).ok()?)));
    compiled.collect()
});

fn shaped(text: &str) -> Vec<(Kind, Range<usize>)> {
    let found = PATTERNS.iter().flat_map(|(kind, pattern)| {
        let found = pattern.find_iter(text);
        found.map(move |found| (*kind, found.range()))
    });
    found.collect()
}

/// Runs of digits, with the spaces and signs that people put between them.
fn numbers(text: &str) -> Vec<(Kind, Range<usize>)> {
    let mut found = Vec::new();
    let mut run: Option<(usize, usize, String)> = None;
    let mut close = |run: Option<(usize, usize, String)>| {
        let Some((start, end, digits)) = run else {
            return;
        };
        let kind = match digits.len() {
            16 if luhn(&digits) => Kind::Card,
            10 if digits.starts_with('0') => Kind::Phone,
            12 if digits.starts_with("380") => Kind::Phone,
            11..=15 if text[start..].starts_with('+') => Kind::Phone,
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

fn mails(text: &str) -> Vec<(Kind, Range<usize>)> {
    words(text)
        .into_iter()
        .filter(|(_, word)| {
            word.split_once('@').is_some_and(|(name, host)| {
                !name.is_empty() && host.contains('.') && !host.starts_with('.')
            })
        })
        .map(|(start, word)| (Kind::Mail, start..start + word.len()))
        .collect()
}

/// A street and a house: a word for a street, and a number within the next four words; or a flat with its number.
fn addresses(text: &str) -> Vec<(Kind, Range<usize>)> {
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
            found.push((Kind::Address, *start..begins + number.len()));
            from = last + 1;
        } else if let Some(before) = before.filter(|_| is_street) {
            let (begins, _) = words[at.saturating_sub(3) + before];
            found.push((Kind::Address, begins..start + word.len()));
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

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(Kind, &str)> {
        passages(text)
            .into_iter()
            .map(|(kind, range)| (kind, &text[range]))
            .collect()
    }

    #[test]
    fn every_pattern_is_one() {
        assert_eq!(PATTERNS.len(), 9);
    }

    #[test]
    fn places_on_the_map_units_and_documents_are_private() {
        for (text, kind, words) in [
            (
                "позиція 48.6208, 37.9987 під селом",
                Kind::Coordinates,
                "48.6208, 37.9987",
            ),
            (
                "48°37′15″N 37°59′55″E",
                Kind::Coordinates,
                "48°37′15″N 37°59′55″",
            ),
            (
                "квадрат 37U CQ 12345 67890.",
                Kind::Coordinates,
                "37U CQ 12345 67890",
            ),
            ("служив у в/ч А1234.", Kind::UnitCode, "в/ч А1234"),
            (
                "військова частина 3027",
                Kind::UnitCode,
                "військова частина 3027",
            ),
            ("прибув до А4007 навесні", Kind::UnitCode, "А4007"),
            ("паспорт СО 123456", Kind::Document, "СО 123456"),
            (
                "посвідчення УБД № 123456",
                Kind::Document,
                "посвідчення УБД № 123456",
            ),
            ("РНОКПП 2345678901", Kind::Document, "РНОКПП 2345678901"),
            ("запис 19960505-01234", Kind::Document, "19960505-01234"),
            (
                "рахунок UA21 3223 1300 0002 6007 2335 6600 1",
                Kind::Card,
                "UA21 3223 1300 0002 6007 2335 6600 1",
            ),
        ] {
            let found = found(text);
            assert!(
                found.iter().any(|(known, found)| *known == kind
                    && found.contains(words.trim_start_matches("паспорт "))),
                "{text}: {found:?}"
            );
        }
        for open in [
            "58 ОМПБр, 24 лютого 2022 року",
            "висота 1234 метри",
            "народився 05.05.1996, загинув 05.03.2024",
            "траса М04, дім 7",
            "120 мм",
        ] {
            assert_eq!(found(open), [], "{open}");
        }
    }

    #[test]
    fn a_street_with_a_house_is_private_and_a_street_alone_is_not() {
        assert_eq!(
            found("До війни ми жили на вулиці Садовій, 14, у його батьків."),
            [(Kind::Address, "вулиці Садовій, 14")]
        );
        assert_eq!(
            found("Житомир, вул. Велика Бердичівська 14а, кв. 3."),
            [
                (Kind::Address, "вул. Велика Бердичівська 14а"),
                (Kind::Address, "кв. 3")
            ]
        );
        assert_eq!(
            found("We lived at 14 Sadova Street."),
            [(Kind::Address, "14 Sadova Street")]
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
            [(Kind::Phone, "+380 (67) 123-45-67")]
        );
        assert_eq!(
            found("дзвоніть 067 123 45 67"),
            [(Kind::Phone, "067 123 45 67")]
        );
        assert_eq!(
            found("пишіть на yana.lysiuk@example.org, будь ласка"),
            [(Kind::Mail, "yana.lysiuk@example.org")]
        );
        assert_eq!(
            found("картка 4111 1111 1111 1111"),
            [(Kind::Card, "4111 1111 1111 1111")]
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
            for (_, range) in passages(text) {
                assert!(text.get(range).is_some(), "{text}");
            }
        }
    }
}
