//! One form over a whole record, for a story that waits and for a life that is public. What is typed is kept whole until it
//! can be read; each fault is tied to its field. Rows are put in order by their numbers and taken out by a tick, so that
//! nothing needs a script.

use std::collections::BTreeMap;

use url::Url;

use crate::dates::Edtf;
use crate::dates::compare::certainly_after;
use crate::heroes::hero::{
    Award, Circumstances, Event, EventKind, Kin, Photo, Place, PlaceRole, Quote, Record, Relation,
    Service, Sex, Source, Text,
};
use crate::heroes::identifier::{Identifier, Scheme};
use crate::i18n::Lang;
use crate::names::Name;
use crate::reference::Reference;

/// The longest story in one language, in characters,
const STORY: usize = 100_000;
/// a text of some sentences,
const WORDS: usize = 4_000;
/// and a line.
const LINE: usize = 300;
/// The most rows of one kind.
pub const ROWS: usize = 60;

/// Why a field cannot be read; the word for the sentence that says so.
pub type Fault = &'static str;

/// What stands in the boxes: a record written out, or what somebody typed.
#[derive(Debug, Clone, Default)]
pub struct RecordForm {
    values: BTreeMap<String, String>,
    pub faults: Vec<(String, Fault)>,
}

/// The lists of a record, and the boxes of a row of each.
pub const LISTS: [(&str, &[&str]); 8] = [
    (
        "service",
        &[
            "unit",
            "rank",
            "rank_text",
            "position.uk",
            "position.en",
            "from",
            "to",
        ],
    ),
    ("events", &["kind", "from", "to", "text.uk", "text.en"]),
    ("awards", &["award", "award_text", "when", "posthumous"]),
    ("quotes", &["text.uk", "text.en", "speaker", "relation"]),
    ("kin", &["relation"]),
    (
        "photos",
        &["file", "caption.uk", "caption.en", "credit", "year"],
    ),
    ("sources", &["title", "url"]),
    ("identifiers", &["scheme", "value"]),
];

pub fn place_key(role: PlaceRole) -> &'static str {
    match role {
        PlaceRole::Birth => "birth_place",
        PlaceRole::Home => "home_place",
        PlaceRole::Death => "death_place",
        PlaceRole::Burial => "burial_place",
    }
}

impl RecordForm {
    /// A record written out into boxes. `left_out` are pictures that were sent and are not in the record: their rows are
    /// there, ticked as taken out.
    pub fn of(record: &Record, reference: &Reference, lang: Lang, left_out: &[i32]) -> Self {
        let mut form = Self::default();
        form.put_name("name", Some(&record.name));
        form.put_name("latin", record.latin.as_ref());
        form.put("aliases", record.aliases.join("\n"));
        form.put_some("call_sign", record.call_sign.as_ref());
        form.put("sex", record.sex.map(Sex::word).unwrap_or_default());
        form.put_some("born", record.born.as_ref());
        form.put_some("died", record.died.as_ref());
        form.put(
            "circumstances",
            record
                .circumstances
                .map(Circumstances::word)
                .unwrap_or_default(),
        );
        form.put_text("born_note", &record.born_note);
        form.put_text("interests", &record.interests);
        form.put_text("biography", &record.biography);
        form.put_some("external_id", record.external_id.as_ref());
        for role in PlaceRole::ALL {
            let Some(place) = record.place(role) else {
                continue;
            };
            let key = |part: &str| format!("{}.{part}", place_key(role));
            form.put_some(&key("settlement"), place.settlement.as_ref());
            form.put_some(&key("region"), place.region.as_ref());
            form.put_some(&key("country"), place.country.as_ref());
            form.put_some(&key("cemetery"), place.cemetery.as_ref());
            form.put(&key("near"), if place.near { "1" } else { "" });
        }
        for (at, service) in record.service.iter().enumerate() {
            let key = |part: &str| format!("service.{at}.{part}");
            let unit = service
                .unit
                .as_deref()
                .and_then(|slug| reference.unit(slug))
                .map(|unit| match lang {
                    Lang::Uk => unit.name_uk.clone(),
                    Lang::En => unit.name_en.clone(),
                });
            form.put_some(
                &key("unit"),
                unit.as_ref()
                    .or(service.unit.as_ref())
                    .or(service.unit_text.as_ref()),
            );
            form.put_some(&key("rank"), service.rank.as_ref());
            form.put_some(&key("rank_text"), service.rank_text.as_ref());
            form.put_text(&key("position"), &service.position);
            form.put_some(&key("from"), service.from.as_ref());
            form.put_some(&key("to"), service.to.as_ref());
        }
        for (at, event) in record.events.iter().enumerate() {
            let key = |part: &str| format!("events.{at}.{part}");
            form.put(&key("kind"), event.kind.word());
            form.put_some(&key("from"), event.from.as_ref());
            form.put_some(&key("to"), event.to.as_ref());
            form.put_text(&key("text"), &event.text);
        }
        for (at, award) in record.awards.iter().enumerate() {
            let key = |part: &str| format!("awards.{at}.{part}");
            form.put_some(&key("award"), award.award.as_ref());
            form.put_some(&key("award_text"), award.award_text.as_ref());
            form.put_some(&key("when"), award.when.as_ref());
            form.put(
                &key("posthumous"),
                award
                    .posthumous
                    .map(|after| if after { "yes" } else { "no" })
                    .unwrap_or_default(),
            );
        }
        for (at, quote) in record.quotes.iter().enumerate() {
            let key = |part: &str| format!("quotes.{at}.{part}");
            form.put_text(&key("text"), &quote.text);
            form.put_some(&key("speaker"), quote.speaker.as_ref());
            form.put(
                &key("relation"),
                quote.relation.map(Relation::word).unwrap_or_default(),
            );
        }
        for (at, kin) in record.kin.iter().enumerate() {
            form.put(&format!("kin.{at}.relation"), kin.relation.word());
        }
        for (at, photo) in record.photos.iter().enumerate() {
            let key = |part: &str| format!("photos.{at}.{part}");
            form.put_some(&key("file"), photo.file.as_ref());
            form.put_text(&key("caption"), &photo.caption);
            form.put_some(&key("credit"), photo.credit.as_ref());
            form.put_some(&key("year"), photo.year.as_ref());
        }
        for (at, id) in (record.photos.len()..).zip(left_out) {
            form.put_some(&format!("photos.{at}.file"), Photo::kept(*id).file.as_ref());
            form.put(&format!("photos.{at}.remove"), "1");
        }
        for (at, source) in record.sources.iter().enumerate() {
            form.put_some(&format!("sources.{at}.title"), source.title.as_ref());
            form.put_some(&format!("sources.{at}.url"), source.url.as_ref());
        }
        for (at, identifier) in record.identifiers.iter().enumerate() {
            form.put(
                &format!("identifiers.{at}.scheme"),
                identifier.scheme().word(),
            );
            form.put(&format!("identifiers.{at}.value"), identifier.value());
        }
        form
    }

    /// What a browser sent. The last of two values of one name counts; line ends are one character.
    pub fn typed(pairs: Vec<(String, String)>) -> Self {
        let values = pairs
            .into_iter()
            .map(|(key, value)| (key, value.replace("\r\n", "\n")))
            .collect();
        Self {
            values,
            faults: Vec::new(),
        }
    }

    pub fn value(&self, key: &str) -> &str {
        self.values.get(key).map_or("", String::as_str)
    }

    pub fn fault(&self, key: &str) -> Option<Fault> {
        self.faults
            .iter()
            .find(|(faulty, _)| faulty == key)
            .map(|(_, fault)| *fault)
    }

    /// How many rows of a list have something in them.
    pub fn rows(&self, list: &str) -> usize {
        let prefix = format!("{list}.");
        let numbers = self
            .values
            .iter()
            .filter(|(_, value)| !value.trim().is_empty())
            .filter_map(|(key, _)| {
                let (number, part) = key.strip_prefix(&prefix)?.split_once('.')?;
                (part != "order").then(|| number.parse::<usize>().ok())?
            });
        numbers
            .filter(|number| *number < ROWS)
            .max()
            .map_or(0, |last| last + 1)
    }

    /// The record, or every fault tied to its field. `pictures` are those that may stand in it.
    pub fn record(
        &self,
        reference: &Reference,
        pictures: &[i32],
    ) -> Result<Record, Vec<(String, Fault)>> {
        let mut reading = Reading {
            form: self,
            faults: Vec::new(),
        };
        let record = reading.record(reference, pictures);
        if reading.faults.is_empty() {
            Ok(record)
        } else {
            Err(reading.faults)
        }
    }

    fn put(&mut self, key: &str, value: impl Into<String>) {
        let value = value.into();
        if !value.is_empty() {
            self.values.insert(key.to_owned(), value);
        }
    }

    fn put_some(&mut self, key: &str, value: Option<&impl ToString>) {
        self.put(key, value.map(ToString::to_string).unwrap_or_default());
    }

    fn put_text(&mut self, key: &str, text: &Text) {
        self.put_some(&format!("{key}.uk"), text.uk.as_ref());
        self.put_some(&format!("{key}.en"), text.en.as_ref());
    }

    fn put_name(&mut self, key: &str, name: Option<&Name>) {
        let Some(name) = name else { return };
        self.put(&format!("{key}.family"), name.family.as_str());
        self.put(&format!("{key}.given"), name.given.as_str());
        self.put_some(&format!("{key}.patronymic"), name.patronymic.as_ref());
    }
}

/// One pass over the boxes.
struct Reading<'a> {
    form: &'a RecordForm,
    faults: Vec<(String, Fault)>,
}

impl Reading<'_> {
    fn record(&mut self, reference: &Reference, pictures: &[i32]) -> Record {
        let name = self.name("name").unwrap_or_default();
        let latin_is_there = ["family", "given", "patronymic"]
            .iter()
            .any(|part| !self.form.value(&format!("latin.{part}")).trim().is_empty());
        let mut record = Record {
            external_id: self.line("external_id"),
            name,
            latin: if latin_is_there {
                self.name("latin")
            } else {
                None
            },
            aliases: self.aliases(),
            call_sign: self.line("call_sign"),
            sex: self.word("sex", Sex::from_word),
            born: self.date("born"),
            born_note: self.text("born_note", WORDS),
            died: self.date("died"),
            circumstances: self.word("circumstances", Circumstances::from_word),
            interests: self.text("interests", WORDS),
            biography: self.text("biography", STORY),
            ..Record::default()
        };
        if record
            .born
            .as_ref()
            .zip(record.died.as_ref())
            .is_some_and(|(born, died)| certainly_after(born, died))
        {
            self.wrong("died", "order");
        }
        for role in PlaceRole::ALL {
            *record.place_mut(role) = self.place(place_key(role), reference);
        }
        record.service = self.rows("service", |reading, key| reading.service(key, reference));
        record.events = self.rows("events", Self::event);
        record.awards = self.rows("awards", |reading, key| reading.award(key, reference));
        record.quotes = self.rows("quotes", Self::quote);
        record.kin = self.rows("kin", |reading, key| {
            Some(Kin {
                relation: reading.word(&format!("{key}.relation"), Relation::from_word)?,
            })
        });
        record.photos = self.rows("photos", |reading, key| reading.photo(key, pictures));
        record.sources = self.rows("sources", Self::source);
        record.identifiers = self.rows("identifiers", Self::identifier);
        let mut seen = Vec::new();
        record.photos.retain(|photo| {
            !seen.contains(&photo.file) && {
                seen.push(photo.file.clone());
                true
            }
        });
        record
    }

    fn wrong(&mut self, key: impl Into<String>, fault: Fault) {
        self.faults.push((key.into(), fault));
    }

    /// The rows that say something and are not taken out, by the numbers beside them.
    fn rows<T>(&mut self, list: &str, read: impl Fn(&mut Self, &str) -> Option<T>) -> Vec<T> {
        let boxes = LISTS
            .iter()
            .find(|(name, _)| *name == list)
            .map_or(&[][..], |(_, boxes)| boxes);
        let mut rows = Vec::new();
        for at in 0..self.form.rows(list) {
            let key = format!("{list}.{at}");
            let says = boxes
                .iter()
                .any(|part| !self.form.value(&format!("{key}.{part}")).trim().is_empty());
            if !says || !self.form.value(&format!("{key}.remove")).is_empty() {
                continue;
            }
            // What has no readable number stays where it was.
            let order: f64 = self
                .form
                .value(&format!("{key}.order"))
                .trim()
                .replace(',', ".")
                .parse()
                .unwrap_or(at as f64 + 1.0);
            if let Some(row) = read(self, &key) {
                rows.push((order, row));
            }
        }
        rows.sort_by(|(a, _), (b, _)| a.total_cmp(b));
        rows.into_iter().map(|(_, row)| row).collect()
    }

    fn string(&mut self, key: &str, longest: usize) -> Option<String> {
        let value = self.form.value(key);
        if value.chars().take(longest + 1).count() > longest {
            self.wrong(key, "long");
            return None;
        }
        let tidied = Text::uk(value).tidied().uk?;
        // Line ends belong to a text; nothing else that is invisible belongs anywhere.
        if tidied
            .chars()
            .any(|c| c.is_control() && c != '\n' && c != '\t')
        {
            self.wrong(key, "control");
            return None;
        }
        Some(tidied)
    }

    fn line(&mut self, key: &str) -> Option<String> {
        let line = self.string(key, LINE)?;
        Some(line.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    fn text(&mut self, key: &str, longest: usize) -> Text {
        Text {
            uk: self.string(&format!("{key}.uk"), longest),
            en: self.string(&format!("{key}.en"), longest),
        }
    }

    fn name(&mut self, key: &str) -> Option<Name> {
        let part = |part: &str| self.form.value(&format!("{key}.{part}"));
        match Name::parse(part("family"), part("given"), Some(part("patronymic"))) {
            Ok(name) => Some(name),
            Err(fault) => {
                let part = match fault.part {
                    crate::names::Part::Family => "family",
                    crate::names::Part::Given => "given",
                    crate::names::Part::Patronymic => "patronymic",
                };
                self.wrong(
                    format!("{key}.{part}"),
                    if fault.fault == crate::names::Fault::Empty {
                        "empty"
                    } else {
                        "name"
                    },
                );
                None
            }
        }
    }

    fn aliases(&mut self) -> Vec<String> {
        let lines = self.string("aliases", WORDS).unwrap_or_default();
        let aliases: Vec<String> = lines
            .lines()
            .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
            .filter(|line| !line.is_empty())
            .collect();
        if aliases.iter().any(|alias| alias.chars().count() > LINE) {
            self.wrong("aliases", "long");
        }
        aliases
    }

    fn word<T>(&mut self, key: &str, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        let value = self.form.value(key).trim();
        if value.is_empty() {
            return None;
        }
        let word = read(value);
        if word.is_none() {
            self.wrong(key, "choice");
        }
        word
    }

    fn date(&mut self, key: &str) -> Option<Edtf> {
        let value = self.form.value(key).trim();
        if value.is_empty() {
            return None;
        }
        let date = value.parse().ok();
        if date.is_none() {
            self.wrong(key, "date");
        }
        date
    }

    fn span(&mut self, key: &str) -> (Option<Edtf>, Option<Edtf>) {
        let (from, to) = (
            self.date(&format!("{key}.from")),
            self.date(&format!("{key}.to")),
        );
        if from
            .as_ref()
            .zip(to.as_ref())
            .is_some_and(|(from, to)| certainly_after(from, to))
        {
            self.wrong(format!("{key}.to"), "order");
        }
        (from, to)
    }

    fn place(&mut self, key: &str, reference: &Reference) -> Option<Place> {
        let part = |part: &str| format!("{key}.{part}");
        let place = Place {
            settlement: self.line(&part("settlement")),
            region: self.word(&part("region"), |iso| {
                reference.region(iso).map(|region| region.iso.clone())
            }),
            country: self.word(&part("country"), |code| {
                let code = code.to_uppercase();
                (code.len() == 2 && code.bytes().all(|letter| letter.is_ascii_uppercase()))
                    .then_some(code)
            }),
            near: !self.form.value(&part("near")).is_empty(),
            cemetery: self.line(&part("cemetery")),
        };
        if place.region.is_some() && place.country.as_deref().is_some_and(|code| code != "UA") {
            self.wrong(part("country"), "abroad");
        }
        let near = place.near && place.settlement.is_some();
        (!place.is_empty()).then_some(Place { near, ..place })
    }

    fn service(&mut self, key: &str, reference: &Reference) -> Option<Service> {
        let part = |part: &str| format!("{key}.{part}");
        let written = self.line(&part("unit"));
        let known = written
            .as_deref()
            .and_then(|name| reference.unit(name).or_else(|| reference.unit_called(name)));
        let unit = known.map(|unit| unit.slug.clone());
        let (from, to) = self.span(key);
        let service = Service {
            unit_text: written.filter(|_| unit.is_none()),
            unit,
            position: self.text(&part("position"), LINE),
            rank: self.word(&part("rank"), |slug| {
                reference.rank(slug).map(|rank| rank.slug.clone())
            }),
            rank_text: self.line(&part("rank_text")),
            from,
            to,
        };
        if service.rank.is_some() && service.rank_text.is_some() {
            self.wrong(part("rank_text"), "twice");
        }
        (service != Service::default()).then_some(service)
    }

    fn event(&mut self, key: &str) -> Option<Event> {
        let kind = self.word(&format!("{key}.kind"), EventKind::from_word);
        let (from, to) = self.span(key);
        let text = self.text(&format!("{key}.text"), WORDS);
        let Some(kind) = kind else {
            if self.form.value(&format!("{key}.kind")).trim().is_empty() {
                self.wrong(format!("{key}.kind"), "kind");
            }
            return None;
        };
        if text.is_empty() && kind != EventKind::Captivity {
            self.wrong(format!("{key}.text.uk"), "empty");
        }
        Some(Event {
            kind,
            from,
            to,
            text,
        })
    }

    fn award(&mut self, key: &str, reference: &Reference) -> Option<Award> {
        let part = |part: &str| format!("{key}.{part}");
        let award = Award {
            award: self.word(&part("award"), |slug| {
                reference.award(slug).map(|award| award.slug.clone())
            }),
            award_text: self.line(&part("award_text")),
            when: self.date(&part("when")),
            posthumous: self.word(&part("posthumous"), |word| match word {
                "yes" => Some(true),
                "no" => Some(false),
                _ => None,
            }),
        };
        match (&award.award, &award.award_text) {
            (Some(_), Some(_)) => self.wrong(part("award_text"), "twice"),
            (None, None) => self.wrong(part("award"), "empty"),
            _ => {}
        }
        Some(award)
    }

    fn quote(&mut self, key: &str) -> Option<Quote> {
        let text = self.text(&format!("{key}.text"), WORDS);
        if text.is_empty() {
            self.wrong(format!("{key}.text.uk"), "empty");
        }
        let relation = self.word(&format!("{key}.relation"), Relation::from_word);
        Some(Quote {
            text,
            speaker: self.line(&format!("{key}.speaker")),
            relation,
        })
    }

    fn photo(&mut self, key: &str, pictures: &[i32]) -> Option<Photo> {
        let file = Photo {
            file: Some(self.form.value(&format!("{key}.file")).to_owned()),
            ..Photo::default()
        };
        let Some(id) = file.id().filter(|id| pictures.contains(id)) else {
            self.wrong(format!("{key}.file"), "choice");
            return None;
        };
        let year = self.word(&format!("{key}.year"), |year| {
            year.parse()
                .ok()
                .filter(|year| (1850..=2100).contains(year))
        });
        Some(Photo {
            caption: self.text(&format!("{key}.caption"), WORDS),
            credit: self.line(&format!("{key}.credit")),
            year,
            ..Photo::kept(id)
        })
    }

    fn identifier(&mut self, key: &str) -> Option<Identifier> {
        let value = self.line(&format!("{key}.value")).unwrap_or_default();
        let Some(scheme) = self.word(&format!("{key}.scheme"), Scheme::from_word) else {
            if self.form.value(&format!("{key}.scheme")).trim().is_empty() {
                self.wrong(format!("{key}.scheme"), "choice");
            }
            return None;
        };
        Identifier::typed(scheme, &value)
            .map_err(|_| self.wrong(format!("{key}.value"), "identifier"))
            .ok()
    }

    fn source(&mut self, key: &str) -> Option<Source> {
        let title = self.line(&format!("{key}.title"));
        let url = self.string(&format!("{key}.url"), 2_000);
        let sound = |url: &str| {
            Url::parse(url).is_ok_and(|url| {
                matches!(url.scheme(), "http" | "https")
                    && url.has_host()
                    && url.username().is_empty()
                    && url.password().is_none()
            })
        };
        // The table asks for exactly these beginnings.
        let begins = |url: &str| url.starts_with("https://") || url.starts_with("http://");
        if url
            .as_deref()
            .is_some_and(|url| !begins(url) || !sound(url))
        {
            self.wrong(format!("{key}.url"), "url");
        }
        Some(Source { title, url })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reference() -> Reference {
        let folder = tempfile::tempdir().unwrap();
        let database = crate::db::Database::open(&folder.path().join("m.sqlite3")).unwrap();
        database.read_now(crate::reference::queries::all).unwrap()
    }

    const LYSIUK: &str = r#"{
      "external_id": "p000001", "name": {"family": "Лисюк", "given": "Юрій"}, "latin": {"family": "Lysiuk", "given": "Yurii"},
      "aliases": ["Yuriy Lysiuk"], "call_sign": "Лис", "sex": "male", "born": "1996-05", "died": "2024-03-05",
      "born_note": "У травні йому мало б виповнитися 28", "circumstances": "combat",
      "birth_place": {"settlement": "Буряківка", "region": "UA-18"},
      "death_place": {"settlement": "Іллінка", "region": "UA-14", "near": true},
      "burial_place": {"settlement": "Пулини", "region": "UA-18", "cemetery": "центральний"},
      "service": [{"unit": "58-motorized", "position": {"uk": "водій", "en": "driver"}, "from": "2022-02-24"},
                  {"unit_text": "загін «Вовки»", "rank_text": "старшина сотні"}],
      "events": [{"kind": "captivity", "from": "2022-05", "to": "2022-08-09/2022-09-08"},
                 {"kind": "work", "text": {"uk": "пилорамник"}}],
      "interests": {"uk": "футбол", "en": "football"}, "biography": {"uk": "Перший.\n\nДругий.", "en": "One."},
      "awards": [{"award": "war-veteran-badge", "posthumous": false}],
      "quotes": [{"text": {"uk": "Він мій Герой"}, "speaker": "Яна", "relation": "sister"}],
      "kin": [{"relation": "parents"}, {"relation": "sister"}],
      "photos": [{"file": "17.webp", "caption": {"uk": "У Пулинах"}, "credit": "Родина", "year": 2021}],
      "sources": [{"title": "Суспільне", "url": "https://example.org/a"}],
      "identifiers": [{"scheme": "wikidata", "value": "Q42"}, {"scheme": "viaf", "value": "102333412"}]
    }"#;

    fn again(form: &RecordForm, change: &[(&str, &str)]) -> RecordForm {
        let mut values = form.values.clone();
        for (key, value) in change {
            values.insert((*key).to_owned(), (*value).to_owned());
        }
        RecordForm::typed(
            values
                .into_iter()
                .map(|(key, value)| (key, value.replace('\n', "\r\n")))
                .collect(),
        )
    }

    #[test]
    fn a_record_goes_through_the_form_unchanged() {
        let reference = reference();
        let record: Record = serde_json::from_str(LYSIUK).unwrap();
        for lang in Lang::ALL {
            let form = RecordForm::of(&record, &reference, lang, &[18]);
            assert_eq!(
                again(&form, &[]).record(&reference, &[17, 18]),
                Ok(record.clone())
            );
        }
    }

    #[test]
    fn rows_are_put_in_order_taken_out_and_added() {
        let reference = reference();
        let record: Record = serde_json::from_str(LYSIUK).unwrap();
        let form = RecordForm::of(&record, &reference, Lang::Uk, &[18]);
        let changed = again(
            &form,
            &[
                ("kin.0.order", "2"),
                ("kin.1.order", "1"),
                ("kin.4.relation", "brother"),
                ("events.0.remove", "1"),
                ("photos.1.remove", ""),
                ("photos.1.order", "0,5"),
            ],
        );
        let read = changed.record(&reference, &[17, 18]).unwrap();
        let kin: Vec<_> = read.kin.iter().map(|kin| kin.relation).collect();
        assert_eq!(
            kin,
            [Relation::Sister, Relation::Parents, Relation::Brother]
        );
        assert_eq!(read.events.len(), 1);
        assert_eq!(
            read.photos.iter().filter_map(Photo::id).collect::<Vec<_>>(),
            [18, 17]
        );
    }

    #[test]
    fn every_fault_is_tied_to_its_field() {
        let reference = reference();
        let record: Record = serde_json::from_str(LYSIUK).unwrap();
        let form = RecordForm::of(&record, &reference, Lang::Uk, &[]);
        for (key, value, fault) in [
            ("name.family", " ", "empty"),
            ("name.given", "<b>", "name"),
            ("born", "31 травня", "date"),
            ("born", "2025", "order"),
            ("sex", "other", "choice"),
            ("birth_place.region", "UA-99", "choice"),
            ("birth_place.country", "PL", "abroad"),
            ("birth_place.country", "Польща", "choice"),
            ("service.0.to", "2021", "order"),
            ("service.1.rank", "sergeant", "twice"),
            ("events.1.text.uk", "", "empty"),
            ("events.1.kind", "", "kind"),
            ("awards.0.award_text", "грамота", "twice"),
            ("awards.3.when", "2024", "empty"),
            ("quotes.0.text.uk", "", "empty"),
            ("photos.0.file", "99.webp", "choice"),
            ("photos.0.year", "21", "choice"),
            ("sources.0.url", "javascript:alert(1)", "url"),
            ("identifiers.0.value", "42", "identifier"),
            ("identifiers.1.scheme", "facebook", "choice"),
            ("sources.0.url", "HTTPS://example.org", "url"),
            ("sources.0.url", "https://me:secret@example.org", "url"),
            ("interests.uk", "\u{0}", "control"),
        ] {
            let faults = again(&form, &[(key, value)])
                .record(&reference, &[17])
                .unwrap_err();
            // What takes two fields to be wrong is said beside one of them.
            let expected = match (key, fault) {
                ("born", "order") => "died",
                ("service.1.rank", _) => "service.1.rank_text",
                ("awards.3.when", _) => "awards.3.award",
                _ => key,
            };
            assert_eq!(faults, [(expected.to_owned(), fault)], "{key}");
        }
        let long = "я".repeat(STORY + 1);
        assert_eq!(
            again(&form, &[("biography.uk", &long)])
                .record(&reference, &[17])
                .unwrap_err(),
            [("biography.uk".to_owned(), "long")]
        );
    }

    #[test]
    fn a_unit_is_matched_by_its_name_and_else_kept_as_written() {
        let reference = reference();
        let record: Record = serde_json::from_str(LYSIUK).unwrap();
        let form = RecordForm::of(&record, &reference, Lang::Uk, &[]);
        let read = |unit| {
            again(&form, &[("service.1.unit", unit)])
                .record(&reference, &[17])
                .unwrap()
                .service[1]
                .clone()
        };
        assert_eq!(read("58 ОМПБр").unit.as_deref(), Some("58-motorized"));
        assert_eq!(read("58-motorized").unit.as_deref(), Some("58-motorized"));
        assert_eq!(
            read("загін невідомих").unit_text.as_deref(),
            Some("загін невідомих")
        );
    }
}
