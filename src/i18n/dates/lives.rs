//! The years of a life, as they stand beside a name.

use super::phrases::{day, when};
use crate::dates::{Edtf, Shape};
use crate::heroes::hero::Sex;
use crate::i18n::typography::tidy;
use crate::i18n::{Lang, Words};

/// «травень 1996 — 5 березня 2024», or `short`, for lists, «1996 — 2024».
///
/// With one end known, a word instead of a dash: «загинула 2022 року», and without the sex a wording that needs none.
/// Nothing when neither is known; a year that is unknown counts as nothing when `short`.
pub fn life_years(
    lang: Lang,
    born: Option<&Edtf>,
    died: Option<&Edtf>,
    sex: Option<Sex>,
    short: bool,
) -> Option<String> {
    let cut = |date: Option<&Edtf>| match date {
        Some(date) if short => date.to_years(),
        date => date.copied(),
    };
    let w = Words::new(lang);
    let years = match (cut(born), cut(died)) {
        (None, None) => return None,
        (Some(born), Some(died)) => {
            let (born, died) = (beside_a_dash(lang, &born), beside_a_dash(lang, &died));
            match lang {
                Lang::Uk if short => format!("{born}\u{a0}—\u{a0}{died}"),
                Lang::Uk => format!("{born}\u{a0}— {died}"),
                Lang::En if both_bare(&born, &died) => format!("{born}–{died}"),
                Lang::En => format!("{born}\u{a0}– {died}"),
            }
        }
        (Some(born), None) => w.dates_born_then(sex, when(lang, &born)),
        (None, Some(died)) => w.dates_died_then(sex, when(lang, &died)),
    };
    Some(tidy(lang, &years))
}

/// A label; but «1996 — від 2014» would say something else, so an open end is said in full.
fn beside_a_dash(lang: Lang, date: &Edtf) -> String {
    match date.shape() {
        Shape::UpTo(_) | Shape::From(_) => when(lang, date),
        _ => day(lang, date),
    }
}

/// Whether both are plain numbers, which English joins without spaces.
fn both_bare(born: &str, died: &str) -> bool {
    [born, died]
        .iter()
        .all(|year| year.bytes().all(|b| b.is_ascii_digit()))
}

/// «27 років», “aged 27”.
pub fn age(lang: Lang, years: u32) -> String {
    tidy(lang, &Words::new(lang).dates_age(years))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(lang: Lang, born: &str, died: &str, sex: Option<Sex>, short: bool) -> Option<String> {
        let date = |text: &str| (!text.is_empty()).then(|| text.parse::<Edtf>().unwrap());
        life_years(lang, date(born).as_ref(), date(died).as_ref(), sex, short)
            .map(|said| said.replace('\u{a0}', " "))
    }

    #[test]
    fn years_stand_around_a_dash() {
        let (born, died) = ("1996-05", "2024-03-05");
        assert_eq!(
            said(Lang::Uk, born, died, None, false).unwrap(),
            "травень 1996 — 5 березня 2024"
        );
        assert_eq!(
            said(Lang::Uk, born, died, None, true).unwrap(),
            "1996 — 2024"
        );
        assert_eq!(
            said(Lang::En, born, died, None, false).unwrap(),
            "May 1996 – 5 March 2024"
        );
        assert_eq!(said(Lang::En, born, died, None, true).unwrap(), "1996–2024");
        assert_eq!(
            said(Lang::Uk, "1970~", "2022", None, true).unwrap(),
            "близько 1970 — 2022"
        );
        assert_eq!(
            said(Lang::En, "1970~", "2022", None, true).unwrap(),
            "about 1970 – 2022"
        );
        assert_eq!(
            said(Lang::Uk, "1970", "2022-08-09/2022-09-08", None, true).unwrap(),
            "1970 — 2022"
        );
    }

    #[test]
    fn an_open_end_is_said_in_full() {
        assert_eq!(
            said(Lang::Uk, "1996", "2014-05/..", None, true).unwrap(),
            "1996 — не раніше 2014 року"
        );
        assert_eq!(
            said(Lang::En, "../1990", "2022", None, true).unwrap(),
            "no later than 1990 – 2022"
        );
    }

    #[test]
    fn one_known_end_is_said_in_a_word() {
        let uk = |born, died, sex| said(Lang::Uk, born, died, sex, true).unwrap();
        assert_eq!(
            uk("", "2022-05-01", Some(Sex::Female)),
            "загинула 2022 року"
        );
        assert_eq!(uk("", "2022", Some(Sex::Male)), "загинув 2022 року");
        assert_eq!(uk("", "2022", None), "життя обірвалося 2022 року");
        assert_eq!(uk("1996", "", Some(Sex::Female)), "народилася 1996 року");
        assert_eq!(uk("1996", "", None), "нар. 1996 року");
        assert_eq!(uk("XXXX-05", "2022", None), "життя обірвалося 2022 року");
        assert_eq!(
            said(Lang::Uk, "1996-05", "", Some(Sex::Male), false).unwrap(),
            "народився у травні 1996 року"
        );
        assert_eq!(
            said(Lang::En, "", "2022", None, true).unwrap(),
            "died in 2022"
        );
        assert_eq!(said(Lang::En, "", "", None, true), None);
        assert_eq!(said(Lang::En, "XXXX-05", "", None, true), None);
    }

    #[test]
    fn an_age_takes_its_right_form() {
        let ages =
            [19, 21, 22, 27, 41, 53].map(|years| age(Lang::Uk, years).replace('\u{a0}', " "));
        assert_eq!(
            ages,
            [
                "19 років",
                "21 рік",
                "22 роки",
                "27 років",
                "41 рік",
                "53 роки"
            ]
        );
        assert_eq!(age(Lang::En, 27), "aged 27");
    }
}
