//! A date by itself, and a date in a sentence.

use super::grammar::{Case, Year, century, day_and_month, month, pair, point};
use crate::dates::{Calendar, Edtf, Shape};
use crate::i18n::typography::tidy;
use crate::i18n::{Lang, Words};

/// A date as a label: «травень 1996», «близько 1990», «між 9 серпня і 8 вересня 2022»; “May 1996”, “the 1990s”.
pub fn day(lang: Lang, date: &Edtf) -> String {
    let w = Words::new(lang);
    let of = |at, case| point(lang, at, case, Year::Bare);
    let said = match date.shape() {
        Shape::Exact(at) => of(at, Case::Nominative),
        Shape::About(at) => w.dates_about(of(at, Case::Genitive)),
        Shape::Uncertain(at) => w.dates_perhaps(of(at, Case::Nominative)),
        Shape::Decade(first) => w.dates_decade(ending(first), first),
        Shape::Century(first) => w.dates_century(century(lang, first)),
        Shape::Between(a, b) => between(lang, a, b, Year::Bare),
        Shape::UpTo(at) => w.dates_up_to(of(at, Case::Genitive)),
        Shape::From(at) => w.dates_from(of(at, Case::Genitive)),
        Shape::EveryYear {
            month: number,
            day: Some(day),
        } => w.dates_year_unknown(day_and_month(lang, day, number)),
        Shape::EveryYear {
            month: number,
            day: None,
        } => w.dates_year_unknown(month(lang, number, Case::Nominative)),
    };
    tidy(lang, &said)
}

/// A date in a sentence, answering "when": «у травні 1996 року», «1996 року», «у 1990-х роках»; “on 5 March 2024”.
pub fn when(lang: Lang, date: &Edtf) -> String {
    let w = Words::new(lang);
    let genitive = |at| point(lang, at, Case::Genitive, Year::Said);
    let said = match date.shape() {
        Shape::Exact(at) => exactly(w, at),
        Shape::About(at) => w.dates_about_then(genitive(at)),
        Shape::Uncertain(at) => w.dates_perhaps(exactly(w, at)),
        Shape::Decade(first) => w.dates_in_decade(first),
        Shape::Century(first) => w.dates_in_century(century(lang, first)),
        Shape::Between(a, b) => between(lang, a, b, Year::Said),
        Shape::UpTo(at) => w.dates_up_to_then(genitive(at)),
        Shape::From(at) => w.dates_from_then(genitive(at)),
        Shape::EveryYear {
            month: number,
            day: Some(day),
        } => w.dates_year_unknown_then(w.dates_on_day(day_and_month(lang, day, number))),
        Shape::EveryYear {
            month: number,
            day: None,
        } => w.dates_year_unknown_then(w.dates_in_month(month(lang, number, Case::Locative))),
    };
    tidy(lang, &said)
}

fn exactly(w: Words, at: Calendar) -> String {
    let of = |case| point(w.lang(), at, case, Year::Said);
    match at {
        Calendar::Day(_) => w.dates_on_day(of(Case::Genitive)),
        Calendar::Month { .. } => w.dates_in_month(of(Case::Locative)),
        Calendar::Year(_) => w.dates_in_year(of(Case::Genitive)),
    }
}

/// «між 9 серпня і 8 вересня 2022», «між травнем і серпнем 2022 року», «між 1990 і 1995 роками».
pub(super) fn between(lang: Lang, a: Calendar, b: Calendar, year: Year) -> String {
    let w = Words::new(lang);
    match (a, b, year) {
        (Calendar::Year(a), Calendar::Year(b), Year::Said) => w.dates_between_years(a, b),
        _ => {
            let (first, last) = pair(lang, a, b, Case::Instrumental, year);
            w.dates_between(first, last)
        }
    }
}

/// 1990-ті, and yet 1940-ві (сорокові), 2000-ні (двотисячні).
fn ending(first_year: i32) -> &'static str {
    match first_year {
        2000 => "thousands",
        year if year % 100 == 40 => "forties",
        _ => "other",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(lang: Lang, text: &str) -> (String, String) {
        let date = text.parse().unwrap();
        (
            day(lang, &date).replace('\u{a0}', " "),
            when(lang, &date).replace('\u{a0}', " "),
        )
    }

    #[test]
    fn ukrainian_dates_are_said_as_people_say_them() {
        for (text, label, sentence) in [
            ("2024-03-05", "5 березня 2024", "5 березня 2024 року"),
            ("1996-05", "травень 1996", "у травні 1996 року"),
            ("1996-02", "лютий 1996", "у лютому 1996 року"),
            ("1996", "1996", "1996 року"),
            ("1990~", "близько 1990", "близько 1990 року"),
            (
                "1996-05~",
                "близько травня 1996",
                "близько травня 1996 року",
            ),
            (
                "2024-03-05~",
                "близько 5 березня 2024",
                "близько 5 березня 2024 року",
            ),
            ("1990?", "імовірно 1990", "імовірно 1990 року"),
            (
                "1996-05?",
                "імовірно травень 1996",
                "імовірно у травні 1996 року",
            ),
            ("199X", "1990-ті", "у 1990-х роках"),
            ("194X", "1940-ві", "у 1940-х роках"),
            ("200X", "2000-ні", "у 2000-х роках"),
            ("19XX", "XX століття", "у XX столітті"),
            (
                "2022-08-09/2022-09-08",
                "між 9 серпня і 8 вересня 2022",
                "між 9 серпня і 8 вересня 2022 року",
            ),
            (
                "2022-03-05/2022-03-09",
                "між 5 і 9 березня 2022",
                "між 5 і 9 березня 2022 року",
            ),
            (
                "2022-12-28/2023-01-03",
                "між 28 грудня 2022 і 3 січня 2023",
                "між 28 грудня 2022 року і 3 січня 2023 року",
            ),
            (
                "2022-05/2022-08",
                "між травнем і серпнем 2022",
                "між травнем і серпнем 2022 року",
            ),
            (
                "2022-05-10/2022-08",
                "між 10 травня і серпнем 2022",
                "між 10 травня і серпнем 2022 року",
            ),
            ("1990/1995", "між 1990 і 1995", "між 1990 і 1995 роками"),
            (
                "1990/1995-05",
                "між 1990 і травнем 1995",
                "між 1990 роком і травнем 1995 року",
            ),
            ("../1990", "до 1990", "не пізніше 1990 року"),
            (
                "../1996-05",
                "до травня 1996",
                "не пізніше травня 1996 року",
            ),
            ("2014/..", "від 2014", "не раніше 2014 року"),
            (
                "XXXX-03-05",
                "5 березня, рік невідомий",
                "5 березня (рік невідомий)",
            ),
            (
                "XXXX-03",
                "березень, рік невідомий",
                "у березні (рік невідомий)",
            ),
        ] {
            assert_eq!(
                said(Lang::Uk, text),
                (label.to_owned(), sentence.to_owned()),
                "{text}"
            );
        }
    }

    #[test]
    fn english_dates_are_said_as_people_say_them() {
        for (text, label, sentence) in [
            ("2024-03-05", "5 March 2024", "on 5 March 2024"),
            ("1996-05", "May 1996", "in May 1996"),
            ("1996", "1996", "in 1996"),
            ("1990~", "about 1990", "around 1990"),
            ("1990?", "probably 1990", "probably in 1990"),
            ("199X", "the 1990s", "in the 1990s"),
            ("19XX", "the 20th century", "in the 20th century"),
            (
                "2022-08-09/2022-09-08",
                "between 9 August and 8 September 2022",
                "between 9 August and 8 September 2022",
            ),
            (
                "2022-03-05/2022-03-09",
                "between 5 and 9 March 2022",
                "between 5 and 9 March 2022",
            ),
            (
                "1990/1995",
                "between 1990 and 1995",
                "between 1990 and 1995",
            ),
            ("../1990", "before 1990", "no later than 1990"),
            ("2014/..", "from 2014", "no earlier than 2014"),
            (
                "XXXX-03-05",
                "5 March, year unknown",
                "on 5 March (year unknown)",
            ),
            ("XXXX-03", "March, year unknown", "in March (year unknown)"),
        ] {
            assert_eq!(
                said(Lang::En, text),
                (label.to_owned(), sentence.to_owned()),
                "{text}"
            );
        }
    }

    #[test]
    fn a_date_does_not_break_where_it_should_not() {
        let date = "2022-08-09/2022-09-08".parse().unwrap();
        assert_eq!(
            when(Lang::Uk, &date),
            "між 9\u{a0}серпня і\u{a0}8\u{a0}вересня 2022\u{a0}року"
        );
        assert_eq!(
            when(Lang::Uk, &"1996-05".parse().unwrap()),
            "у\u{a0}травні 1996\u{a0}року"
        );
        assert_eq!(
            day(Lang::En, &"2024-03-05".parse().unwrap()),
            "5\u{a0}March 2024"
        );
    }
}
