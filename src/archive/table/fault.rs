//! What is wrong with a cell: which column, what stood there, and what would be right.

use serde::{Deserialize, Serialize};

/// One fault of a row. `wanted` is a word of [`WANTED`], which the desk and the shell say as a sentence; a fault that no
/// single cell has is told in `words`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Fault {
    /// The header as it stands in the list; empty when the whole row is meant.
    pub column: String,
    pub found: String,
    pub wanted: String,
    pub words: String,
}

/// Every word a fault can have; a test holds it against the sentences.
pub const WANTED: [&str; 25] = [
    "empty",
    "name",
    "long",
    "whole-name",
    "control",
    "letters",
    "date",
    "year",
    "serial",
    "order",
    "sex",
    "region",
    "country",
    "abroad",
    "circumstances",
    "number",
    "url",
    "identifier",
    "source",
    "kin",
    "rest",
    "rest-twice",
    "no-header",
    "near",
    "unclosed",
];

impl Fault {
    pub fn of(column: &str, found: &str, wanted: &'static str) -> Self {
        Self {
            column: column.to_owned(),
            found: short(found),
            wanted: wanted.to_owned(),
            words: String::new(),
        }
    }

    /// A fault of the row as a whole, in English words.
    pub fn said(words: impl Into<String>) -> Self {
        Self {
            words: words.into(),
            ..Self::default()
        }
    }
}

/// As much of a cell as is needed to find it.
fn short(found: &str) -> String {
    let mut letters = found.chars();
    let mut short: String = letters.by_ref().take(80).collect();
    if letters.next().is_some() {
        short.push('…');
    }
    short
}
