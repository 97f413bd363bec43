//! The nationwide minute of silence: every day from 09:00:00 to 09:01:00 by the clock in Kyiv. Whom it shows is a function of
//! that clock and of the names of the day, and of nothing else.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};

use crate::dates::kyiv;

/// So many are named in one minute, each for as long as a name takes to be read aloud and to fall silent.
pub const NAMES: usize = 15;
/// Seconds a name stands.
pub const NAME_STANDS: i64 = 4;
pub const LASTS: TimeDelta = TimeDelta::seconds(60);

/// Where a moment stands towards the minute of its day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    Before,
    During,
    After,
}

/// A moment, as the page of silence sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hour {
    pub today: NaiveDate,
    pub phase: Phase,
    /// The day of the minute that is, or comes next: tomorrow's once today's is over.
    pub next: NaiveDate,
    /// Until it begins; negative while it is.
    pub left: TimeDelta,
}

impl Hour {
    pub fn of(now: DateTime<Utc>) -> Self {
        let today = kyiv::today(now);
        let begins = begins(today);
        let (phase, next) = if now < begins {
            (Phase::Before, today)
        } else if now < begins + LASTS {
            (Phase::During, today)
        } else {
            (Phase::After, today.succ_opt().unwrap_or(today))
        };
        Self {
            today,
            phase,
            next,
            left: self::begins(next) - now,
        }
    }
}

/// Nine o'clock of a day.
pub fn begins(day: NaiveDate) -> DateTime<Utc> {
    kyiv::moment(day, NaiveTime::from_hms_opt(9, 0, 0).unwrap_or_default())
}

/// Which name stands at a moment of the minute, of so many: by its number from nought. None outside of it.
pub fn standing(since_it_began: TimeDelta, names: usize) -> Option<usize> {
    if since_it_began < TimeDelta::zero() || since_it_began >= LASTS {
        return None;
    }
    let turn = usize::try_from(since_it_began.num_seconds() / NAME_STANDS).ok()?;
    turns(names)
        .iter()
        .position(|(first, count)| (*first..first + count).contains(&turn))
}

/// How the turns of a minute fall to so many names, fifteen at most: for each the first, and how many. Every turn is somebody's.
pub fn turns(names: usize) -> Vec<(usize, usize)> {
    let names = names.min(NAMES);
    let first = |name: usize| name * NAMES / names.max(1);
    (0..names)
        .map(|name| (first(name), first(name + 1) - first(name)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(utc: &str) -> Hour {
        Hour::of(utc.parse().unwrap())
    }

    #[test]
    fn the_minute_begins_and_ends_by_the_clock_in_kyiv() {
        let phases = [
            ("2026-11-28T06:59:59.999Z", Phase::Before),
            ("2026-11-28T07:00:00Z", Phase::During),
            ("2026-11-28T07:00:59.999Z", Phase::During),
            ("2026-11-28T07:01:00Z", Phase::After),
            // In summer an hour earlier by the world's clock.
            ("2026-07-15T05:59:59Z", Phase::Before),
            ("2026-07-15T06:00:30Z", Phase::During),
            ("2026-07-15T06:01:00Z", Phase::After),
        ];
        for (utc, phase) in phases {
            assert_eq!(at(utc).phase, phase, "{utc}");
        }
    }

    #[test]
    fn after_it_the_next_one_is_tomorrows_even_when_the_clock_changes_in_between() {
        let evening = at("2024-10-26T18:00:00Z");
        assert_eq!(evening.next.to_string(), "2024-10-27");
        // 21:00 in summer to 09:00 in winter: an hour more than the walls say.
        assert_eq!(evening.left, TimeDelta::hours(13));
        assert_eq!(at("2024-03-30T19:00:00Z").left, TimeDelta::hours(11));
        // Past midnight in Kyiv the day is the new one already.
        assert_eq!(at("2026-11-27T22:30:00Z").today.to_string(), "2026-11-28");
    }

    #[test]
    fn every_turn_of_the_minute_is_somebodys_and_each_name_stands_once() {
        assert!(turns(0).is_empty());
        for names in 1..=20 {
            let turns = turns(names);
            assert_eq!(turns.len(), names.min(NAMES));
            let mut next = 0;
            for (first, count) in turns {
                assert_eq!(first, next);
                assert!(count > 0);
                next = first + count;
            }
            assert_eq!(next, NAMES);
        }
        assert_eq!(
            i64::try_from(NAMES).unwrap() * NAME_STANDS,
            LASTS.num_seconds()
        );
    }

    #[test]
    fn which_name_stands_is_told_by_the_second_alone() {
        let second = |second, names| standing(TimeDelta::seconds(second), names);
        assert_eq!(second(-1, 15), None);
        assert_eq!(second(0, 15), Some(0));
        assert_eq!(second(3, 15), Some(0));
        assert_eq!(second(4, 15), Some(1));
        assert_eq!(second(59, 15), Some(14));
        assert_eq!(second(60, 15), None);
        assert_eq!(second(59, 1), Some(0));
        assert_eq!(second(30, 2), Some(1));
        assert_eq!(second(10, 0), None);
    }
}
