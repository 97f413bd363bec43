//! Six plain Ukrainian words that open a story: to write down on paper and to say over the telephone.
//!
//! They are made of the key itself, so that the family's page can always show them and nothing of them is kept but a hash.
//! 66 bits, hashed with Argon2id and the memorial's own secret: each guess costs as much as a password's.

use std::collections::HashMap;
use std::sync::LazyLock;

use sha2::{Digest, Sha256};

pub const COUNT: usize = 6;
/// Bits of one word: the list has two to this power of them.
const BITS: usize = 11;

static LIST: LazyLock<Vec<&str>> = LazyLock::new(|| include_str!("words.txt").lines().collect());
static KNOWN: LazyLock<HashMap<&str, usize>> =
    LazyLock::new(|| LIST.iter().zip(0..).map(|(word, at)| (*word, at)).collect());

/// What keeps typed words from being looked up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// There are not six; so many there are.
    Count(usize),
    /// These are not in the list, each with the word of the list that is nearest, where one is near.
    Unknown(Vec<(String, Option<&'static str>)>),
}

/// The words of a key.
pub fn of(key: &str) -> [&'static str; COUNT] {
    let hash = Sha256::new()
        .chain_update(b"six words of ")
        .chain_update(key.as_bytes())
        .finalize();
    let mut bits = hash
        .iter()
        .flat_map(|byte| (0..8).rev().map(move |at| usize::from(byte >> at & 1)));
    std::array::from_fn(|_| {
        let number = (0..BITS).fold(0, |number, _| number << 1 | bits.next().unwrap_or(0));
        LIST[number % LIST.len()]
    })
}

/// What was typed as the words of the list, with single spaces. Case, commas, line ends and numbers before the words do
/// not matter.
pub fn read(typed: &str) -> Result<String, Fault> {
    let lower = typed.to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty())
        .take(100)
        .collect();
    if words.len() != COUNT {
        return Err(Fault::Count(words.len()));
    }
    let unknown: Vec<_> = words
        .iter()
        .filter(|word| !KNOWN.contains_key(**word))
        .map(|word| (shortened(word), nearest(word)))
        .collect();
    if unknown.is_empty() {
        Ok(words.join(" "))
    } else {
        Err(Fault::Unknown(unknown))
    }
}

fn shortened(word: &str) -> String {
    word.chars().take(30).collect()
}

/// The only word of the list one slip away.
fn nearest(word: &str) -> Option<&'static str> {
    let mut near = LIST.iter().filter(|known| is_one_slip(known, word));
    let found = near.next()?;
    near.next().is_none().then_some(found)
}

/// One letter too many, too few, or another; or two that changed places.
fn is_one_slip(known: &str, typed: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (known.chars().collect(), typed.chars().collect());
    if a.len().abs_diff(b.len()) > 1 {
        return false;
    }
    let same = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[same..], &b[same..]);
    let rest = |of: &[char], from: usize| of.get(from..).unwrap_or_default().to_vec();
    rest(a, 1) == rest(b, 1)
        || rest(a, 1) == b
        || a == rest(b, 1)
        || (a.len() > 1 && b.len() > 1 && a[0] == b[1] && a[1] == b[0] && rest(a, 2) == rest(b, 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_has_a_word_for_each_eleven_bits_and_none_twice() {
        assert_eq!(LIST.len(), 1 << BITS);
        assert_eq!(KNOWN.len(), LIST.len());
        for word in LIST.iter() {
            let letters = word.chars().count();
            assert!((4..=8).contains(&letters), "{word}");
            let plain = |c: char| "абвгдеєжзиіїйклмнопрстуфхцчшщьюя".contains(c);
            assert!(word.chars().all(plain), "{word}");
        }
    }

    #[test]
    fn no_two_words_are_one_slip_apart() {
        for (at, word) in LIST.iter().enumerate() {
            for other in &LIST[at + 1..] {
                assert!(!is_one_slip(word, other), "{word} {other}");
            }
        }
    }

    #[test]
    fn the_words_of_a_key_are_read_back_however_they_are_written() {
        let words = of("AAAAAAAAAAAAAAAAAAAAAAAA");
        assert_eq!(words, of("AAAAAAAAAAAAAAAAAAAAAAAA"));
        assert_ne!(words, of("AAAAAAAAAAAAAAAAAAAAAAAB"));
        let plain = words.join(" ");
        assert_eq!(read(&plain), Ok(plain.clone()));
        let numbered = words
            .iter()
            .zip(1..)
            .map(|(word, at)| format!("{at}. {}", word.to_uppercase()))
            .collect::<Vec<_>>()
            .join(",\r\n");
        assert_eq!(read(&numbered), Ok(plain));
        assert_eq!(read("один два"), Err(Fault::Count(2)));
    }

    #[test]
    fn a_slip_is_named_and_the_word_that_is_near_is_offered() {
        let words = of("AAAAAAAAAAAAAAAAAAAAAAAA");
        let mut slipped: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        slipped[2].push('щ');
        let typed = slipped[2].clone();
        let fault = read(&slipped.join(" "));
        assert_eq!(fault, Err(Fault::Unknown(vec![(typed, Some(words[2]))])));
    }
}
