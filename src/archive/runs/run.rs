//! A list that was read, and its rows.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::archive::table::fault::Fault;
use crate::archive::table::mapping::Mapping;
use crate::heroes::hero::Record;

/// Once that a list was read.
#[derive(Debug, Clone)]
pub struct Run {
    pub id: i32,
    pub name: String,
    pub kind: Kind,
    /// It came to the desk, and nobody has confirmed yet how it is to be read.
    pub asked: bool,
    /// None when it came from the shell.
    pub account_id: Option<i32>,
    pub begun_at: DateTime<Utc>,
    /// Of a table.
    pub mapping: Mapping,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A record a line, as JSON.
    Lines,
    Table,
}

impl Kind {
    pub fn word(self) -> &'static str {
        match self {
            Self::Lines => "lines",
            Self::Table => "table",
        }
    }
}

/// What a row is, as the desk sorts them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    New,
    Unsure,
    Faulty,
    Same,
    Published,
    Discarded,
}

impl Which {
    pub const ALL: [Self; 6] = [
        Self::New,
        Self::Unsure,
        Self::Faulty,
        Self::Published,
        Self::Discarded,
        Self::Same,
    ];

    pub fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Unsure => "unsure",
            Self::Faulty => "faulty",
            Self::Same => "same",
            Self::Published => "published",
            Self::Discarded => "discarded",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|which| which.word() == word)
    }

    /// Whether somebody must still look at such a row.
    pub fn is_open(self) -> bool {
        matches!(self, Self::New | Self::Unsure | Self::Faulty)
    }

    /// The word in the table, and whether a doubt belongs to it where that matters.
    pub fn state(self) -> (&'static str, Option<bool>) {
        match self {
            Self::New => ("waiting", Some(false)),
            Self::Unsure => ("waiting", Some(true)),
            other => (other.word(), None),
        }
    }
}

/// How many rows of a list are what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts([i64; 6]);

impl Counts {
    pub fn of(&self, which: Which) -> i64 {
        let at = Which::ALL.iter().position(|one| *one == which);
        at.and_then(|at| self.0.get(at)).copied().unwrap_or(0)
    }

    pub fn add(&mut self, which: Which, number: i64) {
        if let Some(at) = Which::ALL.iter().position(|one| *one == which) {
            self.0[at] += number;
        }
    }

    pub fn all(&self) -> i64 {
        self.0.iter().sum()
    }

    /// Those that somebody must still look at.
    pub fn open(&self) -> i64 {
        let open = Which::ALL.into_iter().filter(|which| which.is_open());
        open.map(|which| self.of(which)).sum()
    }
}

/// A row that could not be read, as it stood in its list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Raw {
    Line(String),
    /// In the order of the list's columns.
    Cells(Vec<String>),
}

/// A row as it is kept.
#[derive(Debug, Clone)]
pub struct Row {
    pub id: i32,
    pub run_id: i32,
    pub file_name: String,
    pub line: i32,
    /// «Лисюк Юрій», as far as it is known.
    pub whom: String,
    pub record: Option<Record>,
    /// Why it is unsure, or where it is the same.
    pub doubt: Option<String>,
    pub raw: Option<Raw>,
    pub faults: Vec<Fault>,
    pub state: String,
    pub revision: i32,
    pub hero_id: Option<i32>,
}

impl Row {
    pub fn which(&self) -> Which {
        match self.state.as_str() {
            "waiting" if self.doubt.is_some() => Which::Unsure,
            "waiting" => Which::New,
            other => Which::from_word(other).unwrap_or(Which::Same),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_counted_where_it_is_looked_for() {
        let mut counts = Counts::default();
        for (number, which) in (1..).zip(Which::ALL) {
            counts.add(which, number);
            assert_eq!(counts.of(which), number);
            assert_eq!(Which::from_word(which.word()), Some(which));
        }
        assert_eq!(counts.all(), 21);
        assert_eq!(counts.open(), 6);
    }
}
