//! A person's name as the record keeps it: family, given, perhaps a patronymic.

use serde::{Deserialize, Serialize};

use super::romanise::romanise;
use super::tidy::tidy;

/// Longest family name, given name or patronymic, in characters.
pub const LONGEST: usize = 80;

/// `name` and `latin` of the record. Whatever reads one from outside goes through [`Name::parse`]
/// (serde does), so its parts are tidy and within bounds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "AsSent")]
pub struct Name {
    pub family: String,
    pub given: String,
    pub patronymic: Option<String>,
}

impl Name {
    /// A name from what a person typed. An empty patronymic is none.
    ///
    /// # Errors
    /// The first part that cannot be kept, and why.
    pub fn parse(family: &str, given: &str, patronymic: Option<&str>) -> Result<Self, NameError> {
        let part = |part, typed| checked(typed).map_err(|fault| NameError { part, fault });
        let patronymic = patronymic.filter(|typed| !tidy(typed).is_empty());
        Ok(Self {
            family: part(Part::Family, family)?,
            given: part(Part::Given, given)?,
            patronymic: patronymic
                .map(|typed| part(Part::Patronymic, typed))
                .transpose()?,
        })
    }

    /// The same name in Latin letters, by the official table of 2010.
    #[must_use]
    pub fn romanised(&self) -> Self {
        Self {
            family: romanise(&self.family),
            given: romanise(&self.given),
            patronymic: self.patronymic.as_deref().map(romanise),
        }
    }
}

/// Which box of the form a fault belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Family,
    Given,
    Patronymic,
}

/// Why a part of a name cannot be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    #[error("is empty")]
    Empty,
    #[error("is longer than {LONGEST} characters")]
    TooLong,
    #[error("has no letter in it")]
    NoLetter,
    #[error("has a control character in it")]
    ControlCharacter,
    #[error("has markup in it")]
    Markup,
    #[error("has a web or mail address in it")]
    Address,
}

/// A name that cannot be kept: which part, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{} {fault}", match part {
    Part::Family => "family",
    Part::Given => "given",
    Part::Patronymic => "patronymic",
})]
pub struct NameError {
    pub part: Part,
    pub fault: Fault,
}

fn checked(typed: &str) -> Result<String, Fault> {
    let name = tidy(typed);
    if name.is_empty() {
        return Err(Fault::Empty);
    }
    if name.chars().count() > LONGEST {
        return Err(Fault::TooLong);
    }
    if name.chars().any(char::is_control) {
        return Err(Fault::ControlCharacter);
    }
    if name.contains(['<', '>', '{', '}', '[', ']', '\\', '|']) {
        return Err(Fault::Markup);
    }
    let lower = name.to_lowercase();
    if lower.contains(['@', '/']) || lower.contains("www.") || lower.contains("http:") {
        return Err(Fault::Address);
    }
    if !name.chars().any(char::is_alphabetic) {
        return Err(Fault::NoLetter);
    }
    Ok(name)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename = "Name")]
struct AsSent {
    family: String,
    given: String,
    #[serde(default)]
    patronymic: Option<String>,
}

impl TryFrom<AsSent> for Name {
    type Error = NameError;

    fn try_from(sent: AsSent) -> Result<Self, NameError> {
        Self::parse(&sent.family, &sent.given, sent.patronymic.as_deref())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_tidied_as_it_is_parsed() {
        let name = Name::parse("  Прокоп'єв ", "Дем*ян\u{a0} ", Some(" ")).unwrap();
        assert_eq!(name.family, "Прокоп’єв");
        assert_eq!(name.given, "Дем’ян");
        assert_eq!(name.patronymic, None);
    }

    #[test]
    fn what_cannot_be_kept_says_which_part_and_why() {
        let fault = |family: &str| Name::parse(family, "Юрій", None).unwrap_err();
        assert_eq!(fault(" \u{200b} ").fault, Fault::Empty);
        assert_eq!(fault(&"а".repeat(81)).fault, Fault::TooLong);
        assert_eq!(fault("Ли\u{7}сюк").fault, Fault::ControlCharacter);
        assert_eq!(fault("<b>Лисюк</b>").fault, Fault::Markup);
        assert_eq!(fault("https://example.org").fault, Fault::Address);
        assert_eq!(fault("... 12").fault, Fault::NoLetter);
        assert_eq!(fault("???").part, Part::Family);
        assert_eq!(fault("???").to_string(), "family has no letter in it");
        assert!(Name::parse(&"а".repeat(80), "Ю", None).is_ok());
    }

    #[test]
    fn capitals_are_kept_as_typed() {
        let name = Name::parse("ЛИСЮК", "юрій", None).unwrap();
        assert_eq!(
            (name.family.as_str(), name.given.as_str()),
            ("ЛИСЮК", "юрій")
        );
    }

    #[test]
    fn json_is_the_records_and_names_an_unknown_key() {
        let json = r#"{"family":"Лисюк","given":"Юрій","patronymic":null}"#;
        let name: Name = serde_json::from_str(json).unwrap();
        assert_eq!(serde_json::to_string(&name).unwrap(), json);
        let short: Name = serde_json::from_str(r#"{"family":"Лисюк","given":"Юрій"}"#).unwrap();
        assert_eq!(short, name);
        let wrong = r#"{"family":"Лисюк","given":"Юрій","middle":"Іванович"}"#;
        let error = serde_json::from_str::<Name>(wrong).unwrap_err().to_string();
        assert!(error.contains("middle"), "{error}");
        let empty = r#"{"family":"","given":"Юрій"}"#;
        let error = serde_json::from_str::<Name>(empty).unwrap_err().to_string();
        assert!(error.contains("family is empty"), "{error}");
    }

    #[test]
    fn a_whole_name_is_romanised() {
        let name = Name::parse("Лисюк", "Юрій", Some("Іванович")).unwrap();
        let latin = Name::parse("Lysiuk", "Yurii", Some("Ivanovych")).unwrap();
        assert_eq!(name.romanised(), latin);
    }
}
