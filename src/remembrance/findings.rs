//! What should perhaps not be read by everyone in a memory: what is found in any story, by the same rules, as if the writer
//! were quoted on the page of that life.

use super::memory::{Memory, Relation};
use crate::heroes::hero::{self, Quote, Record, Text};
use crate::i18n::Lang;
use crate::linter::finding::{self, Finding};

/// The findings in a memory's words and in its writer's name.
pub fn found(life: &Record, memory: &Memory) -> Vec<Finding> {
    let mut found = finding::findings(&quoted(life, memory));
    found.retain(|finding| {
        finding
            .places
            .iter()
            .any(|place| place.starts_with("/quotes/"))
    });
    found
}

/// Words and name without what was found; none where nothing would be left of either.
pub fn without(life: &Record, memory: &Memory, finding: &Finding) -> Option<(String, String)> {
    let quote = finding::hidden(&quoted(life, memory), finding)
        .ok()?
        .quotes
        .pop()?;
    let words = match memory.language {
        Lang::Uk => quote.text.uk,
        Lang::En => quote.text.en,
    };
    Some((words?, quote.speaker?))
}

/// A record of nobody but the person's names and this one quote.
fn quoted(life: &Record, memory: &Memory) -> Record {
    let text = match memory.language {
        Lang::Uk => Text {
            uk: Some(memory.words.clone()),
            ..Text::default()
        },
        Lang::En => Text {
            en: Some(memory.words.clone()),
            ..Text::default()
        },
    };
    Record {
        name: life.name.clone(),
        latin: life.latin.clone(),
        call_sign: life.call_sign.clone(),
        quotes: vec![Quote {
            text,
            speaker: Some(memory.name.clone()),
            relation: Some(relation(memory.relation)),
        }],
        ..Record::default()
    }
}

fn relation(relation: Relation) -> hero::Relation {
    match relation {
        Relation::Friend => hero::Relation::Friend,
        Relation::Comrade => hero::Relation::Comrade,
        Relation::Teacher => hero::Relation::Teacher,
        Relation::Neighbour => hero::Relation::Neighbour,
        Relation::Relative => hero::Relation::Relative,
        // Who worked together with somebody need not serve: that has a word of its own here.
        Relation::Classmate | Relation::Colleague | Relation::Other => hero::Relation::Other,
    }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::super::memory::State;
    use super::*;
    use crate::linter::finding::Kind;
    use crate::names::Name;

    fn memory(words: &str, name: &str, relation: Relation) -> Memory {
        Memory {
            id: 1,
            hero_id: 1,
            language: Lang::Uk,
            words: words.to_owned(),
            name: name.to_owned(),
            relation,
            sent_at: DateTime::UNIX_EPOCH,
            revision: 1,
            state: State::Waiting,
            is_hidden: false,
        }
    }

    fn life() -> Record {
        Record {
            name: Name {
                family: "Лисюк".to_owned(),
                given: "Юрій".to_owned(),
                patronymic: None,
            },
            call_sign: Some("0671234567".to_owned()),
            ..Record::default()
        }
    }

    #[test]
    fn a_telephone_in_a_memory_is_found_and_can_go() {
        let memory = memory(
            "Юрій ділився всім. Мій номер 067 765 43 21.",
            "Олег",
            Relation::Friend,
        );
        let found = found(&life(), &memory);
        assert_eq!(found.len(), 1, "the life's own faults are not a memory's");
        assert_eq!(found[0].kind, Kind::Phone);
        let (words, name) = without(&life(), &memory, &found[0]).unwrap();
        assert!(
            words.starts_with("Юрій ділився всім.") && !words.contains("765"),
            "{words}"
        );
        assert_eq!(name, "Олег");
    }

    #[test]
    fn a_comrade_who_may_serve_is_asked_about_by_name() {
        let named = memory("Ділився всім.", "Олег Ткаченко", Relation::Comrade);
        let found = found(&life(), &named);
        assert_eq!(found[0].kind, Kind::Comrade);
        let (words, name) = without(&life(), &named, &found[0]).unwrap();
        assert_eq!(words, "Ділився всім.");
        assert!(name.chars().count() < 8, "{name}");
        let friend = memory("Ділився всім.", "Олег Ткаченко", Relation::Friend);
        assert!(super::found(&life(), &friend).is_empty());
    }

    #[test]
    fn words_that_are_nothing_but_a_telephone_are_not_taken_out() {
        let bare = memory("067 765 43 21", "Олег", Relation::Friend);
        let found = found(&life(), &bare);
        assert_eq!(found.len(), 1);
        assert_eq!(without(&life(), &bare, &found[0]), None);
    }
}
