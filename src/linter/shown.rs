//! The findings as a page of the desk shows them: what was found, in which sentence, and how it would read without.

use std::collections::HashSet;

use super::finding::{Finding, hidden, without};
use super::hiding::can_be_hidden;
use super::people::Own;
use super::queries::{Found, Hiding};
use super::texts::Hand;
use crate::heroes::hero::Record;
use crate::i18n::{Words, dates};
use crate::moderation::changing::{Said, Word};
use crate::moderation::reading::{Place, Reading};
use crate::moderation::sentences::{Sentence, sentences};
use crate::moderation::warnings::anchor;

/// One finding.
pub struct Row {
    pub mark: String,
    pub kind: String,
    /// The words that were found; none of a picture.
    pub words: String,
    pub photo: Option<i32>,
    /// The sentence, by its number, and where it is on the page.
    pub sentence: Option<(usize, String)>,
    /// The field, where it is not the story.
    pub field: Option<String>,
    /// The sentence as it would read without these words.
    pub offered: Option<String>,
    /// Not where nothing would be left of a name.
    pub can_be_hidden: bool,
    /// Who let it stand, and when.
    pub stands: Option<String>,
}

pub fn rows(w: Words, record: &Record, found: &[Found], readings: &[Reading]) -> Vec<Row> {
    let fields = serde_json::to_value(record).unwrap_or_default();
    let text = |finding: &Finding| -> Option<String> {
        let place = finding.places.first()?;
        Some(fields.pointer(place)?.as_str()?.to_owned())
    };
    let row = |Found { finding, stands }: &Found| {
        let at = place(finding, readings);
        let can_be_hidden = can_be_hidden(record, finding);
        let offered = text(finding).and_then(|text| match Hand::of(finding.places.first()?) {
            Hand::Prose => offered(&text, finding),
            Hand::OwnName | Hand::Whole => rest(record, finding),
        });
        Row {
            mark: finding.mark.clone(),
            kind: w.linter_kind(finding.kind.word()),
            words: match finding.photo() {
                Some(_) => String::new(),
                None => finding.words.clone(),
            },
            photo: finding.photo(),
            sentence: at.map(|at| (at.1, anchor(at))),
            field: (at.is_none() && finding.photo().is_none())
                .then(|| w.moderation_field(finding.field())),
            offered,
            can_be_hidden,
            stands: stands
                .as_ref()
                .map(|(name, when)| w.linter_stood(dates::moment(w.lang(), *when), name)),
        }
    };
    found.iter().map(row).collect()
}

/// A finding of a change that waits for a word before it is made, and the word that was said, if there was one.
pub struct Asked {
    pub row: Row,
    pub said: Option<Word>,
}

impl Asked {
    pub fn hides(&self) -> bool {
        self.said == Some(Word::Hide)
    }

    pub fn stands(&self) -> bool {
        self.said == Some(Word::Stands)
    }
}

pub fn asked(w: Words, record: &Record, found: Vec<Finding>, said: &Said) -> Vec<Asked> {
    let found: Vec<Found> = found
        .into_iter()
        .map(|finding| Found {
            finding,
            stands: None,
        })
        .collect();
    rows(w, record, &found, &[])
        .into_iter()
        .map(|row| Asked {
            said: said.get(&row.mark).copied(),
            row,
        })
        .collect()
}

/// The marks of what was let stand.
pub fn standing(found: &[Found]) -> HashSet<String> {
    let stands = found.iter().filter(|one| one.stands.is_some());
    stands.map(|one| one.finding.mark.clone()).collect()
}

fn place(finding: &Finding, readings: &[Reading]) -> Option<Place> {
    let first = finding.places.first()?;
    let reading = readings
        .iter()
        .find(|reading| *first == format!("/biography/{}", reading.lang.code()))?;
    let number = reading
        .sentences
        .iter()
        .position(|sentence| words(sentence).contains(&finding.words))?;
    Some((reading.lang, number + 1))
}

fn offered(text: &str, finding: &Finding) -> Option<String> {
    let sentence = sentences(text, &Own::default())
        .iter()
        .map(words)
        .find(|words| words.contains(&finding.words))?;
    Some(without(&sentence, finding))
}

/// What is left of a field that is no sentence, if anything is.
fn rest(record: &Record, finding: &Finding) -> Option<String> {
    let hidden = serde_json::to_value(hidden(record, finding).ok()?).ok()?;
    Some(
        hidden
            .pointer(finding.places.first()?)?
            .as_str()?
            .to_owned(),
    )
}

/// Something that was hidden, as a page shows it.
pub struct Hid {
    /// The act of the journal.
    pub entry: i32,
    pub kind: Option<String>,
    /// None of a picture.
    pub words: String,
    pub field: Option<String>,
    /// When, and whose word it was.
    pub said: String,
    /// At once; else what was hidden later in the same field comes back first.
    pub comes_back: bool,
}

fn ordered(finding: &Finding) -> Option<i32> {
    let (_, at) = finding.places.first()?.rsplit_once('/')?;
    at.parse::<i32>().ok()?.checked_add(1)
}

pub fn hid(w: Words, hidings: Vec<Hiding<'_>>) -> Vec<Hid> {
    let row = |hiding: Hiding<'_>| {
        let name = hiding.entry.name.clone().unwrap_or_default();
        let what = hiding.finding.as_ref();
        let field = what
            .map(Finding::field)
            .filter(|field| *field != "biography");
        let words = what.map(|finding| match finding.photo() {
            // By its order among the pictures as they were.
            Some(photo) => w.moderation_picture(ordered(finding).unwrap_or(photo)),
            None => finding.words.clone(),
        });
        Hid {
            entry: hiding.entry.id,
            kind: what.map(|finding| w.linter_kind(finding.kind.word())),
            words: words.unwrap_or_default(),
            field: field.map(|field| w.moderation_field(field)),
            said: w.linter_hid(dates::moment(w.lang(), hiding.entry.at), name),
            comes_back: hiding.comes_back,
        }
    };
    hidings.into_iter().map(row).collect()
}

fn words(sentence: &Sentence) -> String {
    let pieces = sentence.pieces.iter().map(|piece| piece.words.as_str());
    pieces.collect()
}
