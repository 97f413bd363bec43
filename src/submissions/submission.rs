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

/// What a family sends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A life that is not told here yet, as far as its family knows.
    Life,
    /// A correction of a life that is public, or something more about it.
    Contribution,
}

impl Kind {
    pub fn word(self) -> &'static str {
        match self {
            Self::Life => "life",
            Self::Contribution => "contribution",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Life, Self::Contribution]
            .into_iter()
            .find(|kind| kind.word() == word)
    }

    /// What is asked, one after another.
    pub fn steps(self) -> &'static [Step] {
        use Step::*;
        match self {
            Self::Life => &[
                Who, Relation, Birth, Death, Burial, Service, Life, Story, Quote, Photos, Contact,
                Consent,
            ],
            Self::Contribution => &[Note, Relation, Photos, Contact, Consent],
        }
    }

    /// What may be answered as well, by whoever wants to say more.
    pub fn further(self) -> &'static [Step] {
        use Step::*;
        match self {
            Self::Life => &[],
            Self::Contribution => &[Quote, Story, Birth, Death, Burial, Service, Life],
        }
    }

    /// All that can be answered.
    pub fn all(self) -> impl Iterator<Item = Step> {
        self.steps().iter().chain(self.further()).copied()
    }

    pub fn has(self, step: Step) -> bool {
        self.all().any(|known| known == step)
    }

    /// From 1; none for what is asked of nobody who does not want it.
    pub fn number(self, step: Step) -> Option<usize> {
        let at = self.steps().iter().position(|known| *known == step);
        at.map(|at| at + 1)
    }

    /// None after the last: then all answers are checked.
    pub fn next(self, step: Step) -> Option<Step> {
        self.steps().get(self.number(step)?).copied()
    }

    pub fn before(self, step: Step) -> Option<Step> {
        self.steps()
            .get(self.number(step)?.checked_sub(2)?)
            .copied()
    }
}

/// The questions, one subject each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Step {
    Who,
    /// What should be put right, or is missing, in one's own words.
    Note,
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
    pub const ALL: [Self; 13] = [
        Self::Who,
        Self::Note,
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
            Self::Note => "note",
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
        assert_eq!(Kind::Life.number(Step::Who), Some(1));
        assert_eq!(Kind::Life.before(Step::Who), None);
        assert_eq!(Kind::Life.before(Step::Relation), Some(Step::Who));
        assert_eq!(Kind::Life.next(Step::Consent), None);
        for step in Step::ALL {
            assert_eq!(Step::from_word(step.word()), Some(step));
            for kind in [Kind::Life, Kind::Contribution] {
                if let Some(next) = kind.next(step) {
                    assert_eq!(kind.before(next), Some(step));
                }
            }
        }
    }

    #[test]
    fn a_contribution_asks_little_and_takes_everything_but_another_name() {
        let contribution = Kind::Contribution;
        assert_eq!(contribution.number(Step::Quote), None);
        assert_eq!(contribution.next(Step::Quote), None);
        for step in Step::ALL {
            assert_eq!(contribution.has(step), step != Step::Who);
            assert_eq!(Kind::Life.has(step), step != Step::Note);
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
