//! What is printed of a life: the words of its page, as data for the templates.

use serde::Serialize;

use crate::heroes::life::{Life, Shown};
use crate::heroes::telling::Piece;
use crate::i18n::Words;
use crate::sharing::font::drawable;

/// The longest story that is looked at, in letters: more than eight pages hold in any setting.
const MOST_LETTERS: usize = 30_000;
/// The most rows of each kind, for the same reason.
const MOST_ROWS: usize = 60;

#[derive(Clone, Serialize)]
pub struct Told {
    pub lang: &'static str,
    pub title: String,
    pub name: String,
    /// Set smaller.
    pub long: bool,
    /// The name with its stress marks, for whoever reads it aloud.
    pub stressed: Option<String>,
    pub call_sign: Option<String>,
    pub years: Option<String>,
    pub age: Option<String>,
    pub initials: String,
    /// The file of the portrait; none where there is no picture.
    pub portrait: Option<&'static str>,
    pub facts: Vec<Fact>,
    /// Said where the story is in the other language.
    pub story_note: Option<&'static str>,
    pub story_lang: &'static str,
    pub story: Vec<String>,
    pub quotes: Vec<Said>,
    pub line_heading: &'static str,
    pub line: Vec<Line>,
    pub pictures_heading: &'static str,
    pub pictures: Vec<Picture>,
    pub memorial: &'static str,
    /// Where it is public: what one would type, what the code holds, and the code in words.
    pub address: Option<String>,
    pub link: Option<String>,
    pub code: Option<String>,
    pub printed: String,
    /// Said where the story does not fit.
    pub whole_story: String,
    pub own_words: &'static str,
}

#[derive(Clone, Serialize)]
pub struct Fact {
    label: String,
    values: Vec<Value>,
}

#[derive(Clone, Serialize)]
struct Value {
    said: Vec<Part>,
    more: Option<String>,
}

/// Words, and their language where it is not the page's.
#[derive(Clone, Serialize)]
pub struct Part {
    words: String,
    lang: Option<&'static str>,
}

#[derive(Clone, Serialize)]
pub struct Said {
    lang: &'static str,
    paragraphs: Vec<String>,
    by: Vec<Part>,
}

#[derive(Clone, Serialize)]
pub struct Line {
    when: String,
    what: Vec<Part>,
}

#[derive(Clone, Serialize)]
pub struct Picture {
    pub file: String,
    pub alt: String,
    pub caption: Vec<Part>,
    /// Millimetres.
    pub width: f64,
    pub height: f64,
}

/// Where a printed life is to be found, and when it was printed.
pub struct Imprint<'a> {
    /// What one would type, and the same in full; none of what is not public.
    pub address: Option<(String, String)>,
    /// Where the whole story is: the address, or a file beside this one.
    pub whole: &'a str,
    pub printed: &'a str,
}

impl Told {
    pub fn of(w: Words, life: &Life, imprint: Imprint<'_>) -> Told {
        let lang = w.lang().code();
        let foreign = life.story.as_ref().and_then(|story| story.foreign);
        let name = drawable(&life.name);
        Told {
            lang,
            title: [Some(&life.name), life.years.as_ref()]
                .into_iter()
                .flatten()
                .map(|words| drawable(words))
                .collect::<Vec<_>>()
                .join(", "),
            long: name.chars().count() > 26,
            name,
            stressed: life.stressed.as_deref().map(drawable),
            call_sign: life.call_sign.as_deref().map(drawable),
            years: life.years.as_deref().map(drawable),
            age: life.age.as_deref().map(drawable),
            initials: drawable(&life.portrait.initials),
            portrait: life.portrait.picture.is_some().then_some("portrait.jpg"),
            facts: life
                .facts
                .iter()
                .take(MOST_ROWS)
                .map(|fact| Fact {
                    label: drawable(&fact.label),
                    values: fact
                        .values
                        .iter()
                        .take(MOST_ROWS)
                        .map(|value| Value {
                            said: parts(&value.pieces),
                            more: value.more.as_deref().map(drawable),
                        })
                        .collect(),
                })
                .collect(),
            story_note: foreign.map(|_| w.heroes_story_in_other_language()),
            story_lang: foreign.unwrap_or(lang),
            story: life
                .story
                .as_ref()
                .map(|story| bounded(&story.paragraphs))
                .unwrap_or_default(),
            quotes: life
                .quotes
                .iter()
                .take(MOST_ROWS)
                .map(|quote| Said {
                    lang: quote.lang.unwrap_or(lang),
                    paragraphs: quote
                        .paragraphs
                        .iter()
                        .map(|words| drawable(words))
                        .collect(),
                    by: parts(&quote.by),
                })
                .collect(),
            line_heading: w.heroes_line_of_life(),
            line: life
                .line
                .iter()
                .take(MOST_ROWS)
                .map(|line| Line {
                    when: drawable(&line.when),
                    what: parts(&line.what),
                })
                .collect(),
            pictures_heading: w.heroes_pictures(),
            pictures: Vec::new(),
            memorial: w.common_memorial(),
            code: imprint
                .address
                .as_ref()
                .map(|(words, _)| w.print_qr_alt(words)),
            whole_story: w.print_whole_story(imprint.whole),
            address: imprint.address.as_ref().map(|(words, _)| words.clone()),
            link: imprint.address.map(|(_, link)| link),
            printed: w.print_printed(imprint.printed),
            own_words: w.print_own_words(),
        }
    }
}

impl Picture {
    /// Another picture of the page, as a file that the template knows.
    pub fn of(shown: &Shown, file: String, (width, height): (f64, f64)) -> Picture {
        let mut caption: Vec<Piece> = shown.caption.iter().cloned().collect();
        if !caption.is_empty() && !shown.credit.is_empty() {
            caption.push(Piece::plain(". "));
        }
        caption.extend(shown.credit.iter().cloned());
        Picture {
            file,
            alt: drawable(&shown.alt),
            caption: parts(&caption),
            width,
            height,
        }
    }
}

fn parts(pieces: &[Piece]) -> Vec<Part> {
    let part = |piece: &Piece| Part {
        words: drawable(&piece.words),
        lang: piece.lang,
    };
    pieces.iter().map(part).collect()
}

fn bounded(paragraphs: &[String]) -> Vec<String> {
    let mut left = MOST_LETTERS;
    let mut story = Vec::new();
    for paragraph in paragraphs {
        let paragraph: String = drawable(paragraph).chars().take(left).collect();
        left -= paragraph.chars().count();
        if !paragraph.trim().is_empty() {
            story.push(paragraph);
        }
    }
    story
}
