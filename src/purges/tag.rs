//! What a page shows, as one word: a page that is kept carries the tags of all it shows, and is shown no more once one of them changed.

use std::fmt;

/// Letters that stand in a header as they are, and in an address too.
fn is_plain(letter: u8) -> bool {
    letter.is_ascii_alphanumeric() || matches!(letter, b'-' | b'_' | b'.')
}

/// Written once by an act that changes everything, and again at its end (migrations/2026-11-28-220000).
pub const EVERYTHING: &str = "everything";
pub const EVERYTHING_TOLD: &str = "everything-told";

/// Longer ones are named by their hash.
const LONGEST: usize = 48;

/// `life-7`, `bond-unit-58-motorized`, `public`: letters, digits, `-`, `_` and `.` alone, however it was written.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Tag(Box<str>);

impl Tag {
    /// As the file has it. A village has letters that no header takes: it is named by a hash, the same here as there.
    pub fn read(written: &str) -> Tag {
        if written.len() <= LONGEST && written.bytes().all(is_plain) {
            return Tag(written.into());
        }
        let kind: String = written
            .split('-')
            .next()
            .unwrap_or_default()
            .chars()
            .filter(char::is_ascii_lowercase)
            .take(8)
            .collect();
        Tag(format!("{kind}.{:016x}", fnv(written.as_bytes())).into())
    }

    /// Everything that everyone may see of a life but what visitors leave there.
    pub fn life(id: i32) -> Tag {
        Tag(format!("life-{id}").into())
    }

    /// A life's candle and its memories.
    pub fn remembered(id: i32) -> Tag {
        Tag(format!("remembered-{id}").into())
    }

    pub fn photo(id: i32) -> Tag {
        Tag(format!("photo-{id}").into())
    }

    /// Whoever shares this: a unit, a village, a day.
    pub fn bond(kind: &str, what: &str) -> Tag {
        Tag::read(&format!("bond-{kind}-{what}"))
    }

    /// What units, ranks, awards and regions are called.
    pub fn reference() -> Tag {
        Tag("reference".into())
    }

    /// What settlements are called.
    pub fn places() -> Tag {
        Tag("places".into())
    }

    /// Of a page that may show anybody: it is shown no more when anything changed but a candle or a memory.
    pub fn public() -> Tag {
        Tag("public".into())
    }

    /// Whether a list may show it.
    pub fn is_listed(&self) -> bool {
        !self.0.starts_with("remembered-")
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Tag {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// FNV-1a (<http://www.isthe.com/chongo/tech/comp/fnv/>): the same in every build. Two tags of one hash only let a page go once
/// more than needed.
fn fnv(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_stands_in_a_header_however_it_was_written() {
        assert_eq!(Tag::read("life-7"), Tag::life(7));
        assert_eq!(
            Tag::bond("unit", "58-motorized").as_str(),
            "bond-unit-58-motorized"
        );
        let village = Tag::bond("village", "UA-18/Буряківка");
        assert!(village.as_str().starts_with("bond."), "{village}");
        assert!(village.as_str().bytes().all(is_plain));
        assert_eq!(village, Tag::read("bond-village-UA-18/Буряківка"));
        assert_ne!(village, Tag::bond("village", "UA-18/Буряки"));
        assert!(Tag::read(&"a".repeat(5000)).as_str().len() < LONGEST);
        assert!(Tag::read("a, b").as_str().bytes().all(is_plain));
    }

    #[test]
    fn a_candle_is_on_no_list() {
        assert!(!Tag::remembered(1).is_listed());
        assert!(Tag::life(1).is_listed() && Tag::reference().is_listed());
    }
}
