//! On which days a family is written to, and from which hour on.
//!
//! On the day itself, and not the day before: a family needs no reminder of the date. The letter says that on this day others
//! read and remember too, which is true on that day alone, and a day's notice would only make the heavy day two.

use chrono::{DateTime, NaiveDate, Timelike, Utc};

use crate::dates::{Edtf, kyiv};
use crate::days::day::Day;
use crate::days::turn;

/// Not before anybody is up, in Kyiv. Until the day is over: what could not go out in the morning may still go out.
const FROM: u32 = 8;

/// What a family asked for; never nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wish {
    pub on_death: bool,
    pub on_birth: bool,
}

impl Wish {
    pub fn of(on_death: bool, on_birth: bool) -> Option<Wish> {
        (on_death || on_birth).then_some(Wish { on_death, on_birth })
    }
}

/// What is remembered on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Death,
    Birth,
    /// Somebody fell on a birthday.
    Both,
}

impl Kind {
    pub fn word(self) -> &'static str {
        match self {
            Self::Death => "death",
            Self::Birth => "birth",
            Self::Both => "both",
        }
    }
}

/// The day in Kyiv whose letters go out now; none in the night.
pub fn day_to_write(now: DateTime<Utc>) -> Option<NaiveDate> {
    let local = kyiv::local(now);
    (local.hour() >= FROM).then(|| local.date())
}

/// The day of the year of a date that is known to the day; 29 February among them.
pub fn day_of(date: Option<&Edtf>) -> Option<Day> {
    turn::own_day(date?)
}

/// What a family that asked so is written of on a date.
pub fn kind(wish: Wish, date: NaiveDate, died: Option<&Edtf>, born: Option<&Edtf>) -> Option<Kind> {
    use chrono::Datelike;
    let days = Day::of(date).remembered_in(date.year());
    let is_on = |wanted: bool, of: Option<&Edtf>| {
        wanted && day_of(of).is_some_and(|own| days.contains(&own))
    };
    match (is_on(wish.on_death, died), is_on(wish.on_birth, born)) {
        (true, true) => Some(Kind::Both),
        (true, false) => Some(Kind::Death),
        (false, true) => Some(Kind::Birth),
        (false, false) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_go_out_from_eight_until_the_day_is_over() {
        let day = |utc: &str| day_to_write(utc.parse().unwrap()).map(|day| day.to_string());
        assert_eq!(day("2027-03-05T05:59:59Z"), None);
        assert_eq!(day("2027-03-05T06:00:00Z").as_deref(), Some("2027-03-05"));
        assert_eq!(day("2027-03-05T21:59:59Z").as_deref(), Some("2027-03-05"));
        assert_eq!(day("2027-03-05T22:00:00Z"), None);
    }

    #[test]
    fn a_family_is_written_of_what_it_asked_for() {
        let of = |on_death, on_birth, date: &str, died: &str, born: &str| {
            let [died, born] = [died, born].map(|date| date.parse::<Edtf>().ok());
            let wish = Wish::of(on_death, on_birth)?;
            kind(wish, date.parse().unwrap(), died.as_ref(), born.as_ref())
        };
        let (died, born) = ("2024-03-05", "1996-05-14");
        assert_eq!(of(true, true, "2027-03-05", died, born), Some(Kind::Death));
        assert_eq!(of(true, true, "2027-05-14", died, born), Some(Kind::Birth));
        assert_eq!(of(false, true, "2027-03-05", died, born), None);
        assert_eq!(of(true, false, "2027-05-14", died, born), None);
        assert_eq!(
            of(true, true, "2027-03-05", died, "1996-03-05"),
            Some(Kind::Both)
        );
        // A month is no day, and 29 February has its day every year.
        assert_eq!(of(true, true, "2027-03-01", "2024-03", "1996-03"), None);
        assert_eq!(
            of(true, true, "2027-02-28", "2024-02-29", born),
            Some(Kind::Death)
        );
        assert_eq!(of(true, true, "2028-02-28", "2024-02-29", born), None);
        assert_eq!(Wish::of(false, false), None);
    }
}
