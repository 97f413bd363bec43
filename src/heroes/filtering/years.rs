//! Years of death and of birth: each year or decade a link, and two boxes for any other stretch.

use super::choice::{Choice, Choices};
use crate::dates::Edtf;
use crate::heroes::list::address;
use crate::heroes::telling::Telling;
use crate::i18n::dates::{day, written};
use crate::search::filters::Bound;
use crate::search::{Facets, Filters, Notice};

/// How many stand open, the latest first.
const OPEN: usize = 5;

pub struct Years {
    /// «died»: how the names of both boxes begin.
    pub name: &'static str,
    pub choices: Choices,
    pub ends: [End; 2],
}

/// One end of a stretch, as it is typed.
pub struct End {
    pub name: &'static str,
    pub words: &'static str,
    pub value: String,
    /// Whether what stands in it could not be read.
    pub wrong: bool,
}

impl Years {
    pub fn is_wrong(&self) -> bool {
        self.ends.iter().any(|end| end.wrong)
    }
}

/// A stretch of time that is asked for.
type Stretch = (Option<Bound>, Option<Bound>);

pub fn of_death(
    telling: Telling<'_>,
    filters: &Filters,
    facets: &Facets,
    notices: &[Notice],
) -> Years {
    let asked = (filters.died_from, filters.died_to);
    let in_stretch = |(died_from, died_to): Stretch| Filters {
        died_from,
        died_to,
        ..filters.on_page(1)
    };
    let counted = facets.years.iter();
    let years = counted.map(|(year, count)| (year.to_string(), *year, *year, *count));
    Years {
        name: "died",
        choices: choices(telling, years, asked, in_stretch),
        ends: ends(telling, ["died_from", "died_to"], asked, notices),
    }
}

pub fn of_birth(
    telling: Telling<'_>,
    filters: &Filters,
    facets: &Facets,
    notices: &[Notice],
) -> Years {
    let asked = (filters.born_from, filters.born_to);
    let in_stretch = |(born_from, born_to): Stretch| Filters {
        born_from,
        born_to,
        ..filters.on_page(1)
    };
    let counted = facets.decades.iter();
    let decades = counted.filter_map(|(first, count)| {
        let words = day(telling.lang(), &decade(*first)?);
        Some((words, *first, *first + 9, *count))
    });
    Years {
        name: "born",
        choices: choices(telling, decades, asked, in_stretch),
        ends: ends(telling, ["born_from", "born_to"], asked, notices),
    }
}

/// The decade that a stretch is, when it is one: 1990 to 1999.
pub fn decade_of(from: &Edtf, to: &Edtf) -> Option<Edtf> {
    let first = from
        .to_string()
        .parse()
        .ok()
        .filter(|year| year % 10 == 0)?;
    let (begins, ends) = stretch(first, first + 9)?;
    (begins.typed == *from && ends.typed == *to).then(|| decade(first))?
}

fn choices(
    telling: Telling<'_>,
    counted: impl Iterator<Item = (String, i32, i32, u32)>,
    asked: Stretch,
    in_stretch: impl Fn(Stretch) -> Filters,
) -> Choices {
    let choices = counted.filter_map(|(words, first, last, count)| {
        let (from, to) = stretch(first, last)?;
        let only = (Some(from), Some(to));
        let chosen = asked == only;
        // The one that is chosen leads back to all.
        let other = if chosen { (None, None) } else { only };
        Some(Choice {
            words,
            value: address(telling, &in_stretch(other)),
            count,
            chosen,
        })
    });
    Choices::first(choices, OPEN)
}

fn stretch(first: i32, last: i32) -> Option<(Bound, Bound)> {
    let (from, to): (Edtf, Edtf) = (year(first)?, year(last)?);
    let begins = Bound {
        typed: from,
        day: from.first()?,
    };
    let ends = Bound {
        typed: to,
        day: to.last()?,
    };
    Some((begins, ends))
}

fn year(number: i32) -> Option<Edtf> {
    number.to_string().parse().ok()
}

fn decade(first: i32) -> Option<Edtf> {
    format!("{}X", first / 10).parse().ok()
}

/// What is followed, in words that the boxes read again; else what was typed, to be mended where it stands.
fn ends(
    telling: Telling<'_>,
    [from, to]: [&'static str; 2],
    asked: Stretch,
    notices: &[Notice],
) -> [End; 2] {
    let end = |name, words, asked: Option<Bound>| {
        let unread = notices.iter().rfind(|notice| notice.parameter == name);
        let followed = asked.map(|asked| written(telling.lang(), &asked.typed));
        let wrong = followed.is_none() && unread.is_some();
        let typed = followed.or_else(|| unread.map(|unread| unread.typed.clone()));
        End {
            name,
            words,
            value: typed.unwrap_or_default(),
            wrong,
        }
    };
    let w = telling.w;
    [
        end(from, w.list_year_from(), asked.0),
        end(to, w.list_year_to(), asked.1),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_years_from_a_round_one_are_a_decade() {
        let decade = |from: &str, to: &str| {
            let decade = decade_of(&from.parse().unwrap(), &to.parse().unwrap());
            decade.map(|decade| decade.to_string())
        };
        assert_eq!(decade("1990", "1999").as_deref(), Some("199X"));
        assert_eq!(decade("1990", "1998"), None);
        assert_eq!(decade("1991", "2000"), None);
        assert_eq!(decade("1990-01", "1999"), None);
    }
}
