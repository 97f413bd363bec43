//! A seal of the journal: what makes one row depend on all before it.
//!
//! The seal of a row is SHA-256 over the seal of the row before it (32 zero bytes before the first) and the eight columns of
//! the row as they are stored, in the order of the table: id, at, actor, account_id, act, submission_id, hero_id, detail.
//! Each column begins with one byte that says what it is, so that no two rows are ever written alike: 0 for nothing; 1 for
//! a number, and its eight bytes, the highest first; 2 for text, its length in bytes as eight bytes, the highest first, and
//! the text in UTF-8.

use std::fmt;
use std::str::FromStr;

use sha2::{Digest, Sha256};

pub type Seal = [u8; 32];

/// What stands before the first row.
pub const BEGINNING: Seal = [0; 32];

/// Letters of a seal that are shown to be written down: 128 bits, which nobody can make another row for.
const SHOWN: usize = 32;
/// And how few are believed.
const FEWEST: usize = 16;

/// A row as it is stored, before anything is read out of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    pub id: i64,
    pub at: Vec<u8>,
    pub actor: Vec<u8>,
    pub account_id: Option<i64>,
    pub act: Vec<u8>,
    pub submission_id: Option<i64>,
    pub hero_id: Option<i64>,
    pub detail: Vec<u8>,
}

pub fn seal(before: &Seal, row: &Stored) -> Seal {
    let mut hash = Sha256::new();
    hash.update(before);
    number(&mut hash, Some(row.id));
    text(&mut hash, &row.at);
    text(&mut hash, &row.actor);
    number(&mut hash, row.account_id);
    text(&mut hash, &row.act);
    number(&mut hash, row.submission_id);
    number(&mut hash, row.hero_id);
    text(&mut hash, &row.detail);
    hash.finalize().into()
}

fn number(hash: &mut Sha256, number: Option<i64>) {
    match number {
        None => hash.update([0]),
        Some(number) => {
            hash.update([1]);
            hash.update(number.to_be_bytes());
        }
    }
}

fn text(hash: &mut Sha256, text: &[u8]) {
    hash.update([2]);
    hash.update((text.len() as u64).to_be_bytes());
    hash.update(text);
}

/// A seal as somebody wrote it down: the number of its row, and at least the first sixteen letters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noted {
    pub number: i64,
    letters: String,
}

impl Noted {
    pub fn of(number: i64, seal: &[u8]) -> Self {
        let mut letters = hex::encode(seal);
        letters.truncate(SHOWN);
        Self { number, letters }
    }

    pub fn is_of(&self, seal: &[u8]) -> bool {
        hex::encode(seal).starts_with(&self.letters)
    }
}

impl fmt::Display for Noted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.number, self.letters)
    }
}

impl FromStr for Noted {
    type Err = &'static str;

    fn from_str(typed: &str) -> Result<Self, Self::Err> {
        let unreadable = "a seal is written as the journal's page shows it: the number of the row, a colon, and at least \
            the first 16 of the letters and digits after it";
        let (number, letters) = typed.split_once(':').ok_or(unreadable)?;
        let number = number.trim().parse().map_err(|_| unreadable)?;
        let letters: String = letters
            .chars()
            .filter(|letter| !letter.is_whitespace())
            .map(|letter| letter.to_ascii_lowercase())
            .collect();
        let is_read = (FEWEST..=64).contains(&letters.len())
            && letters.bytes().all(|letter| letter.is_ascii_hexdigit());
        is_read
            .then_some(Self { number, letters })
            .ok_or(unreadable)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row() -> Stored {
        Stored {
            id: 1,
            at: b"2026-11-28 06:00:00+00:00".to_vec(),
            actor: b"account".to_vec(),
            account_id: Some(2),
            act: b"approve".to_vec(),
            submission_id: None,
            hero_id: Some(3),
            detail: b"{}".to_vec(),
        }
    }

    #[test]
    fn the_form_is_the_one_that_is_written_down() {
        // Made apart from this code, by the words at the head of the file.
        let mut bytes = vec![0; 32];
        bytes.extend(b"\x01\0\0\0\0\0\0\0\x01");
        bytes.extend(b"\x02\0\0\0\0\0\0\0\x192026-11-28 06:00:00+00:00");
        bytes.extend(b"\x02\0\0\0\0\0\0\0\x07account");
        bytes.extend(b"\x01\0\0\0\0\0\0\0\x02");
        bytes.extend(b"\x02\0\0\0\0\0\0\0\x07approve");
        bytes.extend(b"\x00");
        bytes.extend(b"\x01\0\0\0\0\0\0\0\x03");
        bytes.extend(b"\x02\0\0\0\0\0\0\0\x02{}");
        let expected: Seal = Sha256::digest(&bytes).into();
        assert_eq!(seal(&BEGINNING, &row()), expected);
    }

    #[test]
    fn what_moves_from_one_column_to_the_next_is_another_seal() {
        let one = seal(&BEGINNING, &row());
        for change in [
            |row: &mut Stored| (row.submission_id, row.hero_id) = (Some(3), None),
            |row: &mut Stored| row.account_id = None,
            |row: &mut Stored| {
                row.at = b"2026-11-28 06:00:00+00:00a".to_vec();
                row.actor = b"ccount".to_vec();
            },
        ] {
            let mut other = row();
            change(&mut other);
            assert_ne!(seal(&BEGINNING, &other), one);
        }
        assert_ne!(seal(&one, &row()), one);
    }

    #[test]
    fn a_seal_is_read_as_it_was_shown() {
        let made = seal(&BEGINNING, &row());
        let shown = Noted::of(12, &made).to_string();
        let read: Noted = shown.parse().unwrap();
        assert_eq!((read.number, read.is_of(&made)), (12, true));
        assert!(!read.is_of(&BEGINNING));
        let by_hand = format!(" 12 : {} ", shown[3..].to_uppercase());
        assert_eq!(by_hand.parse(), Ok(read));
        for wrong in [
            "",
            "12",
            "12:",
            "12:abc",
            "x:0123456789abcdef",
            "12:0123456789abcdeg",
        ] {
            assert!(wrong.parse::<Noted>().is_err(), "{wrong}");
        }
    }
}
