//! Dates in a sentence. A day without its year is none.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::text::Sentence;
use crate::dates::Edtf;
use crate::i18n::Lang;
use crate::i18n::dates::{Case, month};

/// A date, and the words that say it.
#[derive(Debug, Clone)]
pub(super) struct When {
    pub from: usize,
    pub to: usize,
    pub date: Edtf,
}

static MONTHS: LazyLock<HashMap<String, u32>> = LazyLock::new(|| {
    let mut months = HashMap::new();
    for lang in Lang::ALL {
        for number in 1..=12 {
            for case in [
                Case::Nominative,
                Case::Genitive,
                Case::Instrumental,
                Case::Locative,
            ] {
                months.insert(month(lang, number, case).to_lowercase(), number);
            }
        }
    }
    months
});

/// The number of a month that is named in full.
pub(super) fn month_called(low: &str) -> Option<u32> {
    MONTHS.get(low).copied()
}

fn month_at(sentence: &Sentence, at: usize) -> Option<u32> {
    let word = sentence.words.get(at)?;
    // “May” is a month, “may” is not.
    if word.low.is_ascii() && !word.capital {
        return None;
    }
    month_called(&word.low)
}

fn year(word: &str) -> Option<i32> {
    let year: i32 = (word.len() == 4).then(|| word.parse().ok()).flatten()?;
    (1900..=2100).contains(&year).then_some(year)
}

fn day(word: &str) -> Option<u32> {
    let digits = word
        .strip_suffix("-го")
        .or_else(|| word.strip_suffix("th"))
        .or_else(|| word.strip_suffix("st"))
        .or_else(|| word.strip_suffix("nd"))
        .or_else(|| word.strip_suffix("rd"))
        .unwrap_or(word);
    let day: u32 = (digits.len() <= 2).then(|| digits.parse().ok()).flatten()?;
    (1..=31).contains(&day).then_some(day)
}

/// Every date of the sentence.
pub(super) fn dates(sentence: &Sentence) -> Vec<When> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < sentence.words.len() {
        match date_at(sentence, at) {
            Some((words, date)) => {
                found.extend(date.parse().ok().map(|date| When {
                    from: at,
                    to: at + words - 1,
                    date,
                }));
                at += words;
            }
            None => at += 1,
        }
    }
    found
}

/// How many words say a date here, and the date; an empty one is a day without its year.
fn date_at(sentence: &Sentence, at: usize) -> Option<(usize, String)> {
    let low = |step: usize| sentence.low(at + step);
    let full = |year: i32, month: u32, day: u32| format!("{year}-{month:02}-{day:02}");
    if let [first, second, third] = low(0).split('.').collect::<Vec<_>>()[..] {
        let (day, month, year) = (day(first)?, day(second)?, year(third)?);
        return Some((1, full(year, month, day)));
    }
    if let (Some(day), Some(month)) = (day(low(0)), month_at(sentence, at + 1)) {
        return Some(match year(low(2)) {
            Some(year) => (3, full(year, month, day)),
            None => (2, String::new()),
        });
    }
    // “the 5th of March 2024”
    if let (Some(day), "of", Some(month), Some(year)) = (
        day(low(0)),
        low(1),
        month_at(sentence, at + 2),
        year(low(3)),
    ) {
        return Some((4, full(year, month, day)));
    }
    if let Some(month) = month_at(sentence, at) {
        if let Some(year) = year(low(1)) {
            return Some((2, format!("{year}-{month:02}")));
        }
        let day = day(low(1))?;
        return Some(match year(low(2)) {
            Some(year) => (3, full(year, month, day)),
            None => (2, String::new()),
        });
    }
    let year = year(low(0))?;
    let before = at.checked_sub(1).map_or("", |before| sentence.low(before));
    let is_a_year = low(1).starts_with("рок")
        || low(1).starts_with("роц")
        || low(1) == "р"
        || ["in", "since", "року"].contains(&before);
    is_a_year.then(|| (1, year.to_string()))
}
