//! How much of a life stands on so many pages: the whole if it can, else the story is shortened between sentences.

use serde::Serialize;

use super::told::Told;
use crate::error::AppError;

/// Letters: a longer sentence may be cut inside.
const LONG_SENTENCE: usize = 300;

/// How a template sets what it is given.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct How {
    /// Points.
    pub size: f64,
    /// Of a booklet: each part begins on a page of its own.
    pub apart: bool,
    /// Of a booklet: pages for one's own words after the last.
    pub blank: usize,
    /// The story is not whole, which is said.
    pub is_cut: bool,
}

/// What goes to the press: the words, and how they are set.
#[derive(Serialize)]
pub struct Copy<'a> {
    #[serde(flatten)]
    pub told: &'a Told,
    pub how: &'a How,
}

/// The largest number up to `most` that fits; none when not even 0 does. What fits with much fits with less.
pub fn largest(
    most: usize,
    mut fits: impl FnMut(usize) -> Result<bool, AppError>,
) -> Result<Option<usize>, AppError> {
    if !fits(0)? {
        return Ok(None);
    }
    let (mut good, mut bad) = (0, most + 1);
    while bad - good > 1 {
        let middle = good + (bad - good) / 2;
        if fits(middle)? {
            good = middle;
        } else {
            bad = middle;
        }
    }
    Ok(Some(good))
}

/// A story in sentences, which it may be shortened by.
pub struct Story {
    /// Paragraphs of sentences, each with the space that follows it.
    paragraphs: Vec<Vec<String>>,
}

impl Story {
    pub fn of(paragraphs: &[String]) -> Story {
        Story {
            paragraphs: paragraphs.iter().map(|words| sentences(words)).collect(),
        }
    }

    pub fn count(&self) -> usize {
        self.paragraphs.iter().map(Vec::len).sum()
    }

    /// The first sentences, in their paragraphs.
    pub fn first(&self, count: usize) -> Vec<String> {
        let mut left = count;
        let mut kept = Vec::new();
        for paragraph in &self.paragraphs {
            let some = &paragraph[..left.min(paragraph.len())];
            left -= some.len();
            if !some.is_empty() {
                kept.push(some.concat().trim_end().to_owned());
            }
        }
        if count < self.count()
            && let Some(last) = kept.last_mut()
            && !last.ends_with(['.', '!', '?', '…', '»', '”'])
        {
            let bare = last.trim_end_matches([',', ';', ':', '—', '–', ' ', '\u{a0}']);
            *last = format!("{bare}…");
        }
        kept
    }
}

fn sentences(paragraph: &str) -> Vec<String> {
    let mut sentences = Vec::new();
    let mut sentence = String::new();
    for word in paragraph.split_inclusive([' ', '\n']) {
        sentence.push_str(word);
        if ends(word) || sentence.chars().count() > LONG_SENTENCE {
            sentences.push(std::mem::take(&mut sentence));
        }
    }
    if !sentence.is_empty() {
        sentences.push(sentence);
    }
    sentences
}

/// Whether a sentence may end here: «р.», «с.» and «ім.» end none.
fn ends(word: &str) -> bool {
    let bare = word.trim_end();
    let stem = bare.trim_end_matches(['»', '”', ')', '’']);
    match stem.strip_suffix('.') {
        Some(before) => {
            before
                .chars()
                .filter(|letter| letter.is_alphanumeric())
                .count()
                > 3
        }
        None => stem.ends_with(['!', '?', '…']),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_story_is_shortened_between_sentences_and_no_abbreviation_ends_one() {
        let story = Story::of(&[
            "Народився 1996 р. в с. Буряківка. Любив футбол. Мав друзів!".to_owned(),
            "Служив водієм.".to_owned(),
        ]);
        assert_eq!(story.count(), 4);
        assert_eq!(story.first(1), ["Народився 1996 р. в с. Буряківка."]);
        assert_eq!(story.first(4).len(), 2);
        assert_eq!(story.first(0), Vec::<String>::new());
    }

    #[test]
    fn a_sentence_without_end_is_cut_with_an_ellipsis() {
        let story = Story::of(&["слово, ".repeat(200)]);
        assert!(story.count() > 2);
        let first = story.first(1);
        assert!(first[0].ends_with("слово…"), "{}", first[0]);
    }

    #[test]
    fn the_largest_that_fits_is_found() {
        for limit in 0..40 {
            assert_eq!(
                largest(30, |n| Ok(n <= limit)).unwrap(),
                Some(limit.min(30))
            );
        }
        assert_eq!(largest(30, |_| Ok(false)).unwrap(), None);
    }
}
