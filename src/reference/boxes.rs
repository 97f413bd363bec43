//! The boxes of an authority record's form as its template draws them.

use std::collections::HashMap;

use super::Reference;
use super::record::{Faults, Fields, Kind, SPARE};
use super::telling;
use crate::i18n::{Lang, Words};
use crate::units::unit;

pub struct Field {
    pub key: String,
    pub label: String,
    pub hint: Option<&'static str>,
    pub value: String,
    pub fault: Option<String>,
    /// More than a line.
    pub is_long: bool,
    /// The name of a list of suggestions.
    pub list: Option<&'static str>,
    pub lang: Option<Lang>,
}

/// A form: what it holds, as typed or as it is in the file, and what is wrong with it.
#[derive(Debug, Clone, Default)]
pub struct Form {
    values: HashMap<String, String>,
    pub faults: Faults,
}

impl Form {
    pub fn of(fields: &Fields) -> Self {
        Self {
            values: fields.boxes().into_iter().collect(),
            faults: Vec::new(),
        }
    }

    /// What a browser sent.
    pub fn typed(pairs: Vec<(String, String)>) -> Self {
        Self {
            values: pairs.into_iter().collect(),
            faults: Vec::new(),
        }
    }

    pub fn value(&self, key: &str) -> &str {
        self.values.get(key).map_or("", String::as_str)
    }

    pub fn fault(&self, w: Words, key: &str) -> Option<String> {
        let found = self.faults.iter().find(|(faulty, _)| faulty == key);
        found.map(|(_, fault)| telling::fault(w, fault))
    }

    /// Each fault with the box it is about.
    pub fn said(&self, w: Words) -> Vec<(String, String)> {
        self.faults
            .iter()
            .map(|(key, fault)| {
                let words = format!("{}: {}", telling::label(w, key), telling::fault(w, fault));
                (key.clone(), words)
            })
            .collect()
    }

    pub fn field(&self, w: Words, key: &str) -> Field {
        let last = key.rsplit('.').next().unwrap_or(key);
        Field {
            label: telling::label(w, key),
            hint: match last {
                "kind" => Some(w.reference_hint_kind()),
                "parent" | "into" => Some(w.reference_hint_parent()),
                "existed_from" | "until" => Some(w.reference_hint_date()),
                "aliases" => Some(w.reference_hint_aliases()),
                "sequence" => Some(w.reference_hint_sequence()),
                "text_uk" => Some(w.reference_hint_text()),
                "slug" => Some(w.reference_slug_hint()),
                _ => None,
            },
            value: self.value(key).to_owned(),
            fault: self.fault(w, key),
            is_long: matches!(last, "aliases" | "text_uk" | "text_en"),
            list: match last {
                "parent" | "into" => Some("units"),
                "branch" => Some("branches"),
                "kind" | "service" | "tier" | "class" => Some("words"),
                _ => None,
            },
            lang: match last.rsplit('_').next() {
                Some("uk") => Some(Lang::Uk),
                Some("en") => Some(Lang::En),
                _ => None,
            },
            key: key.to_owned(),
        }
    }

    /// The boxes of a kind, in rows.
    pub fn rows(&self, w: Words, kind: Kind) -> Vec<Vec<Field>> {
        let rows: &[&[&str]] = match kind {
            Kind::Unit => &[
                &["name_uk", "name_en"],
                &["short_uk", "number", "branch", "kind"],
                &["parent", "existed_from", "existed_to"],
                &["aliases"],
            ],
            Kind::Rank => &[
                &["name_uk", "name_en"],
                &["service", "tier", "sequence"],
                &["aliases"],
            ],
            Kind::Award => &[
                &["name_uk", "name_en"],
                &["class", "sequence"],
                &["aliases"],
            ],
            Kind::Region => &[&["text_uk", "text_en"]],
        };
        let row = |keys: &&[&str]| keys.iter().map(|key| self.field(w, key)).collect();
        rows.iter().map(row).collect()
    }

    /// The rows of former names, an empty one at the end.
    pub fn former(&self, w: Words, kind: Kind) -> Vec<Vec<Field>> {
        if kind != Kind::Unit {
            return Vec::new();
        }
        let full = self
            .values
            .keys()
            .filter_map(|key| key.strip_prefix("former.")?.split('.').next()?.parse().ok())
            .map(|at: usize| at + 1)
            .max()
            .unwrap_or(0);
        let empty = |at: usize| {
            ["name_uk", "name_en", "from", "to"]
                .iter()
                .all(|part| self.value(&format!("former.{at}.{part}")).is_empty())
        };
        let full = (0..full)
            .rev()
            .find(|at| !empty(*at))
            .map_or(0, |last| last + 1);
        (0..full + SPARE)
            .map(|at| {
                ["name_uk", "name_en", "from", "to"]
                    .map(|part| self.field(w, &format!("former.{at}.{part}")))
                    .into()
            })
            .collect()
    }
}

/// What the boxes suggest: what to write, and what it means.
pub struct Suggestions {
    pub units: Vec<(String, String)>,
    pub branches: Vec<String>,
    pub words: Vec<String>,
}

impl Suggestions {
    pub fn of(w: Words, kind: Kind, reference: &Reference) -> Self {
        let mut words: Vec<String> = match kind {
            Kind::Unit => reference
                .units
                .iter()
                .map(|unit| unit.kind.clone())
                .collect(),
            Kind::Rank => {
                let ranks = reference.ranks.iter();
                ranks
                    .flat_map(|rank| [rank.service.clone(), rank.tier.clone()])
                    .collect()
            }
            Kind::Award => reference
                .awards
                .iter()
                .map(|award| award.class.clone())
                .collect(),
            Kind::Region => Vec::new(),
        };
        words.sort();
        words.dedup();
        if kind != Kind::Unit {
            return Self {
                units: Vec::new(),
                branches: Vec::new(),
                words,
            };
        }
        let mut branches: Vec<String> = reference
            .units
            .iter()
            .map(|unit| unit.branch.clone())
            .collect();
        branches.sort_by_key(|branch| (unit::branch_order(branch), branch.clone()));
        branches.dedup();
        Self {
            units: all(w, kind, reference),
            branches,
            words,
        }
    }
}

/// Every record of a kind: its slug, and what it is called.
pub fn all(w: Words, kind: Kind, reference: &Reference) -> Vec<(String, String)> {
    let name = |slug: &String| (slug.clone(), telling::called(w, reference, kind, slug));
    match kind {
        Kind::Unit => reference
            .units
            .iter()
            .map(|unit| name(&unit.slug))
            .collect(),
        Kind::Rank => reference
            .ranks
            .iter()
            .map(|rank| name(&rank.slug))
            .collect(),
        Kind::Award => reference
            .awards
            .iter()
            .map(|award| name(&award.slug))
            .collect(),
        Kind::Region => Vec::new(),
    }
}
