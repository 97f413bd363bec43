//! Since when, until when, from when to when: service and what happened in a life.

use super::grammar::{Case, Year, century, day_and_month, month, pair, point};
use super::phrases::{between, when};
use crate::dates::{Edtf, Shape};
use crate::i18n::typography::tidy;
use crate::i18n::{Lang, Words};

/// «від 24 лютого 2022 року», “from 24 February 2022”.
pub fn since(lang: Lang, date: &Edtf) -> String {
    let w = Words::new(lang);
    let said = match date.shape() {
        Shape::About(_) => w.dates_since_about(genitive(lang, date)),
        Shape::Uncertain(_) => w.dates_since_perhaps(genitive(lang, date)),
        Shape::UpTo(_) => w.dates_since_at_latest(genitive(lang, date)),
        Shape::From(_) => w.dates_since_at_earliest(genitive(lang, date)),
        Shape::Between(a, b) => w.dates_since_some_day(between(lang, a, b, Year::Said)),
        _ => w.dates_since(genitive(lang, date)),
    };
    tidy(lang, &said)
}

/// «до 9 серпня 2022 року», “until 9 August 2022”.
pub fn until(lang: Lang, date: &Edtf) -> String {
    let w = Words::new(lang);
    let said = match date.shape() {
        Shape::About(_) => w.dates_until_about(genitive(lang, date)),
        Shape::Uncertain(_) => w.dates_until_perhaps(genitive(lang, date)),
        Shape::UpTo(_) => w.dates_until_at_latest(genitive(lang, date)),
        Shape::From(_) => w.dates_until_at_earliest(genitive(lang, date)),
        Shape::Between(a, b) => w.dates_until_some_day(between(lang, a, b, Year::Said)),
        _ => w.dates_until(genitive(lang, date)),
    };
    tidy(lang, &said)
}

/// «від травня до серпня 2022 року», either end alone, or nothing. Both ends the same: [`when`].
pub fn span(lang: Lang, from: Option<&Edtf>, to: Option<&Edtf>) -> Option<String> {
    let (from, to) = match (from, to) {
        (None, None) => return None,
        (Some(from), None) => return Some(since(lang, from)),
        (None, Some(to)) => return Some(until(lang, to)),
        (Some(from), Some(to)) if from == to => return Some(when(lang, from)),
        (Some(from), Some(to)) => (from, to),
    };
    Some(match (from.shape(), to.shape()) {
        (Shape::Exact(a), Shape::Exact(b)) => {
            let (first, last) = pair(lang, a, b, Case::Genitive, Year::Said);
            tidy(lang, &Words::new(lang).dates_from_to(first, last))
        }
        _ => format!("{} {}", since(lang, from), until(lang, to)),
    })
}

/// The date after «від» and «до», without what is unsure about it.
fn genitive(lang: Lang, date: &Edtf) -> String {
    let w = Words::new(lang);
    match date.shape() {
        Shape::Exact(at)
        | Shape::About(at)
        | Shape::Uncertain(at)
        | Shape::UpTo(at)
        | Shape::From(at) => point(lang, at, Case::Genitive, Year::Said),
        Shape::Decade(first) => w.dates_of_decade(first),
        Shape::Century(first) => w.dates_century(century(lang, first)),
        Shape::Between(a, b) => between(lang, a, b, Year::Said),
        Shape::EveryYear {
            month: number,
            day: Some(day),
        } => w.dates_year_unknown_then(day_and_month(lang, day, number)),
        Shape::EveryYear {
            month: number,
            day: None,
        } => w.dates_year_unknown_then(month(lang, number, Case::Genitive)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(lang: Lang, from: &str, to: &str) -> Option<String> {
        let date = |text: &str| (!text.is_empty()).then(|| text.parse::<Edtf>().unwrap());
        span(lang, date(from).as_ref(), date(to).as_ref()).map(|said| said.replace('\u{a0}', " "))
    }

    #[test]
    fn a_span_says_what_is_shared_once() {
        for (from, to, uk, en) in [
            (
                "2022-02-24",
                "",
                "від 24 лютого 2022 року",
                "from 24 February 2022",
            ),
            ("", "2022-05", "до травня 2022 року", "until May 2022"),
            (
                "2022-05",
                "2022-08",
                "від травня до серпня 2022 року",
                "from May to August 2022",
            ),
            (
                "2022-03-05",
                "2022-03-09",
                "від 5 до 9 березня 2022 року",
                "from 5 to 9 March 2022",
            ),
            ("2014", "2018", "від 2014 до 2018 року", "from 2014 to 2018"),
            (
                "2014",
                "2018-05",
                "від 2014 року до травня 2018 року",
                "from 2014 to May 2018",
            ),
            (
                "2022-02-24",
                "2023-05",
                "від 24 лютого 2022 року до травня 2023 року",
                "from 24 February 2022 to May 2023",
            ),
            ("1996", "1996", "1996 року", "in 1996"),
        ] {
            assert_eq!(said(Lang::Uk, from, to).unwrap(), uk);
            assert_eq!(said(Lang::En, from, to).unwrap(), en);
        }
        assert_eq!(said(Lang::Uk, "", ""), None);
    }

    #[test]
    fn what_is_unsure_about_an_end_is_said() {
        for (from, to, uk, en) in [
            (
                "2022-05",
                "2022-08-09/2022-09-08",
                "від травня 2022 року до якогось дня між 9 серпня і 8 вересня 2022 року",
                "from May 2022 until some day between 9 August and 8 September 2022",
            ),
            ("2014~", "", "приблизно від 2014 року", "from around 2014"),
            ("2014?", "", "імовірно від 2014 року", "probably from 2014"),
            (
                "../2014",
                "",
                "не пізніше ніж від 2014 року",
                "from 2014 at the latest",
            ),
            ("201X", "", "від 2010-х років", "from the 2010s"),
            (
                "",
                "2022/..",
                "щонайменше до 2022 року",
                "until 2022 at the earliest",
            ),
            (
                "XXXX-05",
                "",
                "від травня (рік невідомий)",
                "from May (year unknown)",
            ),
        ] {
            assert_eq!(said(Lang::Uk, from, to).unwrap(), uk);
            assert_eq!(said(Lang::En, from, to).unwrap(), en);
        }
    }

    #[test]
    fn every_kind_of_date_can_be_said_everywhere() {
        let kinds = [
            "2024-03-05",
            "1996-05",
            "1996",
            "1996-05-20~",
            "1996-05~",
            "1996~",
            "2024-03-05?",
            "1996?",
            "199X",
            "18XX",
            "20XX",
            "21XX",
            "2022-08-09/2022-09-08",
            "1990/1995-05",
            "../1990",
            "2014-02/..",
            "XXXX-03-05",
            "XXXX-03",
        ];
        for (from, to) in kinds.iter().flat_map(|from| kinds.map(|to| (*from, to))) {
            for lang in Lang::ALL {
                let said = said(lang, from, to).unwrap();
                let gaps = said.trim() != said || said.contains("  ") || said.contains(['{', '$']);
                assert!(!gaps && said.chars().count() > 3, "{from} {to}: {said}");
            }
        }
    }
}
