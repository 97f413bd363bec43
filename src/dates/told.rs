//! A year as people tell it when they do not know it to the day: «близько 1985», «1985?», «1980-ті», “c. 1985”.

use chrono::NaiveDate;

use super::boxes::{BoxFault, DateBox};
use super::date::{Edtf, Shape};

/// Words for "about then", in either language, however shortened.
const ABOUT: [&str; 17] = [
    "близько",
    "бл",
    "біля",
    "коло",
    "приблизно",
    "прибл",
    "орієнтовно",
    "десь",
    "about",
    "around",
    "approximately",
    "approx",
    "circa",
    "ca",
    "c",
    "~",
    "≈",
];
/// Words for "then, if I am not mistaken".
const UNCERTAIN: [&str; 13] = [
    "мабуть",
    "напевно",
    "напевне",
    "імовірно",
    "ймовірно",
    "можливо",
    "здається",
    "perhaps",
    "probably",
    "possibly",
    "maybe",
    "likely",
    "?",
];
/// Words that say nothing more.
const EMPTY: [&str; 10] = [
    "р",
    "рр",
    "рік",
    "року",
    "році",
    "роки",
    "роками",
    "років",
    "у",
    "in",
];
/// What stands between the ends of a span: by itself, and after «між».
const TO: [&str; 4] = ["-", "/", "або", "or"];
const AND: [&str; 4] = ["і", "й", "та", "and"];
const BETWEEN: [&str; 2] = ["між", "between"];
/// How a decade ends, after its number.
const DECADE: [&str; 6] = ["ті", "х", "их", "і", "тих", "s"];

/// What a year's box says.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Year {
    /// Digits, or nothing, and how sure they are.
    One(String, Mark),
    /// `1980-ті`: as EDTF writes it.
    Loose(String),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Plain,
    About,
    Uncertain,
}

impl Edtf {
    /// Reads the boxes as [`Edtf::from_boxes`] does, and a year that is told in words too. `about` says that all of it is
    /// approximate.
    pub fn from_told(
        [day, month, year]: [&str; 3],
        about: bool,
        today: NaiveDate,
    ) -> Result<Option<Edtf>, BoxFault> {
        let told = told(year).ok_or(BoxFault::NotANumber(DateBox::Year))?;
        let (date, mark) = match told {
            Year::One(digits, mark) => (Edtf::from_boxes(day, month, &digits, today)?, mark),
            // A day of one year or another is no date.
            Year::Loose(_) if !day.trim().is_empty() || !month.trim().is_empty() => {
                return Err(BoxFault::NotANumber(DateBox::Year));
            }
            Year::Loose(written) => {
                let date: Edtf = written.parse().map_err(|_| BoxFault::YearOutOfRange)?;
                if date.first().is_some_and(|first| first > today) {
                    return Err(BoxFault::InFuture(DateBox::Year));
                }
                (Some(date), Mark::Plain)
            }
        };
        Ok(date.map(|Edtf(shape)| {
            Edtf(match (shape, mark) {
                (Shape::Exact(at), Mark::About) => Shape::About(at),
                (Shape::Exact(at), _) if about => Shape::About(at),
                (Shape::Exact(at), Mark::Uncertain) => Shape::Uncertain(at),
                (other, _) => other,
            })
        }))
    }
}

/// None: it is not understood.
fn told(typed: &str) -> Option<Year> {
    let mut mark = Mark::Plain;
    let mut left = Vec::new();
    for piece in pieces(typed) {
        match piece.as_str() {
            about if ABOUT.contains(&about) => mark = Mark::About,
            uncertain if UNCERTAIN.contains(&uncertain) => {
                if mark == Mark::Plain {
                    mark = Mark::Uncertain;
                }
            }
            empty if EMPTY.contains(&empty) => {}
            _ => left.push(piece),
        }
    }
    let left: Vec<&str> = left.iter().map(String::as_str).collect();
    Some(match (left.as_slice(), mark) {
        ([], Mark::Plain) if typed.trim().is_empty() => Year::One(String::new(), mark),
        ([year], _) if is_number(year) => Year::One((*year).to_owned(), mark),
        ([year, "-", ending] | [year, ending], Mark::Plain)
            if year.len() == 4 && DECADE.contains(ending) =>
        {
            Year::Loose(format!("{}X", year.strip_suffix('0')?))
        }
        ([from, word, to], Mark::Plain) if TO.contains(word) => span(from, to)?,
        ([between, from, and, to], Mark::Plain)
            if BETWEEN.contains(between) && AND.contains(and) =>
        {
            span(from, to)?
        }
        _ => return None,
    })
}

/// `1980-1985`, `1980-85`.
fn span(from: &str, to: &str) -> Option<Year> {
    if from.len() != 4 || !is_number(from) || !is_number(to) {
        return None;
    }
    let to = match to.len() {
        2 => format!("{}{to}", &from[..2]),
        4 => to.to_owned(),
        _ => return None,
    };
    (from < to.as_str()).then(|| Year::Loose(format!("{from}/{to}")))
}

fn is_number(piece: &str) -> bool {
    piece.bytes().all(|b| b.is_ascii_digit())
}

/// Numbers, words in small letters and signs; stops, commas and brackets say nothing.
fn pieces(typed: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut last = None;
    for c in typed.chars().flat_map(char::to_lowercase) {
        let kind = match c {
            '0'..='9' => Some('9'),
            c if c.is_alphabetic() => Some('a'),
            c if c.is_whitespace() || ".,()«»\"'".contains(c) => None,
            c => Some(c),
        };
        let c = match c {
            '‐' | '‑' | '–' | '—' | '−' => '-',
            c => c,
        };
        match (kind, pieces.last_mut()) {
            (None, _) => {}
            (Some('9' | 'a'), Some(piece)) if last == kind => piece.push(c),
            _ => pieces.push(c.to_string()),
        }
        last = kind;
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
    }

    fn read(year: &str) -> Result<Option<String>, BoxFault> {
        let date = Edtf::from_told(["", "", year], false, today())?;
        Ok(date.map(|date| date.to_string()))
    }

    #[test]
    fn about_a_year_is_read_in_either_language() {
        for typed in [
            "близько 1985",
            "Близько 1985 року",
            "бл. 1985",
            "бл.1985",
            "прибл. 1985 р.",
            "десь у 1985",
            "1985 приблизно",
            "~1985",
            "1985~",
            "about 1985",
            "c. 1985",
            "ca 1985",
            "circa\u{a0}1985",
            "близько 1985?",
        ] {
            assert_eq!(read(typed), Ok(Some("1985~".into())), "{typed}");
        }
        for typed in ["1985?", "1985 (?)", "мабуть, 1985", "probably 1985"] {
            assert_eq!(read(typed), Ok(Some("1985?".into())), "{typed}");
        }
        for typed in ["1985", " 1985 р.", "1985 рік", "у 1985 році"] {
            assert_eq!(read(typed), Ok(Some("1985".into())), "{typed}");
        }
        assert_eq!(read(" \u{a0}"), Ok(None));
    }

    #[test]
    fn a_decade_and_a_span_are_read_where_they_are_whole() {
        for typed in ["1980-ті", "1980-х", "1980-ті роки", "1980s", "1980–ті"] {
            assert_eq!(read(typed), Ok(Some("198X".into())), "{typed}");
        }
        for typed in [
            "1980-1985",
            "1980 – 1985",
            "1980-85",
            "1980/1985",
            "між 1980 і 1985",
            "між 1980 та 1985 роками",
            "between 1980 and 1985",
            "1980 або 1985",
        ] {
            assert_eq!(read(typed), Ok(Some("1980/1985".into())), "{typed}");
        }
    }

    #[test]
    fn what_is_not_a_year_is_not_guessed_at() {
        for typed in [
            "наприкінці 80-х",
            "80-ті",
            "весна 2023",
            "5.3.1985",
            "1985 1986",
            "близько",
            "?",
            "1985-1980",
            "1980-1980",
            "близько 1980-1985",
            "1985-ті",
            "тисяча дев’ятсот",
            "1985x",
        ] {
            let fault = BoxFault::NotANumber(DateBox::Year);
            assert_eq!(read(typed), Err(fault), "{typed}");
        }
        assert_eq!(read("близько 85"), Err(BoxFault::TwoDigitYear));
        assert_eq!(read("1700-ті"), Err(BoxFault::YearOutOfRange));
        assert_eq!(read("2030-2035"), Err(BoxFault::InFuture(DateBox::Year)));
    }

    #[test]
    fn a_tick_makes_any_date_approximate() {
        let about = |day, month, year| {
            let date = Edtf::from_told([day, month, year], true, today()).unwrap();
            date.map(|date| date.to_string())
        };
        assert_eq!(about("", "", "1985"), Some("1985~".into()));
        assert_eq!(about("", "3", "1985?"), Some("1985-03~".into()));
        assert_eq!(about("5", "3", "1985"), Some("1985-03-05~".into()));
        assert_eq!(about("5", "3", ""), Some("XXXX-03-05".into()));
        assert_eq!(about("", "", "1980-1985"), Some("1980/1985".into()));
        assert_eq!(about("", "", ""), None);
        // A month goes with one year only.
        let loose = Edtf::from_told(["", "3", "1980-ті"], false, today());
        assert_eq!(loose, Err(BoxFault::NotANumber(DateBox::Year)));
    }

    proptest! {
        #[test]
        fn whatever_is_typed_is_read_or_refused(
            day in "\\PC{0,3}|[0-9]{0,2}",
            month in "[0-9]{0,2}",
            year in "\\PC{0,12}|(близько |бл\\.|c\\. |між )?[0-9]{0,5}( ?[-–/?~xsхтів]| і | or )?[0-9]{0,5}(-?ті| року)?",
            about: bool,
        ) {
            if let Ok(Some(date)) = Edtf::from_told([&day, &month, &year], about, today()) {
                prop_assert_eq!(date.to_string().parse::<Edtf>(), Ok(date));
            }
        }

        #[test]
        fn plain_boxes_are_read_as_ever(day in "[0-9]{0,2}", month in "[0-9]{0,2}", year in "[0-9]{0,5}") {
            prop_assert_eq!(
                Edtf::from_told([&day, &month, &year], false, today()),
                Edtf::from_boxes(&day, &month, &year, today())
            );
        }
    }
}
