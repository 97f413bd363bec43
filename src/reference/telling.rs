//! Authority records in the words of the desk: what they are called, what changed, and a line of it for the journal.

use serde_json::Value;

use super::Reference;
use super::record::{Fault, Fields, Kind};
use crate::accounts::account::Role;
use crate::accounts::guard::Reader;
use crate::i18n::typography::tidy;
use crate::i18n::{Lang, Words};
use crate::units::unit;

/// What changed in one field.
pub struct Difference {
    pub label: String,
    pub taken: Vec<String>,
    pub put: Vec<String>,
}

/// Who may change, beside those who only look: the acts themselves ask for a moderator.
pub fn may_change(by: &Reader) -> bool {
    matches!(by.role(), Role::Moderator | Role::Admin)
}

/// As it should stand on the page; what stands in a box is the record's own.
pub fn name(lang: Lang, fields: &Fields) -> String {
    let (uk, en) = match fields {
        Fields::Unit(unit) => (&unit.name_uk, &unit.name_en),
        Fields::Rank(rank) => (&rank.name_uk, &rank.name_en),
        Fields::Award(award) => (&award.name_uk, &award.name_en),
        Fields::Region(_) => return String::new(),
    };
    tidy(
        lang,
        match lang {
            Lang::Uk => uk,
            Lang::En => en,
        },
    )
}

/// What a record of the list is called; its slug when it is in none.
pub fn called(w: Words, reference: &Reference, kind: Kind, slug: &str) -> String {
    let names = match kind {
        Kind::Unit => reference
            .unit(slug)
            .map(|found| unit::name(w.lang(), found).to_owned()),
        Kind::Rank => reference.rank(slug).map(|found| match w.lang() {
            Lang::Uk => found.name_uk.clone(),
            Lang::En => found.name_en.clone(),
        }),
        Kind::Award => reference.award(slug).map(|found| match w.lang() {
            Lang::Uk => found.name_uk.clone(),
            Lang::En => found.name_en.clone(),
        }),
        Kind::Region => reference.region(slug).map(|found| match w.lang() {
            Lang::Uk => found.name_uk.clone(),
            Lang::En => found.name_en.clone(),
        }),
    };
    names.map_or_else(|| slug.to_owned(), |name| tidy(w.lang(), &name))
}

pub fn fault(w: Words, fault: &Fault) -> String {
    let word = match fault {
        Fault::Taken(name) => return w.reference_fault_taken(name.as_str()),
        Fault::Empty => "empty",
        Fault::Long => "long",
        Fault::Number => "number",
        Fault::Word => "word",
        Fault::Date => "date",
        Fault::Order => "order",
        Fault::Unknown => "unknown",
        Fault::Circle => "circle",
        Fault::Itself => "itself",
        Fault::Slug => "slug",
        Fault::SlugTaken => "slug-taken",
        Fault::InUse => "in-use",
        Fault::Private => "private",
    };
    w.reference_fault(word)
}

/// The label of a box by its key; of a former name, what the part of it is.
pub fn label(w: Words, key: &str) -> String {
    w.reference_label(key.rsplit('.').next().unwrap_or(key))
}

/// What one change took out and put in, field by field.
pub fn differences(w: Words, before: Option<&Fields>, after: &Fields) -> Vec<Difference> {
    let was = before.map(Fields::told).unwrap_or_default();
    let is = after.told();
    let mut keys: Vec<&'static str> = is.iter().map(|(key, _)| *key).collect();
    keys.extend(
        was.iter()
            .map(|(key, _)| *key)
            .filter(|key| !is.iter().any(|(known, _)| known == key)),
    );
    let lines = |told: &[(&str, Vec<String>)], key: &str| {
        let found = told.iter().find(|(known, _)| *known == key);
        found.map(|(_, lines)| lines.clone()).unwrap_or_default()
    };
    keys.into_iter()
        .filter_map(|key| {
            let (was, is) = (lines(&was, key), lines(&is, key));
            let (taken, put) = if key == "removed" {
                // What is taken out of the list was in it.
                (is.clone(), was.clone())
            } else {
                let only = |these: &[String], those: &[String]| -> Vec<String> {
                    these
                        .iter()
                        .filter(|line| !those.contains(line))
                        .cloned()
                        .collect()
                };
                (only(&was, &is), only(&is, &was))
            };
            let said = |lines: Vec<String>| match key {
                "removed" => lines.iter().map(|_| "✓".to_owned()).collect(),
                _ => lines,
            };
            (taken != put).then(|| Difference {
                label: w.reference_label(key),
                taken: said(taken),
                put: said(put),
            })
        })
        .collect()
}

/// What the journal says of an act of this room; nothing of any other.
pub fn said(w: Words, detail: &Value) -> Vec<String> {
    let Some(kind) = detail["authority"].as_str().and_then(Kind::from_word) else {
        return Vec::new();
    };
    let text = |key: &str| detail[key].as_str();
    let mut lines = Vec::new();
    let address = text("slug").map(|slug| format!("/admin/reference/{}/{slug}", kind.list()));
    lines.push(match (text("text"), address) {
        (Some(text), Some(address)) => format!("«{text}» → {address}"),
        (Some(text), None) => format!("«{text}»"),
        (None, address) => address.unwrap_or_default(),
    });
    for (field, both) in detail["fields"].as_object().into_iter().flatten() {
        let side = |side: &str| {
            let lines = both[side].as_array().map(|lines| {
                let lines: Vec<_> = lines.iter().filter_map(Value::as_str).collect();
                lines.join("; ")
            });
            lines
                .filter(|lines| !lines.is_empty())
                .unwrap_or_else(|| w.reference_journal_nothing().to_owned())
        };
        lines.push(w.reference_journal_changed(
            side("after"),
            side("before"),
            w.reference_label(field.as_str()),
        ));
    }
    let count = |key: &str| detail[key].as_array().map(Vec::len);
    if let (Some(lives), Some(stories)) = (count("lives"), count("stories")) {
        lines.push(w.reference_journal_lives(lives, stories));
    }
    if let (Some(back), Some(left)) = (detail["put_back"].as_u64(), detail["left"].as_u64()) {
        lines.push(w.reference_unmatching(back, left));
    }
    lines
}
