//! A date as people type it into one box: «2024», «03.2024», «5.03.2024», «березень 2024 р.», “March 5, 2024”, «1990-ті».

use chrono::NaiveDate;

use super::grammar::{Case, month};
use crate::dates::{Edtf, Shape};
use crate::i18n::Lang;

/// Letters of what was typed that are read.
const LONGEST: usize = 40;
/// The beginning of a month's name that is enough to know it: «бер.», “Mar”.
const SHORTEST_MONTH: usize = 3;

/// The day, month, year or decade that is meant, in either language; a day before its month, as both write it. None for
/// what could mean two things (03.24) or nothing.
pub fn typed(text: &str) -> Option<Edtf> {
    if text.chars().count() > LONGEST {
        return None;
    }
    let text = text.to_lowercase();
    if let Some(decade) = decade(text.trim()) {
        return Some(decade);
    }
    let mut numbers: Vec<&str> = Vec::new();
    let mut named: Option<u32> = None;
    for word in text.split(|c: char| c.is_whitespace() || ".,/-–—".contains(c)) {
        if word.is_empty() || AROUND.contains(&word) {
            continue;
        }
        match number(word) {
            Some(number) => numbers.push(number),
            None if named.is_none() => named = Some(month_named(word)?),
            None => return None,
        }
    }
    match (named, numbers.as_slice()) {
        (None, [year]) => read("", "", year),
        (None, [month, year]) if is_year(year) => read("", month, year),
        (None, [year, month]) => read("", month, year),
        (None, [day, month, year]) if is_year(year) => read(day, month, year),
        (None, [year, month, day]) => read(day, month, year),
        (Some(month), [year]) => read("", &month.to_string(), year),
        (Some(month), [day, year]) if is_year(year) => read(day, &month.to_string(), year),
        (Some(month), [year, day]) => read(day, &month.to_string(), year),
        _ => None,
    }
}

/// As [`typed`] reads it again: «березень 2024»; what is no day, month or year as the address has it.
pub fn written(lang: Lang, date: &Edtf) -> String {
    match date.shape() {
        Shape::Exact(_) => super::day(lang, date),
        _ => date.to_string(),
    }
}

/// Words that stand around a date and say nothing of it.
const AROUND: [&str; 13] = [
    "у", "в", "го", "ого", "рік", "року", "році", "роки", "р", "in", "on", "of", "the",
];

/// A year of two digits is never guessed at; one to come may be asked for.
fn read(day: &str, month: &str, year: &str) -> Option<Edtf> {
    let date = Edtf::from_boxes(day, month, year, NaiveDate::MAX);
    date.ok().flatten().filter(|_| is_year(year))
}

fn is_year(number: &str) -> bool {
    number.len() == 4
}

/// The digits of «5», «05», “5th”.
fn number(word: &str) -> Option<&str> {
    let digits = word.trim_end_matches(|c: char| !c.is_ascii_digit());
    let ending = &word[digits.len()..];
    let known = ["", "st", "nd", "rd", "th"].contains(&ending);
    (known && !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
        .then_some(digits)
}

fn month_named(word: &str) -> Option<u32> {
    const CASES: [Case; 4] = [
        Case::Nominative,
        Case::Genitive,
        Case::Instrumental,
        Case::Locative,
    ];
    let long = word.chars().count() >= SHORTEST_MONTH;
    let named = |number: &u32| {
        Lang::ALL.into_iter().any(|lang| {
            CASES
                .into_iter()
                .any(|case| month(lang, *number, case).to_lowercase().starts_with(word))
        })
    };
    (1..=12).find(named).filter(|_| long)
}

/// «1990-ті», «у 1990-х», “1990s”, “the 1990s”.
fn decade(text: &str) -> Option<Edtf> {
    let bare = ["у ", "в ", "the ", "in the "]
        .iter()
        .find_map(|before| text.strip_prefix(before))
        .unwrap_or(text);
    let year = ["-ті", "-ві", "-ні", "-х", "-і", "s", "-s"]
        .iter()
        .find_map(|ending| bare.strip_suffix(ending))?;
    let tens = year.strip_suffix('0').filter(|_| is_year(year))?;
    format!("{tens}X").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_date_is_read_however_people_write_it() {
        for (text, date) in [
            ("2024", "2024"),
            ("2024 р.", "2024"),
            ("у 2024 році", "2024"),
            ("03.2024", "2024-03"),
            ("3/2024", "2024-03"),
            ("03,2024", "2024-03"),
            ("2024.3", "2024-03"),
            ("5.03.2024", "2024-03-05"),
            ("05/03/2024", "2024-03-05"),
            ("5-3-2024", "2024-03-05"),
            ("2024/03/05", "2024-03-05"),
            ("березень 2024", "2024-03"),
            ("Березня 2024 року", "2024-03"),
            ("у\u{a0}березні 2024", "2024-03"),
            ("бер. 2024", "2024-03"),
            ("5 березня 2024 р.", "2024-03-05"),
            ("5-го березня 2024", "2024-03-05"),
            ("2024 березень", "2024-03"),
            ("March 2024", "2024-03"),
            ("5 March 2024", "2024-03-05"),
            ("March 5th, 2024", "2024-03-05"),
            ("the 5th of March 2024", "2024-03-05"),
            ("sept 2022", "2022-09"),
            ("1990-ті", "199X"),
            ("у 1990-х", "199X"),
            ("1940-ві", "194X"),
            ("the 1990s", "199X"),
        ] {
            let read = typed(text).map(|date| date.to_string());
            assert_eq!(read.as_deref(), Some(date), "{text}");
        }
    }

    #[test]
    fn what_could_mean_two_things_is_not_guessed() {
        for text in [
            "",
            "колись",
            "03.24",
            "березень",
            "5 березня",
            "31.02.2024",
            "13/2024",
            "2022-2024",
            "бе 2024",
            "березень квітень 2024",
            "1 2 3 2024",
            "1777",
            "1995-ті",
            &"2024 ".repeat(20),
        ] {
            assert_eq!(typed(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        for lang in Lang::ALL {
            for text in ["2024", "2024-03", "2024-03-05"] {
                let date: Edtf = text.parse().unwrap();
                assert_eq!(typed(&written(lang, &date)), Some(date), "{text}");
            }
        }
        let span = "2022-08/2022-09".parse().unwrap();
        assert_eq!(written(Lang::Uk, &span), "2022-08/2022-09");
    }

    proptest! {
        #[test]
        fn anything_may_be_typed(text in "\\PC{0,12}|[0-9./ -]{0,12}") {
            let _ = typed(&text);
        }
    }
}
