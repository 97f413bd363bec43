//! Who may decide a story, and what a decision is: it is made of the very revision that was read, once, by whoever has the
//! story in hand.

use super::joining::Choices;
use crate::submissions::submission::State;

/// Words to a family, or a reason: never empty, at most 4000 characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message(String);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MessageFault {
    Empty,
    TooLong,
}

impl Message {
    pub const LONGEST: usize = 4000;

    pub fn parse(typed: &str) -> Result<Self, MessageFault> {
        let words = typed.replace("\r\n", "\n");
        match words.trim() {
            "" => Err(MessageFault::Empty),
            long if long.chars().count() > Self::LONGEST => Err(MessageFault::TooLong),
            words => Ok(Self(words.to_owned())),
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Why something is done that a story tells: the pages write it out in words.
    pub fn of_submission(id: i32) -> Self {
        Self(format!("submission {id}"))
    }

    /// A reason that two people stand behind, with their names.
    pub fn signed(&self, first: &str, second: &str) -> Self {
        Self(format!("{} — {first}, {second}", self.0))
    }
}

/// What a moderator answers to a story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    Approve,
    /// What was told joins the page of a life that is public, as it was read there.
    Join {
        /// The number of the version that was compared.
        version: i32,
        choices: Choices,
        /// A word to the contributor, if there is something to say.
        message: Option<Message>,
    },
    /// Back to the family, with a letter and with questions, each about a fact of the record.
    Return {
        message: Message,
        questions: Vec<(String, String)>,
    },
    Refuse(Message),
}

/// Why nothing was done: the story is not what, or not where, it was when it was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stale;

/// A story that waits, or that this moderator has taken up.
#[derive(Debug)]
pub struct Undecided {
    revision: i32,
}

/// A decision that may be written down; only [`Undecided::decide`] makes one, and writing it down uses it up.
#[derive(Debug)]
pub struct Decision(Answer);

impl Undecided {
    /// What lies in another's hands, with the family, or is answered already, is not this moderator's to decide.
    pub fn of(state: &State, revision: i32, moderator: i32) -> Result<Self, Stale> {
        match state {
            State::Pending { .. } => Ok(Self { revision }),
            State::Taken { by, .. } if *by == moderator => Ok(Self { revision }),
            _ => Err(Stale),
        }
    }

    /// `read` is the revision that stood on the page the decision was made from.
    pub fn decide(self, read: i32, answer: Answer) -> Result<Decision, Stale> {
        if self.revision == read {
            Ok(Decision(answer))
        } else {
            Err(Stale)
        }
    }
}

impl Decision {
    pub fn into_answer(self) -> Answer {
        self.0
    }
}

/// What became of a story and can be taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Undoable {
    /// A refusal, or a return that the family has not answered.
    Answer,
    /// An approval: the life is withdrawn as the story comes back to the desk.
    Approval { hero_id: i32 },
}

impl Undoable {
    pub fn of(state: &State) -> Result<Self, Stale> {
        match state {
            State::Returned { .. } | State::Refused { .. } => Ok(Self::Answer),
            State::Approved { hero_id, .. } => Ok(Self::Approval { hero_id: *hero_id }),
            State::Draft | State::Pending { .. } | State::Taken { .. } => Err(Stale),
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, Utc};

    use super::*;

    const THEN: DateTime<Utc> = DateTime::UNIX_EPOCH;

    fn states() -> [State; 6] {
        [
            State::Draft,
            State::Pending { sent_at: THEN },
            State::Taken {
                sent_at: THEN,
                by: 1,
                at: THEN,
            },
            State::Returned {
                sent_at: THEN,
                at: THEN,
                message: "?".to_owned(),
            },
            State::Approved {
                sent_at: THEN,
                at: THEN,
                hero_id: 7,
            },
            State::Refused {
                sent_at: THEN,
                at: THEN,
                reason: "!".to_owned(),
            },
        ]
    }

    #[test]
    fn only_what_waits_or_is_in_ones_own_hands_can_be_decided() {
        let may = |moderator| states().map(|state| Undecided::of(&state, 3, moderator).is_ok());
        assert_eq!(may(1), [false, true, true, false, false, false]);
        assert_eq!(may(2), [false, true, false, false, false, false]);
    }

    #[test]
    fn a_decision_is_about_the_revision_that_was_read() {
        let undecided = || Undecided::of(&State::Pending { sent_at: THEN }, 3, 1).unwrap();
        assert_eq!(
            undecided()
                .decide(3, Answer::Approve)
                .unwrap()
                .into_answer(),
            Answer::Approve
        );
        assert_eq!(undecided().decide(2, Answer::Approve).unwrap_err(), Stale);
        assert_eq!(undecided().decide(4, Answer::Approve).unwrap_err(), Stale);
    }

    #[test]
    fn every_answer_can_be_taken_back() {
        let undoable = states().map(|state| Undoable::of(&state).ok());
        let answer = Some(Undoable::Answer);
        assert_eq!(
            undoable,
            [
                None,
                None,
                None,
                answer,
                Some(Undoable::Approval { hero_id: 7 }),
                answer
            ]
        );
    }

    #[test]
    fn a_message_says_something() {
        assert_eq!(Message::parse(" \r\n "), Err(MessageFault::Empty));
        assert_eq!(
            Message::parse("Дякуємо.\r\nКоли це було?")
                .unwrap()
                .as_str(),
            "Дякуємо.\nКоли це було?"
        );
        assert_eq!(
            Message::parse(&"я".repeat(4001)),
            Err(MessageFault::TooLong)
        );
    }
}
