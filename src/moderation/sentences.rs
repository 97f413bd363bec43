//! A story cut into numbered sentences, so that a warning can say where, with what is private in each.

use std::ops::Range;

use crate::linter::cutting::cut;
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
    /// Every finding that it is a part of, with the mark of its words.
    pub found: Vec<(Kind, String)>,
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
        let found: Vec<_> = private
            .iter()
            .filter(|(_, place)| place.start < end && place.end > start)
            .collect();
        // One finding may stand inside another: a piece begins wherever one begins or ends.
        let inside = |at: &usize| (start..=end).contains(at);
        let mut edges: Vec<usize> = found
            .iter()
            .flat_map(|(_, place)| [place.start, place.end])
            .filter(inside)
            .chain([start, end])
            .collect();
        edges.sort_unstable();
        edges.dedup();
        let pieces: Vec<Piece> = edges
            .windows(2)
            .map(|edge| {
                let found: Vec<_> = found
                    .iter()
                    .filter(|(_, place)| place.start < edge[1] && place.end > edge[0])
                    .map(|(kind, place)| (*kind, finding::mark(*kind, &story[place.clone()])))
                    .collect();
                Piece {
                    words: story[edge[0]..edge[1]].to_owned(),
                    private: !found.is_empty(),
                    found,
                }
            })
            .collect();
        sentences.push(Sentence {
            at: start..end,
            private: kinds(&pieces),
            pieces,
            paragraph,
        });
        paragraph = words.trim_start_matches(|c: char| c != '\n').contains('\n');
    }
    sentences
}

/// Of what kinds the private pieces are, each once, in order.
pub fn kinds(pieces: &[Piece]) -> Vec<Kind> {
    let mut kinds: Vec<Kind> = Vec::new();
    for (kind, _) in pieces.iter().flat_map(|piece| &piece.found) {
        if !kinds.contains(kind) {
            kinds.push(*kind);
        }
    }
    kinds
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

    #[test]
    fn a_find_inside_another_is_a_piece_of_both() {
        let sentence = &sentences("Мав посвідчення УБД № 0671234567.", &Own::default())[0];
        let kinds: Vec<Vec<Kind>> = sentence
            .pieces
            .iter()
            .map(|piece| piece.found.iter().map(|(kind, _)| *kind).collect())
            .collect();
        assert_eq!(
            kinds,
            [
                vec![],
                vec![Kind::Document],
                vec![Kind::Document, Kind::Phone],
                vec![]
            ]
        );
        assert_eq!(sentence.private, [Kind::Document, Kind::Phone]);
    }
}
