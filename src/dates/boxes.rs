//! The family's three boxes, day, month and year, of which any may be empty.

use chrono::NaiveDate;

use super::date::{Calendar, Edtf, Shape, YEARS, days_in};
use super::parse::{a_day, date_of};

/// One of the three boxes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DateBox {
    Day,
    Month,
    Year,
}

/// What stands in the boxes: `5`, `3`, `2024`, each possibly empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Boxes {
    pub day: String,
    pub month: String,
    pub year: String,
}

/// What is wrong with the boxes, with what a sentence about it needs. `i18n::dates::box_fault` says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BoxFault {
    NotANumber(DateBox),
    NoSuchMonth,
    NoSuchDay {
        month: u32,
        year: Option<i32>,
        days_in_month: u32,
    },
    /// A day stands there without its month.
    MonthMissing,
    /// `96` may be 1896, 1996 or a slip: never guessed.
    TwoDigitYear,
    /// Outside [`YEARS`].
    YearOutOfRange,
    /// Even the first possible day is later than today: of a day, of a month, of a year.
    InFuture(DateBox),
}

impl BoxFault {
    /// The box to mark and to lead the eye to.
    pub fn which(&self) -> DateBox {
        match self {
            BoxFault::NotANumber(which) => *which,
            BoxFault::NoSuchDay { .. } => DateBox::Day,
            BoxFault::NoSuchMonth | BoxFault::MonthMissing => DateBox::Month,
            BoxFault::TwoDigitYear | BoxFault::YearOutOfRange | BoxFault::InFuture(_) => {
                DateBox::Year
            }
        }
    }
}

impl Edtf {
    /// Reads the boxes; nothing when all are empty. Spaces around and zeros in front do not matter.
    pub fn from_boxes(
        day: &str,
        month: &str,
        year: &str,
        today: NaiveDate,
    ) -> Result<Option<Edtf>, BoxFault> {
        let day = number(DateBox::Day, day)?;
        let month = number(DateBox::Month, month)?;
        let year = number(DateBox::Year, year)?.map(a_year).transpose()?;
        if month.is_some_and(|month| !(1..=12).contains(&month)) {
            return Err(BoxFault::NoSuchMonth);
        }
        let shape = match (day, month, year) {
            (None, None, None) => return Ok(None),
            (Some(_), None, _) => return Err(BoxFault::MonthMissing),
            (day, Some(month), year) => {
                let no_such_day = BoxFault::NoSuchDay {
                    month,
                    year,
                    days_in_month: days_in(year, month),
                };
                match year {
                    Some(year) => date_of(year, Some(month), day).map(Shape::Exact),
                    None => day
                        .map_or(Ok(()), |day| a_day(None, month, day))
                        .map(|()| Shape::EveryYear { month, day }),
                }
                .map_err(|_| no_such_day)?
            }
            (None, None, Some(year)) => Shape::Exact(Calendar::Year(year)),
        };
        let date = Edtf(shape);
        if date.first().is_some_and(|first| first > today) {
            Err(BoxFault::InFuture(match date.shape() {
                Shape::Exact(Calendar::Year(_)) => DateBox::Year,
                Shape::Exact(Calendar::Month { .. }) => DateBox::Month,
                _ => DateBox::Day,
            }))
        } else {
            Ok(Some(date))
        }
    }

    /// The boxes that give this date; none for what does not fit into boxes (about, decades, spans).
    pub fn to_boxes(&self) -> Option<Boxes> {
        use chrono::Datelike;
        let (day, month, year) = match self.shape() {
            Shape::Exact(Calendar::Day(date)) => {
                (Some(date.day()), Some(date.month()), Some(date.year()))
            }
            Shape::Exact(Calendar::Month { year, month }) => (None, Some(month), Some(year)),
            Shape::Exact(Calendar::Year(year)) => (None, None, Some(year)),
            Shape::EveryYear { month, day } => (day, Some(month), None),
            _ => return None,
        };
        let text =
            |number: Option<u32>| number.map(|number| number.to_string()).unwrap_or_default();
        Some(Boxes {
            day: text(day),
            month: text(month),
            year: year.map(|year| year.to_string()).unwrap_or_default(),
        })
    }
}

/// The number in a box; too long a one counts as far too large.
fn number(which: DateBox, typed: &str) -> Result<Option<u32>, BoxFault> {
    let typed = typed.trim();
    if typed.is_empty() {
        Ok(None)
    } else if typed.bytes().all(|b| b.is_ascii_digit()) {
        Ok(Some(typed.parse().unwrap_or(u32::MAX)))
    } else {
        Err(BoxFault::NotANumber(which))
    }
}

fn a_year(year: u32) -> Result<i32, BoxFault> {
    match i32::try_from(year) {
        Ok(0..=99) => Err(BoxFault::TwoDigitYear),
        Ok(year) if YEARS.contains(&year) => Ok(year),
        _ => Err(BoxFault::YearOutOfRange),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
    }

    fn read(day: &str, month: &str, year: &str) -> Result<Option<String>, BoxFault> {
        Edtf::from_boxes(day, month, year, today()).map(|date| date.map(|date| date.to_string()))
    }

    #[test]
    fn any_box_may_be_empty() {
        assert_eq!(read("", " ", "\u{a0}"), Ok(None));
        assert_eq!(read("5", "3", "2024"), Ok(Some("2024-03-05".into())));
        assert_eq!(read("", "05", "1996"), Ok(Some("1996-05".into())));
        assert_eq!(read("", "", " 01996 "), Ok(Some("1996".into())));
        assert_eq!(read("05", "03", ""), Ok(Some("XXXX-03-05".into())));
        assert_eq!(read("29", "2", ""), Ok(Some("XXXX-02-29".into())));
        assert_eq!(read("", "3", ""), Ok(Some("XXXX-03".into())));
    }

    #[test]
    fn a_fault_names_its_box_and_what_is_wrong() {
        let fault = |day, month, year| read(day, month, year).unwrap_err();
        assert_eq!(
            fault("п’яте", "3", "2024"),
            BoxFault::NotANumber(DateBox::Day)
        );
        assert_eq!(
            fault("5", "3", "2024?"),
            BoxFault::NotANumber(DateBox::Year)
        );
        assert_eq!(fault("-5", "3", ""), BoxFault::NotANumber(DateBox::Day));
        assert_eq!(fault("5", "13", "2024"), BoxFault::NoSuchMonth);
        assert_eq!(fault("5", "0", "2024"), BoxFault::NoSuchMonth);
        assert_eq!(fault("5", "", "2024"), BoxFault::MonthMissing);
        assert_eq!(
            fault("29", "2", "2023"),
            BoxFault::NoSuchDay {
                month: 2,
                year: Some(2023),
                days_in_month: 28
            }
        );
        assert_eq!(
            fault("31", "4", ""),
            BoxFault::NoSuchDay {
                month: 4,
                year: None,
                days_in_month: 30
            }
        );
        assert_eq!(
            fault("0", "4", "2020"),
            BoxFault::NoSuchDay {
                month: 4,
                year: Some(2020),
                days_in_month: 30
            }
        );
        assert_eq!(fault("", "", "96"), BoxFault::TwoDigitYear);
        assert_eq!(fault("", "", "0096"), BoxFault::TwoDigitYear);
        assert_eq!(fault("", "", "1849"), BoxFault::YearOutOfRange);
        assert_eq!(
            fault("", "", "19961996199619961996"),
            BoxFault::YearOutOfRange
        );
        let future = |which| BoxFault::InFuture(which);
        assert_eq!(fault("24", "11", "2026"), future(DateBox::Day));
        assert_eq!(fault("", "12", "2026"), future(DateBox::Month));
        assert_eq!(fault("", "", "2030"), future(DateBox::Year));
        assert_eq!(fault("", "12", "2026").which(), DateBox::Year);
    }

    #[test]
    fn what_has_begun_is_not_in_the_future() {
        assert_eq!(read("23", "11", "2026"), Ok(Some("2026-11-23".into())));
        assert_eq!(read("", "11", "2026"), Ok(Some("2026-11".into())));
        assert_eq!(read("", "", "2026"), Ok(Some("2026".into())));
    }

    #[test]
    fn what_does_not_fit_into_boxes_is_not_forced_into_them() {
        for text in [
            "1996~",
            "199X",
            "2014/..",
            "../1990",
            "2022-08-09/2022-09-08",
        ] {
            assert_eq!(text.parse::<Edtf>().unwrap().to_boxes(), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn boxes_never_panic(day in "\\PC{0,4}|[0-9]{0,3}", month in "\\PC{0,3}|[0-9]{0,2}", year in "\\PC{0,6}|[0-9]{0,6}") {
            if let Ok(Some(date)) = Edtf::from_boxes(&day, &month, &year, today()) {
                let boxes = date.to_boxes().unwrap();
                prop_assert_eq!(Edtf::from_boxes(&boxes.day, &boxes.month, &boxes.year, today()), Ok(Some(date)));
            }
        }
    }
}
