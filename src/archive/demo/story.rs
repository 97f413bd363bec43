//! The sentences that invented lives are told in: written by hand in both languages, chosen by the life's own number.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::heroes::hero::{Relation, Sex, Text};

const STORIES: &str = include_str!("data/stories.json");

/// Fragments, as they lie in `data/stories.json`. `{his|her}` is said by sex, `{given}` is filled in.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stories {
    pub childhoods: Vec<Childhood>,
    pub trades: BTreeMap<String, Trade>,
    pub natures: Vec<Nature>,
    pub services: BTreeMap<String, Position>,
    pub farewells: BTreeMap<String, Vec<Both>>,
    pub quotes: Vec<Saying>,
    pub invented: Both,
}

#[derive(Deserialize, Clone)]
#[serde(deny_unknown_fields)]
pub struct Both {
    pub uk: String,
    pub en: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Childhood {
    /// True of a city as well as of a village.
    pub anywhere: bool,
    pub uk: String,
    pub en: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trade {
    pub education: Both,
    pub work: Option<Both>,
    pub uk: String,
    pub en: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Nature {
    pub interests: Both,
    pub uk: String,
    pub en: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Position {
    pub position: Both,
    pub uk: String,
    pub en: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Saying {
    /// A relation, or `spouse`.
    relation: String,
    speaker: BTreeMap<String, String>,
    pub uk: String,
    pub en: String,
}

impl Stories {
    pub fn read() -> serde_json::Result<Self> {
        serde_json::from_str(STORIES)
    }
}

impl Saying {
    pub fn relation(&self, sex: Sex) -> Option<Relation> {
        match (self.relation.as_str(), sex) {
            ("spouse", Sex::Male) => Some(Relation::Wife),
            ("spouse", Sex::Female) => Some(Relation::Husband),
            (word, _) => Relation::from_word(word),
        }
    }

    pub fn speaker(&self, sex: Sex) -> Option<String> {
        self.speaker.get(sex.word()).cloned()
    }
}

/// Who is spoken of, and the words that fill the gaps.
pub struct Telling<'a> {
    pub sex: Sex,
    pub uk: &'a [(&'a str, &'a str)],
    pub en: &'a [(&'a str, &'a str)],
}

impl Telling<'_> {
    pub fn text(&self, uk: &str, en: &str) -> Text {
        Text::both(
            sounding_well(&told(uk, self.sex, self.uk)),
            told(en, self.sex, self.en),
        )
    }

    pub fn both(&self, both: &Both) -> Text {
        self.text(&both.uk, &both.en)
    }
}

/// «Служив у», «служила в»: what the choice by sex has put beside each other.
fn sounding_well(text: &str) -> String {
    text.replace("в в ", "в у ")
        .replace("ла у ", "ла в ")
        .replace("лася у ", "лася в ")
}

/// Chooses by sex and fills the gaps: `{він|вона}`, `{given}`. A gap that nothing fills stays to be seen by the tests.
fn told(template: &str, sex: Sex, gaps: &[(&str, &str)]) -> String {
    let mut said = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        said.push_str(before);
        let Some((inside, after)) = after.split_once('}') else {
            rest = after;
            break;
        };
        match (inside.split_once('|'), sex) {
            (Some((he, _)), Sex::Male) => said.push_str(he),
            (Some((_, she)), Sex::Female) => said.push_str(she),
            (None, _) => match gaps.iter().find(|(gap, _)| *gap == inside) {
                Some((_, word)) => said.push_str(word),
                None => {
                    said.push('{');
                    said.push_str(inside);
                    said.push('}');
                }
            },
        }
        rest = after;
    }
    said.push_str(rest);
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sentences_are_said_by_sex() {
        let gaps = [("given", "Остап")];
        assert_eq!(
            told("{given} ви{ріс|росла}.", Sex::Male, &gaps),
            "Остап виріс."
        );
        assert_eq!(
            told("{given} ви{ріс|росла}.", Sex::Female, &gaps),
            "Остап виросла."
        );
        assert_eq!(told("Помер{|ла}.", Sex::Male, &gaps), "Помер.");
        assert_eq!(told("{nobody}", Sex::Male, &gaps), "{nobody}");
    }
}
