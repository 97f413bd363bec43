//! Who may see which fact of a life, and which picture: everyone, whoever stands at the grave with its code, or moderators
//! alone.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::hero::{Photo, Record};

/// From the widest to the narrowest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Audience {
    Everyone,
    /// Whoever has scanned the code on the grave.
    Grave,
    Moderators,
}

impl Audience {
    pub const ALL: [Self; 3] = [Self::Everyone, Self::Grave, Self::Moderators];

    pub fn word(self) -> &'static str {
        match self {
            Self::Everyone => "everyone",
            Self::Grave => "grave",
            Self::Moderators => "moderators",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.word() == word)
    }
}

/// The facts that need not be for everyone. A name is: without it there is no page.
pub const FACTS: [&str; 19] = [
    "call_sign",
    "aliases",
    "born",
    "died",
    "birth_place",
    "home_place",
    "death_place",
    "burial_place",
    "circumstances",
    "service",
    "events",
    "interests",
    "biography",
    "awards",
    "quotes",
    "kin",
    "sources",
    "identifiers",
    "born_note",
];

/// Stands among the facts for whether readers are asked for what is missing on a page; for anyone but everyone, they are not.
pub const QUESTIONS: &str = "questions";

/// What is not named is for everyone.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Visibility(BTreeMap<String, Audience>);

impl Visibility {
    pub fn of(&self, fact: &str) -> Audience {
        self.0.get(fact).copied().unwrap_or(Audience::Everyone)
    }

    /// Facts that not everyone may see.
    pub fn narrowed(&self) -> impl Iterator<Item = (&str, Audience)> {
        self.0
            .iter()
            .map(|(fact, audience)| (fact.as_str(), *audience))
    }

    /// Sets who may see a fact, if it is one that can be hidden.
    pub fn set(&mut self, fact: &str, audience: Audience) {
        if !can_be_hidden(fact) {
            return;
        }
        if audience == Audience::Everyone {
            self.0.remove(fact);
        } else {
            self.0.insert(fact.to_owned(), audience);
        }
    }

    /// What differs in another, as the journal keeps it: `{"born": {"before": "everyone", "after": "moderators"}}`.
    pub fn changes_to(&self, after: &Self) -> Map<String, Value> {
        let facts = self.0.keys().chain(after.0.keys());
        let changed = facts.filter(|fact| self.of(fact) != after.of(fact));
        changed
            .map(|fact| {
                let both = json!({"before": self.of(fact).word(), "after": after.of(fact).word()});
                (fact.clone(), both)
            })
            .collect()
    }

    /// The record as this audience may see it. A fact that is hidden is simply not there.
    pub fn shown_to(
        &self,
        record: &Record,
        audience: Audience,
    ) -> Result<Record, serde_json::Error> {
        if self.0.is_empty() {
            return Ok(record.clone());
        }
        let hidden = |fact: &str| self.of(fact) > audience;
        let mut fields = record.fields()?;
        fields.retain(|fact, _| !hidden(fact));
        // A note about a date tells the date.
        if hidden("born") {
            fields.remove("born_note");
        }
        let mut shown: Record = serde_json::from_value(fields.into())?;
        shown
            .photos
            .retain(|photo| photo.id().is_none_or(|id| !hidden(&picture(id))));
        Ok(shown)
    }
}

/// The name of a picture among the facts.
pub fn picture(id: i32) -> String {
    format!("photo-{id}")
}

/// The number of a picture named so.
pub fn picture_id(fact: &str) -> Option<i32> {
    fact.strip_prefix("photo-")?.parse().ok()
}

/// Whether it can be chosen for any page, whatever is on it.
pub fn is_of_any_page(fact: &str) -> bool {
    FACTS.contains(&fact) || fact == QUESTIONS
}

pub fn can_be_hidden(fact: &str) -> bool {
    is_of_any_page(fact) || picture_id(fact).is_some()
}

/// The pictures of a record by their names among the facts.
pub fn pictures(record: &Record) -> impl Iterator<Item = (String, i32)> {
    record
        .photos
        .iter()
        .filter_map(Photo::id)
        .map(|id| (picture(id), id))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record() -> Record {
        serde_json::from_str(
            r#"{"name": {"family": "Лисюк", "given": "Юрій"}, "born": "1996-05", "born_note": "у травні",
                "died": "2024-03-05", "burial_place": {"settlement": "Пулини"},
                "photos": [{"file": "7.webp"}, {"file": "8.webp"}]}"#,
        )
        .unwrap()
    }

    #[test]
    fn what_is_hidden_is_simply_not_there() {
        let mut visibility = Visibility::default();
        visibility.set("born", Audience::Moderators);
        visibility.set("burial_place", Audience::Grave);
        visibility.set("photo-8", Audience::Grave);
        visibility.set("name", Audience::Moderators);
        let everyone = visibility.shown_to(&record(), Audience::Everyone).unwrap();
        assert_eq!(
            (everyone.born.as_ref(), everyone.born_note.is_empty()),
            (None, true)
        );
        assert_eq!(everyone.died, record().died);
        assert_eq!(
            (everyone.burial_place.as_ref(), everyone.photos.len()),
            (None, 1)
        );
        assert_eq!(everyone.name, record().name);
        let grave = visibility.shown_to(&record(), Audience::Grave).unwrap();
        assert_eq!(
            (grave.burial_place, grave.photos.len()),
            (record().burial_place, 2)
        );
        assert_eq!(grave.born, None);
        assert_eq!(
            visibility
                .shown_to(&record(), Audience::Moderators)
                .unwrap(),
            record()
        );
    }

    #[test]
    fn for_everyone_is_nothing_to_keep() {
        let mut visibility = Visibility::default();
        visibility.set("born", Audience::Grave);
        visibility.set("born", Audience::Everyone);
        assert_eq!(visibility, Visibility::default());
        assert_eq!(serde_json::to_string(&visibility).unwrap(), "{}");
        assert_eq!(picture_id(&picture(7)), Some(7));
        assert!(!can_be_hidden("name") && !can_be_hidden("photo-x"));
    }

    #[test]
    fn every_fact_that_can_be_hidden_is_one_of_the_record() {
        for fact in FACTS {
            let mut fields = record().fields().unwrap();
            fields.entry(fact).or_insert(serde_json::Value::Null);
            let read: Result<Record, _> = serde_json::from_value(fields.into());
            assert!(read.is_ok(), "{fact}");
        }
    }
}
