//! The record of a person: one shape for what is sent, kept, published, exported and read by others.
//!
//! The JSON is a contract with outside tools: every field but `name.family` and `name.given` may be absent or null,
//! an unknown key is an error that names it, and what is unknown is never filled in.

use serde::{Deserialize, Deserializer, Serialize};

use super::identifier::Identifier;
use crate::dates::Edtf;
use crate::i18n::Lang;
use crate::names::{Name, Stress};

/// One life, as far as it is known.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// The name another archive knows this life by; unique among lives that have one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub external_id: Option<String>,
    pub name: Name,
    /// A passport's or a family's own Latin spelling. Left out, the official 2010 romanisation stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub latin: Option<Name>,
    /// How the name is stressed, for whoever reads it aloud; without the marks it is exactly `name`.
    #[serde(
        default,
        deserialize_with = "stress",
        skip_serializing_if = "Option::is_none"
    )]
    pub stress: Option<Stress>,
    #[serde(
        default,
        deserialize_with = "list",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub aliases: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub call_sign: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sex: Option<Sex>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub born: Option<Edtf>,
    /// How the date of birth is known, in the words of whoever told it. A plain string is Ukrainian.
    #[serde(
        default,
        deserialize_with = "note",
        serialize_with = "as_note",
        skip_serializing_if = "Text::is_empty"
    )]
    pub born_note: Text,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub died: Option<Edtf>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub birth_place: Option<Place>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub home_place: Option<Place>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub death_place: Option<Place>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub burial_place: Option<Place>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub circumstances: Option<Circumstances>,
    /// The service as a history, in order.
    #[serde(
        default,
        deserialize_with = "list",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub service: Vec<Service>,
    /// What happened in this life, in the order it is told; a date may be missing.
    #[serde(
        default,
        deserialize_with = "list",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub events: Vec<Event>,
    #[serde(
        default,
        deserialize_with = "text",
        skip_serializing_if = "Text::is_empty"
    )]
    pub interests: Text,
    /// The story. Paragraphs are divided by an empty line.
    #[serde(
        default,
        deserialize_with = "text",
        skip_serializing_if = "Text::is_empty"
    )]
    pub biography: Text,
    #[serde(
        default,
        deserialize_with = "list",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub awards: Vec<Award>,
    #[serde(
        default,
        deserialize_with = "list",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub quotes: Vec<Quote>,
    #[serde(
        default,
        deserialize_with = "list",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub kin: Vec<Kin>,
    #[serde(
        default,
        deserialize_with = "list",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub photos: Vec<Photo>,
    #[serde(
        default,
        deserialize_with = "list",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub sources: Vec<Source>,
    /// What other catalogues know this person by.
    #[serde(
        default,
        deserialize_with = "list",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub identifiers: Vec<Identifier>,
}

/// A text in the two languages, either of which may be missing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub uk: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub en: Option<String>,
}

impl Text {
    pub fn uk(text: impl Into<String>) -> Self {
        Self {
            uk: Some(text.into()),
            en: None,
        }
    }

    /// What is written in a language, and perhaps in the other one.
    pub fn told(lang: Lang, own: Option<String>, other: Option<String>) -> Self {
        match lang {
            Lang::Uk => Self { uk: own, en: other },
            Lang::En => Self { uk: other, en: own },
        }
    }

    pub fn both(uk: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            uk: Some(uk.into()),
            en: Some(en.into()),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.uk.is_none() && self.en.is_none()
    }

    /// Trims both texts, brings them to NFC and drops what is empty.
    pub fn tidied(self) -> Self {
        Self {
            uk: tidy(self.uk),
            en: tidy(self.en),
        }
    }
}

fn tidy(text: Option<String>) -> Option<String> {
    use unicode_normalization::UnicodeNormalization;
    let text: String = text?.trim().nfc().collect();
    (!text.is_empty()).then_some(text)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sex {
    Male,
    Female,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Circumstances {
    Combat,
    Wounds,
    Captivity,
    Accident,
    Illness,
    Other,
}

/// A place as far as it is known. Abroad, `country` (ISO 3166-1 alpha-2) stands instead of a region.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settlement: Option<String>,
    /// ISO 3166-2:UA, such as `UA-18`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// Close to the settlement and not in it.
    #[serde(default, deserialize_with = "list", skip_serializing_if = "is_false")]
    pub near: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cemetery: Option<String>,
}

impl Place {
    pub fn is_empty(&self) -> bool {
        self.settlement.is_none()
            && self.region.is_none()
            && self.country.is_none()
            && self.cemetery.is_none()
    }
}

/// What a place was in a life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlaceRole {
    Birth,
    Home,
    Death,
    Burial,
}

impl PlaceRole {
    pub const ALL: [Self; 4] = [Self::Birth, Self::Home, Self::Death, Self::Burial];
}

impl Record {
    /// The record as its JSON object, field by field, to compare and to join two of them.
    pub fn fields(&self) -> Result<serde_json::Map<String, serde_json::Value>, serde_json::Error> {
        match serde_json::to_value(self)? {
            serde_json::Value::Object(fields) => Ok(fields),
            _ => Ok(serde_json::Map::new()),
        }
    }

    pub fn place(&self, role: PlaceRole) -> Option<&Place> {
        match role {
            PlaceRole::Birth => self.birth_place.as_ref(),
            PlaceRole::Home => self.home_place.as_ref(),
            PlaceRole::Death => self.death_place.as_ref(),
            PlaceRole::Burial => self.burial_place.as_ref(),
        }
    }

    pub fn place_mut(&mut self, role: PlaceRole) -> &mut Option<Place> {
        match role {
            PlaceRole::Birth => &mut self.birth_place,
            PlaceRole::Home => &mut self.home_place,
            PlaceRole::Death => &mut self.death_place,
            PlaceRole::Burial => &mut self.burial_place,
        }
    }

    /// The stress, where it is that of the name; one of a former name says nothing.
    pub fn stress(&self) -> Option<&Stress> {
        self.stress
            .as_ref()
            .filter(|stress| stress.is_of(&self.name))
    }

    /// The same record without a stress that is not its name's.
    pub fn with_its_stress(self) -> Self {
        let stress = self.stress().cloned();
        Self { stress, ..self }
    }

    /// The Latin spelling to show: the family's or passport's own, else the official romanisation of 2010.
    pub fn latin(&self) -> Name {
        self.latin.clone().unwrap_or_else(|| self.name.romanised())
    }
}

/// A time in one unit, rank or position. `unit` and `rank` are slugs of authority records; a name not in the lists
/// stays as written in `unit_text` and `rank_text`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Service {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit_text: Option<String>,
    #[serde(
        default,
        deserialize_with = "text",
        skip_serializing_if = "Text::is_empty"
    )]
    pub position: Text,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rank: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rank_text: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Edtf>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Edtf>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    pub kind: EventKind,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Edtf>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Edtf>,
    #[serde(
        default,
        deserialize_with = "text",
        skip_serializing_if = "Text::is_empty"
    )]
    pub text: Text,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EventKind {
    Education,
    Work,
    Family,
    Service,
    Wound,
    Captivity,
    Other,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Award {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub award: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub award_text: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Edtf>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub posthumous: Option<bool>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quote {
    #[serde(
        default,
        deserialize_with = "text",
        skip_serializing_if = "Text::is_empty"
    )]
    pub text: Text,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaker: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relation: Option<Relation>,
}

/// Someone left behind: only what they were to the person, never a living person's name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kin {
    pub relation: Relation,
}

/// What somebody was to the person: of the kin, of a speaker, of whoever sends the story.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    Parents,
    Mother,
    Father,
    Wife,
    Husband,
    Partner,
    Children,
    Daughter,
    Son,
    Sister,
    Brother,
    Grandmother,
    Grandfather,
    Granddaughter,
    Grandson,
    Aunt,
    Uncle,
    Niece,
    Nephew,
    Cousin,
    Relative,
    Friend,
    Comrade,
    Commander,
    Colleague,
    Teacher,
    Neighbour,
    Other,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Photo {
    /// In a file that is imported or exported: the picture's file name. In a record that is kept: its number and kind,
    /// such as `17.webp`, see [`Photo::id`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    #[serde(
        default,
        deserialize_with = "text",
        skip_serializing_if = "Text::is_empty"
    )]
    pub caption: Text,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit: Option<String>,
    /// The year it was taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<i32>,
}

impl Photo {
    /// A kept picture, by its number among all pictures.
    pub fn kept(id: i32) -> Self {
        Self {
            file: Some(format!("{id}.webp")),
            ..Self::default()
        }
    }

    /// The number of a kept picture.
    pub fn id(&self) -> Option<i32> {
        self.file.as_deref()?.strip_suffix(".webp")?.parse().ok()
    }
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// An absolute http or https address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// `null` is as good as absent wherever a default stands.
fn list<'de, D: Deserializer<'de>, T: Default + Deserialize<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    Ok(Option::<T>::deserialize(deserializer)?.unwrap_or_default())
}

fn text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Text, D::Error> {
    Ok(Option::<Text>::deserialize(deserializer)?
        .unwrap_or_default()
        .tidied())
}

/// A stress that says nothing is none.
fn stress<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Stress>, D::Error> {
    Ok(Option::<Stress>::deserialize(deserializer)?.filter(|stress| !stress.is_empty()))
}

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Note {
    Ukrainian(String),
    Both(Text),
}

fn note<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Text, D::Error> {
    Ok(match Option::<Note>::deserialize(deserializer)? {
        None => Text::default(),
        Some(Note::Ukrainian(uk)) => Text::uk(uk).tidied(),
        Some(Note::Both(text)) => text.tidied(),
    })
}

fn as_note<S: serde::Serializer>(text: &Text, serializer: S) -> Result<S::Ok, S::Error> {
    match text {
        Text {
            uk: Some(uk),
            en: None,
        } => serializer.serialize_str(uk),
        both => both.serialize(serializer),
    }
}

fn is_false(value: &bool) -> bool {
    !value
}

/// The word a closed vocabulary is written with, in JSON, in SQLite and in addresses alike.
macro_rules! words {
    ($($kind:ident { $($variant:ident = $word:literal),+ $(,)? })+) => {$(
        impl $kind {
            pub const WORDS: &'static [(&'static str, $kind)] = &[$(($word, $kind::$variant)),+];

            pub fn word(self) -> &'static str {
                match self { $($kind::$variant => $word),+ }
            }

            pub fn from_word(word: &str) -> Option<Self> {
                Self::WORDS.iter().find(|(known, _)| *known == word).map(|(_, kind)| *kind)
            }
        }
    )+};
}

words! {
    Sex { Male = "male", Female = "female" }
    Circumstances {
        Combat = "combat", Wounds = "wounds", Captivity = "captivity", Accident = "accident", Illness = "illness",
        Other = "other",
    }
    PlaceRole { Birth = "birth", Home = "home", Death = "death", Burial = "burial" }
    EventKind {
        Education = "education", Work = "work", Family = "family", Service = "service", Wound = "wound",
        Captivity = "captivity", Other = "other",
    }
    Relation {
        Parents = "parents", Mother = "mother", Father = "father", Wife = "wife", Husband = "husband",
        Partner = "partner", Children = "children", Daughter = "daughter", Son = "son", Sister = "sister",
        Brother = "brother", Grandmother = "grandmother", Grandfather = "grandfather",
        Granddaughter = "granddaughter", Grandson = "grandson", Aunt = "aunt", Uncle = "uncle", Niece = "niece",
        Nephew = "nephew", Cousin = "cousin", Relative = "relative", Friend = "friend", Comrade = "comrade",
        Commander = "commander", Colleague = "colleague", Teacher = "teacher", Neighbour = "neighbour",
        Other = "other",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LYSIUK: &str = r#"{
      "external_id": "p000001",
      "name":   {"family": "Лисюк", "given": "Юрій", "patronymic": null},
      "latin":  {"family": "Lysiuk", "given": "Yurii", "patronymic": null},
      "aliases": ["Yuriy Lysiuk"],
      "call_sign": "Лис",
      "sex": "male",
      "born": "1996-05", "born_note": "У травні йому мало б виповнитися 28",
      "died": "2024-03-05",
      "birth_place":  {"settlement": "Буряківка", "region": "UA-18"},
      "home_place":   null,
      "death_place":  {"settlement": "Іллінка", "region": "UA-14", "near": true},
      "burial_place": {"settlement": "Пулини", "region": "UA-18", "cemetery": null},
      "circumstances": "combat",
      "service": [{"unit": "58-motorized", "position": {"uk": "водій", "en": "driver"}, "rank": null,
                   "from": "2022-02-24", "to": null}],
      "events": [{"kind": "captivity", "from": "2022-05", "to": "2022-08-09/2022-09-08",
                  "text": {"uk": "Сто днів у полоні; звільнений під час обміну"}},
                 {"kind": "education", "text": {"uk": "Пулинський професійний ліцей, тракторист"}},
                 {"kind": "work", "text": {"uk": "пилорамник, «Заповіт»"}}],
      "interests": {"uk": "футбол", "en": "football"},
      "biography": {"uk": "…", "en": "…"},
      "awards": [{"award": "war-veteran-badge", "when": null, "posthumous": null}],
      "quotes": [{"text": {"uk": "Я дуже ним пишаюся, він мій Герой"}, "speaker": "Яна", "relation": "sister"}],
      "kin": [{"relation": "parents"}, {"relation": "sister"}],
      "photos": [{"file": "lysiuk.jpg", "caption": {"uk": null}, "credit": null, "year": null}],
      "sources": [{"title": "…", "url": "https://example.org/lysiuk"}]
    }"#;

    #[test]
    fn the_contracts_own_example_reads_and_comes_back_the_same() {
        let record: Record = serde_json::from_str(LYSIUK).unwrap();
        assert_eq!(
            record.born_note.uk.as_deref(),
            Some("У травні йому мало б виповнитися 28")
        );
        assert_eq!(
            record.born.as_ref().map(ToString::to_string).as_deref(),
            Some("1996-05")
        );
        let again: Record = serde_json::from_str(&serde_json::to_string(&record).unwrap()).unwrap();
        assert_eq!(record, again);
    }

    #[test]
    fn a_record_needs_a_name_and_nothing_else() {
        let record: Record = serde_json::from_str(
            r#"{"name":{"family":"Лисюк","given":"Юрій"},"events":null,"interests":null}"#,
        )
        .unwrap();
        assert_eq!(record.sex, None);
        assert_eq!(
            serde_json::to_string(&record).unwrap(),
            r#"{"name":{"family":"Лисюк","given":"Юрій","patronymic":null}}"#
        );
    }

    #[test]
    fn an_unknown_key_is_an_error_that_names_it() {
        let fault =
            serde_json::from_str::<Record>(r#"{"name":{"family":"А","given":"Б"},"rank":"x"}"#)
                .unwrap_err();
        assert!(fault.to_string().contains("`rank`"), "{fault}");
    }
}
