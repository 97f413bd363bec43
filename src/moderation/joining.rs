//! How what was told of a public life joins what is on its page: fact by fact, as a moderator chooses. Nothing that is
//! published is replaced or taken out unless it was chosen so.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::heroes::hero::Record;
use crate::heroes::visibility::{Audience, Visibility};

/// What becomes of one fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// The page keeps what it has.
    Keep,
    /// What was told stands instead.
    Take,
    /// What was told stands after what the page has.
    Both,
}

impl Choice {
    pub const ALL: [Self; 3] = [Self::Keep, Self::Take, Self::Both];

    pub fn word(self) -> &'static str {
        match self {
            Self::Keep => "keep",
            Self::Take => "take",
            Self::Both => "both",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.word() == word)
    }
}

/// Chosen for fields of the record, by their names; what is not named follows [`Difference::offered`].
pub type Choices = BTreeMap<String, Choice>;

/// A fact that was told and is not on the page so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// As in the record.
    pub field: String,
    /// What may be chosen; [`Choice::Both`] only for lists and for texts.
    pub choices: Vec<Choice>,
    /// What does no harm: an empty place is filled, a list grows, anything else stays.
    pub offered: Choice,
}

/// The name, its Latin spelling and an archive's number are no part of a contribution: a moderator changes them by hand.
const APART: [&str; 4] = ["name", "latin", "external_id", "sex"];

/// What `told` says and `now` does not. A fact that was told for few eyes is never joined to what others may see: it is
/// left, or stands instead and for those eyes alone.
pub fn differences(
    now: &Record,
    told: &Record,
    eyes: &Visibility,
) -> Result<Vec<Difference>, serde_json::Error> {
    // A stress of another name than the page's is none here.
    let is_stressed = told
        .stress
        .as_ref()
        .is_some_and(|stress| stress.is_of(&now.name));
    let (now, told) = (now.fields()?, told.fields()?);
    let mut found = Vec::new();
    for (field, told) in &told {
        let now = now.get(field).unwrap_or(&Value::Null);
        if field == "stress" && !is_stressed {
            continue;
        }
        if APART.contains(&field.as_str()) || is_nothing(told) || both(now, told) == *now {
            continue;
        }
        let for_few = eyes.of(field) != Audience::Everyone;
        let grows = now.is_array() || (is_text(field) && now.is_object());
        let offered = match now {
            _ if for_few => Choice::Keep,
            empty if is_nothing(empty) => Choice::Take,
            Value::Array(_) => Choice::Both,
            _ => Choice::Keep,
        };
        let mut choices = vec![Choice::Keep, Choice::Take];
        if grows && !for_few && !is_nothing(now) {
            choices.push(Choice::Both);
        }
        found.push(Difference {
            field: field.clone(),
            choices,
            offered,
        });
    }
    Ok(found)
}

/// The record of the page with what was chosen of what was told.
pub fn joined(
    now: &Record,
    told: &Record,
    eyes: &Visibility,
    chosen: &Choices,
) -> Result<Record, serde_json::Error> {
    let differences = differences(now, told, eyes)?;
    let (mut page, told) = (now.fields()?, told.fields()?);
    for Difference {
        field,
        choices,
        offered,
    } in differences
    {
        let choice = chosen.get(&field).copied();
        let choice = choice.filter(|choice| choices.contains(choice));
        let Some(new) = told.get(&field) else {
            continue;
        };
        let value = match choice.unwrap_or(offered) {
            Choice::Keep => continue,
            Choice::Take => new.clone(),
            Choice::Both => both(page.get(&field).unwrap_or(&Value::Null), new),
        };
        page.insert(field, value);
    }
    let page: Record = serde_json::from_value(Value::Object(page))?;
    Ok(page.with_its_stress())
}

/// The fields that are not the same in two records.
pub fn changed(before: &Record, after: &Record) -> Result<Vec<String>, serde_json::Error> {
    let (before, after) = (before.fields()?, after.fields()?);
    let mut names: Vec<String> = before.keys().chain(after.keys()).cloned().collect();
    names.sort();
    names.dedup();
    names.retain(|field| before.get(field) != after.get(field));
    Ok(names)
}

/// One after the other, nothing twice: rows of a list, paragraphs of a text in each language. What is neither is as told.
pub(crate) fn both(now: &Value, told: &Value) -> Value {
    match (now, told) {
        (Value::Array(now), Value::Array(told)) => {
            let mut rows = now.clone();
            rows.extend(told.iter().filter(|row| !now.contains(row)).cloned());
            Value::Array(rows)
        }
        (Value::Object(now), Value::Object(told)) if is_bilingual(now) && is_bilingual(told) => {
            let mut text = now.clone();
            for (lang, words) in told {
                let words = words.as_str().unwrap_or_default();
                match now.get(lang).and_then(Value::as_str) {
                    _ if words.is_empty() => {}
                    Some(known) if known.contains(words) => {}
                    Some(known) if !known.is_empty() => {
                        text.insert(lang.clone(), format!("{known}\n\n{words}").into());
                    }
                    _ => {
                        text.insert(lang.clone(), words.into());
                    }
                }
            }
            Value::Object(text)
        }
        _ => told.clone(),
    }
}

fn is_bilingual(object: &Map<String, Value>) -> bool {
    object.keys().all(|key| key == "uk" || key == "en")
}

pub(crate) fn is_text(field: &str) -> bool {
    matches!(field, "biography" | "interests" | "born_note")
}

pub(crate) fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(rows) => rows.is_empty(),
        Value::Object(object) => object.values().all(is_nothing),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn record(facts: Value) -> Record {
        let mut all = json!({"name": {"family": "Лисюк", "given": "Юрій"}});
        let into = all.as_object_mut().unwrap();
        into.extend(facts.as_object().unwrap().clone());
        serde_json::from_value(all).unwrap()
    }

    fn all() -> Visibility {
        Visibility::default()
    }

    #[test]
    fn what_was_told_for_few_eyes_is_never_mixed_with_what_others_see() {
        let now = record(json!({"kin": [{"relation": "parents"}]}));
        let told = record(json!({"died": "2024-03-05", "kin": [{"relation": "sister"}]}));
        let mut eyes = all();
        eyes.set("died", Audience::Moderators);
        eyes.set("kin", Audience::Grave);
        for one in differences(&now, &told, &eyes).unwrap() {
            assert_eq!(
                (one.offered, one.choices.len()),
                (Choice::Keep, 2),
                "{}",
                one.field
            );
        }
        assert_eq!(joined(&now, &told, &eyes, &Choices::new()).unwrap(), now);
    }

    #[test]
    fn what_fills_an_empty_place_is_offered_and_what_would_replace_is_not() {
        let now = record(json!({"born": "1996-05", "kin": [{"relation": "parents"}]}));
        let told = record(json!({
            "born": "1996-05-06", "died": "2024-03-05",
            "kin": [{"relation": "parents"}, {"relation": "sister"}],
        }));
        let offered: Vec<_> = differences(&now, &told, &all())
            .unwrap()
            .into_iter()
            .map(|one| (one.field, one.offered))
            .collect();
        let expected = [
            ("born", Choice::Keep),
            ("died", Choice::Take),
            ("kin", Choice::Both),
        ];
        assert_eq!(
            offered,
            expected.map(|(field, choice)| (field.to_owned(), choice))
        );
        let page = joined(&now, &told, &all(), &Choices::new()).unwrap();
        assert_eq!(page.born, now.born);
        assert_eq!(page.died, told.died);
        assert_eq!(page.kin.len(), 2);
    }

    #[test]
    fn what_is_chosen_is_done_and_nothing_else() {
        let now = record(json!({"born": "1996-05", "biography": {"uk": "Було так."}}));
        let told =
            record(json!({"born": "1996-05-06", "biography": {"uk": "І ще так.", "en": "So."}}));
        let chosen = Choices::from([
            ("born".to_owned(), Choice::Take),
            ("biography".to_owned(), Choice::Both),
        ]);
        let page = joined(&now, &told, &all(), &chosen).unwrap();
        assert_eq!(page.born, told.born);
        assert_eq!(page.biography.uk.as_deref(), Some("Було так.\n\nІ ще так."));
        assert_eq!(page.biography.en.as_deref(), Some("So."));
        assert_eq!(changed(&now, &page).unwrap(), ["biography", "born"]);
        // A date cannot be two dates.
        let twice = Choices::from([("born".to_owned(), Choice::Both)]);
        assert_eq!(joined(&now, &told, &all(), &twice).unwrap().born, now.born);
    }

    #[test]
    fn what_the_page_says_already_is_no_difference() {
        let now =
            record(json!({"kin": [{"relation": "sister"}], "biography": {"uk": "Одне. Друге."}}));
        let told = record(json!({"kin": [{"relation": "sister"}], "biography": {"uk": "Друге."}}));
        assert_eq!(differences(&now, &told, &all()).unwrap(), []);
        let renamed = Record {
            name: crate::names::Name {
                family: "Інший".to_owned(),
                given: "Хтось".to_owned(),
                patronymic: None,
            },
            ..told
        };
        assert_eq!(
            joined(&now, &renamed, &all(), &Choices::new()).unwrap(),
            now
        );
    }
}
