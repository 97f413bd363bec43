//! One life as it is read from beginning to end, without its pictures: for large print, for text and for Braille. The same
//! telling as on its page.

use super::life::Life;
use super::sources::Sources;
use super::telling::Piece;
use crate::i18n::Words;

/// What stands under one heading; the first part has none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    pub heading: Option<String>,
    pub rows: Vec<Row>,
}

/// A paragraph, or a fact with its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub kind: Kind,
    pub label: Option<String>,
    pub pieces: Vec<Piece>,
    /// The language of the whole paragraph where it is not the page's.
    pub lang: Option<&'static str>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Paragraph,
    /// A row of facts, of the line of life, of sources.
    Fact,
    Quote,
    /// Who said the quote before it.
    By,
}

impl Row {
    fn plain(kind: Kind, words: impl Into<String>) -> Self {
        Self::of(kind, vec![Piece::plain(words)])
    }

    fn of(kind: Kind, pieces: Vec<Piece>) -> Self {
        // A row of one piece is in the language of that piece.
        let lang = match pieces.as_slice() {
            [one] => one.lang,
            _ => None,
        };
        Self {
            kind,
            label: None,
            pieces,
            lang,
        }
    }

    fn named(label: &str, pieces: Vec<Piece>) -> Self {
        Self {
            label: Some(label.to_owned()),
            lang: None,
            ..Self::of(Kind::Fact, pieces)
        }
    }

    /// All its words, one after another.
    pub fn words(&self) -> String {
        self.pieces
            .iter()
            .map(|piece| piece.words.as_str())
            .collect()
    }
}

/// Everything but the name, which is the title of whatever this stands in.
pub fn parts(w: Words, life: &Life, sources: &Sources) -> Vec<Part> {
    let mut first = Vec::new();
    let mut line = |words: &Option<String>| {
        first.extend(
            words
                .as_ref()
                .map(|words| Row::plain(Kind::Paragraph, words)),
        );
    };
    line(&life.call_sign);
    line(&life.years);
    line(&life.age);
    let mut parts = vec![Part {
        heading: None,
        rows: first,
    }];
    let mut part = |heading: &str, rows: Vec<Row>| {
        if !rows.is_empty() {
            parts.push(Part {
                heading: Some(heading.to_owned()),
                rows,
            });
        }
    };
    let facts = life.facts.iter().flat_map(|fact| {
        let label = |at: usize| if at == 0 { fact.label.as_str() } else { "" };
        fact.values.iter().enumerate().map(move |(at, value)| {
            let mut pieces = value.pieces.clone();
            if let Some(more) = &value.more {
                pieces.push(Piece::plain(format!(" ({more})")));
            }
            match label(at) {
                "" => Row::of(Kind::Fact, pieces),
                label => Row::named(label, pieces),
            }
        })
    });
    part(w.plain_facts(), facts.collect());
    let story = life.story.iter().flat_map(|story| {
        let note = story
            .foreign
            .map(|_| Row::plain(Kind::Paragraph, w.heroes_story_in_other_language()));
        let told = story.paragraphs.iter().map(|paragraph| Row {
            lang: story.foreign,
            ..Row::plain(Kind::Paragraph, paragraph)
        });
        note.into_iter().chain(told)
    });
    part(w.plain_story(), story.collect());
    let quotes = life.quotes.iter().flat_map(|said| {
        let words = said.paragraphs.iter().map(|paragraph| Row {
            lang: said.lang,
            ..Row::plain(Kind::Quote, paragraph)
        });
        let by = (!said.by.is_empty()).then(|| Row::of(Kind::By, said.by.clone()));
        words.chain(by)
    });
    part(w.plain_quotes(), quotes.collect());
    let events = life
        .line
        .iter()
        .map(|event| Row::named(&event.when, event.what.clone()));
    part(w.heroes_line_of_life(), events.collect());
    let captions = life
        .pictures
        .iter()
        .filter_map(|shown| shown.caption.clone());
    let captions = captions.map(|caption| Row::of(Kind::Fact, vec![caption]));
    part(w.heroes_pictures(), captions.collect());
    let mut known: Vec<Row> = sources
        .origins
        .iter()
        .map(|origin| Row::of(Kind::Fact, vec![origin.said.clone()]))
        .collect();
    known.extend(sources.born_note.as_ref().map(|(note, lang)| Row {
        lang: (*lang != w.lang()).then(|| lang.code()),
        ..Row::plain(Kind::Fact, note)
    }));
    known.extend(
        sources
            .spellings
            .as_ref()
            .map(|names| Row::plain(Kind::Fact, names)),
    );
    part(w.heroes_sources(), known);
    parts
}
