//! Reading EDTF, and refusing with the exact reason.

use std::borrow::Cow;
use std::str::FromStr;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::date::{Calendar, Edtf, Shape, YEARS, days_in};

/// Why a text is no date that the memorial can keep.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EdtfError {
    #[error("the date is empty")]
    Empty,
    #[error(
        "not a date: expected 2024-03-05, 1996-05, 1996, 1996~, 1996?, 199X, 19XX, XXXX-03-05, 2022-08-09/2022-09-08, ../1990 or 2014/.."
    )]
    NotADate,
    #[error("there is no month {0}")]
    NoSuchMonth(u32),
    #[error("there is no day {day} in that month, which has {days_in_month}")]
    NoSuchDay { day: u32, days_in_month: u32 },
    #[error("the year {0} is outside {first}–{last}", first = YEARS.start(), last = YEARS.end())]
    YearOutOfRange(i32),
    #[error("`~` and `?` go with a day, a month or a year alone")]
    MisplacedMark,
    #[error("the ends of a span must be days, months or years")]
    VagueEnd,
    #[error("the span ends before it begins")]
    EndsBeforeItBegins,
    #[error("both ends of the span are the same: write it once")]
    SameEnds,
}

impl FromStr for Edtf {
    type Err = EdtfError;

    fn from_str(text: &str) -> Result<Edtf, EdtfError> {
        if text.is_empty() {
            return Err(EdtfError::Empty);
        }
        let shape = match text.split_once('/') {
            Some(("..", "..")) => return Err(EdtfError::NotADate),
            Some(("..", to)) => Shape::UpTo(end(to)?),
            Some((from, "..")) => Shape::From(end(from)?),
            Some((from, to)) => between(end(from)?, end(to)?)?,
            None => alone(text)?,
        };
        Ok(Edtf(shape))
    }
}

fn alone(text: &str) -> Result<Shape, EdtfError> {
    for (mark, marked) in [
        ('~', Shape::About as fn(Calendar) -> Shape),
        ('?', Shape::Uncertain),
    ] {
        if let Some(date) = text.strip_suffix(mark) {
            let misplaced = date.contains(['X', '~', '?']);
            return if misplaced {
                Err(EdtfError::MisplacedMark)
            } else {
                calendar(date).map(marked)
            };
        }
    }
    if let Some(rest) = text.strip_prefix("XXXX-") {
        return every_year(rest);
    }
    match text.strip_suffix('X') {
        Some(rest) => coarse(rest),
        None => calendar(text).map(Shape::Exact),
    }
}

/// What stands before the last X of `199X` or `19XX`. Some year of it must be one of [`YEARS`].
fn coarse(rest: &str) -> Result<Shape, EdtfError> {
    let (first, years, shape) = match rest.strip_suffix('X') {
        Some(century) => (
            number(century, 2)? as i32 * 100,
            100,
            Shape::Century as fn(i32) -> Shape,
        ),
        None => (
            number(rest, 3)? as i32 * 10,
            10,
            Shape::Decade as fn(i32) -> Shape,
        ),
    };
    let possible = first <= *YEARS.end() && first + years > *YEARS.start();
    if possible {
        Ok(shape(first))
    } else {
        Err(EdtfError::YearOutOfRange(first))
    }
}

fn every_year(rest: &str) -> Result<Shape, EdtfError> {
    let (month, day) = match rest.split_once('-') {
        Some((month, day)) => (month, Some(number(day, 2)?)),
        None => (rest, None),
    };
    let month = a_month(number(month, 2)?)?;
    if let Some(day) = day {
        a_day(None, month, day)?;
    }
    Ok(Shape::EveryYear { month, day })
}

fn between(from: Calendar, to: Calendar) -> Result<Shape, EdtfError> {
    if from == to {
        Err(EdtfError::SameEnds)
    } else if from.first() > to.last() {
        Err(EdtfError::EndsBeforeItBegins)
    } else {
        Ok(Shape::Between(from, to))
    }
}

fn end(text: &str) -> Result<Calendar, EdtfError> {
    if text.contains(['X', '~', '?']) {
        Err(EdtfError::VagueEnd)
    } else {
        calendar(text)
    }
}

fn calendar(text: &str) -> Result<Calendar, EdtfError> {
    let mut parts = text.split('-');
    let year = number(parts.next().unwrap_or_default(), 4)?;
    let month = parts.next().map(|part| number(part, 2)).transpose()?;
    let day = parts.next().map(|part| number(part, 2)).transpose()?;
    if parts.next().is_some() {
        return Err(EdtfError::NotADate);
    }
    date_of(year as i32, month, day)
}

/// A date of the calendar from numbers; a day needs its month.
pub(super) fn date_of(
    year: i32,
    month: Option<u32>,
    day: Option<u32>,
) -> Result<Calendar, EdtfError> {
    if !YEARS.contains(&year) {
        return Err(EdtfError::YearOutOfRange(year));
    }
    let Some(month) = month.map(a_month).transpose()? else {
        return if day.is_none() {
            Ok(Calendar::Year(year))
        } else {
            Err(EdtfError::NotADate)
        };
    };
    let Some(day) = day else {
        return Ok(Calendar::Month { year, month });
    };
    a_day(Some(year), month, day)?;
    NaiveDate::from_ymd_opt(year, month, day)
        .map(Calendar::Day)
        .ok_or(EdtfError::NotADate)
}

fn a_month(month: u32) -> Result<u32, EdtfError> {
    if (1..=12).contains(&month) {
        Ok(month)
    } else {
        Err(EdtfError::NoSuchMonth(month))
    }
}

/// That the month has this day. In an unknown year 29 February is possible.
pub(super) fn a_day(year: Option<i32>, month: u32, day: u32) -> Result<(), EdtfError> {
    let days_in_month = days_in(year, month);
    if (1..=days_in_month).contains(&day) {
        Ok(())
    } else {
        Err(EdtfError::NoSuchDay { day, days_in_month })
    }
}

/// Exactly so many ASCII digits.
fn number(text: &str, digits: usize) -> Result<u32, EdtfError> {
    let right = text.len() == digits && text.bytes().all(|b| b.is_ascii_digit());
    if right {
        text.parse().map_err(|_| EdtfError::NotADate)
    } else {
        Err(EdtfError::NotADate)
    }
}

impl Serialize for Edtf {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Edtf {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Edtf, D::Error> {
        let text = Cow::<str>::deserialize(deserializer)?;
        text.parse()
            .map_err(|fault| de::Error::custom(format_args!("{text:?}: {fault}")))
    }
}
