//! The clock in Kyiv, by which every time of day is printed.
//!
//! The rule in force since 1996: UTC+2, and UTC+3 from the last Sunday of March to the last Sunday of October, changing
//! at 01:00 UTC. (The law of July 2024 that would end the change was not signed; if it is, this file is the place.)

use chrono::{DateTime, Datelike, Duration, NaiveDate, NaiveDateTime, Utc};

/// The date and time on a wall in Kyiv.
pub fn local(at: DateTime<Utc>) -> NaiveDateTime {
    let at = at.naive_utc();
    let summer = last_sunday(at.year(), 3)..last_sunday(at.year(), 10);
    let hours = if summer.contains(&(at - Duration::hours(1))) {
        3
    } else {
        2
    };
    at + Duration::hours(hours)
}

/// The date in Kyiv: what "today" means to a family.
pub fn today(now: DateTime<Utc>) -> NaiveDate {
    local(now).date()
}

/// When a day begins in Kyiv; the clock never changes at midnight.
pub fn start_of(day: NaiveDate) -> DateTime<Utc> {
    let midnight = day.and_time(chrono::NaiveTime::MIN);
    let summer = (midnight - Duration::hours(3)).and_utc();
    if local(summer) == midnight {
        summer
    } else {
        (midnight - Duration::hours(2)).and_utc()
    }
}

/// When a clock on a wall in Kyiv shows this time of a day. In the night of autumn when an hour comes twice, its first time; the
/// hour of spring that is left out, by the clock as it was before.
pub fn moment(day: NaiveDate, time: chrono::NaiveTime) -> DateTime<Utc> {
    let wall = day.and_time(time);
    let summer = (wall - Duration::hours(3)).and_utc();
    if local(summer) == wall {
        summer
    } else {
        (wall - Duration::hours(2)).and_utc()
    }
}

/// When a day begins in Kyiv, and how many seconds it has: an hour more or less where the clock changes.
pub fn length(day: NaiveDate) -> (DateTime<Utc>, i64) {
    let begins = start_of(day);
    let ends = start_of(day.succ_opt().unwrap_or(day));
    (begins, (ends - begins).num_seconds())
}

/// Midnight of a month's last Sunday; March and October both have 31 days.
fn last_sunday(year: i32, month: u32) -> NaiveDateTime {
    let last = NaiveDate::from_ymd_opt(year, month, 31).unwrap_or_default();
    let sunday = last - Duration::days(last.weekday().num_days_from_sunday().into());
    sunday.and_time(chrono::NaiveTime::MIN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_changes_on_the_last_sundays() {
        let wall = |utc: &str| local(utc.parse().unwrap()).to_string();
        assert_eq!(wall("2026-01-15T06:12:00Z"), "2026-01-15 08:12:00");
        assert_eq!(wall("2026-07-15T22:30:00Z"), "2026-07-16 01:30:00");
        assert_eq!(wall("2024-03-31T00:59:59Z"), "2024-03-31 02:59:59");
        assert_eq!(wall("2024-03-31T01:00:00Z"), "2024-03-31 04:00:00");
        assert_eq!(wall("2024-10-27T00:59:59Z"), "2024-10-27 03:59:59");
        assert_eq!(wall("2024-10-27T01:00:00Z"), "2024-10-27 03:00:00");
    }

    #[test]
    fn nine_o_clock_is_nine_on_the_wall_on_every_day() {
        let nine = chrono::NaiveTime::from_hms_opt(9, 0, 0).unwrap();
        let at = |day: &str| moment(day.parse().unwrap(), nine).to_rfc3339();
        assert_eq!(at("2026-01-15"), "2026-01-15T07:00:00+00:00");
        assert_eq!(at("2026-07-15"), "2026-07-15T06:00:00+00:00");
        // The clock changed at night: summer's hour holds at nine, and winter's.
        assert_eq!(at("2024-03-31"), "2024-03-31T06:00:00+00:00");
        assert_eq!(at("2024-10-27"), "2024-10-27T07:00:00+00:00");
        let mut day: NaiveDate = "2026-01-01".parse().unwrap();
        while day.year() == 2026 {
            assert_eq!(local(moment(day, nine)), day.and_time(nine));
            day = day.succ_opt().unwrap();
        }
    }

    #[test]
    fn a_day_begins_by_the_clock_that_holds_at_its_midnight() {
        let begins = |day: &str| start_of(day.parse().unwrap()).to_rfc3339();
        assert_eq!(begins("2026-01-15"), "2026-01-14T22:00:00+00:00");
        assert_eq!(begins("2026-07-15"), "2026-07-14T21:00:00+00:00");
        // The days on which it changes, at three in the morning, begin as the day before went.
        assert_eq!(begins("2024-03-31"), "2024-03-30T22:00:00+00:00");
        assert_eq!(begins("2024-10-27"), "2024-10-26T21:00:00+00:00");
    }
}
