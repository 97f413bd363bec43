//! Times of day, in Kyiv, and how long something has waited.

use chrono::{DateTime, Datelike, TimeDelta, Utc};

use super::grammar::day_and_month;
use crate::dates::kyiv;
use crate::i18n::typography::tidy;
use crate::i18n::{Lang, Words};

/// «21 листопада, 08:12», “21 November, 08:12”.
pub fn moment(lang: Lang, at: DateTime<Utc>) -> String {
    let date = kyiv::today(at);
    let date = day_and_month(lang, date.day(), date.month());
    tidy(lang, &Words::new(lang).dates_moment(date, clock(at)))
}

/// «14:05», the same in both languages.
pub fn clock(at: DateTime<Utc>) -> String {
    kyiv::local(at).format("%H:%M").to_string()
}

/// «2 дні 6 годин», «6 годин», «12 хвилин»: no finer than one needs. What is negative has only begun.
pub fn waiting(lang: Lang, time: TimeDelta) -> String {
    let w = Words::new(lang);
    let (days, hours, minutes) = (
        time.num_days(),
        time.num_hours() % 24,
        time.num_minutes() % 60,
    );
    if days > 0 && hours > 0 {
        format!("{} {}", w.dates_days(days), w.dates_hours(hours))
    } else if days > 0 {
        w.dates_days(days)
    } else if hours > 0 {
        w.dates_hours(hours)
    } else if minutes > 0 {
        w.dates_minutes(minutes)
    } else {
        w.dates_under_a_minute().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_told_by_the_clock_in_kyiv() {
        let at: DateTime<Utc> = "2026-11-21T06:12:40Z".parse().unwrap();
        assert_eq!(moment(Lang::Uk, at), "21\u{a0}листопада, 08:12");
        assert_eq!(moment(Lang::En, at), "21\u{a0}November, 08:12");
        assert_eq!(clock("2026-07-01T21:05:00Z".parse().unwrap()), "00:05");
    }

    #[test]
    fn waiting_is_said_no_finer_than_one_needs() {
        let uk = |minutes| waiting(Lang::Uk, TimeDelta::minutes(minutes)).replace('\u{a0}', " ");
        assert_eq!(uk(2 * 24 * 60 + 6 * 60 + 5), "2 дні 6 годин");
        assert_eq!(uk(5 * 24 * 60), "5 днів");
        assert_eq!(uk(21 * 60 + 59), "21 година");
        assert_eq!(uk(3), "3 хвилини");
        assert_eq!(uk(0), "менше хвилини");
        assert_eq!(uk(-10_000), "менше хвилини");
        assert_eq!(
            waiting(Lang::En, TimeDelta::hours(25)),
            "1\u{a0}day 1\u{a0}hour"
        );
    }
}
