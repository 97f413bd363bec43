//! How long a story stays in the hands it is in.

use chrono::{DateTime, TimeDelta, Utc};

use crate::dates::clock;

/// From the last thing its holder did with it. After that it waits for everyone again.
pub const HOLD: TimeDelta = TimeDelta::hours(2);

/// Until when a story is held whose holder has just done something with it.
pub fn until(last_act: DateTime<Utc>) -> DateTime<Utc> {
    last_act + HOLD
}

/// A claim that ends later than this was made by a clock that was wrong, and holds nothing.
pub fn latest(now: DateTime<Utc>) -> DateTime<Utc> {
    clock::latest(now, HOLD)
}

/// Whether nobody holds it any more. What has no end is held until somebody takes it over.
pub fn is_over(held_until: Option<DateTime<Utc>>, now: DateTime<Utc>) -> bool {
    held_until.is_some_and(|until| until <= now || until > latest(now))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_claim_lasts_two_hours_from_the_last_act_and_not_a_moment_more() {
        let then = DateTime::UNIX_EPOCH;
        let end = until(then);
        assert!(!is_over(Some(end), end - TimeDelta::seconds(1)));
        assert!(is_over(Some(end), end));
        assert!(!is_over(None, end + TimeDelta::days(400)));
    }
}
