//! Which backups are kept: all of the last day, then the newest of each of seven days, four weeks and twelve months that have
//! one. The rule most people know (grandfather, father, son), by UTC. Pure: what is to go is told by names alone.

use std::collections::BTreeSet;

use chrono::{DateTime, Datelike, NaiveDateTime, SubsecRound, TimeDelta, Utc};

const DAYS: usize = 7;
const WEEKS: usize = 4;
const MONTHS: usize = 12;
const FORM: &str = "memorial-%Y-%m-%dT%H%M%SZ.sqlite3";

/// What a backup of this instant is called.
pub fn name(at: DateTime<Utc>) -> String {
    at.format(FORM).to_string()
}

/// When the backup of this name was made; nothing for any name that [`name`] does not give.
pub fn made_at(file: &str) -> Option<DateTime<Utc>> {
    let at = NaiveDateTime::parse_from_str(file, FORM).ok()?.and_utc();
    (name(at) == file).then_some(at)
}

/// Those that stay. The newest always does; and whatever goes would go as well if newer ones were there.
pub fn kept(made: &[DateTime<Utc>]) -> BTreeSet<DateTime<Utc>> {
    let newest_first: Vec<_> = made
        .iter()
        .copied()
        .collect::<BTreeSet<_>>()
        .into_iter()
        .rev()
        .collect();
    let Some(newest) = newest_first.first() else {
        return BTreeSet::new();
    };
    let lately = |at: &DateTime<Utc>| *newest - *at < TimeDelta::days(1);
    let mut kept: BTreeSet<_> = newest_first.iter().copied().filter(lately).collect();
    kept.extend(first_of_each(&newest_first, DAYS, |at| {
        (at.year(), at.ordinal())
    }));
    kept.extend(first_of_each(&newest_first, WEEKS, |at| {
        (at.iso_week().year(), at.iso_week().week())
    }));
    kept.extend(first_of_each(&newest_first, MONTHS, |at| {
        (at.year(), at.month())
    }));
    kept
}

fn first_of_each(
    newest_first: &[DateTime<Utc>],
    most: usize,
    of: impl Fn(&DateTime<Utc>) -> (i32, u32),
) -> Vec<DateTime<Utc>> {
    let mut seen = BTreeSet::new();
    let first = newest_first.iter().filter(|at| seen.insert(of(at)));
    first.take(most).copied().collect()
}

/// Whether it is time for another. One of the future (the clock was wrong then, or is now) is no reason to wait.
pub fn is_due(made: &[DateTime<Utc>], now: DateTime<Utc>, every: TimeDelta) -> bool {
    let now = now.trunc_subsecs(0);
    !made.iter().any(|at| *at <= now && now - *at < every)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn only_names_of_our_own_are_read() {
        let now = at("2026-11-28T14:30:05Z");
        assert_eq!(name(now), "memorial-2026-11-28T143005Z.sqlite3");
        assert_eq!(made_at(&name(now)), Some(now));
        for other in [
            "memorial.sqlite3",
            "memorial-2026-11-28T143005Z.sqlite3.gz",
            "memorial-2026-11-28.sqlite3",
            "memorial-2026-1-28T143005Z.sqlite3",
            "memorial-2026-11-31T143005Z.sqlite3",
            "Memorial-2026-11-28T143005Z.sqlite3",
        ] {
            assert_eq!(made_at(other), None, "{other}");
        }
    }

    #[test]
    fn a_year_of_daily_backups_leaves_days_weeks_and_months() {
        let begun = at("2026-01-01T03:00:00Z");
        let mut here: Vec<DateTime<Utc>> = Vec::new();
        for day in 0..365 {
            here.push(begun + TimeDelta::days(day));
            here = kept(&here).into_iter().collect();
        }
        let days: Vec<String> = here
            .iter()
            .map(|at| at.format("%m-%d").to_string())
            .collect();
        assert_eq!(
            days,
            [
                "01-31", "02-28", "03-31", "04-30", "05-31", "06-30", "07-31", "08-31", "09-30",
                "10-31", "11-30", "12-13", "12-20", "12-25", "12-26", "12-27", "12-28", "12-29",
                "12-30", "12-31"
            ]
        );
    }

    #[test]
    fn a_backup_is_due_by_the_clock_however_it_jumps() {
        let made = [at("2026-11-28T03:00:00Z"), at("2036-01-01T00:00:00Z")];
        let every = TimeDelta::hours(24);
        assert!(!is_due(&made, at("2026-11-28T20:00:00Z"), every));
        assert!(is_due(&made, at("2026-11-29T03:00:00Z"), every));
        assert!(is_due(&made, at("2026-11-27T03:00:00Z"), every));
        assert!(is_due(&[], at("2026-11-27T03:00:00Z"), every));
    }

    proptest! {
        #[test]
        fn the_newest_is_always_kept_and_what_goes_never_comes_back(
            hours in proptest::collection::vec(0i64..20_000, 1..200),
            later in proptest::collection::vec(0i64..5_000, 0..20),
        ) {
            let begun = at("2025-01-01T00:00:00Z");
            let made: Vec<_> = hours.iter().map(|hour| begun + TimeDelta::hours(*hour)).collect();
            let stay = kept(&made);
            let newest = made.iter().max().copied().unwrap();
            prop_assert!(stay.contains(&newest));
            prop_assert!(stay.iter().all(|at| made.contains(at)));
            // Said twice it is the same.
            let again: Vec<_> = stay.iter().copied().collect();
            prop_assert_eq!(&kept(&again), &stay);
            // Newer ones only ever take places away.
            let mut more = made.clone();
            more.extend(later.iter().map(|hour| newest + TimeDelta::hours(*hour)));
            prop_assert!(kept(&more).iter().filter(|at| made.contains(at)).all(|at| stay.contains(at)));
            // Deleting by the rule and then adding, or adding and then deleting, leaves the same newest.
            let mut one_by_one = again;
            one_by_one.extend(later.iter().map(|hour| newest + TimeDelta::hours(*hour)));
            prop_assert!(kept(&one_by_one).iter().next_back() == kept(&more).iter().next_back());
        }
    }
}
