//! A candle: anybody lights it, it burns a day. It is one a life, whoever and however many lit it.

use chrono::{DateTime, TimeDelta, Utc};

use crate::dates::clock;

/// How long it burns.
pub const BURNS: TimeDelta = TimeDelta::hours(24);
/// A candle lit so lately need not be lit again: what it would burn longer nobody would see.
pub const FRESH: TimeDelta = TimeDelta::hours(1);

/// Until when a candle burns that is lit now.
pub fn until(now: DateTime<Utc>) -> DateTime<Utc> {
    now + BURNS
}

/// A candle that would burn longer than this was lit by a clock that was wrong.
pub fn latest(now: DateTime<Utc>) -> DateTime<Utc> {
    clock::latest(now, BURNS)
}

/// Whether one that was lit until then burns now.
pub fn burns(until: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    now < until && until <= latest(now)
}

/// Whether nothing need be written for it to burn a day from now, as near as anyone could tell.
pub fn is_fresh(until: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    burns(until, now) && until - now > BURNS - FRESH
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_candle_burns_a_day_and_not_a_moment_longer() {
        let lit: DateTime<Utc> = "2026-11-28T09:00:00Z".parse().unwrap();
        let until = until(lit);
        assert!(burns(until, lit));
        assert!(burns(until, lit + BURNS - TimeDelta::milliseconds(1)));
        assert!(!burns(until, lit + BURNS));
    }

    #[test]
    fn within_an_hour_it_need_not_be_lit_again() {
        let lit: DateTime<Utc> = "2026-11-28T09:00:00Z".parse().unwrap();
        assert!(is_fresh(until(lit), lit));
        assert!(is_fresh(until(lit), lit + TimeDelta::minutes(59)));
        assert!(!is_fresh(until(lit), lit + FRESH));
    }
}
