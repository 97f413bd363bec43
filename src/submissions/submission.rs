//! A story on its way: where it stands, the questions it answers, and who may still write in it.

use chrono::{DateTime, Utc};

/// The longest all answers of one story may be together, in bytes of JSON: a story of 100,000 letters in both languages
/// and room for the rest. What is longer is not kept.
pub const LONGEST_ANSWERS: usize = 512 * 1024;

/// Where a story stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// Being written, seen by nobody else.
    Draft,
    /// Sent and waiting; the family may still write.
    Pending { sent_at: DateTime<Utc> },
    /// A moderator is reading it: nobody else writes.
    Taken {
        sent_at: DateTime<Utc>,
        by: i32,
        at: DateTime<Utc>,
    },
    /// Back with the family, with a moderator's question.
    Returned {
        sent_at: DateTime<Utc>,
        at: DateTime<Utc>,
        message: String,
    },
    Approved {
        sent_at: DateTime<Utc>,
        at: DateTime<Utc>,
        hero_id: i32,
    },
    Refused {
        sent_at: DateTime<Utc>,
        at: DateTime<Utc>,
        reason: String,
    },
}

impl State {
    /// Whether the family may write: until somebody has taken it up to read.
    pub fn is_open(&self) -> bool {
        matches!(
            self,
            Self::Draft | Self::Pending { .. } | Self::Returned { .. }
        )
    }

    /// Whether it is the family's turn to send.
    pub fn can_be_sent(&self) -> bool {
        matches!(self, Self::Draft | Self::Returned { .. })
    }
}

/// The questions, one subject each, in the order they are asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Step {
    Who,
    Relation,
    Birth,
    Death,
    Burial,
    Service,
    Life,
    Story,
    Quote,
    Photos,
    Contact,
    Consent,
}

impl Step {
    pub const ALL: [Self; 12] = [
        Self::Who,
        Self::Relation,
        Self::Birth,
        Self::Death,
        Self::Burial,
        Self::Service,
        Self::Life,
        Self::Story,
        Self::Quote,
        Self::Photos,
        Self::Contact,
        Self::Consent,
    ];

    /// As in an address.
    pub fn word(self) -> &'static str {
        match self {
            Self::Who => "who",
            Self::Relation => "relation",
            Self::Birth => "birth",
            Self::Death => "death",
            Self::Burial => "burial",
            Self::Service => "service",
            Self::Life => "life",
            Self::Story => "story",
            Self::Quote => "quote",
            Self::Photos => "photos",
            Self::Contact => "contact",
            Self::Consent => "consent",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.word() == word)
    }

    /// From 1. The last number, after all steps, is the check of all answers.
    pub fn number(self) -> usize {
        Self::ALL.iter().position(|step| *step == self).unwrap_or(0) + 1
    }

    /// None after the last: then all answers are checked.
    pub fn next(self) -> Option<Self> {
        Self::ALL.get(self.number()).copied()
    }

    pub fn before(self) -> Option<Self> {
        Self::ALL.get(self.number().checked_sub(2)?).copied()
    }

    /// The name, the relation and the consent are all that a story cannot do without.
    pub fn can_be_skipped(self) -> bool {
        !matches!(self, Self::Who | Self::Relation | Self::Consent)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_follow_each_other() {
        assert_eq!(Step::Who.number(), 1);
        assert_eq!(Step::Who.before(), None);
        assert_eq!(Step::Relation.before(), Some(Step::Who));
        assert_eq!(Step::Consent.next(), None);
        for step in Step::ALL {
            assert_eq!(Step::from_word(step.word()), Some(step));
            if let Some(next) = step.next() {
                assert_eq!(next.before(), Some(step));
            }
        }
    }

    #[test]
    fn a_story_is_open_until_somebody_reads_it() {
        let at = DateTime::UNIX_EPOCH;
        assert!(State::Draft.is_open() && State::Draft.can_be_sent());
        assert!(State::Pending { sent_at: at }.is_open());
        assert!(!State::Pending { sent_at: at }.can_be_sent());
        let taken = State::Taken {
            sent_at: at,
            by: 1,
            at,
        };
        assert!(!taken.is_open() && !taken.can_be_sent());
    }
}
