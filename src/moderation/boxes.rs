//! The boxes of the record form as its template draws them: sections of rows of labelled fields, in the words of the desk.

use super::record_form::{Fault, LISTS, ROWS, RecordForm, place_key};
use crate::heroes::hero::{Circumstances, EventKind, PlaceRole, Relation, Sex};
use crate::heroes::identifier::Scheme;
use crate::i18n::{Lang, Words};
use crate::reference::Reference;

pub struct Section {
    /// For the address of the section and its heading.
    pub name: &'static str,
    pub title: String,
    pub rows: Vec<Row>,
}

/// A row: plain fields, or one of a list that has a place in its order and can be taken out.
pub struct Row {
    pub fields: Vec<Field>,
    /// The key of the row in its list, its number from 1, and whether it is ticked as taken out.
    pub listed: Option<Listed>,
    /// The number of the picture the row speaks of.
    pub picture: Option<i32>,
}

pub struct Listed {
    pub key: String,
    pub number: String,
    pub removed: bool,
}

pub struct Field {
    pub key: String,
    pub label: String,
    pub kind: Kind,
    pub value: String,
    pub fault: Option<String>,
    /// The language of what is written, where it is fixed.
    pub lang: Option<Lang>,
}

impl Field {
    /// Longer than a line of a few words.
    pub fn is_wide(&self) -> bool {
        matches!(self.kind, Kind::Unit | Kind::Words | Kind::Story)
    }
}

pub enum Kind {
    Line,
    /// Written in EDTF.
    Date,
    Words,
    Story,
    /// With the names of the authority list as suggestions.
    Unit,
    /// With the register of settlements as suggestions.
    Settlement,
    Tick,
    Hidden,
    Choice(Vec<(String, String)>),
}

/// Empty rows at the end of each list, for what is to be added.
const SPARE: usize = 2;

pub struct Boxes<'a> {
    pub w: Words,
    pub reference: &'a Reference,
    pub form: &'a RecordForm,
}

impl Boxes<'_> {
    pub fn sections(&self) -> Vec<Section> {
        let field = |key: &str, kind| self.field(key, kind);
        let sex = self.choice(Sex::WORDS, |sex| self.w.moderation_sex(sex));
        let how = self.choice(Circumstances::WORDS, |how| {
            self.w.submissions_circumstance(how.word())
        });
        let name = |key: &str| {
            plain(
                ["family", "given", "patronymic"]
                    .map(|part| field(&format!("{key}.{part}"), Kind::Line)),
            )
        };
        let mut sections = vec![
            self.section(
                "name",
                vec![
                    name("name"),
                    name("latin"),
                    plain([
                        field("stress", Kind::Line),
                        field("call_sign", Kind::Line),
                        field("sex", sex),
                        field("aliases", Kind::Words),
                    ]),
                ],
            ),
            self.section(
                "dates",
                vec![
                    plain([
                        field("born", Kind::Date),
                        field("died", Kind::Date),
                        field("circumstances", how),
                    ]),
                    plain(self.both("born_note", || Kind::Line)),
                ],
            ),
        ];
        let places = PlaceRole::ALL.map(|role| {
            let key = |part: &str| format!("{}.{part}", place_key(role));
            let mut row = plain([
                field(&key("settlement"), Kind::Settlement),
                field(&key("near"), Kind::Tick),
                field(&key("region"), self.regions()),
                field(&key("country"), Kind::Line),
            ]);
            if role == PlaceRole::Burial {
                row.fields.push(field(&key("cemetery"), Kind::Line));
            }
            self.section(place_key(role), vec![row])
        });
        sections.extend(places);
        sections.push(self.section(
            "biography",
            vec![
                plain(self.both("biography", || Kind::Story)),
                plain(self.both("interests", || Kind::Words)),
            ],
        ));
        sections.extend(LISTS.iter().map(|(list, boxes)| self.list(list, boxes)));
        sections.push(self.section(
            "external_id",
            vec![plain([field("external_id", Kind::Line)])],
        ));
        sections
    }

    fn section(&self, name: &'static str, rows: Vec<Row>) -> Section {
        Section {
            name,
            title: self.w.moderation_field(name),
            rows,
        }
    }

    fn list(&self, list: &'static str, boxes: &[&str]) -> Section {
        let full = self.form.rows(list);
        // Pictures come from the family, not out of an empty row.
        let spare = if list == "photos" { 0 } else { SPARE };
        let rows = (0..(full + spare).min(ROWS)).map(|at| {
            let key = format!("{list}.{at}");
            let typed = self.form.value(&format!("{key}.order"));
            Row {
                fields: boxes
                    .iter()
                    .map(|part| self.field(&format!("{key}.{part}"), self.kind(list, part)))
                    .collect(),
                picture: (list == "photos")
                    .then(|| {
                        self.form
                            .value(&format!("{key}.file"))
                            .strip_suffix(".webp")?
                            .parse()
                            .ok()
                    })
                    .flatten(),
                listed: Some(Listed {
                    number: if typed.is_empty() {
                        (at + 1).to_string()
                    } else {
                        typed.to_owned()
                    },
                    removed: !self.form.value(&format!("{key}.remove")).is_empty(),
                    key,
                }),
            }
        });
        Section {
            name: list,
            title: self.w.moderation_field(list),
            rows: rows.collect(),
        }
    }

    fn kind(&self, list: &str, part: &str) -> Kind {
        match (list, part) {
            (_, "unit") => Kind::Unit,
            (_, "from" | "to" | "when") => Kind::Date,
            (_, "relation") => self.choice(Relation::WORDS, |relation| {
                self.w.submissions_relation(relation.word())
            }),
            (_, "kind") => self.choice(EventKind::WORDS, |kind| {
                self.w.submissions_event_kind(kind.word())
            }),
            (_, "file") => Kind::Hidden,
            (_, "rank") => self.chosen(
                self.reference
                    .ranks
                    .iter()
                    .map(|rank| (&rank.slug, &rank.name_uk, &rank.name_en)),
            ),
            (_, "award") => self.chosen(
                self.reference
                    .awards
                    .iter()
                    .map(|award| (&award.slug, &award.name_uk, &award.name_en)),
            ),
            (_, "posthumous") => Kind::Choice(vec![
                (String::new(), String::new()),
                ("yes".to_owned(), self.w.moderation_posthumous().to_owned()),
                ("no".to_owned(), self.w.moderation_in_life().to_owned()),
            ]),
            (_, "scheme") => {
                let schemes = Scheme::ALL.map(|scheme| (scheme.word(), scheme));
                self.choice(&schemes, |scheme| {
                    format!("{}, {}", scheme.name(), scheme.example())
                })
            }
            ("quotes" | "events", "text.uk" | "text.en") => Kind::Words,
            _ => Kind::Line,
        }
    }

    fn both(&self, key: &str, kind: impl Fn() -> Kind) -> [Field; 2] {
        ["uk", "en"].map(|lang| self.field(&format!("{key}.{lang}"), kind()))
    }

    fn field(&self, key: &str, kind: Kind) -> Field {
        // The label is the last part of the key; a language alone takes the part before it.
        let mut parts = key.rsplit('.');
        let last = parts.next().unwrap_or_default();
        let lang = last.parse::<Lang>().ok();
        let named = if lang.is_some() {
            parts.next().unwrap_or_default()
        } else {
            last
        };
        let label = self.w.moderation_label(named);
        let label = match lang {
            Some(Lang::Uk) => format!("{label} ({})", self.w.moderation_in_ukrainian()),
            Some(Lang::En) => format!("{label} ({})", self.w.moderation_in_english()),
            None if key.starts_with("latin.") => {
                format!("{label} ({})", self.w.moderation_in_latin())
            }
            None => label,
        };
        let fault = self
            .form
            .fault(key)
            .map(|fault: Fault| self.w.moderation_fault(fault));
        Field {
            key: key.to_owned(),
            label,
            kind,
            value: self.form.value(key).to_owned(),
            fault,
            lang,
        }
    }

    fn choice<T: Copy>(&self, words: &[(&'static str, T)], say: impl Fn(T) -> String) -> Kind {
        let unknown = (String::new(), String::new());
        Kind::Choice(
            std::iter::once(unknown)
                .chain(
                    words
                        .iter()
                        .map(|(word, it)| ((*word).to_owned(), say(*it))),
                )
                .collect(),
        )
    }

    fn chosen<'b>(
        &self,
        known: impl Iterator<Item = (&'b String, &'b String, &'b String)>,
    ) -> Kind {
        let unknown = (String::new(), String::new());
        let options = known.map(|(slug, uk, en)| {
            let name = match self.w.lang() {
                Lang::Uk => uk,
                Lang::En => en,
            };
            (slug.clone(), name.clone())
        });
        Kind::Choice(std::iter::once(unknown).chain(options).collect())
    }

    fn regions(&self) -> Kind {
        self.chosen(
            self.reference
                .regions
                .iter()
                .map(|region| (&region.iso, &region.name_uk, &region.name_en)),
        )
    }

    /// What the unit boxes suggest.
    pub fn units(&self) -> Vec<String> {
        let name = |unit: &crate::reference::Unit| match self.w.lang() {
            Lang::Uk => unit.name_uk.clone(),
            Lang::En => unit.name_en.clone(),
        };
        self.reference.units.iter().map(name).collect()
    }
}

fn plain(fields: impl IntoIterator<Item = Field>) -> Row {
    Row {
        fields: fields.into_iter().collect(),
        listed: None,
        picture: None,
    }
}
