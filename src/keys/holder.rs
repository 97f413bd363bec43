//! Who has opened a story, and what they may do with it.

use chrono::{DateTime, Utc};

use crate::submissions::submission::Step;

/// The most relatives that one story is shared with.
pub const MOST_RELATIVES: usize = 20;
/// The longest name a relative is called by, in characters.
pub const LONGEST_NAME: usize = 60;

/// Whoever holds one of a story's keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Holder {
    /// Who began it.
    Family,
    /// Who came by the six words: the same family, at the address that the words lead to.
    Words,
    /// Somebody the family gave an address of their own.
    Relative { id: i32, name: String },
}

impl Holder {
    pub fn is_family(&self) -> bool {
        matches!(self, Self::Family | Self::Words)
    }

    /// A relative writes everything but what is the sender's own: what they were to the person, contacts and consent; and
    /// neither sends nor withdraws.
    pub fn may(&self, step: Step) -> bool {
        self.is_family() || !matches!(step, Step::Relation | Step::Contact | Step::Consent)
    }

    /// The relative's number; none for the family itself.
    pub fn relative_id(&self) -> Option<i32> {
        match self {
            Self::Family | Self::Words => None,
            Self::Relative { id, .. } => Some(*id),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relative {
    pub id: i32,
    /// As the family calls them: «тітка Оля».
    pub name: String,
    pub invited_at: DateTime<Utc>,
    /// When the address was taken back.
    pub parted_at: Option<DateTime<Utc>>,
}

/// Who wrote a part last, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Writing {
    pub step: Step,
    /// The relative's number and name; none for whoever holds the family's own key.
    pub by: Option<(i32, String)>,
    pub at: DateTime<Utc>,
}

/// A name to call a relative by; none when it is empty or too long.
pub fn name(typed: &str) -> Option<String> {
    let words: Vec<&str> = typed.split_whitespace().collect();
    let name = words.join(" ");
    let sound = !name.is_empty()
        && name.chars().count() <= LONGEST_NAME
        && !name.chars().any(char::is_control);
    sound.then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_relative_writes_all_but_what_is_the_familys_own() {
        let aunt = Holder::Relative {
            id: 1,
            name: "тітка Оля".to_owned(),
        };
        for step in Step::ALL {
            assert!(Holder::Family.may(step));
            let own = matches!(step, Step::Relation | Step::Contact | Step::Consent);
            assert_eq!(aunt.may(step), !own);
        }
        assert_eq!(name("  тітка \n Оля "), Some("тітка Оля".to_owned()));
        assert_eq!(name(" "), None);
        assert_eq!(name(&"я".repeat(61)), None);
    }
}
