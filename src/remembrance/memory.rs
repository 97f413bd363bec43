//! A memory: a few sentences from somebody who knew the person, under a name and with what they were to each other.

use chrono::{DateTime, Utc};
use unicode_normalization::UnicodeNormalization;

use crate::i18n::Lang;

/// In characters: some three hundred words. Who has more to tell adds to the life.
pub const LONGEST: usize = 1_500;
pub const LONGEST_NAME: usize = 80;
pub const LONGEST_CONTACT: usize = 200;

/// The version of what a writer agrees to; its words are in `words/{uk,en}/memories.ftl`. Other words, another version.
pub const CONSENT: &str = "2026-11-28";

/// What the writer was to the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    Friend,
    Comrade,
    Classmate,
    Teacher,
    Neighbour,
    Colleague,
    Relative,
    Other,
}

impl Relation {
    pub const ALL: [Self; 8] = [
        Self::Friend,
        Self::Comrade,
        Self::Classmate,
        Self::Teacher,
        Self::Neighbour,
        Self::Colleague,
        Self::Relative,
        Self::Other,
    ];

    pub fn word(self) -> &'static str {
        match self {
            Self::Friend => "friend",
            Self::Comrade => "comrade",
            Self::Classmate => "classmate",
            Self::Teacher => "teacher",
            Self::Neighbour => "neighbour",
            Self::Colleague => "colleague",
            Self::Relative => "relative",
            Self::Other => "other",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.word() == word)
    }
}

/// What was written into the boxes, as it was.
#[derive(Debug, Clone, Default)]
pub struct Typed {
    pub words: String,
    pub name: String,
    pub relation: String,
    pub contact: String,
    pub agrees: bool,
}

/// What is missing or too much, in the order of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    NoWords,
    LongWords,
    NoName,
    LongName,
    NoRelation,
    LongContact,
    NoConsent,
}

/// A memory as it may be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    pub words: String,
    pub name: String,
    pub relation: Relation,
    pub contact: Option<String>,
}

impl Typed {
    /// # Errors
    /// Everything that is wrong, at once.
    pub fn read(&self) -> Result<Written, Vec<Fault>> {
        let (words, name) = (tidied(&self.words), on_one_line(&self.name));
        let contact = on_one_line(&self.contact);
        let relation = Relation::from_word(&self.relation);
        let mut faults = Vec::new();
        faults.extend(words_fault(&words));
        faults.extend(name_fault(&name));
        if relation.is_none() {
            faults.push(Fault::NoRelation);
        }
        if contact.chars().count() > LONGEST_CONTACT {
            faults.push(Fault::LongContact);
        }
        if !self.agrees {
            faults.push(Fault::NoConsent);
        }
        match relation {
            Some(relation) if faults.is_empty() => Ok(Written {
                words,
                name,
                relation,
                contact: Some(contact).filter(|contact| !contact.is_empty()),
            }),
            _ => Err(faults),
        }
    }
}

/// Words and name after a moderator's hand: the same rules.
///
/// # Errors
/// What is wrong with them.
pub fn reworded(words: &str, name: &str) -> Result<(String, String), Vec<Fault>> {
    let (words, name) = (tidied(words), on_one_line(name));
    let faults: Vec<Fault> = words_fault(&words)
        .into_iter()
        .chain(name_fault(&name))
        .collect();
    if faults.is_empty() {
        Ok((words, name))
    } else {
        Err(faults)
    }
}

fn words_fault(words: &str) -> Option<Fault> {
    if !words.chars().any(char::is_alphabetic) {
        Some(Fault::NoWords)
    } else if words.chars().count() > LONGEST {
        Some(Fault::LongWords)
    } else {
        None
    }
}

fn name_fault(name: &str) -> Option<Fault> {
    if !name.chars().any(char::is_alphabetic) {
        Some(Fault::NoName)
    } else if name.chars().count() > LONGEST_NAME {
        Some(Fault::LongName)
    } else {
        None
    }
}

/// Plain paragraphs, one line each, an empty line between them; nothing that is not seen.
pub fn tidied(words: &str) -> String {
    let lines = words.split(['\n', '\r', '\u{2028}', '\u{2029}']);
    let paragraphs: Vec<String> = lines
        .map(on_one_line)
        .filter(|line| !line.is_empty())
        .collect();
    paragraphs.join("\n\n")
}

fn on_one_line(words: &str) -> String {
    let seen: String = words
        .nfc()
        .map(|letter| if letter.is_whitespace() { ' ' } else { letter })
        .filter(|letter| !letter.is_control() && !is_unseen(*letter))
        .collect();
    let words: Vec<&str> = seen.split(' ').filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// Marks that turn the direction of writing, or have no width: they can hide one text in another.
fn is_unseen(letter: char) -> bool {
    matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{ad}')
}

/// Where a memory stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// Nobody has decided.
    Waiting,
    Approved {
        at: DateTime<Utc>,
    },
    Refused {
        at: DateTime<Utc>,
        reason: String,
    },
    /// Its writer took it back; nothing of it is kept.
    Withdrawn,
}

impl State {
    /// As in the address of the desk's list.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Approved { .. } => "approved",
            Self::Refused { .. } => "refused",
            Self::Withdrawn => "withdrawn",
        }
    }
}

#[derive(Debug, Clone)]
pub struct Memory {
    pub id: i32,
    /// The page where it stands, or would.
    pub hero_id: i32,
    pub language: Lang,
    pub words: String,
    pub name: String,
    pub relation: Relation,
    pub sent_at: DateTime<Utc>,
    pub revision: i32,
    pub state: State,
    /// A moderator hid it.
    pub is_hidden: bool,
}

impl Memory {
    pub fn paragraphs(&self) -> Vec<&str> {
        paragraphs(&self.words)
    }
}

pub fn paragraphs(words: &str) -> Vec<&str> {
    words.split("\n\n").collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed() -> Typed {
        Typed {
            words: "Ділився всім.\r\n\r\nУмів мовчати.".to_owned(),
            name: " Олег  Т. ".to_owned(),
            relation: "friend".to_owned(),
            contact: String::new(),
            agrees: true,
        }
    }

    #[test]
    fn what_was_written_is_kept_in_plain_paragraphs() {
        let written = typed().read().unwrap();
        assert_eq!(written.words, "Ділився всім.\n\nУмів мовчати.");
        assert_eq!(paragraphs(&written.words).len(), 2);
        assert_eq!(written.name, "Олег Т.");
        assert_eq!(written.contact, None);
    }

    #[test]
    fn everything_that_is_missing_is_said_at_once() {
        let nothing = Typed {
            words: " …\n ".to_owned(),
            ..Typed::default()
        };
        assert_eq!(
            nothing.read().unwrap_err(),
            [
                Fault::NoWords,
                Fault::NoName,
                Fault::NoRelation,
                Fault::NoConsent
            ]
        );
        let long = Typed {
            words: "я".repeat(LONGEST + 1),
            name: "я".repeat(LONGEST_NAME + 1),
            contact: "1".repeat(LONGEST_CONTACT + 1),
            ..typed()
        };
        assert_eq!(
            long.read().unwrap_err(),
            [Fault::LongWords, Fault::LongName, Fault::LongContact]
        );
    }

    #[test]
    fn what_is_not_seen_is_not_kept() {
        assert_eq!(tidied("а\u{202e}б\u{200b}\u{7}в\tг"), "абв г");
        assert_eq!(tidied("и\u{306}"), "й");
        assert_eq!(tidied("\n\n а \r\n\n\n б\u{2028}в"), "а\n\nб\n\nв");
    }

    #[test]
    fn every_relation_is_read_as_it_is_written() {
        for relation in Relation::ALL {
            assert_eq!(Relation::from_word(relation.word()), Some(relation));
        }
        assert_eq!(Relation::from_word("Friend"), None);
    }

    proptest::proptest! {
        #[test]
        fn whatever_is_typed_comes_out_tidy(words in ".{0,400}", name in ".{0,100}") {
            if let Ok((words, name)) = reworded(&words, &name) {
                assert_eq!(tidied(&words), words);
                assert!(!name.contains('\n') && name.trim() == name && !name.is_empty());
                assert!(paragraphs(&words).iter().all(|one| !one.trim().is_empty()));
            }
        }
    }
}
