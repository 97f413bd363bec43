//! A page that is ready, and what its family says of it.

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};

/// How long a family has to answer; after that a moderator decides, and the page says so.
pub const PROMISED: TimeDelta = TimeDelta::days(7);
/// How far ahead a family may choose the day, in days.
const FARTHEST: u64 = 366;
/// The longest words about what is wrong, in characters.
pub const LONGEST: usize = 4_000;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// Of the record that was shown.
    pub revision: i32,
    pub shown_at: DateTime<Utc>,
    /// The number of the account that approved it, should its family agree.
    pub shown_by: i32,
    pub until: DateTime<Utc>,
    pub answer: Option<Answer>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    Yes {
        at: DateTime<Utc>,
        /// None: at once.
        publish_on: Option<NaiveDate>,
    },
    Wrong {
        at: DateTime<Utc>,
        /// Fields of the record that were ticked.
        facts: Vec<String>,
        words: String,
    },
}

impl Proof {
    /// Whether the family has not answered yet, and still has time.
    pub fn awaits(&self, now: DateTime<Utc>) -> bool {
        self.answer.is_none() && now <= self.until
    }

    /// Whether the promised time passed without an answer.
    pub fn is_overdue(&self, now: DateTime<Utc>) -> bool {
        self.answer.is_none() && now > self.until
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayFault {
    NoDate,
    Past,
    TooFar,
}

/// The day a page is to appear, as a browser's date box sends it; none for today or for nothing chosen.
pub fn day(typed: &str, today: NaiveDate) -> Result<Option<NaiveDate>, DayFault> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    let day = ["%Y-%m-%d", "%d.%m.%Y"]
        .iter()
        .find_map(|form| NaiveDate::parse_from_str(typed, form).ok())
        .ok_or(DayFault::NoDate)?;
    if day < today {
        Err(DayFault::Past)
    } else if today
        .checked_add_days(Days::new(FARTHEST))
        .is_some_and(|last| day > last)
    {
        Err(DayFault::TooFar)
    } else {
        Ok(Some(day).filter(|day| *day > today))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_is_today_or_to_come() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 25).unwrap();
        let tomorrow = today.succ_opt();
        assert_eq!(day("", today), Ok(None));
        assert_eq!(day("2026-11-25", today), Ok(None));
        assert_eq!(day("2026-11-26", today), Ok(tomorrow));
        assert_eq!(day(" 26.11.2026 ", today), Ok(tomorrow));
        assert_eq!(day("2026-11-24", today), Err(DayFault::Past));
        assert_eq!(day("2028-01-01", today), Err(DayFault::TooFar));
        assert_eq!(day("завтра", today), Err(DayFault::NoDate));
    }

    #[test]
    fn a_family_has_the_promised_time_and_not_a_moment_less() {
        let shown_at = DateTime::UNIX_EPOCH;
        let proof = Proof {
            revision: 1,
            shown_at,
            shown_by: 1,
            until: shown_at + PROMISED,
            answer: None,
        };
        assert!(proof.awaits(proof.until) && !proof.is_overdue(proof.until));
        let after = proof.until + TimeDelta::seconds(1);
        assert!(proof.is_overdue(after) && !proof.awaits(after));
        let answered = Proof {
            answer: Some(Answer::Yes {
                at: shown_at,
                publish_on: None,
            }),
            ..proof
        };
        assert!(!answered.is_overdue(after) && !answered.awaits(shown_at));
    }
}
