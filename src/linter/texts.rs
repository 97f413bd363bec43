//! The texts of a record that everyone would read, and how each of them is read.

use std::ops::Range;

use serde_json::Value;

use super::finding::{Kind, all, written};
use super::folded::Folded;
use super::{passages, people};

/// How a text of a record is read, and hidden.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hand {
    /// Sentences.
    Prose,
    /// The person's own name or call sign: whatever else is in it goes, and no dots stay.
    OwnName,
    /// What says nothing in part: an address of the web, an archive's name for a life.
    Whole,
}

impl Hand {
    pub fn of(place: &str) -> Self {
        let own = ["/name/", "/latin/", "/call_sign"];
        if own.iter().any(|begin| place.starts_with(begin)) {
            Self::OwnName
        } else if place == "/external_id" || place.ends_with("/url") {
            Self::Whole
        } else {
            Self::Prose
        }
    }
}

/// What is found in a text, by where it stands: a person's own name is no finding, but a telephone after it is; an address of
/// the web is read as a browser reads it, and found whole.
pub fn of_place(place: &str, text: &str, own: &people::Own) -> Vec<(Kind, Range<usize>)> {
    match Hand::of(place) {
        Hand::Prose => all(text, own),
        Hand::OwnName => {
            let folded = Folded::of(text);
            written(&folded, passages::passages(folded.text()))
        }
        Hand::Whole => {
            let read = decoded(text);
            let folded = Folded::of(&read);
            let mut kinds: Vec<Kind> = passages::passages(folded.text())
                .into_iter()
                .map(|(kind, _)| kind)
                .filter(|kind| {
                    matches!(
                        kind,
                        Kind::Phone | Kind::Mail | Kind::Profile | Kind::Card | Kind::Coordinates
                    )
                })
                .collect();
            kinds.sort_unstable();
            kinds.dedup();
            kinds
                .into_iter()
                .map(|kind| (kind, 0..text.len()))
                .collect()
        }
    }
}

/// An address without its percent signs: `%40` is @, and + may be a space.
fn decoded(url: &str) -> String {
    let mut bytes = Vec::with_capacity(url.len());
    let mut rest = url.as_bytes();
    while let [first, after @ ..] = rest {
        let code = (*first == b'%')
            .then(|| after.get(..2))
            .flatten()
            .and_then(|digits| hex::decode(digits).ok());
        match code {
            Some(code) => {
                bytes.extend(code);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Fields whose words everyone reads.
pub const READ: [&str; 18] = [
    "biography",
    "interests",
    "born_note",
    "quotes",
    "events",
    "service",
    "photos",
    "sources",
    "awards",
    "aliases",
    "birth_place",
    "home_place",
    "death_place",
    "burial_place",
    "name",
    "latin",
    "call_sign",
    "external_id",
];
/// Keys whose words come from lists, not from people's hands.
const LISTED: [&str; 12] = [
    "file", "unit", "rank", "award", "relation", "kind", "from", "to", "when", "year", "region",
    "country",
];

/// Every text that people wrote, with its JSON pointer, in the order of the record.
pub fn texts(fields: &Value) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for field in READ {
        if let Some(value) = fields.get(field) {
            gather(&format!("/{field}"), value, &mut found);
        }
    }
    found
}

fn gather(place: &str, value: &Value, found: &mut Vec<(String, String)>) {
    match value {
        Value::String(text) => found.push((place.to_owned(), text.clone())),
        Value::Array(rows) => {
            for (at, row) in rows.iter().enumerate() {
                gather(&format!("{place}/{at}"), row, found);
            }
        }
        Value::Object(keys) => {
            for (key, value) in keys {
                if !LISTED.contains(&key.as_str()) {
                    gather(&format!("{place}/{key}"), value, found);
                }
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
