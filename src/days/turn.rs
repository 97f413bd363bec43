//! Whose turn on the front page is when: the whole rule, in one place.
//!
//! A year in Kyiv is one round, and everyone has one turn in it.
//!
//! 1. Everyone's turn falls on a day of their own: the day of death; where that is not known to the day, the birthday; where
//!    only a month is known, a day of that month; where none is, a day of the year. The last two are drawn by the permanent
//!    number alone, so that whoever comes after changes nobody's day.
//! 2. All whose turn falls on one day share it in equal stretches: of `n` people each is shown for `length / n`. The order
//!    within the day is mixed anew every year, so that nobody always has the night.
//! 3. On a day that is nobody's, whoever was shown last is shown until the next turn begins.
//! 4. Whoever was published on the day itself waits for their next turn, unless the day would be nobody's without them.
//!
//! So nobody comes twice before everybody came once: between two turns of one life lies a whole year, in which the day of
//! every other life comes once. With 100,000 lives some 273 share a day, and each is shown for five minutes; with 366, each for
//! a day. A corrected date moves a turn; nothing else does.

use super::day::Day;
use crate::dates::{Edtf, Remembered};

/// The day of the year on which a life has its turn.
pub fn day(number: i32, died: Option<&Edtf>, born: Option<&Edtf>) -> Day {
    let known = [died, born].map(|date| date.and_then(Edtf::remembered_on));
    let own = known.iter().flatten().find_map(|date| match date {
        Remembered::Day { month, day } => Day::new(*month, *day),
        Remembered::Month { .. } => None,
    });
    let in_month = || {
        known.iter().flatten().find_map(|date| match date {
            Remembered::Month { month } => drawn(number, Day::of_month(*month)),
            Remembered::Day { .. } => None,
        })
    };
    own.or_else(in_month)
        .or_else(|| drawn(number, (1..=12).flat_map(Day::of_month)))
        .unwrap_or_else(|| Day::of(chrono::NaiveDate::default()))
}

/// The day of the year on which a date is remembered, where it is known to the day.
pub fn own_day(date: &Edtf) -> Option<Day> {
    match date.remembered_on()? {
        Remembered::Day { month, day } => Day::new(month, day),
        Remembered::Month { .. } => None,
    }
}

/// Whether a day or a month of this life is remembered at all.
pub fn is_remembered(died: Option<&Edtf>, born: Option<&Edtf>) -> bool {
    [died, born]
        .into_iter()
        .flatten()
        .any(|date| date.remembered_on().is_some())
}

/// 263 shares no divisor with the number of days of a month or a year: neighbours by number are days apart, and 366 numbers
/// one after another take every day of a year once.
fn drawn(number: i32, days: impl Iterator<Item = Day>) -> Option<Day> {
    let days: Vec<Day> = days.collect();
    let at = (i64::from(number) * 263).rem_euclid(i64::try_from(days.len()).ok()?);
    days.get(usize::try_from(at).ok()?).copied()
}

/// Those of one day in the order in which they are shown in a year.
pub fn in_order(year: i32, mut numbers: Vec<i32>) -> Vec<i32> {
    numbers.sort_by_key(|number| (mixed(year, *number), *number));
    numbers.dedup();
    numbers
}

/// SplitMix64 of the year and the number (Steele, Lea and Flood, 2014): anybody can compute it again.
fn mixed(year: i32, number: i32) -> u64 {
    let seed = (u64::from(year.cast_unsigned()) << 32) | u64::from(number.cast_unsigned());
    let mut z = seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// Which of `of` people is shown `elapsed` seconds after the day began. `length` is how many the day has: an hour more or less
/// on the days on which the clock changes. Of nobody, 0.
pub fn whose(elapsed: i64, length: i64, of: usize) -> usize {
    let people = i64::try_from(of).unwrap_or(i64::MAX);
    let elapsed = elapsed.clamp(0, length - 1);
    usize::try_from(elapsed * people / length.max(1)).unwrap_or_default()
}

/// When the stretch of one of `of` people begins and ends, in seconds of the day.
pub fn stretch(place: usize, of: usize, length: i64) -> (i64, i64) {
    let edge = |place: usize| {
        let place = i64::try_from(place).unwrap_or_default();
        let people = i64::try_from(of.max(1)).unwrap_or(i64::MAX);
        // The first whole second that is theirs by `whose`.
        (place * length + people - 1) / people
    };
    (edge(place), edge(place + 1))
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet, HashMap};

    use chrono::{Datelike, NaiveDate};
    use proptest::prelude::*;

    use super::*;

    fn of(number: i32, died: &str, born: &str) -> String {
        let read = |text: &str| text.parse::<Edtf>().ok();
        day(number, read(died).as_ref(), read(born).as_ref()).to_string()
    }

    #[test]
    fn a_turn_falls_on_ones_own_day() {
        assert_eq!(of(1, "2024-03-05", "1996-05-14"), "03-05");
        assert_eq!(of(1, "2024-03", "1996-05-14"), "05-14");
        assert_eq!(of(1, "", "1996-05-14"), "05-14");
        assert_eq!(of(1, "2024-02-29", ""), "02-29");
        // Known to the month: within it. Not known: anywhere.
        for number in 1..400 {
            assert!(of(number, "2024-02", "1996").starts_with("02-"));
            assert!(of(number, "2024", "1996-04").starts_with("04-"));
        }
        let drawn: BTreeSet<String> = (1..=366).map(|number| of(number, "2024~", "")).collect();
        assert_eq!(drawn.len(), 366);
        let in_may: BTreeSet<String> = (1..=31).map(|number| of(number, "2024-05", "")).collect();
        assert_eq!(in_may.len(), 31);
    }

    #[test]
    fn all_of_a_day_share_it_in_equal_stretches() {
        for length in [82_800, 86_400, 90_000] {
            for people in [1, 2, 7, 273, 1000] {
                let mut seconds = vec![0; people];
                for second in 0..length {
                    seconds[whose(second, length, people)] += 1;
                }
                let (least, most) = (seconds.iter().min(), seconds.iter().max());
                assert!(most.unwrap() - least.unwrap() <= 1, "{people}");
                for (place, seconds) in seconds.iter().enumerate() {
                    let (from, until) = stretch(place, people, length);
                    assert_eq!(until - from, *seconds);
                    assert_eq!(whose(from, length, people), place);
                    assert_eq!(whose(until - 1, length, people), place);
                }
            }
        }
    }

    #[test]
    fn nobody_always_has_the_night() {
        let people: Vec<i32> = (1..=10).collect();
        let firsts: BTreeSet<i32> = (2026..2100)
            .map(|year| in_order(year, people.clone())[0])
            .collect();
        assert_eq!(firsts.len(), 10);
        // The mix as its authors give it: seed 0 begins with this number.
        assert_eq!(mixed(0, 0), 0xE220_A839_7B1D_CDAF);
    }

    /// A life as the front page knows it: number, day of its turn, the days between which it is public.
    #[derive(Debug, Clone)]
    struct Known {
        number: i32,
        day: Day,
        from: i64,
        until: i64,
    }

    /// Who is large in every stretch of a day, by the rule; the last of the day before where there is nobody.
    fn shown(lives: &[Known], date: NaiveDate, at: i64, last: Option<i32>) -> Vec<i32> {
        let days = Day::of(date).remembered_in(date.year());
        let of_day = |known: &&Known| days.contains(&known.day) && at < known.until;
        let before: Vec<i32> = lives
            .iter()
            .filter(|known| of_day(known) && known.from < at)
            .map(|known| known.number)
            .collect();
        let today: Vec<i32> = lives
            .iter()
            .filter(|known| of_day(known) && known.from <= at)
            .map(|known| known.number)
            .collect();
        let due = if before.is_empty() { today } else { before };
        if due.is_empty() {
            return last.into_iter().collect();
        }
        in_order(date.year(), due)
    }

    fn lives() -> impl Strategy<Value = Vec<Known>> {
        let dates = prop_oneof![
            Just(String::new()),
            (1u32..=12).prop_map(|month| format!("2024-{month:02}")),
            (1u32..=12, 1u32..=28).prop_map(|(month, day)| format!("2024-{month:02}-{day:02}")),
            Just("2024-02-29".to_owned()),
            // Many fell on one day.
            Just("2022-02-24".to_owned()),
        ];
        let known = (dates, -50i64..700, 1i64..900);
        prop::collection::vec(known, 1..120).prop_map(|all| {
            let known = all.into_iter().zip(1..);
            known
                .map(|((died, from, during), number)| Known {
                    number,
                    day: day(number, died.parse::<Edtf>().ok().as_ref(), None),
                    from,
                    until: from + during,
                })
                .collect()
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        /// Two simulated years, 2027 and 2028, with lives that come and go: within a round nobody's turn begins twice, and
        /// everybody who is public all through the day of their turn is shown on it.
        #[test]
        fn within_a_year_everyone_comes_once_before_anyone_twice(lives in lives()) {
            let start = NaiveDate::from_ymd_opt(2027, 1, 1).unwrap();
            let mut last = None;
            let mut begun: HashMap<(i32, i32), Vec<i64>> = HashMap::new();
            let mut on: BTreeMap<i64, Vec<i32>> = BTreeMap::new();
            for at in 0..731 {
                let date = start + chrono::Duration::days(at);
                let today = shown(&lives, date, at, last);
                for number in &today {
                    let known = lives.iter().find(|known| known.number == *number).unwrap();
                    let of_today = Day::of(date).remembered_in(date.year()).contains(&known.day);
                    // Who only goes on being shown begins nothing.
                    if of_today {
                        begun.entry((date.year(), *number)).or_default().push(at);
                    } else {
                        prop_assert_eq!(Some(*number), last);
                    }
                }
                last = today.last().copied().or(last);
                on.insert(at, today);
            }
            for ((year, number), turns) in &begun {
                prop_assert!(turns.len() == 1, "{} came {} times in {}", number, turns.len(), year);
            }
            for known in &lives {
                for at in 0..731 {
                    let date = start + chrono::Duration::days(at);
                    let own = Day::of(date).remembered_in(date.year()).contains(&known.day);
                    if own && known.from < at && at < known.until {
                        prop_assert!(on[&at].contains(&known.number));
                    }
                }
            }
        }

        /// One life that is taken down in the middle of a day takes nobody else's turn with it.
        #[test]
        fn a_life_that_goes_takes_nobody_along(people in 2usize..40, gone in 0usize..40, when in 0i64..86_400) {
            let order: Vec<usize> = (0..people).collect();
            let gone = gone % people;
            let left: Vec<usize> = order.iter().copied().filter(|one| *one != gone).collect();
            let mut seen = BTreeSet::new();
            for second in 0..86_400 {
                let of = if second < when { &order } else { &left };
                seen.insert(of[whose(second, 86_400, of.len())]);
            }
            for one in left {
                prop_assert!(seen.contains(&one), "{one}");
            }
        }
    }
}
