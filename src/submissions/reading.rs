//! From what was typed to a record: every word is read here once, at the border, and nothing inside checks again.
//!
//! What cannot be read becomes a fault that points to its field and is left out of the record; the rest stands.

use chrono::NaiveDate;
use unicode_normalization::UnicodeNormalization;

use super::answers::{Answers, Contacts, Typed, TypedDate, TypedPlace};
use super::submission::Step;
use crate::dates::{BoxFault, Edtf, YEARS, certainly_after};
use crate::heroes::hero::{
    Award, Circumstances, Event, EventKind, Kin, Photo, Place, Quote, Record, Relation, Service,
    Sex, Source, Text,
};
use crate::i18n::Lang;
use crate::i18n::marks::unquoted;
use crate::names::{self, Name, NameError, Part, Stress, stress};
use crate::reference::Reference;

/// How long each kind of text may be, in characters.
pub const LINE: usize = 200;
pub const NOTE: usize = 1_000;
pub const STORY: usize = 100_000;
/// What a contribution says in its own words.
pub const NOTE_TO_MODERATORS: usize = 10_000;
/// The most other spellings of one name.
const MOST_ALIASES: usize = 20;

/// The countries one can choose instead of a region of Ukraine.
pub const ABROAD: [&str; 33] = [
    "AR", "AU", "AZ", "BR", "BY", "CA", "CO", "CZ", "DE", "EE", "ES", "FR", "GB", "GE", "HU", "IE",
    "IL", "IT", "JP", "KZ", "LT", "LV", "MD", "NL", "NO", "PL", "PT", "RO", "RU", "SE", "SK", "TR",
    "US",
];

/// What is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    pub step: Step,
    /// The name of the field, which is its `id` too.
    pub field: String,
    pub kind: Kind,
}

/// What is wrong; `faults.rs` has the sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    Missing,
    Name(names::Fault),
    LatinHalf,
    NotLatin,
    Stress(stress::Fault),
    TooMany(usize),
    TooLong(usize),
    Date(BoxFault),
    /// It was written, and ticked as not known.
    DateAndUnknown,
    PlaceAndUnknown,
    DiedBeforeBorn,
    EndsBeforeBegins,
    EventNeedsWords,
    QuoteNeedsWords,
    NotAYear,
    NotAnAddress,
    NotAnEmail,
    /// Of the one question of a page.
    Unanswered,
    /// Of the same page, which keeps no draft.
    NotAgreed,
}

/// What the answers come to.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// Whatever could be read; none while there is no name.
    pub record: Option<Record>,
    pub faults: Vec<Fault>,
}

impl Answers {
    /// The record, or everything that keeps the story from being sent, in the order of the steps.
    pub fn record(
        &self,
        lang: Lang,
        reference: &Reference,
        today: NaiveDate,
    ) -> Result<Record, Vec<Fault>> {
        let reading = self.read(lang, reference, today);
        match reading.record {
            Some(record) if reading.faults.is_empty() => Ok(record),
            _ => Err(reading.faults),
        }
    }

    /// Reads all that can be read. `lang` is the language the story is written in.
    pub fn read(&self, lang: Lang, reference: &Reference, today: NaiveDate) -> Reading {
        let mut reader = Reader {
            lang,
            reference,
            today,
            step: Step::Who,
            faults: Vec::new(),
        };
        let name = reader.name(self);
        let latin = reader.latin(self);
        let stress = name.as_ref().and_then(|name| reader.stress(self, name));
        let mut record = Record {
            latin,
            stress,
            aliases: reader.aliases(&self.who.aliases),
            call_sign: reader.call_sign(&self.who.call_sign),
            sex: Sex::from_word(&self.who.sex),
            ..Record::default()
        };
        reader.step = Step::Note;
        if self.note.chars().count() > NOTE_TO_MODERATORS {
            reader.fault("note", Kind::TooLong(NOTE_TO_MODERATORS));
        }
        reader.relation(self);
        reader.birth(self, &mut record);
        reader.death(self, &mut record);
        reader.step = Step::Burial;
        record.burial_place = reader.place("burial", &self.burial);
        reader.service(self, &mut record);
        reader.life(self, &mut record);
        reader.story(self, &mut record);
        reader.quote(self, &mut record);
        reader.photos(self, &mut record);
        if self.consent != super::consent::VERSION {
            reader.step = Step::Consent;
            reader.fault("consent", Kind::Missing);
        }
        Reading {
            record: name.map(|name| Record { name, ..record }),
            faults: reader.faults,
        }
    }
}

impl Contacts {
    /// What is wrong with the way to reach the family. Nothing is required.
    pub fn faults(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        let mut fault = |field: &str, kind| {
            faults.push(Fault {
                step: Step::Contact,
                field: field.to_owned(),
                kind,
            })
        };
        for (field, words) in [
            ("contact-name", &self.name),
            ("contact-phone", &self.phone),
            ("contact-email", &self.email),
            ("contact-other", &self.other),
        ] {
            if words.chars().count() > LINE {
                fault(field, Kind::TooLong(LINE));
            }
        }
        let email = self.email.trim();
        let whole = email.split_once('@').is_some_and(|(name, host)| {
            !name.is_empty() && host.contains('.') && !host.starts_with('.') && !host.ends_with('.')
        });
        if !email.is_empty() && (!whole || email.contains(char::is_whitespace)) {
            fault("contact-email", Kind::NotAnEmail);
        }
        faults
    }

    /// The same, trimmed and no longer than can be kept; a fault above has said what was cut.
    pub fn tidied(&self) -> [Option<String>; 4] {
        [&self.name, &self.phone, &self.email, &self.other].map(|words| {
            let words: String = words.trim().chars().take(10 * LINE).collect();
            (!words.is_empty()).then_some(words)
        })
    }
}

/// One line of text: NFC, no control or invisible characters, single spaces.
fn line(typed: &str) -> String {
    typed
        .nfc()
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .filter(|c| is_kept(*c))
        .collect::<String>()
        .split(' ')
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// A text of paragraphs: as [`line`], but line ends stay, at most one empty line between two paragraphs.
pub fn paragraphs(typed: &str) -> String {
    let mut out = String::with_capacity(typed.len());
    let mut empty = 0;
    for one in typed.replace('\r', "\n").split('\n').map(line) {
        if one.is_empty() {
            empty += 1;
            continue;
        }
        if !out.is_empty() {
            out.push_str(if empty > 0 { "\n\n" } else { "\n" });
        }
        empty = 0;
        out.push_str(&one);
    }
    out
}

fn is_kept(c: char) -> bool {
    !c.is_control()
        && !matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{ad}')
}

/// Whether a name is of the very person who is told of.
fn is_of(who: &super::answers::Who, name: &str) -> bool {
    let words: Vec<String> = names::tidy(name)
        .split(' ')
        .map(str::to_lowercase)
        .collect();
    let own = [&who.given, &who.family, &who.patronymic, &who.call_sign];
    let own: Vec<String> = own.map(|part| part.trim().to_lowercase()).into();
    words.iter().all(|word| own.contains(word))
}

struct Reader<'a> {
    lang: Lang,
    reference: &'a Reference,
    today: NaiveDate,
    step: Step,
    faults: Vec<Fault>,
}

/// Whether these make a name in which there is nothing that names do not have, such as a little picture.
fn only_name(family: &str, given: &str, patronymic: Option<&str>) -> Result<(), names::Fault> {
    let name = Name::parse(family, given, patronymic).map_err(|wrong| wrong.fault)?;
    let foreign = |c: char| {
        !(c.is_alphanumeric()
            || c.is_whitespace()
            || matches!(c, '\u{300}'..='\u{36f}')
            || "’'ʼ‐‑–—-.,()«»“”„\"".contains(c))
    };
    let parts = [Some(name.family), Some(name.given), name.patronymic];
    if parts.iter().flatten().any(|part| part.contains(foreign)) {
        return Err(names::Fault::Markup);
    }
    Ok(())
}

impl Reader<'_> {
    fn fault(&mut self, field: impl Into<String>, kind: Kind) {
        self.faults.push(Fault {
            step: self.step,
            field: field.into(),
            kind,
        });
    }

    fn name(&mut self, answers: &Answers) -> Option<Name> {
        let who = &answers.who;
        // Each part by itself, so that two faults are said at once.
        let mut whole = true;
        for (field, typed, given) in [("family", &who.family, false), ("given", &who.given, true)] {
            let (family, given) = if given {
                ("А", typed.as_str())
            } else {
                (typed.as_str(), "А")
            };
            if let Err(fault) = only_name(family, given, None) {
                self.fault(field, Kind::Name(fault));
                whole = false;
            }
        }
        let patronymic = match only_name("А", "А", Some(&who.patronymic)) {
            Ok(()) => Some(who.patronymic.as_str()),
            Err(fault) => {
                self.fault("patronymic", Kind::Name(fault));
                None
            }
        };
        if whole {
            Name::parse(&who.family, &who.given, patronymic).ok()
        } else {
            None
        }
    }

    fn latin(&mut self, answers: &Answers) -> Option<Name> {
        let who = &answers.who;
        let fields = [
            ("latin-family", &who.latin_family),
            ("latin-given", &who.latin_given),
            ("latin-patronymic", &who.latin_patronymic),
        ];
        if fields.iter().all(|(_, typed)| typed.trim().is_empty()) {
            return None;
        }
        for (field, typed) in fields {
            if typed.chars().any(names::is_cyrillic) {
                self.fault(field, Kind::NotLatin);
                return None;
            }
        }
        match Name::parse(
            &who.latin_family,
            &who.latin_given,
            Some(&who.latin_patronymic),
        ) {
            Ok(name) => Some(name),
            Err(NameError { part, fault }) => {
                let field = match part {
                    Part::Family => "latin-family",
                    Part::Given => "latin-given",
                    Part::Patronymic => "latin-patronymic",
                };
                self.fault(
                    field,
                    if fault == names::Fault::Empty {
                        Kind::LatinHalf
                    } else {
                        Kind::Name(fault)
                    },
                );
                None
            }
        }
    }

    /// What stands in the box; where nothing does, marks that were typed into the name itself, which keeps none.
    fn stress(&mut self, answers: &Answers, name: &Name) -> Option<Stress> {
        let who = &answers.who;
        if !who.stress.trim().is_empty() {
            return Stress::parse(&who.stress, name).unwrap_or_else(|fault| {
                self.fault("stress", Kind::Stress(fault));
                None
            });
        }
        let marked = [&who.given, &who.patronymic, &who.family].map(String::as_str);
        let marked = marked.join(" ");
        marked
            .contains(stress::MARK)
            .then(|| Stress::parse(&marked, name).ok().flatten())
            .flatten()
    }

    fn aliases(&mut self, typed: &str) -> Vec<String> {
        let mut aliases: Vec<String> = typed
            .lines()
            .map(line)
            .filter(|alias| !alias.is_empty())
            .collect();
        if aliases.len() > MOST_ALIASES {
            self.fault("aliases", Kind::TooMany(MOST_ALIASES));
        } else if aliases.iter().any(|alias| alias.chars().count() > LINE) {
            self.fault("aliases", Kind::TooLong(LINE));
        } else {
            return aliases;
        }
        aliases.clear();
        aliases
    }

    /// Without the marks around it, which the page sets itself.
    fn call_sign(&mut self, typed: &str) -> Option<String> {
        let bare = typed
            .trim()
            .trim_matches(['«', '»', '"', '“', '”', '„', '\'']);
        self.words("call-sign", bare, 60)
    }

    fn relation(&mut self, answers: &Answers) {
        self.step = Step::Relation;
        if Relation::from_word(&answers.relation.relation).is_none() {
            self.fault("relation", Kind::Missing);
        }
        self.words("relation-words", &answers.relation.words, LINE);
    }

    fn birth(&mut self, answers: &Answers, record: &mut Record) {
        self.step = Step::Birth;
        record.born = self.date("born", &answers.birth.born);
        record.born_note = self.typed("born-note", &answers.birth.note, NOTE);
        record.birth_place = self.place("birth", &answers.birth.place);
        record.home_place = self.place("home", &answers.birth.home);
    }

    fn death(&mut self, answers: &Answers, record: &mut Record) {
        self.step = Step::Death;
        record.died = self.date("died", &answers.death.died);
        if let (Some(born), Some(died)) = (&record.born, &record.died)
            && certainly_after(born, died)
        {
            self.fault("died", Kind::DiedBeforeBorn);
            record.died = None;
        }
        record.death_place = self.place("death", &answers.death.place);
        record.circumstances = Circumstances::from_word(&answers.death.circumstances);
    }

    fn service(&mut self, answers: &Answers, record: &mut Record) {
        self.step = Step::Service;
        for (at, row) in answers.service.rows.iter().enumerate() {
            let name = format!("service-{at}");
            let written = self.words(&format!("{name}-unit"), &row.unit, LINE);
            let unit = written
                .as_deref()
                .and_then(|written| self.reference.unit_called(written))
                .map(|unit| unit.slug.clone());
            let (from, to) = self.span(&name, &row.from, &row.to);
            let service = Service {
                unit_text: if unit.is_none() { written } else { None },
                unit,
                position: self.typed(&format!("{name}-position"), &row.position, LINE),
                rank: self.reference.rank(&row.rank).map(|rank| rank.slug.clone()),
                rank_text: None,
                from,
                to,
            };
            if service != Service::default() {
                record.service.push(service);
            }
        }
        for (at, row) in answers.service.awards.iter().enumerate() {
            let field = format!("award-{at}-name");
            let when = self.date(&format!("award-{at}-when"), &row.when);
            let Some(written) = self.words(&field, &row.name, LINE) else {
                if when.is_some() {
                    self.fault(field, Kind::Missing);
                }
                continue;
            };
            let award = self
                .reference
                .award_called(&written)
                .map(|award| award.slug.clone());
            record.awards.push(Award {
                award_text: if award.is_none() { Some(written) } else { None },
                award,
                when,
                // An empty box says nothing; unknown stays unknown.
                posthumous: row.posthumous.then_some(true),
            });
        }
    }

    fn life(&mut self, answers: &Answers, record: &mut Record) {
        self.step = Step::Life;
        for (at, row) in answers.life.events.iter().enumerate() {
            let name = format!("event-{at}");
            let text = self.typed(&format!("{name}-text"), &row.text, NOTE);
            let (from, to) = self.span(&name, &row.from, &row.to);
            let chosen = EventKind::from_word(&row.kind);
            if chosen.is_none() && text.is_empty() && from.is_none() && to.is_none() {
                continue;
            }
            let kind = chosen.unwrap_or(EventKind::Other);
            if text.is_empty() && kind != EventKind::Captivity {
                self.fault(format!("{name}-text"), Kind::EventNeedsWords);
                continue;
            }
            record.events.push(Event {
                kind,
                from,
                to,
                text,
            });
        }
    }

    fn story(&mut self, answers: &Answers, record: &mut Record) {
        self.step = Step::Story;
        record.biography = self.typed("biography", &answers.story.biography, STORY);
        record.interests = self.typed("interests", &answers.story.interests, NOTE);
        for (at, row) in answers.story.sources.iter().enumerate() {
            let title = self.words(&format!("source-{at}-title"), &row.title, LINE);
            let field = format!("source-{at}-url");
            let url = match self
                .words(&field, &row.url, NOTE)
                .map(|typed| address(&typed))
            {
                Some(None) => {
                    self.fault(field, Kind::NotAnAddress);
                    None
                }
                read => read.flatten(),
            };
            if title.is_some() || url.is_some() {
                record.sources.push(Source { title, url });
            }
        }
    }

    fn quote(&mut self, answers: &Answers, record: &mut Record) {
        self.step = Step::Quote;
        for (at, row) in answers.quote.rows.iter().enumerate() {
            let name = format!("quote-{at}");
            let bare = |words: &str| unquoted(words).to_owned();
            let bare = Typed {
                text: bare(&row.text.text),
                other: bare(&row.text.other),
            };
            let text = self.typed(&format!("{name}-text"), &bare, NOTE);
            let speaker = self.words(&format!("{name}-speaker"), &row.speaker, LINE);
            let relation = Relation::from_word(&row.relation);
            if text.is_empty() {
                if speaker.is_some() || relation.is_some() {
                    self.fault(format!("{name}-text"), Kind::QuoteNeedsWords);
                }
                continue;
            }
            // The name of a living person stands on a page only with that person's consent; the one the page is about
            // may speak under theirs.
            let may_stand = row.named || is_of(&answers.who, &row.speaker);
            record.quotes.push(Quote {
                text,
                speaker: speaker.filter(|_| may_stand),
                relation,
            });
        }
        let kin = answers
            .quote
            .kin
            .iter()
            .filter_map(|word| Relation::from_word(word));
        for relation in kin {
            if !record.kin.iter().any(|known| known.relation == relation) {
                record.kin.push(Kin { relation });
            }
        }
    }

    fn photos(&mut self, answers: &Answers, record: &mut Record) {
        self.step = Step::Photos;
        for typed in &answers.photos {
            let name = format!("photo-{}", typed.id);
            record.photos.push(Photo {
                caption: self.typed(&format!("{name}-caption"), &typed.caption, NOTE),
                credit: self.words(&format!("{name}-credit"), &typed.credit, LINE),
                year: self.year(&format!("{name}-year"), &typed.year),
                ..Photo::kept(typed.id)
            });
        }
    }

    fn words(&mut self, field: &str, typed: &str, longest: usize) -> Option<String> {
        self.bounded(field, line(typed), longest)
    }

    fn typed(&mut self, field: &str, typed: &Typed, longest: usize) -> Text {
        let own = self.bounded(field, paragraphs(&typed.text), longest);
        let other = self.bounded(&format!("{field}-other"), paragraphs(&typed.other), longest);
        Text::told(self.lang, own, other)
    }

    fn bounded(&mut self, field: &str, words: String, longest: usize) -> Option<String> {
        if words.is_empty() {
            None
        } else if words.chars().count() > longest {
            self.fault(field, Kind::TooLong(longest));
            None
        } else {
            Some(words)
        }
    }

    fn date(&mut self, field: &str, typed: &TypedDate) -> Option<Edtf> {
        if typed.unknown {
            // Which of the two holds, only the family knows.
            if typed.is_written() {
                self.fault(field, Kind::DateAndUnknown);
            }
            return None;
        }
        typed.read(self.today).unwrap_or_else(|fault| {
            self.fault(field, Kind::Date(fault));
            None
        })
    }

    fn span(
        &mut self,
        name: &str,
        from: &TypedDate,
        to: &TypedDate,
    ) -> (Option<Edtf>, Option<Edtf>) {
        let from = self.date(&format!("{name}-from"), from);
        let field = format!("{name}-to");
        let to = self.date(&field, to);
        if let (Some(first), Some(last)) = (&from, &to)
            && certainly_after(first, last)
        {
            self.fault(field, Kind::EndsBeforeBegins);
            return (from, None);
        }
        (from, to)
    }

    fn place(&mut self, name: &str, typed: &TypedPlace) -> Option<Place> {
        if typed.unknown {
            if typed.is_written() {
                self.fault(format!("{name}-settlement"), Kind::PlaceAndUnknown);
            }
            return None;
        }
        let settlement = self.words(&format!("{name}-settlement"), &typed.settlement, LINE);
        let abroad = ABROAD.contains(&typed.region.as_str());
        let place = Place {
            region: self
                .reference
                .region(&typed.region)
                .map(|region| region.iso.clone()),
            country: abroad.then(|| typed.region.clone()),
            near: typed.near && settlement.is_some(),
            cemetery: self.words(&format!("{name}-cemetery"), &typed.cemetery, LINE),
            settlement,
        };
        (!place.is_empty()).then_some(place)
    }

    fn year(&mut self, field: &str, typed: &str) -> Option<i32> {
        use chrono::Datelike;
        let typed = typed.trim();
        if typed.is_empty() {
            return None;
        }
        let year = typed
            .parse()
            .ok()
            .filter(|year| YEARS.contains(year) && *year <= self.today.year());
        if year.is_none() {
            self.fault(field, Kind::NotAYear);
        }
        year
    }
}

/// An absolute web address; one pasted without its beginning gets it.
fn address(typed: &str) -> Option<String> {
    let whole = if typed.contains("://") {
        typed.to_owned()
    } else {
        format!("https://{typed}")
    };
    let url = url::Url::parse(&whole).ok()?;
    let web = matches!(url.scheme(), "http" | "https")
        && url.host_str().is_some_and(|host| host.contains('.'));
    (web && url.username().is_empty() && url.password().is_none()).then(|| url.to_string())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::answers::{EventRow, QuoteRow, ServiceRow};
    use super::super::consent;
    use super::super::form::Form;
    use super::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
    }

    fn whole() -> Answers {
        let mut answers = Answers::default();
        answers.who.family = " лисюк".to_owned();
        answers.who.given = "Юрій ".to_owned();
        answers.relation.relation = "sister".to_owned();
        answers.consent = consent::VERSION.to_owned();
        answers
    }

    fn faults(answers: &Answers) -> Vec<(String, Kind)> {
        let read = answers.read(Lang::Uk, &Reference::default(), today());
        read.faults
            .into_iter()
            .map(|fault| (fault.field, fault.kind))
            .collect()
    }

    #[test]
    fn a_name_a_relation_and_a_consent_are_enough() {
        let record = whole()
            .record(Lang::Uk, &Reference::default(), today())
            .unwrap();
        assert_eq!(
            (record.name.family.as_str(), record.name.given.as_str()),
            ("лисюк", "Юрій")
        );
        assert_eq!(record.sex, None);
        let missing: Vec<String> = faults(&Answers::default())
            .into_iter()
            .map(|(field, _)| field)
            .collect();
        assert_eq!(missing, ["family", "given", "relation", "consent"]);
    }

    #[test]
    fn what_cannot_be_read_is_named_and_the_rest_stands() {
        let mut answers = whole();
        answers.birth.born.year = "2000".to_owned();
        answers.death.died.year = "1999".to_owned();
        answers.death.place.settlement = "Іллінка".to_owned();
        answers.life.events.push(EventRow {
            kind: "work".to_owned(),
            ..EventRow::default()
        });
        answers.quote.rows.push(QuoteRow {
            speaker: "Яна".to_owned(),
            named: true,
            ..QuoteRow::default()
        });
        answers.who.latin_family = "Lysiuk".to_owned();
        let read = answers.read(Lang::Uk, &Reference::default(), today());
        let kinds: Vec<&Kind> = read.faults.iter().map(|fault| &fault.kind).collect();
        assert_eq!(
            kinds,
            [
                &Kind::LatinHalf,
                &Kind::DiedBeforeBorn,
                &Kind::EventNeedsWords,
                &Kind::QuoteNeedsWords
            ]
        );
        let record = read.record.unwrap();
        assert_eq!(record.born.unwrap().to_string(), "2000");
        assert_eq!(record.died, None);
        assert_eq!(
            record.death_place.unwrap().settlement.as_deref(),
            Some("Іллінка")
        );
    }

    #[test]
    fn captivity_needs_no_words_and_empty_rows_are_nothing() {
        let mut answers = whole();
        answers.life.events = vec![
            EventRow::default(),
            EventRow {
                kind: "captivity".to_owned(),
                ..EventRow::default()
            },
        ];
        answers.service.rows = vec![ServiceRow::default()];
        let record = answers
            .record(Lang::Uk, &Reference::default(), today())
            .unwrap();
        assert_eq!(record.events.len(), 1);
        assert!(record.service.is_empty());
    }

    #[test]
    fn contacts_may_be_left_out_and_an_address_of_mail_looks_like_one() {
        assert!(Contacts::default().faults().is_empty());
        let contacts = |email: &str| Contacts {
            email: email.to_owned(),
            ..Contacts::default()
        };
        assert!(contacts(" yana@example.org ").faults().is_empty());
        for wrong in ["yana", "@example.org", "yana@example", "ya na@example.org"] {
            assert_eq!(contacts(wrong).faults().len(), 1, "{wrong}");
        }
    }

    #[test]
    fn paragraphs_keep_their_lines_and_lose_what_cannot_be_seen() {
        assert_eq!(
            paragraphs(" Раз \r\n\r\n\r\n два\u{200b}\nтри\n\n"),
            "Раз\n\nдва\nтри"
        );
        assert_eq!(line("а\u{0}б\n в"), "аб в");
        assert_eq!(
            address("example.org/a b"),
            Some("https://example.org/a%20b".to_owned())
        );
        assert_eq!(address("javascript://example.org"), None);
        assert_eq!(address("село"), None);
    }

    #[test]
    fn too_much_is_said_and_left_out() {
        let mut answers = whole();
        answers.story.biography.text = "ї".repeat(STORY + 1);
        assert_eq!(
            faults(&answers),
            [("biography".to_owned(), Kind::TooLong(STORY))]
        );
    }

    const FIELDS: [&str; 41] = [
        "stress",
        "family",
        "given",
        "patronymic",
        "latin-family",
        "latin-given",
        "aliases",
        "call-sign",
        "sex",
        "relation",
        "born-day",
        "born-month",
        "born-year",
        "born-note",
        "birth-settlement",
        "birth-region",
        "died-day",
        "died-month",
        "died-year",
        "death-settlement",
        "death-near",
        "death-region",
        "circumstances",
        "burial-cemetery",
        "service-0-unit",
        "service-0-rank",
        "service-0-position",
        "service-0-from-year",
        "service-0-to-year",
        "award-0-name",
        "award-0-when-month",
        "event-0-kind",
        "event-0-text",
        "event-0-to-day",
        "biography",
        "biography-other",
        "source-0-url",
        "quote-0-text",
        "quote-0-relation",
        "kin",
        "consent",
    ];

    proptest! {
        #[test]
        fn whatever_is_typed_is_kept_and_read_without_panic(typed in prop::collection::vec((0..FIELDS.len(), any::<String>()), 0..60)) {
            let pairs = typed.into_iter().map(|(at, words)| (FIELDS[at].to_owned(), words)).collect();
            let form = Form::new(pairs);
            let mut answers = Answers::default();
            for step in Step::ALL {
                answers.take(step, &form);
            }
            let json = serde_json::to_string(&answers).unwrap();
            prop_assert_eq!(&serde_json::from_str::<Answers>(&json).unwrap(), &answers);
            let read = answers.read(Lang::Uk, &Reference::default(), today());
            if let Some(record) = read.record {
                let again: Record = serde_json::from_str(&serde_json::to_string(&record).unwrap()).unwrap();
                prop_assert_eq!(again, record);
            }
        }
    }
}
