//! How two public lives of one person become one: fact by fact, as two people have agreed. Texts and pictures of both stay
//! unless it was chosen otherwise, and no fact is seen by more eyes than either page showed it to.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::heroes::hero::Record;
use crate::heroes::visibility::Visibility;
use crate::moderation::joining::{Choice, Difference, both, is_nothing, is_text};

/// What was proposed: whole, so that whoever seconds it does exactly this.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// The page that stays.
    pub kept: i32,
    /// The page whose addresses lead to it.
    pub gone: i32,
    /// The versions that were read.
    pub kept_version: i32,
    pub gone_version: i32,
    /// Fields of the record to `keep`, `take` or `both`; what is not named follows what is offered.
    pub choices: BTreeMap<String, String>,
}

impl Plan {
    fn chosen(&self, difference: &Difference) -> Choice {
        let chosen = self
            .choices
            .get(&difference.field)
            .and_then(|word| Choice::from_word(word));
        let chosen = chosen.filter(|choice| difference.choices.contains(choice));
        chosen.unwrap_or(difference.offered)
    }
}

/// The facts in which two pages differ, with what may be done and what does no harm: a text and a list grow, an empty place
/// is filled, another spelling of the name stands beside it, anything else stays.
pub fn differences(kept: &Record, gone: &Record) -> Result<Vec<Difference>, serde_json::Error> {
    let (now, other) = (kept.fields()?, gone.fields()?);
    let mut found = Vec::new();
    for (field, told) in &other {
        let now = now.get(field).unwrap_or(&Value::Null);
        let follows_the_name =
            matches!(field.as_str(), "latin" | "stress") && kept.name != gone.name;
        if follows_the_name || is_nothing(told) || now == told || both_of(field, now, told) == *now
        {
            continue;
        }
        let grows = !is_nothing(now)
            && (field == "name" || now.is_array() || (is_text(field) && now.is_object()));
        let mut choices = vec![Choice::Keep, Choice::Take];
        if grows {
            choices.push(Choice::Both);
        }
        found.push(Difference {
            field: field.clone(),
            choices,
            offered: match now {
                empty if is_nothing(empty) => Choice::Take,
                _ if grows => Choice::Both,
                _ => Choice::Keep,
            },
        });
    }
    Ok(found)
}

/// A name is one name: both together are the one with the other as a spelling beside it.
fn both_of(field: &str, now: &Value, told: &Value) -> Value {
    if field == "name" {
        Value::Null
    } else {
        both(now, told)
    }
}

/// The one record.
pub fn merged(kept: &Record, gone: &Record, plan: &Plan) -> Result<Record, serde_json::Error> {
    let (mut page, other) = (kept.fields()?, gone.fields()?);
    let mut beside = None;
    for difference in differences(kept, gone)? {
        let field = difference.field.as_str();
        let Some(told) = other.get(field) else {
            continue;
        };
        match (field, plan.chosen(&difference)) {
            (_, Choice::Keep) => {}
            ("name", Choice::Both) => beside = Some(gone.name.full()),
            ("name", Choice::Take) => {
                page.insert("name".to_owned(), told.clone());
                for of_the_name in ["latin", "stress"] {
                    match other.get(of_the_name) {
                        Some(own) => page.insert(of_the_name.to_owned(), own.clone()),
                        None => page.remove(of_the_name),
                    };
                }
            }
            (_, Choice::Take) => {
                page.insert(field.to_owned(), told.clone());
            }
            (_, Choice::Both) => {
                let value = both(page.get(field).unwrap_or(&Value::Null), told);
                page.insert(field.to_owned(), value);
            }
        }
    }
    let record: Record = serde_json::from_value(Value::Object(page))?;
    let mut record = record.with_its_stress();
    if let Some(name) =
        beside.filter(|name| !record.aliases.contains(name) && *name != record.name.full())
    {
        record.aliases.push(name);
    }
    Ok(record)
}

/// For each fact and picture the narrower of both audiences.
pub fn narrower(one: &Visibility, other: &Visibility) -> Visibility {
    let mut narrow = one.clone();
    for (fact, audience) in other.narrowed() {
        if audience > narrow.of(fact) {
            narrow.set(fact, audience);
        }
    }
    narrow
}

/// As it was before a merge, and no wider in anything that was narrowed since.
pub fn as_before(before: &Visibility, merged: &Visibility, now: &Visibility) -> Visibility {
    let mut former = before.clone();
    for (fact, audience) in now.narrowed() {
        if audience > merged.of(fact) && audience > former.of(fact) {
            former.set(fact, audience);
        }
    }
    former
}

/// The other archive's number that the page does not have any more: one page has one.
pub fn lost_external_id(kept: &Record, gone: &Record, merged: &Record) -> Option<String> {
    let both = [&kept.external_id, &gone.external_id].into_iter().flatten();
    both.into_iter()
        .find(|id| merged.external_id.as_ref() != Some(id))
        .cloned()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::heroes::visibility::Audience;

    fn record(facts: Value) -> Record {
        let mut all = json!({"name": {"family": "Лисюк", "given": "Юрій"}});
        all.as_object_mut()
            .unwrap()
            .extend(facts.as_object().unwrap().clone());
        serde_json::from_value(all).unwrap()
    }

    fn plan(choices: &[(&str, Choice)]) -> Plan {
        let choices = choices.iter();
        Plan {
            kept: 1,
            gone: 2,
            kept_version: 1,
            gone_version: 1,
            choices: choices
                .map(|(field, choice)| ((*field).to_owned(), choice.word().to_owned()))
                .collect(),
        }
    }

    #[test]
    fn texts_and_pictures_of_both_stay_unless_chosen_otherwise() {
        let kept = record(
            json!({"born": "1996-05", "biography": {"uk": "Одне."}, "photos": [{"file": "1.webp"}]}),
        );
        let gone = record(
            json!({"born": "1996-05-06", "died": "2024-03-05", "biography": {"uk": "Друге.", "en": "Two."},
            "photos": [{"file": "2.webp"}]}),
        );
        let page = merged(&kept, &gone, &plan(&[])).unwrap();
        assert_eq!(page.biography.uk.as_deref(), Some("Одне.\n\nДруге."));
        assert_eq!(page.biography.en.as_deref(), Some("Two."));
        assert_eq!(page.photos.len(), 2);
        assert_eq!((page.born, page.died), (kept.born, gone.died));
        let chosen = plan(&[
            ("born", Choice::Take),
            ("biography", Choice::Keep),
            ("photos", Choice::Take),
            ("died", Choice::Keep),
        ]);
        let page = merged(&kept, &gone, &chosen).unwrap();
        assert_eq!((page.born, page.died), (gone.born, None));
        assert_eq!(page.biography, kept.biography);
        assert_eq!(page.photos, gone.photos);
        // A date cannot be two dates.
        assert_eq!(
            merged(&kept, &gone, &plan(&[("born", Choice::Both)]))
                .unwrap()
                .born,
            kept.born
        );
    }

    #[test]
    fn another_spelling_of_the_name_stands_beside_it() {
        let kept = record(json!({}));
        let gone = record(
            json!({"name": {"family": "Лисюк", "given": "Юра"}, "latin": {"family": "Lysyuk", "given": "Yura"}}),
        );
        let page = merged(&kept, &gone, &plan(&[])).unwrap();
        assert_eq!(
            (&page.name, &page.aliases[..]),
            (&kept.name, &["Юра Лисюк".to_owned()][..])
        );
        assert_eq!(page.latin, None);
        let page = merged(&kept, &gone, &plan(&[("name", Choice::Take)])).unwrap();
        assert_eq!(
            (&page.name, &page.latin, page.aliases.len()),
            (&gone.name, &gone.latin, 0)
        );
        let page = merged(&kept, &gone, &plan(&[("name", Choice::Keep)])).unwrap();
        assert_eq!(page, kept);
    }

    #[test]
    fn one_archives_number_stays_and_the_other_is_said() {
        let (kept, gone) = (
            record(json!({"external_id": "a1"})),
            record(json!({"external_id": "b2"})),
        );
        let page = merged(&kept, &gone, &plan(&[])).unwrap();
        assert_eq!(lost_external_id(&kept, &gone, &page).as_deref(), Some("b2"));
        let page = merged(&kept, &gone, &plan(&[("external_id", Choice::Take)])).unwrap();
        assert_eq!(page.external_id.as_deref(), Some("b2"));
        assert_eq!(lost_external_id(&kept, &gone, &page).as_deref(), Some("a1"));
        let page = merged(&record(json!({})), &gone, &plan(&[])).unwrap();
        assert_eq!(lost_external_id(&record(json!({})), &gone, &page), None);
    }

    #[test]
    fn no_fact_is_seen_by_more_eyes_than_before() {
        let mut one = Visibility::default();
        one.set("born", Audience::Grave);
        one.set("photo-1", Audience::Moderators);
        let mut other = Visibility::default();
        other.set("born", Audience::Moderators);
        other.set("died", Audience::Grave);
        let narrow = narrower(&one, &other);
        assert_eq!(narrow, narrower(&other, &one));
        assert_eq!(
            (
                narrow.of("born"),
                narrow.of("died"),
                narrow.of("photo-1"),
                narrow.of("kin")
            ),
            (
                Audience::Moderators,
                Audience::Grave,
                Audience::Moderators,
                Audience::Everyone
            )
        );
        // Undone, each is as it was; what was narrowed since stays narrow on both.
        assert_eq!(as_before(&one, &narrow, &narrow), one);
        let mut since = narrow.clone();
        since.set("kin", Audience::Moderators);
        let former = as_before(&one, &narrow, &since);
        assert_eq!(
            (former.of("kin"), former.of("born"), former.of("died")),
            (Audience::Moderators, Audience::Grave, Audience::Everyone)
        );
    }
}
