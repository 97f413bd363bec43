//! As much of a date as is known, in the part of EDTF (ISO 8601-2) that lives need. DESIGN.md, section 2.

use std::fmt;
use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate};

/// The years a life remembered here can touch. What lies outside is a slip of the finger.
pub const YEARS: RangeInclusive<i32> = 1850..=2100;

/// A date as it is known. Only ever made by reading text or boxes, so it is always a possible one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Edtf(pub(super) Shape);

/// What is known of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shape {
    /// `2024-03-05`, `1996-05`, `1996`
    Exact(Calendar),
    /// `1996~`: about then.
    About(Calendar),
    /// `1996?`: then, as far as anyone can say.
    Uncertain(Calendar),
    /// `199X`, by its first year.
    Decade(i32),
    /// `19XX`, by its first year.
    Century(i32),
    /// `2022-08-09/2022-09-08`: some day between, both ends among them.
    Between(Calendar, Calendar),
    /// `../1990`: then or earlier.
    UpTo(Calendar),
    /// `2014/..`: then or later.
    From(Calendar),
    /// `XXXX-03-05`, `XXXX-03`: the birthday is known and the year is not.
    EveryYear { month: u32, day: Option<u32> },
}

/// A day, a month or a year of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Calendar {
    Day(NaiveDate),
    Month { year: i32, month: u32 },
    Year(i32),
}

/// How finely a date is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Precision {
    Day,
    Month,
    Year,
    Decade,
    Century,
    /// Some day of a span, open or not.
    Span,
    /// A day or a month of an unknown year.
    YearUnknown,
}

impl Edtf {
    /// A day known for certain; none outside [`YEARS`].
    pub fn of_day(day: NaiveDate) -> Option<Edtf> {
        YEARS
            .contains(&day.year())
            .then_some(Edtf(Shape::Exact(Calendar::Day(day))))
    }

    /// What is known, to match on.
    pub fn shape(&self) -> Shape {
        self.0
    }

    pub fn precision(&self) -> Precision {
        match self.0 {
            Shape::Exact(at) | Shape::About(at) | Shape::Uncertain(at) => match at {
                Calendar::Day(_) => Precision::Day,
                Calendar::Month { .. } => Precision::Month,
                Calendar::Year(_) => Precision::Year,
            },
            Shape::Decade(_) => Precision::Decade,
            Shape::Century(_) => Precision::Century,
            Shape::Between(..) | Shape::UpTo(_) | Shape::From(_) => Precision::Span,
            Shape::EveryYear { .. } => Precision::YearUnknown,
        }
    }

    /// The first possible day; none when the beginning is open or the year unknown. "About" and "uncertain" give the
    /// days of what is written: 1996~ begins on 1 January 1996.
    pub fn first(&self) -> Option<NaiveDate> {
        match self.0 {
            Shape::Exact(at) | Shape::About(at) | Shape::Uncertain(at) => Some(at.first()),
            Shape::Between(from, _) | Shape::From(from) => Some(from.first()),
            Shape::Decade(year) | Shape::Century(year) => Some(Calendar::Year(year).first()),
            Shape::UpTo(_) | Shape::EveryYear { .. } => None,
        }
    }

    /// The last possible day; none when the end is open or the year unknown.
    pub fn last(&self) -> Option<NaiveDate> {
        match self.0 {
            Shape::Exact(at) | Shape::About(at) | Shape::Uncertain(at) => Some(at.last()),
            Shape::Between(_, to) | Shape::UpTo(to) => Some(to.last()),
            Shape::Decade(year) => Some(Calendar::Year(year + 9).last()),
            Shape::Century(year) => Some(Calendar::Year(year + 99).last()),
            Shape::From(_) | Shape::EveryYear { .. } => None,
        }
    }

    /// The same, only to the year: for lists. None when the year is unknown.
    pub fn to_years(self) -> Option<Edtf> {
        let year = |at: Calendar| Calendar::Year(at.year());
        Some(Edtf(match self.0 {
            Shape::Exact(at) => Shape::Exact(year(at)),
            Shape::About(at) => Shape::About(year(at)),
            Shape::Uncertain(at) => Shape::Uncertain(year(at)),
            Shape::Between(a, b) if a.year() == b.year() => Shape::Exact(year(a)),
            Shape::Between(a, b) => Shape::Between(year(a), year(b)),
            Shape::UpTo(at) => Shape::UpTo(year(at)),
            Shape::From(at) => Shape::From(year(at)),
            coarse @ (Shape::Decade(_) | Shape::Century(_)) => coarse,
            Shape::EveryYear { .. } => return None,
        }))
    }
}

impl Calendar {
    pub fn year(self) -> i32 {
        match self {
            Calendar::Day(day) => day.year(),
            Calendar::Month { year, .. } | Calendar::Year(year) => year,
        }
    }

    pub fn first(self) -> NaiveDate {
        match self {
            Calendar::Day(day) => day,
            Calendar::Month { year, month } => first_of(year, month),
            Calendar::Year(year) => first_of(year, 1),
        }
    }

    pub fn last(self) -> NaiveDate {
        let day_after = match self {
            Calendar::Day(day) => return day,
            Calendar::Month { year, month: 12 } | Calendar::Year(year) => first_of(year + 1, 1),
            Calendar::Month { year, month } => first_of(year, month + 1),
        };
        day_after.pred_opt().unwrap_or(day_after)
    }
}

/// The first day of a month that is known to exist.
fn first_of(year: i32, month: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, 1).unwrap_or(NaiveDate::MIN)
}

/// How many days a month has; in an unknown year February has 29.
pub(super) fn days_in(year: Option<i32>, month: u32) -> u32 {
    let year = year.unwrap_or(2000);
    Calendar::Month { year, month }.last().day()
}

/// Exactly the text that was read.
impl fmt::Display for Edtf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Shape::Exact(at) => at.fmt(f),
            Shape::About(at) => write!(f, "{at}~"),
            Shape::Uncertain(at) => write!(f, "{at}?"),
            Shape::Decade(year) => write!(f, "{}X", year / 10),
            Shape::Century(year) => write!(f, "{}XX", year / 100),
            Shape::Between(from, to) => write!(f, "{from}/{to}"),
            Shape::UpTo(to) => write!(f, "../{to}"),
            Shape::From(from) => write!(f, "{from}/.."),
            Shape::EveryYear {
                month,
                day: Some(day),
            } => write!(f, "XXXX-{month:02}-{day:02}"),
            Shape::EveryYear { month, day: None } => write!(f, "XXXX-{month:02}"),
        }
    }
}

impl fmt::Display for Calendar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Calendar::Day(day) => write!(f, "{}", day.format("%Y-%m-%d")),
            Calendar::Month { year, month } => write!(f, "{year:04}-{month:02}"),
            Calendar::Year(year) => write!(f, "{year:04}"),
        }
    }
}
