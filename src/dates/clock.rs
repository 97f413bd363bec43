//! A clock that was wrong: what was begun by one that stood in the future would else last until that future comes.

use chrono::{DateTime, TimeDelta, Utc};

/// So much a clock may be put right without anything being noticed.
const LEEWAY: TimeDelta = TimeDelta::days(1);

/// Later than this nothing ends that lasts so long and was begun by a right clock.
pub fn latest(now: DateTime<Utc>, lasts: TimeDelta) -> DateTime<Utc> {
    now + lasts + LEEWAY
}
