//! Months in their cases, and a day, a month or a year with them.

use chrono::Datelike;

use crate::dates::Calendar;
use crate::i18n::Lang;
use crate::i18n::typography::tidy;

/// The case a word stands in. English has one form for all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// травень
    Nominative,
    /// травня
    Genitive,
    /// травнем
    Instrumental,
    /// (у) травні
    Locative,
}

/// A month's name, 1 to 12; any other number has none.
pub fn month(lang: Lang, number: u32, case: Case) -> &'static str {
    let index = (number as usize).wrapping_sub(1);
    match lang {
        Lang::Uk => UKRAINIAN
            .get(index)
            .map_or("", |forms| forms[case as usize]),
        Lang::En => ENGLISH.get(index).copied().unwrap_or_default(),
    }
}

const UKRAINIAN: [[&str; 4]; 12] = [
    ["січень", "січня", "січнем", "січні"],
    ["лютий", "лютого", "лютим", "лютому"],
    ["березень", "березня", "березнем", "березні"],
    ["квітень", "квітня", "квітнем", "квітні"],
    ["травень", "травня", "травнем", "травні"],
    ["червень", "червня", "червнем", "червні"],
    ["липень", "липня", "липнем", "липні"],
    ["серпень", "серпня", "серпнем", "серпні"],
    ["вересень", "вересня", "вереснем", "вересні"],
    ["жовтень", "жовтня", "жовтнем", "жовтні"],
    ["листопад", "листопада", "листопадом", "листопаді"],
    ["грудень", "грудня", "груднем", "грудні"],
];

const ENGLISH: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// How much is said of the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Year {
    /// «5 березня 2024»: in a label.
    Bare,
    /// «5 березня 2024 року»: in a sentence.
    Said,
    /// «5 березня»: the year comes later.
    Left,
}

/// A day, a month or a year in a case: «травнем 1996 року», «5 березня», “5 March 2024”.
pub(super) fn point(lang: Lang, at: Calendar, case: Case, year: Year) -> String {
    let before = match at {
        Calendar::Day(day) => day_and_month(lang, day.day(), day.month()),
        Calendar::Month { month: number, .. } => month(lang, number, case).to_owned(),
        Calendar::Year(number) => return of_year(lang, number, case, year),
    };
    match (year, lang) {
        (Year::Left, _) => before,
        (Year::Said, Lang::Uk) => format!("{before} {} року", at.year()),
        _ => format!("{before} {}", at.year()),
    }
}

/// «5 березня», “5 March”: a day stands in the genitive whatever is around it.
pub(super) fn day_and_month(lang: Lang, day: u32, number: u32) -> String {
    format!("{day} {}", month(lang, number, Case::Genitive))
}

/// The same as a page shows it, with a no-break space.
pub fn day_of_year(lang: Lang, number: u32, day: u32) -> String {
    tidy(lang, &day_and_month(lang, day, number))
}

fn of_year(lang: Lang, number: i32, case: Case, year: Year) -> String {
    match (lang, year, case) {
        (Lang::Uk, Year::Said, Case::Instrumental) => format!("{number} роком"),
        (Lang::Uk, Year::Said, Case::Locative) => format!("{number} році"),
        (Lang::Uk, Year::Said, _) => format!("{number} року"),
        _ => number.to_string(),
    }
}

/// Two points said together: what they share is said once, at the end. «9 серпня» і «8 вересня 2022 року».
pub(super) fn pair(
    lang: Lang,
    a: Calendar,
    b: Calendar,
    case: Case,
    year: Year,
) -> (String, String) {
    let last = point(lang, b, case, year);
    let first = match (a, b) {
        (Calendar::Day(a), Calendar::Day(b)) if (a.year(), a.month()) == (b.year(), b.month()) => {
            a.day().to_string()
        }
        (Calendar::Year(_), Calendar::Year(_)) => point(lang, a, case, Year::Bare),
        (Calendar::Year(_), _) | (_, Calendar::Year(_)) => point(lang, a, case, year),
        _ if a.year() == b.year() => point(lang, a, case, Year::Left),
        _ => point(lang, a, case, year),
    };
    (first, last)
}

/// `XX`, “20th”: the century that begins with this year, as Ukrainian and English number it.
pub(super) fn century(lang: Lang, first: i32) -> &'static str {
    let (roman, ordinal) = match first {
        1800 => ("XIX", "19th"),
        1900 => ("XX", "20th"),
        2000 => ("XXI", "21st"),
        _ => ("XXII", "22nd"),
    };
    match lang {
        Lang::Uk => roman,
        Lang::En => ordinal,
    }
}
