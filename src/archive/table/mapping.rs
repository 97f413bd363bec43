//! Which column of a list is which field: what the headers say, and what a person said of those that say nothing. A column
//! that nobody spoke of stops the list; it is never left out in silence.

use serde::{Deserialize, Serialize};

use super::column;

/// What is done with a column of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Use {
    pub header: String,
    /// A column's name; none when nobody knows yet.
    pub field: Option<String>,
    /// A person said that it is to be left out.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub left_out: bool,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Mapping {
    pub uses: Vec<Use>,
}

/// What must be said before a list can be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Open {
    /// The number of a column, from 0, whose header says nothing.
    Unknown(usize),
    /// A column that is the same field as one before it.
    Twice(usize),
    /// No column holds the names.
    NoName,
}

/// What a person chose for a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    LeaveOut,
    Field(&'static str),
}

impl Mapping {
    /// What the headers say by themselves.
    pub fn of(headers: &[String]) -> Self {
        let uses = headers.iter().map(|header| Use {
            header: header.clone(),
            field: column::called(header).map(str::to_owned),
            left_out: false,
        });
        Self {
            uses: uses.collect(),
        }
    }

    pub fn choose(&mut self, at: usize, choice: Choice) {
        if let Some(chosen) = self.uses.get_mut(at) {
            chosen.left_out = choice == Choice::LeaveOut;
            chosen.field = match choice {
                Choice::LeaveOut => None,
                Choice::Field(name) => Some(name.to_owned()),
            };
        }
    }

    /// The columns of this name, as a person would type it.
    pub fn at(&self, header: &str) -> Option<usize> {
        let same = |one: &Use| one.header.trim().to_lowercase() == header.trim().to_lowercase();
        self.uses.iter().position(same)
    }

    /// What is still to be said. Columns without a header need no word: what stands in them is a fault of its row.
    pub fn open(&self) -> Vec<Open> {
        let mut open = Vec::new();
        for (at, one) in self.uses.iter().enumerate() {
            let Some(field) = &one.field else {
                if !one.left_out && !one.header.is_empty() {
                    open.push(Open::Unknown(at));
                }
                continue;
            };
            let before = self.uses.iter().take(at);
            if before
                .filter_map(|one| one.field.as_ref())
                .any(|other| other == field)
            {
                open.push(Open::Twice(at));
            }
        }
        let has = |name: &str| {
            self.uses
                .iter()
                .any(|one| one.field.as_deref() == Some(name))
        };
        if !(has("whole_name") || (has("family") && has("given"))) {
            open.push(Open::NoName);
        }
        open
    }

    /// The field of a column.
    pub fn field(&self, at: usize) -> Option<&str> {
        self.uses.get(at)?.field.as_deref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_that_nobody_spoke_of_stops_the_list() {
        let headers = ["ПІБ", "Примітки", "Дата загибелі", "died", ""].map(str::to_owned);
        let mut mapping = Mapping::of(&headers);
        assert_eq!(mapping.open(), [Open::Unknown(1), Open::Twice(3)]);
        mapping.choose(1, Choice::Field("biography_uk"));
        mapping.choose(3, Choice::LeaveOut);
        assert_eq!(mapping.open(), []);
        assert_eq!(mapping.field(1), Some("biography_uk"));
        assert_eq!(mapping.at(" примітки"), Some(1));
        mapping.choose(0, Choice::LeaveOut);
        assert_eq!(mapping.open(), [Open::NoName]);
    }
}
