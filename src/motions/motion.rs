//! A motion: an act that one person proposes and only another person does.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::heroes::hero::Record;
use crate::heroes::visibility::Visibility;

/// How long one person alone may keep a page hidden, and how young an approval is that one person may take back.
pub const ALONE: TimeDelta = TimeDelta::hours(24);
/// How long after that the same person may not hide the same page again.
pub const REST: TimeDelta = TimeDelta::days(7);
/// The longest that a page is hidden and still comes back by itself.
pub const MOST_DAYS: u32 = 90;

/// Exactly what would be done. Another kind is one more variant here, its word below, and one arm each in
/// `performing::perform`, `performing::stands` and `performing::after`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "kebab-case")]
pub enum Kind {
    /// The page goes down until somebody brings it back.
    Withdraw,
    /// A page that is down on its family's word comes back.
    Restore,
    /// The page goes down for these days, counted from when it is seconded.
    Hide { days: u32 },
    /// The page says this from then on.
    Revise {
        record: Box<Record>,
        /// Facts that come with it and are for few eyes.
        #[serde(default)]
        narrowed: Visibility,
        /// The version that this is, when it is one from before.
        #[serde(default)]
        back_to: Option<i32>,
        /// The story that tells it.
        #[serde(default)]
        submission_id: Option<i32>,
    },
    /// The page goes down and the story it was made of comes back to the desk.
    UndoApproval { submission_id: i32 },
}

impl Kind {
    /// As in the table; `revise` may be proposed several times at once, anything else once for a life.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Withdraw => "withdraw",
            Self::Restore => "restore",
            Self::Hide { .. } => "hide",
            Self::Revise { .. } => "revise",
            Self::UndoApproval { .. } => "undo-approval",
        }
    }

    /// The story it comes from or goes back to.
    pub fn submission_id(&self) -> Option<i32> {
        match self {
            Self::Revise { submission_id, .. } => *submission_id,
            Self::UndoApproval { submission_id } => Some(*submission_id),
            Self::Withdraw | Self::Restore | Self::Hide { .. } => None,
        }
    }
}

/// Where a motion stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    Open,
    Seconded,
    Refused,
    TakenBack,
    /// The life changed, and the same was proposed anew.
    Lapsed,
}

impl Standing {
    pub const ALL: [Self; 5] = [
        Self::Open,
        Self::Seconded,
        Self::Refused,
        Self::TakenBack,
        Self::Lapsed,
    ];

    pub fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Seconded => "seconded",
            Self::Refused => "refused",
            Self::TakenBack => "taken-back",
            Self::Lapsed => "lapsed",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.word() == word)
    }
}

#[derive(Debug, Clone)]
pub struct Motion {
    pub id: i32,
    pub hero_id: i32,
    /// The version of the life it was made from.
    pub version: i32,
    pub kind: Kind,
    pub reason: String,
    pub proposed_by: i32,
    pub proposer: String,
    pub proposed_at: DateTime<Utc>,
    pub standing: Standing,
    pub decided: Option<Decided>,
}

#[derive(Debug, Clone)]
pub struct Decided {
    /// None: it lapsed by itself.
    pub by: Option<String>,
    pub at: DateTime<Utc>,
    pub outcome: Option<String>,
}

/// Why two accounts are no two people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// Whoever proposed it decides nothing at the desk any more.
    Gone,
    /// One of them invited the other, or gave them a new password, within [`REST`].
    Opened,
}

/// What somebody does with a motion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    Second,
    Refuse,
    TakeBack,
}

impl Motion {
    /// One who proposes may only take back; seconding and refusing are another account's, whatever its role.
    pub fn may(&self, answer: Answer, account: i32) -> bool {
        let own = self.proposed_by == account;
        self.standing == Standing::Open
            && match answer {
                Answer::Second | Answer::Refuse => !own,
                Answer::TakeBack => own,
            }
    }
}

/// Whether a change of what is public takes two people: it changes the name, in either script, or the day of death.
pub fn needs_second(before: &Record, after: &Record) -> bool {
    before.name != after.name || before.latin() != after.latin() || before.died != after.died
}

#[cfg(test)]
mod tests {
    use super::*;

    fn motion(standing: Standing) -> Motion {
        Motion {
            id: 1,
            hero_id: 1,
            version: 1,
            kind: Kind::Withdraw,
            reason: "Просить родина".to_owned(),
            proposed_by: 1,
            proposer: "Олена М.".to_owned(),
            proposed_at: DateTime::UNIX_EPOCH,
            standing,
            decided: None,
        }
    }

    #[test]
    fn nobody_seconds_or_refuses_what_they_proposed_and_nobody_else_takes_it_back() {
        let may = |account| {
            [Answer::Second, Answer::Refuse, Answer::TakeBack]
                .map(|answer| motion(Standing::Open).may(answer, account))
        };
        assert_eq!(may(1), [false, false, true]);
        assert_eq!(may(2), [true, true, false]);
    }

    #[test]
    fn what_is_decided_is_decided() {
        for standing in Standing::ALL.into_iter().skip(1) {
            assert_eq!(Standing::from_word(standing.word()), Some(standing));
            for account in [1, 2] {
                for answer in [Answer::Second, Answer::Refuse, Answer::TakeBack] {
                    assert!(!motion(standing).may(answer, account));
                }
            }
        }
    }

    #[test]
    fn a_name_and_a_day_of_death_take_two_and_all_else_one() {
        let record = |json: &str| serde_json::from_str::<Record>(json).unwrap();
        let before = record(
            r#"{"name": {"family": "Лисюк", "given": "Юрій"}, "born": "1996", "died": "2024-03-05"}"#,
        );
        let change = |change: fn(&mut Record)| {
            let mut after = before.clone();
            change(&mut after);
            needs_second(&before, &after)
        };
        assert!(change(|record| record.name.family = "Лісюк".to_owned()));
        assert!(change(|record| record.name.given = "Юра".to_owned()));
        assert!(change(
            |record| record.name.patronymic = Some("Іванович".to_owned())
        ));
        assert!(change(|record| record.died = None));
        assert!(change(|record| {
            let mut latin = record.latin();
            latin.family = "Lysyuk".to_owned();
            record.latin = Some(latin);
        }));
        // The spelling that everyone reads already, written out.
        assert!(!change(|record| record.latin = Some(record.latin())));
        assert!(!change(|record| record.born = None));
        assert!(!change(|record| record.call_sign = Some("Лис".to_owned())));
    }

    #[test]
    fn a_kind_is_read_back_as_it_was_written() {
        let record = r#"{"name": {"family": "Лисюк", "given": "Юрій"}}"#;
        let kinds = [
            Kind::Withdraw,
            Kind::Restore,
            Kind::Hide { days: 7 },
            Kind::Revise {
                record: Box::new(serde_json::from_str(record).unwrap()),
                narrowed: Visibility::default(),
                back_to: Some(1),
                submission_id: None,
            },
            Kind::UndoApproval { submission_id: 7 },
        ];
        for kind in kinds {
            let written = serde_json::to_string(&kind).unwrap();
            assert_eq!(serde_json::from_str::<Kind>(&written).unwrap(), kind);
        }
    }
}
