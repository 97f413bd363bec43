//! A moderator's edits outlive what the family changes later: a field the family left alone stays as it was edited.

use chrono::NaiveDate;
use serde_json::Value;

use super::answers::Answers;
use crate::heroes::hero::Record;
use crate::i18n::Lang;
use crate::reference::Reference;

/// How answers are read.
#[derive(Clone, Copy)]
pub struct Reader<'a> {
    /// The language the story is written in.
    pub lang: Lang,
    pub reference: &'a Reference,
    pub today: NaiveDate,
}

impl Reader<'_> {
    /// The record `kept` brought up to date: what the family changed between `before` and `after` is taken from `after`,
    /// field by field, and all else stays. A picture taken back is gone, whatever else is wrong.
    pub fn merged(
        self,
        kept: &Record,
        before: &Answers,
        after: &Answers,
    ) -> Result<Record, serde_json::Error> {
        let (was, is) = (
            self.named(before, kept).fields()?,
            self.named(after, kept).fields()?,
        );
        let mut merged = kept.fields()?;
        for key in was.keys().chain(is.keys()) {
            if was.get(key) == is.get(key) {
                continue;
            }
            match is.get(key) {
                Some(value) => merged.insert(key.clone(), value.clone()),
                None => merged.remove(key),
            };
        }
        let merged: Record = serde_json::from_value(Value::Object(merged))?;
        let mut merged = merged.with_its_stress();
        merged
            .photos
            .retain(|photo| after.photos.iter().any(|sent| photo.id() == Some(sent.id)));
        Ok(merged)
    }

    /// What the answers say; where they have no name (any more), under the name they had.
    fn named(self, answers: &Answers, kept: &Record) -> Record {
        let read = |answers: &Answers| answers.read(self.lang, self.reference, self.today).record;
        read(answers)
            .or_else(|| {
                let mut named = answers.clone();
                named.who.family.clone_from(&kept.name.family);
                named.who.given.clone_from(&kept.name.given);
                named.who.patronymic = kept.name.patronymic.clone().unwrap_or_default();
                read(&named)
            })
            .unwrap_or_else(|| kept.clone())
    }
}
