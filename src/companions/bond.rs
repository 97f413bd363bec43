//! What can join one life with others: a unit and the days one surely served there, a village, a day. Only what is certain and
//! told to everyone makes a bond.

use chrono::NaiveDate;

use crate::dates::{Calendar, Edtf, Shape};
use crate::heroes::hero::{Circumstances, EventKind, Place, PlaceRole, Record, Service};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Served in the same unit at one time.
    Unit,
    /// Was born or lived in the same settlement.
    Village,
    /// Came back from captivity on the same day.
    Freed,
    /// Fell on the same day.
    Fell,
    /// Fell on the same day in the same place.
    FellThere,
}

impl Kind {
    pub fn word(self) -> &'static str {
        match self {
            Self::Unit => "unit",
            Self::Village => "village",
            Self::Freed => "freed",
            Self::Fell => "fell",
            Self::FellThere => "fell-there",
        }
    }
}

/// One of them. `since` and `until` are days as 2022-02-24, of a unit alone; else both are empty.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Bond {
    pub kind: Kind,
    pub what: String,
    pub since: String,
    pub until: String,
}

/// All bonds of a life, each once, in order.
pub fn bonds(record: &Record) -> Vec<Bond> {
    let mut bonds = served(record);
    for role in [PlaceRole::Birth, PlaceRole::Home] {
        let place = record.place(role).filter(|place| !place.near);
        bonds.extend(
            place
                .and_then(settled)
                .map(|what| still(Kind::Village, what)),
        );
    }
    if let Some(day) = record.died.as_ref().and_then(certain_day) {
        let there = record.death_place.as_ref().and_then(settled);
        bonds.extend(there.map(|place| still(Kind::FellThere, format!("{day}/{place}"))));
        bonds.push(still(Kind::Fell, day.to_string()));
    }
    let captivities = record
        .events
        .iter()
        .filter(|event| event.kind == EventKind::Captivity);
    for end in captivities.filter_map(|event| event.to.as_ref()) {
        // A captivity that ended in death has nobody come back.
        let day = certain_day(end).filter(|_| record.died.as_ref() != Some(end));
        bonds.extend(day.map(|day| still(Kind::Freed, day.to_string())));
    }
    bonds.sort();
    bonds.dedup();
    bonds
}

fn still(kind: Kind, what: String) -> Bond {
    Bond {
        kind,
        what,
        since: String::new(),
        until: String::new(),
    }
}

/// «UA-18/Буряківка»: a settlement of Ukraine in the region that is written beside it.
pub fn settled(place: &Place) -> Option<String> {
    let abroad = place.country.as_deref().is_some_and(|code| code != "UA");
    let (settlement, region) = (place.settlement.as_deref()?, place.region.as_deref()?);
    (!abroad).then(|| format!("{region}/{settlement}"))
}

/// A day that is known for certain.
fn certain_day(date: &Edtf) -> Option<NaiveDate> {
    match date.shape() {
        Shape::Exact(Calendar::Day(day)) => Some(day),
        _ => None,
    }
}

/// The days one surely served in a unit of the list. One unit twice from the same day on is one bond, to the later end.
fn served(record: &Record) -> Vec<Bond> {
    let mut bonds: Vec<Bond> = Vec::new();
    for (at, service) in record.service.iter().enumerate() {
        let is_last = at + 1 == record.service.len();
        let (Some(unit), Some((since, until))) = (&service.unit, certain(service, is_last, record))
        else {
            continue;
        };
        let (since, until) = (since.to_string(), until.to_string());
        let known = bonds
            .iter_mut()
            .find(|bond| bond.what == *unit && bond.since == since);
        match known {
            Some(known) => known.until = until.max(std::mem::take(&mut known.until)),
            None => bonds.push(Bond {
                kind: Kind::Unit,
                what: unit.clone(),
                since,
                until,
            }),
        }
    }
    bonds
}

/// From the last possible first day to the first possible last one: what lies between is certain. A service whose end is not
/// told lasted to the death of whoever fell or died in captivity in the last unit that is told; else its first day alone is
/// certain, where it is one. What has no beginning is no service with dates.
fn certain(service: &Service, is_last: bool, record: &Record) -> Option<(NaiveDate, NaiveDate)> {
    let from = service.from.as_ref().filter(|from| is_plain(from))?;
    let since = from.last()?;
    let in_service = matches!(
        record.circumstances,
        Some(Circumstances::Combat | Circumstances::Captivity)
    );
    let until = match &service.to {
        Some(to) => Some(to).filter(|to| is_plain(to)).and_then(|to| to.first()),
        None if is_last && in_service => record.died.as_ref().and_then(Edtf::first),
        None => None,
    };
    let until = until.or_else(|| certain_day(from))?;
    (since <= until).then_some((since, until))
}

/// Neither "about" nor "perhaps".
fn is_plain(date: &Edtf) -> bool {
    matches!(date.shape(), Shape::Exact(_) | Shape::Between(..))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(json: &str) -> Vec<String> {
        let record: Record = serde_json::from_str(&format!(
            r#"{{"name": {{"family": "Б", "given": "А"}}, {json}}}"#
        ))
        .unwrap();
        bonds(&record)
            .into_iter()
            .map(|bond| {
                let days = [bond.since, bond.until].join(" ");
                format!("{} {} {days}", bond.kind.word(), bond.what)
                    .trim_end()
                    .to_owned()
            })
            .collect()
    }

    #[test]
    fn a_service_counts_by_the_days_that_are_certain() {
        for (service, certain) in [
            (
                r#"{"unit": "58", "from": "2022-02", "to": "2023"}"#,
                Some("unit 58 2022-02-28 2023-01-01"),
            ),
            (
                r#"{"unit": "58", "from": "2022-02-24", "to": "2022-08-09/2022-09-08"}"#,
                Some("unit 58 2022-02-24 2022-08-09"),
            ),
            // Some time in one year, and somewhere in it the end: no day is certain.
            (r#"{"unit": "58", "from": "2022", "to": "2022"}"#, None),
            // The end is not told: only the day he came is certain.
            (
                r#"{"unit": "58", "from": "2022-02-24"}"#,
                Some("unit 58 2022-02-24 2022-02-24"),
            ),
            (r#"{"unit": "58", "from": "2022-02"}"#, None),
            (r#"{"unit": "58", "to": "2023-01-05"}"#, None),
            (
                r#"{"unit": "58", "from": "2022~", "to": "2023-01-05"}"#,
                None,
            ),
            (r#"{"unit": "58"}"#, None),
            (
                r#"{"unit_text": "рота", "from": "2022-02-24", "to": "2023-01-05"}"#,
                None,
            ),
        ] {
            let found = of(&format!(r#""service": [{service}]"#));
            assert_eq!(
                found,
                certain.map(str::to_owned).into_iter().collect::<Vec<_>>(),
                "{service}"
            );
        }
    }

    #[test]
    fn whoever_fell_served_to_the_end_in_the_last_unit() {
        let service = r#""service": [{"unit": "14", "from": "2015-01-01"}, {"unit": "58", "from": "2022-02-24"}]"#;
        let fell = |how: &str| {
            let mut found = of(&format!(
                r#"{service}, "died": "2024-03", "circumstances": "{how}""#
            ));
            found.retain(|bond| bond.starts_with("unit"));
            found
        };
        assert_eq!(
            fell("combat"),
            [
                "unit 14 2015-01-01 2015-01-01",
                "unit 58 2022-02-24 2024-03-01"
            ]
        );
        assert_eq!(
            fell("illness"),
            [
                "unit 14 2015-01-01 2015-01-01",
                "unit 58 2022-02-24 2022-02-24"
            ]
        );
    }

    #[test]
    fn places_and_days_count_where_they_are_certain() {
        assert_eq!(
            of(
                r#""birth_place": {"settlement": "Буряківка", "region": "UA-18"}, "home_place": {"settlement": "Буряківка", "region": "UA-18"},
                "death_place": {"settlement": "Іллінка", "region": "UA-14", "near": true}, "died": "2024-03-05",
                "events": [{"kind": "captivity", "from": "2022-05", "to": "2022-09-21"}, {"kind": "captivity", "to": "2022-08-09/2022-09-08"}]"#
            ),
            [
                "village UA-18/Буряківка",
                "freed 2022-09-21",
                "fell 2024-03-05",
                "fell-there 2024-03-05/UA-14/Іллінка"
            ]
        );
        assert!(of(r#""birth_place": {"settlement": "Буряківка"}, "home_place": {"settlement": "Краків", "country": "PL"},
            "died": "2024-03", "events": [{"kind": "captivity", "to": "2022-09"}]"#).is_empty());
        // Near a village is not from it; whoever died in captivity did not come back.
        assert_eq!(
            of(
                r#""birth_place": {"settlement": "Буряківка", "region": "UA-18", "near": true}, "died": "2023-01-01",
                "circumstances": "captivity", "events": [{"kind": "captivity", "to": "2023-01-01"}]"#
            ),
            ["fell 2023-01-01"]
        );
    }
}
