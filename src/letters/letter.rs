//! A letter to a family: what it tells, whether that still holds, when it is tried again, and when it is given up.

use chrono::{DateTime, TimeDelta, Utc};

use crate::submissions::submission::State;

/// How long a letter is tried before it is given up; and after how long it is not begun any more: what it tells is old.
pub const PATIENCE: TimeDelta = TimeDelta::days(5);

/// After how long a letter is tried again of which nobody knows whether it went out: the process died over it.
pub const DOUBT: TimeDelta = TimeDelta::hours(1);

/// What a letter tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The story has arrived.
    Received,
    /// A moderator has a question.
    Asked,
    /// The page is ready to be looked at by its family.
    Proof,
    /// The page is public.
    Published,
    /// The story was not published.
    Refused,
    /// What the family told of a public page was looked at.
    Changed,
    /// A moderator settled what the family asked of its page: to hide, to show again, to erase.
    Hidden,
    /// A moderator has telephoned.
    Called,
}

impl Kind {
    pub const ALL: [Self; 8] = [
        Self::Received,
        Self::Asked,
        Self::Proof,
        Self::Published,
        Self::Refused,
        Self::Changed,
        Self::Hidden,
        Self::Called,
    ];

    pub fn word(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Asked => "asked",
            Self::Proof => "proof",
            Self::Published => "published",
            Self::Refused => "refused",
            Self::Changed => "changed",
            Self::Hidden => "hidden",
            Self::Called => "called",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// Whether the letter is still true of a story that stands here: an answer may have been taken back, or answered,
    /// before the letter about it went out.
    pub fn holds(self, state: &State) -> bool {
        match self {
            Self::Received => matches!(state, State::Pending { .. } | State::Taken { .. }),
            Self::Asked => matches!(state, State::Returned { .. }),
            Self::Published => matches!(state, State::Approved { .. }),
            Self::Refused => matches!(state, State::Refused { .. }),
            Self::Proof | Self::Changed | Self::Hidden | Self::Called => true,
        }
    }
}

/// Where a letter is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    Waiting,
    Sending,
    Sent,
    GivenUp,
    /// Not sent, and nobody is to do anything: the address was taken back, or what it told holds no more.
    Dropped,
}

impl Standing {
    const ALL: [Self; 5] = [
        Self::Waiting,
        Self::Sending,
        Self::Sent,
        Self::GivenUp,
        Self::Dropped,
    ];

    pub fn word(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Sending => "sending",
            Self::Sent => "sent",
            Self::GivenUp => "given-up",
            Self::Dropped => "dropped",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }
}

/// Why a letter did not go out: the kind of thing only, for the mail server's own words may hold the address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The mail server did not answer, not in time, or not so that it could be understood.
    Unreachable,
    /// It does not let the memorial in: the password is wrong, or more than a password is asked for.
    Closed,
    /// It asks to come again (4xx).
    Later,
    /// It will not take this letter, today or tomorrow (5xx).
    Declined,
    /// What the family wrote is no address that a letter can be sent to.
    Address,
}

impl Fault {
    pub fn word(self) -> &'static str {
        match self {
            Self::Unreachable => "unreachable",
            Self::Closed => "closed",
            Self::Later => "later",
            Self::Declined => "declined",
            Self::Address => "address",
        }
    }

    /// Whether another try can help. A closed door is the memorial's own fault, which somebody may put right.
    pub fn may_pass(self) -> bool {
        match self {
            Self::Unreachable | Self::Closed | Self::Later => true,
            Self::Declined | Self::Address => false,
        }
    }

    /// Whether the next letter would meet the same.
    pub fn meets_all(self) -> bool {
        matches!(self, Self::Unreachable | Self::Closed)
    }
}

/// When a letter is tried again after its try number `tries` failed at `now`; never, when that cannot help or it has been
/// tried for long enough.
pub fn again_at(
    fault: Fault,
    tries: i32,
    written_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Option<DateTime<Utc>> {
    if !fault.may_pass() || is_late(written_at, now) {
        return None;
    }
    Some(now + pause(tries))
}

/// Whether what the letter tells is too old to be told.
pub fn is_late(written_at: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    now - written_at >= PATIENCE
}

/// A minute for a server that is only busy, hours for one that is being mended, then once a day.
fn pause(tries: i32) -> TimeDelta {
    match tries {
        ..=1 => TimeDelta::minutes(1),
        2 => TimeDelta::minutes(5),
        3 => TimeDelta::minutes(30),
        4 => TimeDelta::hours(2),
        5 => TimeDelta::hours(8),
        _ => TimeDelta::days(1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const THEN: DateTime<Utc> = DateTime::UNIX_EPOCH;

    /// The minutes after writing at which a letter is tried that never gets through.
    fn tried(fault: Fault) -> Vec<i64> {
        let (mut now, mut tried) = (THEN, Vec::new());
        loop {
            tried.push((now - THEN).num_minutes());
            match again_at(fault, i32::try_from(tried.len()).unwrap(), THEN, now) {
                Some(next) => now = next,
                None => return tried,
            }
        }
    }

    #[test]
    fn what_may_pass_is_tried_with_growing_pauses_for_five_days() {
        let (day, last) = (24 * 60, 1 + 5 + 30 + 2 * 60 + 8 * 60);
        let expected = [
            0,
            1,
            6,
            36,
            156,
            last,
            last + day,
            last + 2 * day,
            last + 3 * day,
            last + 4 * day,
            last + 5 * day,
        ];
        for fault in [Fault::Unreachable, Fault::Closed, Fault::Later] {
            assert_eq!(tried(fault), expected, "{fault:?}");
        }
    }

    #[test]
    fn what_cannot_pass_is_given_up_at_once() {
        for fault in [Fault::Declined, Fault::Address] {
            assert_eq!(tried(fault), [0], "{fault:?}");
        }
    }

    #[test]
    fn a_letter_holds_while_the_story_is_where_it_says() {
        let pending = State::Pending { sent_at: THEN };
        let returned = State::Returned {
            sent_at: THEN,
            at: THEN,
            message: "?".to_owned(),
        };
        let holding = |state: &State| {
            let kinds = [Kind::Received, Kind::Asked, Kind::Published, Kind::Refused];
            kinds.map(|kind| kind.holds(state))
        };
        assert_eq!(holding(&State::Draft), [false; 4]);
        assert_eq!(holding(&pending), [true, false, false, false]);
        assert_eq!(holding(&returned), [false, true, false, false]);
    }

    #[test]
    fn every_word_is_read_back() {
        for kind in Kind::ALL {
            assert_eq!(Kind::from_word(kind.word()), Some(kind));
        }
        for state in Standing::ALL {
            assert_eq!(Standing::from_word(state.word()), Some(state));
        }
        assert_eq!(Kind::from_word("given-up"), None);
    }
}
