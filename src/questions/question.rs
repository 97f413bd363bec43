//! A question, and the box of the family's form that answers it.

use chrono::{DateTime, Utc};

use crate::submissions::submission::Step;

/// The longest question, in characters.
pub const LONGEST: usize = 1_000;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    pub id: i32,
    /// A field of the record that [`FACTS`] knows.
    pub fact: String,
    pub words: String,
    pub asked_at: DateTime<Utc>,
    /// When the family saved the field anew.
    pub answered_at: Option<DateTime<Utc>>,
}

/// The facts that can be asked about: the record's field, the step that asks for it, and its box there.
pub const FACTS: [(&str, Step, &str); 21] = [
    ("name", Step::Who, "family"),
    ("latin", Step::Who, "latin-family"),
    ("stress", Step::Who, "stress"),
    ("aliases", Step::Who, "aliases"),
    ("call_sign", Step::Who, "call-sign"),
    ("sex", Step::Who, "sex"),
    ("born", Step::Birth, "born"),
    ("birth_place", Step::Birth, "birth-settlement"),
    ("home_place", Step::Birth, "home-settlement"),
    ("died", Step::Death, "died"),
    ("death_place", Step::Death, "death-settlement"),
    ("circumstances", Step::Death, "circumstances"),
    ("burial_place", Step::Burial, "burial-settlement"),
    ("service", Step::Service, "service-0-unit"),
    ("awards", Step::Service, "award-0-name"),
    ("events", Step::Life, "event-0-text"),
    ("biography", Step::Story, "biography"),
    ("sources", Step::Story, "source-0-title"),
    ("quotes", Step::Quote, "quote-0-text"),
    ("kin", Step::Quote, "kin"),
    ("photos", Step::Photos, "files"),
];

/// Where a fact is asked for; none for what no form asks.
pub fn place(fact: &str) -> Option<(Step, &'static str)> {
    let known = FACTS.iter().find(|(known, _, _)| *known == fact)?;
    Some((known.1, known.2))
}

/// The facts that one step asks for.
pub fn facts_of(step: Step) -> impl Iterator<Item = &'static str> {
    let of_step = FACTS.iter().filter(move |(_, known, _)| *known == step);
    of_step.map(|(fact, _, _)| *fact)
}

impl Question {
    /// The step of the family's form that answers it.
    pub fn step(&self) -> Option<Step> {
        place(&self.fact).map(|(step, _)| step)
    }

    pub fn is_open(&self) -> bool {
        self.answered_at.is_none()
    }
}

/// Tidies what a moderator typed: none when it says nothing, cut where it is too long.
pub fn tidied(typed: &str) -> Option<String> {
    let words: String = typed.trim().chars().take(LONGEST).collect();
    (!words.is_empty()).then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::heroes::hero::Record;

    #[test]
    fn every_fact_that_can_be_asked_about_is_one_of_the_record() {
        let json = r#"{"name": {"family": "Коваль", "given": "Іван"}}"#;
        let record: Record = serde_json::from_str(json).unwrap();
        for (fact, _, _) in FACTS {
            // An unknown key of a record is an error.
            let mut fields = record.fields().unwrap();
            fields.entry(fact).or_insert(serde_json::Value::Null);
            let read: Result<Record, _> = serde_json::from_value(fields.into());
            assert!(read.is_ok(), "{fact}");
        }
        assert_eq!(place("photos"), Some((Step::Photos, "files")));
        assert_eq!(place("external_id"), None);
        assert_eq!(facts_of(Step::Burial).collect::<Vec<_>>(), ["burial_place"]);
    }
}
