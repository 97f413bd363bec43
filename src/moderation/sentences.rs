//! A story cut into numbered sentences, so that a warning can say where, with what is private in each.

use std::ops::Range;

use crate::linter::finding::{self, Kind};
use crate::linter::people::Own;

/// One sentence, in the pieces that are private and those that are not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// The bytes of the story that it takes.
    pub at: Range<usize>,
    pub pieces: Vec<Piece>,
    /// It begins a paragraph.
    pub paragraph: bool,
    pub private: Vec<Kind>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    pub words: String,
    pub private: bool,
}

/// Every sentence of a story. Nothing is lost but white space at their ends.
pub fn sentences(story: &str, own: &Own) -> Vec<Sentence> {
    let private = finding::all(story, own);
    let mut sentences = Vec::new();
    let mut paragraph = true;
    for range in cut(story) {
        let words = &story[range.clone()];
        if words.trim().is_empty() {
            paragraph |= words.contains('\n');
            continue;
        }
        let start = range.start + (words.len() - words.trim_start().len());
        let end = range.end - (words.len() - words.trim_end().len());
        let mut pieces = Vec::new();
        let mut kinds = Vec::new();
        let mut at = start;
        for (kind, place) in private
            .iter()
            .filter(|(_, place)| place.start < end && place.end > start)
        {
            let (from, to) = (place.start.max(start), place.end.min(end));
            pieces.push(Piece {
                words: story[at..from].to_owned(),
                private: false,
            });
            pieces.push(Piece {
                words: story[from..to].to_owned(),
                private: true,
            });
            kinds.push(*kind);
            at = to;
        }
        pieces.push(Piece {
            words: story[at..end].to_owned(),
            private: false,
        });
        pieces.retain(|piece| !piece.words.is_empty());
        sentences.push(Sentence {
            at: start..end,
            pieces,
            paragraph,
            private: kinds,
        });
        paragraph = words.trim_start_matches(|c: char| c != '\n').contains('\n');
    }
    sentences
}

/// Ends after a full stop and its closing marks where a space and a capital, a digit or a quotation mark follow; and at
/// every line end. A single letter before the stop (Ю. Лис, с. Верхівня) is no end.
fn cut(story: &str) -> Vec<Range<usize>> {
    let mut cuts = Vec::new();
    let mut start = 0;
    let letters: Vec<(usize, char)> = story.char_indices().collect();
    for (at, (begins, c)) in letters.iter().enumerate() {
        let next = letters.get(at + 1).map(|(_, next)| *next);
        let end = begins + c.len_utf8();
        let closes = matches!(c, '.' | '!' | '?' | '…')
            || (matches!(c, '»' | '”' | '"' | ')')
                && before(&letters, at).is_some_and(|c| matches!(c, '.' | '!' | '?' | '…')));
        let initial = *c == '.'
            && before(&letters, at).is_some_and(char::is_alphabetic)
            && at
                .checked_sub(2)
                .and_then(|at| letters.get(at))
                .is_none_or(|(_, c)| !c.is_alphabetic());
        let opens = || {
            let after = letters[at + 1..]
                .iter()
                .map(|(_, c)| *c)
                .find(|c| !c.is_whitespace());
            after.is_some_and(|c| {
                c.is_uppercase() || c.is_ascii_digit() || matches!(c, '«' | '“' | '"' | '—' | '–')
            })
        };
        if *c == '\n'
            || (closes
                && !initial
                && next.is_some_and(char::is_whitespace)
                && next != Some('\n')
                && opens())
        {
            cuts.push(start..end);
            start = end;
        }
    }
    cuts.push(start..story.len());
    cuts
}

fn before(letters: &[(usize, char)], at: usize) -> Option<char> {
    at.checked_sub(1)
        .and_then(|at| letters.get(at))
        .map(|(_, c)| *c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(story: &str) -> Vec<(bool, String)> {
        let words = |sentence: Sentence| {
            sentence
                .pieces
                .into_iter()
                .map(|piece| piece.words)
                .collect::<String>()
        };
        sentences(story, &Own::default())
            .into_iter()
            .map(|sentence| (sentence.paragraph, words(sentence)))
            .collect()
    }

    #[test]
    fn a_story_is_cut_where_sentences_end() {
        let story = "Народився 1984 року в с. Верхівня. «Лісник!» Так його кликали.\n\nПро це писав Ю. Лис. 24 лютого пішов.";
        let expected = [
            (true, "Народився 1984 року в с. Верхівня."),
            (false, "«Лісник!»"),
            (false, "Так його кликали."),
            (true, "Про це писав Ю. Лис."),
            (false, "24 лютого пішов."),
        ];
        assert_eq!(
            told(story),
            expected.map(|(paragraph, words)| (paragraph, words.to_owned()))
        );
        assert!(sentences("", &Own::default()).is_empty());
    }

    #[test]
    fn what_is_private_stands_apart() {
        let sentence = &sentences("Ми жили на вулиці Садовій, 14, у батьків.", &Own::default())[0];
        let private: Vec<_> = sentence
            .pieces
            .iter()
            .map(|piece| (piece.words.as_str(), piece.private))
            .collect();
        assert_eq!(
            private,
            [
                ("Ми жили на ", false),
                ("вулиці Садовій, 14", true),
                (", у батьків.", false)
            ]
        );
        assert_eq!(sentence.private, [Kind::Address]);
    }
}
