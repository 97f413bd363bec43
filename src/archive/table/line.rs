//! A row of a table as a record, or every fault of it with its column, what stood there and what would be right.

use chrono::NaiveDate;
use serde_json::{Map, Value};

use super::cell::{self, Wanted, says_nothing};
use super::fault::Fault;
use super::mapping::Mapping;
use crate::archive::read::{record as read_record, tidied};
use crate::dates::Edtf;
use crate::dates::compare::certainly_after;
use crate::heroes::hero::{Award, Kin, Photo, Place, PlaceRole, Record, Service, Source, Text};
use crate::heroes::identifier::Identifier;
use crate::names::{self, Name, Part, Stress, given};
use crate::reference::Reference;

/// The longest story, and the longest of any other text, in characters: as at the desk.
const STORY: usize = 100_000;
const WORDS: usize = 4_000;

/// What a row is read with.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    pub mapping: &'a Mapping,
    pub reference: &'a Reference,
    pub today: NaiveDate,
}

/// The cells that are read, by their headers: what names a faulty row for ever, in whatever letters it was written.
pub fn told<'a>(mapping: &'a Mapping, cells: &'a [String]) -> Vec<(&'a str, &'a str)> {
    let mut told: Vec<_> = cells
        .iter()
        .enumerate()
        .filter_map(|(at, cell)| Some((mapping.field(at)?, cell.trim())))
        .filter(|(_, cell)| !cell.is_empty())
        .collect();
    told.sort_unstable();
    told
}

/// Whom the row seems to be about, for whoever looks for it: «Лисюк Юрій», as far as the cells say.
pub fn whom(mapping: &Mapping, cells: &[String]) -> String {
    let cell = |field: &str| {
        let at = (0..cells.len()).find(|at| mapping.field(*at) == Some(field));
        at.and_then(|at| cells.get(at))
            .map_or("", |cell| cell.trim())
    };
    let whole = ["whole_name", "family", "given", "patronymic"].map(cell);
    let words: Vec<&str> = whole.into_iter().filter(|word| !word.is_empty()).collect();
    words.join(" ").chars().take(160).collect()
}

pub fn record(context: Context<'_>, cells: &[String]) -> Result<Record, Vec<Fault>> {
    let mut line = Line {
        context,
        cells,
        faults: Vec::new(),
    };
    let record = line.record();
    if line.faults.is_empty() {
        Ok(record)
    } else {
        Err(line.faults)
    }
}

struct Line<'a> {
    context: Context<'a>,
    cells: &'a [String],
    faults: Vec<Fault>,
}

impl<'a> Line<'a> {
    fn record(&mut self) -> Record {
        self.strangers();
        let rest = self.rest();
        let mut record = Record {
            external_id: self.words("external_id", 200),
            name: self.name(rest.as_ref()),
            latin: self.latin(),
            aliases: self.listed("aliases"),
            call_sign: self.words("call_sign", 300),
            sex: self.closed("sex", cell::sex),
            born: self.date("born"),
            born_note: self.text("born_note", WORDS),
            died: self.date("died"),
            circumstances: self.closed("circumstances", cell::circumstances),
            interests: self.text("interests", WORDS),
            biography: self.text("biography", STORY),
            ..Record::default()
        };
        self.in_order("born", record.born.as_ref(), record.died.as_ref());
        for (role, key) in PlaceRole::ALL
            .into_iter()
            .zip(["birth", "home", "death", "burial"])
        {
            *record.place_mut(role) = self.place(key);
        }
        record.service.extend(self.service());
        record.awards = self.awards();
        let kin = self.listed("kin");
        for one in kin {
            match cell::relation(&one) {
                Ok(relation) => record.kin.push(Kin { relation }),
                Err(wanted) => self.wrong("kin", &one, wanted),
            }
        }
        record.photos.extend(self.photo());
        record.sources.extend(self.source());
        record.identifiers = self.identifiers();
        let mut record = tidied(record);
        self.stress(&mut record);
        if let Some(rest) = rest {
            self.join(&mut record, rest);
        }
        record
    }

    /// What stands in a column that no header speaks of, and letters that nobody can read.
    fn strangers(&mut self) {
        for (at, cell) in self.cells.iter().enumerate() {
            let header = self
                .context
                .mapping
                .uses
                .get(at)
                .map(|one| one.header.as_str());
            if header.is_none_or(str::is_empty) && !cell.trim().is_empty() {
                let column = format!("№ {}", at + 1);
                self.faults
                    .push(Fault::of(&column, cell.trim(), "no-header"));
            }
            if self.context.mapping.field(at).is_none() {
                continue;
            }
            let column = header.unwrap_or_default();
            if cell.contains('\u{FFFD}') {
                self.faults.push(Fault::of(column, cell, "letters"));
            } else if cell
                .chars()
                .any(|c| c.is_control() && c != '\n' && c != '\t')
            {
                self.faults.push(Fault::of(column, cell, "control"));
            }
        }
    }

    fn at(&self, field: &str) -> Option<usize> {
        (0..self.context.mapping.uses.len())
            .find(|at| self.context.mapping.field(*at) == Some(field))
    }

    fn cell(&self, field: &str) -> &'a str {
        let cell = self.at(field).and_then(|at| self.cells.get(at));
        cell.map_or("", |cell| cell::unguarded(cell).trim())
    }

    fn wrong(&mut self, field: &str, found: &str, wanted: Wanted) {
        let header = self
            .at(field)
            .and_then(|at| self.context.mapping.uses.get(at));
        let column = header.map_or(field, |one| one.header.as_str());
        self.faults.push(Fault::of(column, found, wanted));
    }

    fn words(&mut self, field: &str, longest: usize) -> Option<String> {
        let cell = self.cell(field);
        if cell.chars().count() > longest {
            self.wrong(field, cell, "long");
            return None;
        }
        (!cell.is_empty()).then(|| cell.to_owned())
    }

    fn text(&mut self, field: &str, longest: usize) -> Text {
        Text {
            uk: self.words(&format!("{field}_uk"), longest),
            en: self.words(&format!("{field}_en"), longest),
        }
        .tidied()
    }

    /// Divided by a stroke.
    fn listed(&mut self, field: &str) -> Vec<String> {
        let cell = self.words(field, WORDS).unwrap_or_default();
        cell.split('|')
            .map(|part| part.split_whitespace().collect::<Vec<_>>().join(" "))
            .filter(|part| !part.is_empty())
            .collect()
    }

    fn closed<T>(&mut self, field: &str, read: impl Fn(&str) -> Result<T, Wanted>) -> Option<T> {
        let cell = self.cell(field);
        if says_nothing(cell) {
            return None;
        }
        read(cell)
            .map_err(|wanted| self.wrong(field, cell, wanted))
            .ok()
    }

    fn date(&mut self, field: &str) -> Option<Edtf> {
        let today = self.context.today;
        self.closed(field, |cell| cell::date(cell, today))
    }

    fn in_order(&mut self, field: &str, from: Option<&Edtf>, to: Option<&Edtf>) {
        if from
            .zip(to)
            .is_some_and(|(from, to)| certainly_after(from, to))
        {
            let cell = self.cell(field);
            self.wrong(field, cell, "order");
        }
    }

    fn name(&mut self, rest: Option<&Map<String, Value>>) -> Name {
        let whole = self.cell("whole_name");
        let (family, given, patronymic) = (
            self.cell("family"),
            self.cell("given"),
            self.cell("patronymic"),
        );
        let none_here = [whole, family, given, patronymic]
            .iter()
            .all(|cell| cell.is_empty());
        if none_here && rest.is_some_and(|rest| rest.contains_key("name")) {
            return Name::default();
        }
        let (family, given, patronymic) = if family.is_empty()
            && given.is_empty()
            && !whole.is_empty()
        {
            match split(whole) {
                Some((family, given, own)) => (family, given, own.or(Some(patronymic.to_owned()))),
                None => {
                    self.wrong("whole_name", whole, "whole-name");
                    return Name::default();
                }
            }
        } else {
            (
                family.to_owned(),
                given.to_owned(),
                Some(patronymic.to_owned()),
            )
        };
        let patronymic = patronymic.filter(|cell| !says_nothing(cell));
        let [family, given] = [family, given].map(capitalised);
        let patronymic = patronymic.map(capitalised);
        match Name::parse(&family, &given, patronymic.as_deref()) {
            Ok(name) => name,
            Err(fault) => {
                let (field, found) = match fault.part {
                    Part::Family => ("family", family.as_str()),
                    Part::Given => ("given", given.as_str()),
                    Part::Patronymic => ("patronymic", patronymic.as_deref().unwrap_or_default()),
                };
                let field = if self.at(field).is_some() {
                    field
                } else {
                    "whole_name"
                };
                let empty = fault.fault == names::Fault::Empty;
                self.wrong(field, found, if empty { "empty" } else { "name" });
                Name::default()
            }
        }
    }

    fn latin(&mut self) -> Option<Name> {
        let [family, given, patronymic] =
            ["latin_family", "latin_given", "latin_patronymic"].map(|field| self.cell(field));
        if [family, given, patronymic]
            .iter()
            .all(|cell| says_nothing(cell))
        {
            return None;
        }
        match Name::parse(family, given, Some(patronymic)) {
            Ok(name) => Some(name),
            Err(fault) => {
                let (field, found) = match fault.part {
                    Part::Family => ("latin_family", family),
                    Part::Given => ("latin_given", given),
                    Part::Patronymic => ("latin_patronymic", patronymic),
                };
                let empty = fault.fault == names::Fault::Empty;
                self.wrong(field, found, if empty { "empty" } else { "name" });
                None
            }
        }
    }

    /// Read last: it is a stress of the name that was found.
    fn stress(&mut self, record: &mut Record) {
        let typed = self.cell("stress");
        if says_nothing(typed) {
            return;
        }
        match Stress::parse(typed, &record.name) {
            Ok(stress) => record.stress = stress,
            Err(_) => self.wrong("stress", typed, "stress"),
        }
    }

    fn place(&mut self, role: &str) -> Option<Place> {
        let field = |part: &str| format!("{role}_{part}");
        let reference = self.context.reference;
        let region = self.closed(&field("region"), |cell| cell::region(cell, reference));
        let country = self.closed(&field("country"), cell::country);
        if region.is_some() && country.as_deref().is_some_and(|code| code != "UA") {
            let found = self.cell(&field("country"));
            self.wrong(&field("country"), found, "abroad");
        }
        let settlement = field("settlement");
        let settlement = if says_nothing(self.cell(&settlement)) {
            None
        } else {
            self.words(&settlement, 300)
        };
        let place = Place {
            near: settlement.is_some() && self.closed(&field("near"), cell::tick).unwrap_or(false),
            settlement,
            region: region.map(|region| region.iso.clone()),
            country,
            cemetery: if role == "burial" {
                self.words("cemetery", 300)
            } else {
                None
            },
        };
        (!place.is_empty()).then_some(place)
    }

    fn service(&mut self) -> Option<Service> {
        let reference = self.context.reference;
        let unit_text = self.words("unit", 300).filter(|cell| !says_nothing(cell));
        let unit = unit_text
            .as_deref()
            .and_then(|name| reference.unit(name).or_else(|| reference.unit_called(name)))
            .map(|unit| unit.slug.clone());
        let rank_text = self.words("rank", 300).filter(|cell| !says_nothing(cell));
        let rank = rank_text
            .as_deref()
            .and_then(|name| cell::rank(name, reference))
            .map(|rank| rank.slug.clone());
        let service = Service {
            unit_text: unit_text.filter(|_| unit.is_none()),
            unit,
            rank_text: rank_text.filter(|_| rank.is_none()),
            rank,
            position: self.text("position", 300),
            from: self.date("service_from"),
            to: self.date("service_to"),
        };
        self.in_order("service_from", service.from.as_ref(), service.to.as_ref());
        (service != Service::default()).then_some(service)
    }

    fn awards(&mut self) -> Vec<Award> {
        let reference = self.context.reference;
        let award = |name: String| {
            let known = reference
                .award(&name)
                .or_else(|| reference.award_called(&name));
            Award {
                award: known.map(|award| award.slug.clone()),
                award_text: if known.is_none() { Some(name) } else { None },
                ..Award::default()
            }
        };
        self.listed("awards").into_iter().map(award).collect()
    }

    fn photo(&mut self) -> Option<Photo> {
        let photo = Photo {
            file: self.words("photo", 300),
            caption: self.text("photo_caption", WORDS),
            credit: self.words("photo_credit", 300),
            year: self.closed("photo_year", |cell| {
                let year = cell.parse().ok();
                year.filter(|year| (1850..=2100).contains(year))
                    .ok_or("number")
            }),
        };
        if photo.file.is_none() && photo != Photo::default() {
            self.wrong("photo", "", "empty");
        }
        photo.file.is_some().then_some(photo)
    }

    fn source(&mut self) -> Option<Source> {
        let url = self.closed("source_url", |cell| {
            let url = url::Url::parse(cell).map_err(|_| "url")?;
            let open = cell.starts_with("https://") || cell.starts_with("http://");
            let unsigned = url.username().is_empty() && url.password().is_none();
            if open && unsigned && url.has_host() && cell.len() <= 2000 {
                Ok(cell.to_owned())
            } else {
                Err("url")
            }
        });
        let title = self.words("source_title", 300);
        (title.is_some() || url.is_some()).then_some(Source { title, url })
    }

    fn identifiers(&mut self) -> Vec<Identifier> {
        let mut known = Vec::new();
        for one in self.listed("identifiers") {
            match Identifier::parse(&one) {
                Some(identifier) => known.push(identifier),
                None => self.wrong("identifiers", &one, "identifier"),
            }
        }
        known
    }

    /// The parts of a record that have no column, as an export writes them.
    fn rest(&mut self) -> Option<Map<String, Value>> {
        let cell = self.cell("rest");
        if cell.is_empty() {
            return None;
        }
        match serde_json::from_str(cell) {
            Ok(Value::Object(rest)) => Some(rest),
            _ => {
                self.wrong("rest", cell, "rest");
                None
            }
        }
    }

    /// Lists grow at their end; what a column said already must not be said again.
    fn join(&mut self, record: &mut Record, mut rest: Map<String, Value>) {
        let named = rest.contains_key("name");
        if !named {
            rest.insert(
                "name".to_owned(),
                serde_json::json!({"family": "А", "given": "А"}),
            );
        }
        let keys: Vec<String> = rest.keys().cloned().collect();
        let (more, mine) = match (
            read_record(&Value::Object(rest).to_string()),
            record.fields(),
        ) {
            (Ok(more), Ok(mine)) => (more, mine),
            (Err(fault), _) => {
                self.wrong("rest", &fault, "rest");
                return;
            }
            (_, Err(_)) => return,
        };
        let mut more = more;
        for key in keys.iter().filter(|key| *key != "name" || named) {
            let twice = mine.contains_key(key.as_str());
            match key.as_str() {
                "aliases" => record.aliases.append(&mut more.aliases),
                "service" => record.service.append(&mut more.service),
                "events" => record.events.append(&mut more.events),
                "awards" => record.awards.append(&mut more.awards),
                "quotes" => record.quotes.append(&mut more.quotes),
                "kin" => record.kin.append(&mut more.kin),
                "photos" => record.photos.append(&mut more.photos),
                "sources" => record.sources.append(&mut more.sources),
                "identifiers" => record.identifiers.append(&mut more.identifiers),
                "name" if record.name == Name::default() => record.name = more.name.clone(),
                _ if twice => self.wrong("rest", key, "rest-twice"),
                "external_id" => record.external_id = more.external_id.take(),
                "latin" => record.latin = more.latin.take(),
                "stress" => record.stress = more.stress.take(),
                "call_sign" => record.call_sign = more.call_sign.take(),
                "sex" => record.sex = more.sex,
                "born" => record.born = more.born,
                "born_note" => record.born_note = std::mem::take(&mut more.born_note),
                "died" => record.died = more.died,
                "circumstances" => record.circumstances = more.circumstances,
                "interests" => record.interests = std::mem::take(&mut more.interests),
                "biography" => record.biography = std::mem::take(&mut more.biography),
                "birth_place" => record.birth_place = more.birth_place.take(),
                "home_place" => record.home_place = more.home_place.take(),
                "death_place" => record.death_place = more.death_place.take(),
                "burial_place" => record.burial_place = more.burial_place.take(),
                _ => self.wrong("rest", key, "rest"),
            }
        }
    }
}

/// «Лисюк Юрій Іванович» in the order of documents; none where it is not plain which word is the family name.
fn split(whole: &str) -> Option<(String, String, Option<String>)> {
    let words: Vec<&str> = whole
        .split([' ', '\u{a0}', ',', '\n', '\t'])
        .filter(|word| !word.is_empty())
        .collect();
    let is_given = |word: &str| !given::groups(&names::fold(word)).is_empty();
    let is_patronymic = |word: &str| {
        let low = word.to_lowercase();
        [
            "ович",
            "евич",
            "йович",
            "івна",
            "ївна",
            "овна",
            "евна",
            "ич",
        ]
        .iter()
        .any(|end| low.ends_with(end))
    };
    match words[..] {
        [family, given, patronymic] if is_patronymic(patronymic) && !is_patronymic(given) => {
            Some((
                family.to_owned(),
                given.to_owned(),
                Some(patronymic.to_owned()),
            ))
        }
        // «Юрій Лисюк» is the other way round and said so by its words.
        [family, given] if is_given(given) || !is_given(family) => {
            Some((family.to_owned(), given.to_owned(), None))
        }
        _ => None,
    }
}

/// «ЛИСЮК» is how documents write a name, not how it is.
fn capitalised(name: String) -> String {
    let shouted = name
        .chars()
        .filter(|c| c.is_alphabetic())
        .all(char::is_uppercase);
    let suggested = if shouted {
        names::suggest_case(&name)
    } else {
        None
    };
    suggested.unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::Region;
    use proptest::prelude::*;

    fn reference() -> Reference {
        let region = Region {
            iso: "UA-18".into(),
            slug: "zhytomyrska".into(),
            name_uk: "Житомирська область".into(),
            name_en: "Zhytomyr Oblast".into(),
            katottg: String::new(),
            text_uk: None,
            text_en: None,
        };
        Reference::new(vec![region], vec![], vec![], vec![])
    }

    fn read(headers: &[&str], cells: &[&str]) -> Result<Record, Vec<Fault>> {
        let owned = |words: &[&str]| {
            words
                .iter()
                .map(|word| (*word).to_owned())
                .collect::<Vec<_>>()
        };
        let mapping = Mapping::of(&owned(headers));
        let reference = reference();
        let context = Context {
            mapping: &mapping,
            reference: &reference,
            today: NaiveDate::from_ymd_opt(2026, 11, 28).unwrap(),
        };
        record(context, &owned(cells))
    }

    #[test]
    fn a_row_of_a_communitys_list_is_a_record() {
        let record = read(
            &[
                "ПІБ",
                "Дата народження",
                "Дата загибелі",
                "Населений пункт",
                "Область",
                "Підрозділ",
                "Нагороди",
                "Біографія",
            ],
            &[
                "ЛИСЮК Юрій Іванович",
                "05.1996",
                "5.3.2024",
                "Буряківка",
                "Житомирська обл.",
                "загін «Вовки»",
                "грамота | подяка",
                "Перший.\n\nДругий.",
            ],
        )
        .unwrap();
        assert_eq!(
            record.name,
            Name::parse("Лисюк", "Юрій", Some("Іванович")).unwrap()
        );
        assert_eq!(record.born.unwrap().to_string(), "1996-05");
        assert_eq!(record.died.unwrap().to_string(), "2024-03-05");
        let home = record.home_place.unwrap();
        assert_eq!(
            (home.settlement.as_deref(), home.region.as_deref()),
            (Some("Буряківка"), Some("UA-18"))
        );
        assert_eq!(
            record.service[0].unit_text.as_deref(),
            Some("загін «Вовки»")
        );
        assert_eq!(record.awards.len(), 2);
        assert_eq!(record.biography.uk.as_deref(), Some("Перший.\n\nДругий."));
    }

    #[test]
    fn each_fault_says_its_column_what_stood_there_and_what_is_wanted() {
        let faults = read(
            &[
                "Прізвище",
                "Ім’я",
                "Дата загибелі",
                "Область",
                "Стать",
                "Дата народження",
                "Посилання",
                "rest",
            ],
            &[
                "Лисюк",
                "",
                "31.02.2024",
                "Галичина",
                "?",
                "5.3.96",
                "example.org",
                "[]",
                "зайве",
            ],
        )
        .unwrap_err();
        let told: Vec<_> = faults
            .iter()
            .map(|fault| {
                (
                    fault.column.as_str(),
                    fault.found.as_str(),
                    fault.wanted.as_str(),
                )
            })
            .collect();
        assert_eq!(
            told,
            [
                ("№ 9", "зайве", "no-header"),
                ("rest", "[]", "rest"),
                ("Ім’я", "", "empty"),
                ("Дата народження", "5.3.96", "year"),
                ("Дата загибелі", "31.02.2024", "date"),
                ("Область", "Галичина", "region"),
                ("Посилання", "example.org", "url"),
            ]
        );
        let order = read(&["ПІБ", "born", "died"], &["Лисюк Юрій", "2000", "1999"]).unwrap_err();
        assert_eq!(order[0].wanted, "order");
    }

    #[test]
    fn a_whole_name_is_divided_only_where_it_is_plain() {
        let name = |whole: &str| split(whole).map(|(family, given, _)| format!("{family}/{given}"));
        assert_eq!(name("Лисюк Юрій Іванович").as_deref(), Some("Лисюк/Юрій"));
        assert_eq!(name("Лисюк Юрій").as_deref(), Some("Лисюк/Юрій"));
        assert_eq!(name("Юрій Лисюк"), None);
        assert_eq!(name("Юрій Іванович Лисюк"), None);
        assert_eq!(name("Лисюк"), None);
        assert_eq!(name("Лисюк Юрій Іванович (молодший)"), None);
    }

    proptest! {
        #[test]
        fn every_row_is_answered(cells in proptest::collection::vec("\\PC{0,20}|[0-9./-]{0,10}|[{}\\[\\]\":a-z]{0,20}", 0..60)) {
            let headers: Vec<&str> = super::super::column::COLUMNS.iter().map(|column| column.name).collect();
            let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
            match read(&headers, &cells) {
                Ok(record) => prop_assert!(!record.name.family.is_empty()),
                Err(faults) => prop_assert!(!faults.is_empty()),
            }
        }
    }
}
