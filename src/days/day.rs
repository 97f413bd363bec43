//! A day of the year, as it comes back every year.

use std::fmt;

use chrono::{Datelike, NaiveDate};

/// 1 January to 31 December, 29 February among them. Written as in an address: `03-05`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    month: u32,
    number: u32,
}

/// A year that has every day.
const LEAP: i32 = 2000;

impl Day {
    pub fn new(month: u32, number: u32) -> Option<Day> {
        NaiveDate::from_ymd_opt(LEAP, month, number).map(Day::of)
    }

    pub fn of(date: NaiveDate) -> Day {
        Day {
            month: date.month(),
            number: date.day(),
        }
    }

    /// Reads `03-05`, and `3-5` too: [`Day`] writes what the address should be.
    pub fn read(typed: &str) -> Option<Day> {
        let (month, number) = typed.split_once('-')?;
        Day::new(one_or_two_digits(month)?, one_or_two_digits(number)?)
    }

    pub fn month(self) -> u32 {
        self.month
    }

    /// The day of the month.
    pub fn number(self) -> u32 {
        self.number
    }

    pub fn before(self) -> Day {
        self.in_leap_year().pred_opt().map_or(self, Day::of)
    }

    pub fn after(self) -> Day {
        self.in_leap_year().succ_opt().map_or(self, Day::of)
    }

    /// Whether only some years have it.
    pub fn is_leap_day(self) -> bool {
        (self.month, self.number) == (2, 29)
    }

    /// The days that are remembered on this one in a year: itself, and on 28 February also the 29th when the year has
    /// none. So everybody is remembered every year, in their own month.
    pub fn remembered_in(self, year: i32) -> Vec<Day> {
        let next = self.after();
        let stands_in = next.is_leap_day() && NaiveDate::from_ymd_opt(year, 2, 29).is_none();
        [self]
            .into_iter()
            .chain(stands_in.then_some(next))
            .collect()
    }

    /// All days of a month, 1 to 12; of another number none.
    pub fn of_month(month: u32) -> impl Iterator<Item = Day> {
        (1..=31).map_while(move |number| Day::new(month, number))
    }

    fn in_leap_year(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(LEAP, self.month, self.number).unwrap_or_default()
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}-{:02}", self.month, self.number)
    }
}

/// A month as in an address, `03` or `3`.
pub fn read_month(typed: &str) -> Option<u32> {
    one_or_two_digits(typed).filter(|month| (1..=12).contains(month))
}

fn one_or_two_digits(typed: &str) -> Option<u32> {
    let digits = matches!(typed.len(), 1 | 2) && typed.bytes().all(|b| b.is_ascii_digit());
    typed.parse().ok().filter(|_| digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(typed: &str) -> Day {
        Day::read(typed).unwrap()
    }

    #[test]
    fn a_day_is_read_from_an_address() {
        assert_eq!(day("03-05").to_string(), "03-05");
        assert_eq!(day("3-5").to_string(), "03-05");
        assert_eq!(day("02-29").to_string(), "02-29");
        for wrong in [
            "02-30", "13-01", "00-10", "04-31", "05-00", "ab-cd", "", "-", "03", "03-05-07",
            "003-05", "+3-05", "3-٥",
        ] {
            assert_eq!(Day::read(wrong), None, "{wrong}");
        }
        assert_eq!(read_month("3"), Some(3));
        for wrong in ["0", "13", "003", "", "x"] {
            assert_eq!(read_month(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn each_day_has_one_before_and_one_after() {
        assert_eq!(day("01-01").before(), day("12-31"));
        assert_eq!(day("12-31").after(), day("01-01"));
        assert_eq!(day("02-28").after(), day("02-29"));
        assert_eq!(day("03-01").before(), day("02-29"));
        let mut all = vec![day("01-01")];
        while all.last().unwrap().after() != all[0] {
            all.push(all.last().unwrap().after());
        }
        assert_eq!(all.len(), 366);
        assert_eq!((1..=12).flat_map(Day::of_month).collect::<Vec<_>>(), all);
    }

    #[test]
    fn the_leap_day_is_remembered_every_year() {
        let days = |typed: &str, year| -> Vec<String> {
            let days = day(typed).remembered_in(year);
            days.iter().map(Day::to_string).collect()
        };
        assert_eq!(days("02-28", 2027), ["02-28", "02-29"]);
        assert_eq!(days("02-28", 2028), ["02-28"]);
        assert_eq!(days("02-29", 2027), ["02-29"]);
        assert_eq!(days("02-29", 2028), ["02-29"]);
        assert_eq!(days("02-28", 2100), ["02-28", "02-29"]);
        assert_eq!(days("03-01", 2027), ["03-01"]);
    }
}
