//! From a row of `data/lives.csv` and the sentences of `data/stories.json` to a whole record.

use std::collections::HashMap;

use chrono::Datelike;
use serde::Deserialize;

use super::story::{Both, Stories, Telling};
use crate::dates::Edtf;
use crate::heroes::hero::{
    Award, Circumstances, Event, EventKind, Kin, Place, Quote, Record, Relation, Service, Sex,
    Source, Text,
};
use crate::names::{Name, Stress};
use crate::reference::Reference;

const LIVES: &str = include_str!("data/lives.csv");
const LANDS: &str = include_str!("data/lands.csv");

/// An invented person, as far as a table can say it.
#[derive(Deserialize)]
pub struct Row {
    pub sex: Sex,
    family: String,
    given: String,
    patronymic: Option<String>,
    call_sign: Option<String>,
    born: String,
    died: String,
    settlement: String,
    /// `village`, `town` or `city`.
    kind: String,
    region: String,
    /// «у Чуднові».
    in_uk: String,
    death_settlement: Option<String>,
    death_region: String,
    near: Option<String>,
    circumstances: Option<Circumstances>,
    unit: Option<String>,
    before: Option<String>,
    rank: Option<String>,
    position: Option<String>,
    trade: String,
}

#[derive(Deserialize)]
struct Land {
    region: String,
    uk: String,
    en: String,
}

/// Stands on every page among its sources, in both languages: a page may have its text in one alone.
const MARK: &str = "Вигадана людина, для показу / An invented person, to look at";

/// How the first names are stressed, as a family writes it.
const STRESSED: [&str; 2] = [
    "ОстАп ГригОрович ЗаворОтній",
    "МОтря ВасИлівна ЯсногорОдська",
];

/// Everything that invented lives are made of.
pub struct Makings {
    pub rows: Vec<Row>,
    lands: HashMap<String, Land>,
    stories: Stories,
}

impl Makings {
    pub fn read() -> anyhow::Result<Self> {
        let rows = csv::Reader::from_reader(LIVES.as_bytes())
            .into_deserialize()
            .collect::<Result<_, _>>()?;
        let lands: Vec<Land> = csv::Reader::from_reader(LANDS.as_bytes())
            .into_deserialize()
            .collect::<Result<_, _>>()?;
        let lands = lands
            .into_iter()
            .map(|land| (land.region.clone(), land))
            .collect();
        Ok(Self {
            rows,
            lands,
            stories: Stories::read()?,
        })
    }

    /// The age at death, or a likely one where a date is not known: only for the portrait.
    pub fn age(&self, number: usize) -> u32 {
        let row = &self.rows[number];
        let year = |date: &str| {
            date.parse::<Edtf>()
                .ok()
                .and_then(|date| date.first())
                .map(|day| day.year())
        };
        year(&row.born)
            .zip(year(&row.died))
            .and_then(|(born, died)| u32::try_from(died - born).ok())
            .unwrap_or(36)
    }

    /// The whole record of one row, without pictures.
    pub fn record(&self, number: usize, reference: &Reference) -> anyhow::Result<Record> {
        let row = &self.rows[number];
        let name = Name::parse(&row.family, &row.given, row.patronymic.as_deref())?;
        let latin = name.romanised();
        let date = |text: &str| (!text.is_empty()).then(|| text.parse::<Edtf>()).transpose();
        let (born, died) = (date(&row.born)?, date(&row.died)?);
        let (unit_uk, unit_en) = unit_names(row.unit.as_deref(), reference);
        let settlement_en = crate::names::romanise(&row.settlement);
        let land = self
            .lands
            .get(&row.region)
            .ok_or_else(|| anyhow::anyhow!("no land for {}", row.region))?;
        let in_capital = capital(&row.in_uk);
        let told = Telling {
            sex: row.sex,
            uk: &[
                ("given", &row.given),
                ("in", &row.in_uk),
                ("In", &in_capital),
                ("land", &land.uk),
                ("unit", &unit_uk),
            ],
            en: &[
                ("given", &latin.given),
                ("place", &settlement_en),
                ("land", &land.en),
                ("unit", &unit_en),
            ],
        };
        let nature = of(&self.stories.natures, number * 5 + 3);
        let young = self.age(number) < 27;
        let kin = kin(number, young, row.sex);
        Ok(Record {
            external_id: Some(format!("demo-{:03}", number + 1)),
            latin: (row.given == "Олександр").then(|| Name {
                given: "Alexander".to_owned(),
                ..latin.clone()
            }),
            stress: STRESSED
                .get(number)
                .and_then(|typed| Stress::parse(typed, &name).ok().flatten()),
            aliases: if row.family.contains('-') {
                first_half(&row.family, &row.given)
            } else {
                Vec::new()
            },
            call_sign: row.call_sign.clone(),
            sex: (number % 31 != 30).then_some(row.sex),
            born_note: if row.born.ends_with('~') {
                Text::both(
                    "Точної дати не збереглося, родина пам’ятає приблизно",
                    "No exact date is kept; the family remembers roughly",
                )
            } else {
                Text::default()
            },
            birth_place: Some(Place {
                settlement: Some(row.settlement.clone()),
                region: Some(row.region.clone()),
                ..Place::default()
            }),
            home_place: home(number),
            death_place: Some(Place {
                settlement: row.death_settlement.clone(),
                region: Some(row.death_region.clone()),
                near: row.near.is_some() && row.death_settlement.is_some(),
                ..Place::default()
            }),
            burial_place: burial(number, row),
            circumstances: row.circumstances,
            service: services(row, &died, &told, &self.stories),
            events: self.events(number, row, born.as_ref(), young, &told),
            interests: told.both(&nature.interests),
            biography: self.biography(number, row, &told),
            awards: awards(number, row, died.as_ref()),
            quotes: self.quotes(number, row.sex, &kin, young, &told),
            kin,
            sources: vec![Source {
                title: Some(MARK.to_owned()),
                url: None,
            }],
            name,
            born,
            died,
            ..Record::default()
        })
    }

    fn biography(&self, number: usize, row: &Row, told: &Telling<'_>) -> Text {
        let stories = &self.stories;
        let childhoods: Vec<_> = stories
            .childhoods
            .iter()
            .filter(|childhood| childhood.anywhere || row.kind != "city")
            .collect();
        let childhood = of(&childhoods, number * 3 + number / 8);
        let nature = of(&stories.natures, number * 5 + 3);
        let trade = &stories.trades[&row.trade];
        // Nobody says of the chief city of a region that it lies in it.
        let chief = matches!(row.settlement.as_str(), "Харків" | "Запоріжжя" | "Луцьк");
        let land = if chief { ", {land}" } else { "" };
        let mut paragraphs =
            vec![told.text(&without(&childhood.uk, land), &without(&childhood.en, land))];
        // Short stories and long ones, as families write them.
        if number % 6 != 4 {
            paragraphs.push(told.text(&trade.uk, &trade.en));
        }
        if number % 4 != 2 {
            paragraphs.push(told.text(&nature.uk, &nature.en));
        }
        if let Some(service) = row
            .position
            .as_ref()
            .filter(|_| row.unit.is_some())
            .map(|word| &stories.services[word])
        {
            paragraphs.push(told.text(&service.uk, &service.en));
        }
        let how = row.circumstances.map_or("unknown", Circumstances::word);
        paragraphs.push(told.both(of(&stories.farewells[how], number)));
        if paragraphs.len() == 5 && number.is_multiple_of(3) {
            paragraphs.remove(2);
        }
        paragraphs.push(told.both(&stories.invented));
        let joined = |pick: fn(Text) -> Option<String>| {
            let said: Vec<_> = paragraphs.iter().cloned().filter_map(pick).collect();
            Some(said.join("\n\n"))
        };
        Text {
            uk: if number % 16 == 9 {
                None
            } else {
                joined(|text| text.uk)
            },
            en: if number % 8 == 5 {
                None
            } else {
                joined(|text| text.en)
            },
        }
    }

    fn events(
        &self,
        number: usize,
        row: &Row,
        born: Option<&Edtf>,
        young: bool,
        told: &Telling<'_>,
    ) -> Vec<Event> {
        let trade = &self.stories.trades[&row.trade];
        let year = born
            .filter(|born| born.to_string().len() != 4 || number.is_multiple_of(2))
            .and_then(Edtf::first)
            .map(|day| day.year());
        let in_year = |after: i32| year.and_then(|year| (year + after).to_string().parse().ok());
        let event = |kind, from, text: Text| Event {
            kind,
            from,
            to: None,
            text,
        };
        let mut events = vec![event(
            EventKind::Education,
            if young || number.is_multiple_of(3) {
                None
            } else {
                in_year(22)
            },
            told.both(&trade.education),
        )];
        if let Some(work) = &trade.work {
            events.push(event(EventKind::Work, None, told.both(work)));
        }
        if !young && number.is_multiple_of(2) {
            let wedding = Both {
                uk: "{Одружився|Вийшла заміж}; народилася донька".to_owned(),
                en: "Married; a daughter was born".to_owned(),
            };
            events.push(event(EventKind::Family, in_year(26), told.both(&wedding)));
        }
        if row.before.is_some() {
            let text = Text::both(
                "Участь в антитерористичній операції",
                "Served in the Anti-Terrorist Operation",
            );
            events.push(Event {
                to: "2016".parse().ok(),
                ..event(EventKind::Service, "2015".parse().ok(), text)
            });
        }
        if row.died.as_str() > "2023-06" && number % 4 == 1 {
            let wound = Both {
                uk: "Поранення; після лікування поверну{вся|лася} до свого підрозділу".to_owned(),
                en: "Wounded; returned to {his|her} unit after treatment".to_owned(),
            };
            events.push(event(
                EventKind::Wound,
                "2023-02".parse().ok(),
                told.both(&wound),
            ));
        }
        // Two came back on one day.
        if number < 2 {
            events.push(Event {
                to: "2022-09-21".parse().ok(),
                ..event(
                    EventKind::Captivity,
                    "2022-05".parse().ok(),
                    Text::default(),
                )
            });
        }
        if row.circumstances == Some(Circumstances::Captivity) {
            let to = row.died.parse().ok();
            events.push(Event {
                kind: EventKind::Captivity,
                from: "2022-04".parse().ok(),
                to,
                text: Text::default(),
            });
        }
        events
    }

    fn quotes(
        &self,
        number: usize,
        sex: Sex,
        kin: &[Kin],
        young: bool,
        told: &Telling<'_>,
    ) -> Vec<Quote> {
        let has = |relation: Relation| {
            let among = |group: Relation| {
                kin.iter()
                    .any(|kin| kin.relation == relation || kin.relation == group)
            };
            match relation {
                Relation::Mother | Relation::Father => among(Relation::Parents),
                Relation::Daughter | Relation::Son => among(Relation::Children),
                Relation::Wife | Relation::Husband | Relation::Sister | Relation::Brother => {
                    among(relation)
                }
                Relation::Teacher => young,
                _ => true,
            }
        };
        let fitting: Vec<_> = self
            .stories
            .quotes
            .iter()
            .filter(|quote| quote.relation(sex).is_some_and(has))
            .collect();
        let count = [1, 1, 2, 0, 1][number % 5];
        (0..count)
            .filter_map(|at| fitting.get((number * 7 + at * 3) % fitting.len().max(1)))
            .map(|quote| Quote {
                text: told.text(&quote.uk, &quote.en),
                speaker: quote.speaker(sex),
                relation: quote.relation(sex),
            })
            .collect()
    }
}

fn without(text: &str, part: &str) -> String {
    if part.is_empty() {
        text.to_owned()
    } else {
        text.replace(part, "")
    }
}

fn of<T>(list: &[T], number: usize) -> &T {
    &list[number % list.len()]
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

/// «58 ОМПБр» and “the 58th Separate Motorized Brigade”: a number and an abbreviation stay on one line.
fn unit_names(slug: Option<&str>, reference: &Reference) -> (String, String) {
    let Some(unit) = slug.and_then(|slug| reference.unit(slug)) else {
        return Default::default();
    };
    let short = unit
        .short_uk
        .as_deref()
        .unwrap_or(&unit.name_uk)
        .replacen(' ', "\u{a0}", 1);
    let plain = unit
        .name_en
        .split(" named after")
        .next()
        .unwrap_or(&unit.name_en);
    (short, format!("the {}", plain.replace('"', "")))
}

fn first_half(family: &str, given: &str) -> Vec<String> {
    family
        .split('-')
        .next()
        .map(|half| format!("{given} {half}"))
        .into_iter()
        .collect()
}

fn home(number: usize) -> Option<Place> {
    let (settlement, region) = *of(
        &[
            ("Київ", "UA-30"),
            ("Львів", "UA-46"),
            ("Вінниця", "UA-05"),
            ("Одеса", "UA-51"),
        ],
        number / 4,
    );
    let abroad = Place {
        settlement: Some("Вроцлав".to_owned()),
        country: Some("PL".to_owned()),
        ..Place::default()
    };
    match number % 12 {
        0 | 4 => Some(Place {
            settlement: Some(settlement.to_owned()),
            region: Some(region.to_owned()),
            ..Place::default()
        }),
        7 if number > 30 => Some(abroad),
        _ => None,
    }
}

fn burial(number: usize, row: &Row) -> Option<Place> {
    // Where nobody could be brought home, and where nobody has said.
    if matches!(row.region.as_str(), "UA-43" | "UA-40" | "UA-09") {
        let (settlement, region) = ("Київ".to_owned(), "UA-30".to_owned());
        let cemetery = Some("Берковецьке кладовище".to_owned());
        return Some(Place {
            settlement: Some(settlement),
            region: Some(region),
            cemetery,
            ..Place::default()
        });
    }
    let cemetery = match number % 5 {
        0 | 3 => Some("Алея Героїв".to_owned()),
        1 => Some("Міське кладовище".to_owned()).filter(|_| row.kind != "village"),
        _ => None,
    };
    (number % 7 != 5).then(|| Place {
        settlement: Some(row.settlement.clone()),
        region: Some(row.region.clone()),
        cemetery,
        ..Place::default()
    })
}

fn services(row: &Row, died: &Option<Edtf>, told: &Telling<'_>, stories: &Stories) -> Vec<Service> {
    let position = row
        .position
        .as_ref()
        .map(|word| told.both(&stories.services[word].position))
        .unwrap_or_default();
    let mut served = Vec::new();
    if let Some(before) = &row.before {
        served.push(Service {
            unit: Some(before.clone()),
            from: "2015".parse().ok(),
            to: "2016".parse().ok(),
            ..Service::default()
        });
    }
    let began = if row.died.as_str() < "2016" {
        "2014-05"
    } else if row.trade == "soldier" {
        "2018"
    } else if row.died.as_str() < "2022-04" || row.family.len().is_multiple_of(3) {
        "2022-02-24"
    } else if row.died.as_str() > "2024" && row.family.len() % 3 == 1 {
        "2023-03"
    } else {
        "2022-03"
    };
    let unknown = row.unit.is_none() && row.rank.is_none() && position.is_empty();
    if !unknown {
        served.push(Service {
            unit: row.unit.clone(),
            rank: row.rank.clone(),
            position,
            from: began.parse().ok().filter(|_| row.born.len() != 4),
            to: died.filter(|_| row.born.len() == 10),
            ..Service::default()
        });
    } else {
        served.push(Service {
            unit_text: Some("добровольче формування громади".to_owned()),
            ..Service::default()
        });
    }
    served
}

fn awards(number: usize, row: &Row, died: Option<&Edtf>) -> Vec<Award> {
    let officer = row.rank.as_deref().is_some_and(|rank| {
        ["captain", "major", "lieutenant"]
            .iter()
            .any(|word| rank.contains(word))
    });
    let year = died.and_then(Edtf::last).map(|day| day.year());
    let when = |after: i32| year.and_then(|year| (year + after).to_string().parse().ok());
    let award = |slug: &str, when, posthumous| Award {
        award: Some(slug.to_owned()),
        award_text: None,
        when,
        posthumous,
    };
    let mut given = Vec::new();
    match number % 6 {
        0 | 3 => given.push(award(
            if officer {
                "khmelnytskyi-3"
            } else {
                "courage-3"
            },
            when(0),
            Some(true),
        )),
        1 => given.push(award("defender-medal", None, None)),
        4 => given.push(award(
            if row.position.as_deref() == Some("medic") {
                "saved-life"
            } else {
                "courage-3"
            },
            when(1),
            Some(true),
        )),
        _ => {}
    }
    match number % 9 {
        2 => given.push(award(
            "cinc-steel-cross",
            when(-1).filter(|_| row.died.as_str() > "2024"),
            Some(false),
        )),
        5 => given.push(award("war-veteran-badge", None, None)),
        7 => given.push(Award {
            award_text: Some("Почесна відзнака громади".to_owned()),
            ..Award::default()
        }),
        _ => {}
    }
    if number == 33 {
        given.insert(0, award("hero-gold-star", when(0), Some(true)));
    }
    given
}

fn kin(number: usize, young: bool, sex: Sex) -> Vec<Kin> {
    let spouse = if sex == Sex::Male {
        Relation::Wife
    } else {
        Relation::Husband
    };
    let left: &[Relation] = match (young, number % 4) {
        (true, 0) => &[Relation::Parents, Relation::Sister],
        (true, 1) => &[Relation::Mother, Relation::Grandmother],
        (true, _) => &[Relation::Parents, Relation::Brother],
        (false, 0) => &[spouse, Relation::Children],
        (false, 1) => &[Relation::Parents, spouse, Relation::Daughter],
        (false, 2) => &[Relation::Mother, Relation::Sister],
        (false, _) => &[spouse, Relation::Son, Relation::Brother],
    };
    left.iter().map(|&relation| Kin { relation }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::keeping;
    use diesel::prelude::*;

    fn reference() -> Reference {
        let folder = tempfile::tempdir().unwrap();
        let db = crate::db::Database::open(&folder.path().join("a.sqlite3")).unwrap();
        db.read_now(|conn: &mut SqliteConnection| crate::reference::queries::all(conn))
            .unwrap()
    }

    #[test]
    fn every_invented_life_is_whole_and_says_that_it_is_invented() {
        let (makings, reference) = (Makings::read().unwrap(), reference());
        let records: Vec<_> = (0..makings.rows.len())
            .map(|at| makings.record(at, &reference).unwrap())
            .collect();
        assert!(records.len() >= 60);
        for record in &records {
            assert_eq!(
                keeping::fault(record, &reference),
                None,
                "{}",
                record.name.listed()
            );
            let json = serde_json::to_string(record).unwrap();
            for gap in [
                "{he",
                "{given",
                "{in",
                "{In",
                "{land",
                "{unit",
                "{place",
                "|ла",
                "|лася",
                "  ",
                "У У ",
            ] {
                assert!(!json.contains(gap), "{gap} in {json}");
            }
            let (uk, en) = (
                record.biography.uk.as_deref(),
                record.biography.en.as_deref(),
            );
            assert!(
                uk.is_none_or(|text| text.contains("вигадано"))
                    && en.is_none_or(|text| text.contains("invented"))
            );
            assert!(uk.is_some() || en.is_some());
            let paragraphs = uk.or(en).unwrap().split("\n\n").count();
            assert!((3..=6).contains(&paragraphs), "{paragraphs} paragraphs");
            assert_eq!(record.sources[0].title.as_deref(), Some(MARK));
        }
        let regions: std::collections::HashSet<_> = records
            .iter()
            .filter_map(|record| record.birth_place.clone()?.region)
            .collect();
        assert_eq!(regions.len(), 27, "every region has somebody");
        assert!(
            records
                .iter()
                .filter(|record| record.biography.en.is_none())
                .count()
                >= 3
        );
        let names: std::collections::HashSet<_> =
            records.iter().map(|record| record.name.full()).collect();
        assert_eq!(names.len(), records.len(), "nobody twice");
    }
}
