//! What a family typed, exactly as typed, one part a step. Nothing here is judged: a 30th of February is kept until the
//! family changes it. `reading.rs` makes a record of it.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::form::Form;
use super::submission::Step;
use crate::dates::{BoxFault, Edtf};
use crate::heroes::visibility::Visibility;

/// The most rows of each kind.
pub const MOST_SERVICES: usize = 12;
pub const MOST_AWARDS: usize = 15;
pub const MOST_EVENTS: usize = 20;
pub const MOST_QUOTES: usize = 5;
pub const MOST_SOURCES: usize = 10;

/// A code of the register, or a name as it sounds.
const LONGEST_MEANT: usize = 200;

/// Everything but contacts, which are kept apart, and the pictures themselves.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Answers {
    pub who: Who,
    /// Of a contribution: what should be put right or is missing, in one's own words. Read by moderators, never published.
    pub note: String,
    pub relation: Closeness,
    pub birth: Birth,
    pub death: Death,
    pub burial: TypedPlace,
    pub service: Service,
    pub life: Life,
    pub story: Story,
    pub quote: Quotes,
    pub photos: Vec<TypedPhoto>,
    /// Who may see which fact and which picture, once they are public.
    pub visibility: Visibility,
    /// The version of the text that was agreed to; empty while nothing was.
    pub consent: String,
    /// The steps that were answered or skipped, by their words.
    pub seen: BTreeSet<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Who {
    pub family: String,
    pub given: String,
    pub patronymic: String,
    pub latin_family: String,
    pub latin_given: String,
    pub latin_patronymic: String,
    /// The name with the vowels marked that carry its stress.
    pub stress: String,
    /// One a line.
    pub aliases: String,
    pub call_sign: String,
    /// `male`, `female` or nothing.
    pub sex: String,
}

/// What the one who writes was to the person.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Closeness {
    /// A word of `heroes::hero::Relation`.
    pub relation: String,
    /// In their own words; read by moderators, never published.
    pub words: String,
}

/// Three boxes and «не знаю».
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TypedDate {
    pub day: String,
    pub month: String,
    /// In digits, or in words: «близько 1985».
    pub year: String,
    pub unknown: bool,
    /// All of it is approximate.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub about: bool,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TypedPlace {
    pub settlement: String,
    /// `UA-18`, or abroad a country such as `PL`.
    pub region: String,
    pub near: bool,
    pub cemetery: String,
    pub unknown: bool,
    /// Which settlement of the register is meant: its code, where it was chosen; `?` or `-` with the name as it sounds, where
    /// it is asked, or was asked and stays as written. Only moderators learn of it.
    pub meant: String,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Birth {
    pub born: TypedDate,
    pub note: Typed,
    pub place: TypedPlace,
    pub home: TypedPlace,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Death {
    pub died: TypedDate,
    pub place: TypedPlace,
    pub circumstances: String,
}

/// Words in the language of the story, and perhaps in the other one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Typed {
    pub text: String,
    pub other: String,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Service {
    pub rows: Vec<ServiceRow>,
    pub awards: Vec<AwardRow>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ServiceRow {
    pub unit: String,
    pub rank: String,
    pub position: Typed,
    pub from: TypedDate,
    pub to: TypedDate,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AwardRow {
    pub name: String,
    pub when: TypedDate,
    pub posthumous: bool,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Life {
    pub events: Vec<EventRow>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EventRow {
    pub kind: String,
    pub from: TypedDate,
    pub to: TypedDate,
    pub text: Typed,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Story {
    pub biography: Typed,
    pub interests: Typed,
    pub sources: Vec<SourceRow>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SourceRow {
    pub title: String,
    pub url: String,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Quotes {
    pub rows: Vec<QuoteRow>,
    /// Words of `heroes::hero::Relation`.
    pub kin: Vec<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct QuoteRow {
    pub text: Typed,
    pub speaker: String,
    /// The speaker agreed that the name may stand there.
    pub named: bool,
    pub relation: String,
}

/// What was said of a picture.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TypedPhoto {
    pub id: i32,
    pub caption: Typed,
    pub credit: String,
    pub year: String,
}

/// How to reach the family, as typed. Kept apart from everything else and never shown to a reader.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contacts {
    pub name: String,
    pub phone: String,
    pub email: String,
    pub other: String,
}

impl Contacts {
    pub fn taken(form: &Form) -> Self {
        Self {
            name: form.text("contact-name"),
            phone: form.text("contact-phone"),
            email: form.text("contact-email"),
            other: form.text("contact-other"),
        }
    }

    pub fn is_empty(&self) -> bool {
        [&self.name, &self.phone, &self.email, &self.other]
            .iter()
            .all(|words| words.trim().is_empty())
    }
}

impl Answers {
    /// Puts what one page sent in its place. Pictures and contacts have ways of their own. What brings nothing of the page
    /// takes nothing away.
    pub fn take(&mut self, step: Step, form: &Form) {
        if brings(form, step) {
            self.put(step, form);
        }
        self.seen.insert(step.word().to_owned());
    }

    fn put(&mut self, step: Step, form: &Form) {
        match step {
            Step::Who => self.who = Who::taken(form),
            Step::Note => self.note = form.text("note"),
            Step::Relation => {
                self.relation = Closeness {
                    relation: form.text("relation"),
                    words: form.text("relation-words"),
                }
            }
            Step::Birth => {
                self.birth = Birth {
                    born: TypedDate::taken(form, "born"),
                    note: Typed::taken(form, "born-note"),
                    place: TypedPlace::taken(form, "birth", &self.birth.place),
                    home: TypedPlace::taken(form, "home", &self.birth.home),
                }
            }
            Step::Death => {
                self.death = Death {
                    died: TypedDate::taken(form, "died"),
                    place: TypedPlace::taken(form, "death", &self.death.place),
                    circumstances: form.text("circumstances"),
                }
            }
            Step::Burial => self.burial = TypedPlace::taken(form, "burial", &self.burial),
            Step::Service => self.service = Service::taken(form),
            Step::Life => self.life.events = rows(form, "event", MOST_EVENTS, EventRow::taken),
            Step::Story => {
                self.story = Story {
                    biography: Typed::taken(form, "biography"),
                    interests: Typed::taken(form, "interests"),
                    sources: rows(form, "source", MOST_SOURCES, SourceRow::taken),
                }
            }
            Step::Quote => {
                self.quote = Quotes {
                    rows: rows(form, "quote", MOST_QUOTES, QuoteRow::taken),
                    kin: form.all("kin").into_iter().take(40).collect(),
                }
            }
            Step::Photos => {
                for photo in &mut self.photos {
                    photo.take(form);
                }
            }
            Step::Contact => {}
            Step::Consent => self.consent = form.text("consent"),
        }
    }

    /// The places that a step asks for, each with the name of its boxes.
    pub fn places(&self, step: Step) -> Vec<(&'static str, &TypedPlace)> {
        match step {
            Step::Birth => vec![("birth", &self.birth.place), ("home", &self.birth.home)],
            Step::Death => vec![("death", &self.death.place)],
            Step::Burial => vec![("burial", &self.burial)],
            _ => Vec::new(),
        }
    }

    pub fn place_mut(&mut self, name: &str) -> Option<&mut TypedPlace> {
        match name {
            "birth" => Some(&mut self.birth.place),
            "home" => Some(&mut self.birth.home),
            "death" => Some(&mut self.death.place),
            "burial" => Some(&mut self.burial),
            _ => None,
        }
    }

    /// Adds an empty row, up to the most that there may be.
    pub fn add_row(&mut self, kind: &str) {
        fn add<T: Default>(rows: &mut Vec<T>, most: usize) {
            // The page shows one empty row where there is none: a second one is asked for.
            if rows.is_empty() {
                rows.push(T::default());
            }
            if rows.len() < most {
                rows.push(T::default());
            }
        }
        match kind {
            "service" => add(&mut self.service.rows, MOST_SERVICES),
            "award" => add(&mut self.service.awards, MOST_AWARDS),
            "event" => add(&mut self.life.events, MOST_EVENTS),
            "source" => add(&mut self.story.sources, MOST_SOURCES),
            "quote" => add(&mut self.quote.rows, MOST_QUOTES),
            _ => {}
        }
    }

    /// Takes out the row named like `event-2`.
    pub fn remove_row(&mut self, row: &str) {
        fn out<T>(rows: &mut Vec<T>, at: usize) {
            if at < rows.len() {
                rows.remove(at);
            }
        }
        let Some((kind, at)) = row.rsplit_once('-') else {
            return;
        };
        let Ok(at) = at.parse() else { return };
        match kind {
            "service" => out(&mut self.service.rows, at),
            "award" => out(&mut self.service.awards, at),
            "event" => out(&mut self.life.events, at),
            "source" => out(&mut self.story.sources, at),
            "quote" => out(&mut self.quote.rows, at),
            _ => {}
        }
    }

    /// How many rows of a kind the page shows.
    pub fn shown_rows(&self, kind: &str) -> usize {
        match kind {
            "service" => self.service.rows.len(),
            "award" => self.service.awards.len(),
            "event" => self.life.events.len(),
            "source" => self.story.sources.len(),
            "quote" => self.quote.rows.len(),
            _ => 0,
        }
        .max(1)
    }

    /// Lets go of rows in which nothing was written, unless one more was just asked for.
    pub fn drop_empty_rows(&mut self) {
        fn filled<T: Default + PartialEq>(rows: &mut Vec<T>) {
            rows.retain(|row| *row != T::default());
        }
        filled(&mut self.service.rows);
        filled(&mut self.service.awards);
        filled(&mut self.life.events);
        filled(&mut self.story.sources);
        filled(&mut self.quote.rows);
    }

    pub fn has_seen(&self, step: Step) -> bool {
        self.seen.contains(step.word())
    }
}

/// Whether a form has any field of a step's page. A browser sends every text box, empty or not: where not one came, the page
/// did not either.
pub fn brings(form: &Form, step: Step) -> bool {
    let names: &[&str] = match step {
        Step::Who => &[
            "family",
            "given",
            "patronymic",
            "latin",
            "stress",
            "aliases",
            "call-sign",
            "sex",
        ],
        Step::Note => &["note"],
        Step::Relation => &["relation"],
        Step::Birth => &["born", "birth", "home"],
        Step::Death => &["died", "death", "circumstances"],
        Step::Burial => &["burial"],
        Step::Service => &["service", "award"],
        Step::Life => &["event"],
        Step::Story => &["biography", "interests", "source"],
        Step::Quote => &["quote", "kin"],
        // Only what is said of a picture is taken, picture by picture.
        Step::Photos => return true,
        Step::Contact => &["contact"],
        // A box that is not ticked is not sent; what the page was filled from always is.
        Step::Consent => &["consent", "base"],
    };
    let is_of = |known: &str, name: &str| {
        let rest = known.strip_prefix(name);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    };
    form.pairs()
        .any(|(known, _)| names.iter().any(|name| is_of(known, name)))
}

fn rows<T>(form: &Form, name: &str, most: usize, row: impl Fn(&Form, &str) -> T) -> Vec<T> {
    (0..form.rows(name, most))
        .map(|at| row(form, &format!("{name}-{at}")))
        .collect()
}

impl Who {
    pub fn taken(form: &Form) -> Self {
        Self {
            family: form.text("family"),
            given: form.text("given"),
            patronymic: form.text("patronymic"),
            latin_family: form.text("latin-family"),
            latin_given: form.text("latin-given"),
            latin_patronymic: form.text("latin-patronymic"),
            stress: form.text("stress"),
            aliases: form.text("aliases"),
            call_sign: form.text("call-sign"),
            sex: form.text("sex"),
        }
    }
}

impl TypedDate {
    pub fn read(&self, today: NaiveDate) -> Result<Option<Edtf>, BoxFault> {
        let boxes = [&self.day, &self.month, &self.year].map(String::as_str);
        Edtf::from_told(boxes, self.about, today)
    }

    /// Whether something stands in its boxes.
    pub fn is_written(&self) -> bool {
        [&self.day, &self.month, &self.year]
            .iter()
            .any(|typed| !typed.trim().is_empty())
    }

    fn taken(form: &Form, name: &str) -> Self {
        Self {
            day: form.text(&format!("{name}-day")),
            month: form.text(&format!("{name}-month")),
            year: form.text(&format!("{name}-year")),
            unknown: form.has(&format!("{name}-unknown")),
            about: form.has(&format!("{name}-about")),
        }
    }
}

impl TypedPlace {
    /// Whether something stands in its boxes.
    pub fn is_written(&self) -> bool {
        [&self.settlement, &self.region, &self.cemetery]
            .iter()
            .any(|typed| !typed.trim().is_empty())
    }

    /// What a form says; a form that does not ask which settlement is meant leaves that as it was.
    fn taken(form: &Form, name: &str, before: &Self) -> Self {
        let meant = format!("{name}-meant");
        Self {
            meant: if form.knows(&meant) {
                form.text(&meant).chars().take(LONGEST_MEANT).collect()
            } else {
                before.meant.clone()
            },
            settlement: form.text(&format!("{name}-settlement")),
            region: form.text(&format!("{name}-region")),
            near: form.has(&format!("{name}-near")),
            cemetery: form.text(&format!("{name}-cemetery")),
            unknown: form.has(&format!("{name}-unknown")),
        }
    }
}

impl Typed {
    fn taken(form: &Form, name: &str) -> Self {
        Self {
            text: form.text(name),
            other: form.text(&format!("{name}-other")),
        }
    }
}

impl Service {
    fn taken(form: &Form) -> Self {
        Self {
            rows: rows(form, "service", MOST_SERVICES, |form, name| ServiceRow {
                unit: form.text(&format!("{name}-unit")),
                rank: form.text(&format!("{name}-rank")),
                position: Typed::taken(form, &format!("{name}-position")),
                from: TypedDate::taken(form, &format!("{name}-from")),
                to: TypedDate::taken(form, &format!("{name}-to")),
            }),
            awards: rows(form, "award", MOST_AWARDS, |form, name| AwardRow {
                name: form.text(&format!("{name}-name")),
                when: TypedDate::taken(form, &format!("{name}-when")),
                posthumous: form.has(&format!("{name}-posthumous")),
            }),
        }
    }
}

impl EventRow {
    fn taken(form: &Form, name: &str) -> Self {
        Self {
            kind: form.text(&format!("{name}-kind")),
            from: TypedDate::taken(form, &format!("{name}-from")),
            to: TypedDate::taken(form, &format!("{name}-to")),
            text: Typed::taken(form, &format!("{name}-text")),
        }
    }
}

impl SourceRow {
    fn taken(form: &Form, name: &str) -> Self {
        Self {
            title: form.text(&format!("{name}-title")),
            url: form.text(&format!("{name}-url")),
        }
    }
}

impl QuoteRow {
    fn taken(form: &Form, name: &str) -> Self {
        Self {
            text: Typed::taken(form, &format!("{name}-text")),
            speaker: form.text(&format!("{name}-speaker")),
            named: form.has(&format!("{name}-named")),
            relation: form.text(&format!("{name}-relation")),
        }
    }
}

impl TypedPhoto {
    /// A form that says nothing of this picture (it was added since) changes nothing.
    fn take(&mut self, form: &Form) {
        let name = format!("photo-{}", self.id);
        if form.knows(&format!("{name}-credit")) {
            self.caption = Typed::taken(form, &format!("{name}-caption"));
            self.credit = form.text(&format!("{name}-credit"));
            self.year = form.text(&format!("{name}-year"));
        }
    }
}
