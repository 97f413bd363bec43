//! What a record from outside must keep to, beyond its shape: names that are in the lists, dates in order. The tables
//! hold the same rules; here each has a sentence that names its place.

use crate::dates::compare::certainly_after;
use crate::heroes::hero::{EventKind, Place, PlaceRole, Record};
use crate::reference::Reference;

/// The first thing wrong with a record, with its path; none when it can be published.
pub fn fault(record: &Record, reference: &Reference) -> Option<String> {
    names(record)
        .or_else(|| dates(record))
        .or_else(|| {
            PlaceRole::ALL
                .into_iter()
                .find_map(|role| place(role, record.place(role)?, reference))
        })
        .or_else(|| services(record, reference))
        .or_else(|| awards(record, reference))
        .or_else(|| rest(record))
}

fn names(record: &Record) -> Option<String> {
    let id = record.external_id.as_deref().unwrap_or_default();
    if id.chars().count() > 200 {
        return Some("external_id: longer than 200 characters".to_owned());
    }
    let name = &record.name;
    if record.stress.is_some() && record.stress().is_none() {
        return Some("stress: is not the name with its stress marks".to_owned());
    }
    let parts = [
        ("family", Some(&name.family)),
        ("given", Some(&name.given)),
        ("patronymic", name.patronymic.as_ref()),
    ];
    parts.into_iter().find_map(|(part, words)| {
        let words = words.filter(|words| words.contains(MORE_THAN_A_NAME))?;
        Some(format!(
            "name.{part}: “{words}” says more than a name; a call sign belongs into call_sign, another name into aliases"
        ))
    })
}

/// Lists write a call sign or a former name in brackets or quotes beside the name: «Орест (позивний)». The page, its address
/// and the search would carry it as a part of the name for good.
const MORE_THAN_A_NAME: [char; 12] = ['(', ')', '[', ']', '"', '«', '»', '“', '”', '„', '/', '?'];

fn dates(record: &Record) -> Option<String> {
    let (born, died) = (record.born.as_ref()?, record.died.as_ref()?);
    certainly_after(born, died).then(|| format!("born: {born} is after died: {died}"))
}

fn place(role: PlaceRole, place: &Place, reference: &Reference) -> Option<String> {
    let path = format!("{}_place", role.word());
    if let Some(region) = &place.region {
        // The record names a region by its ISO code alone; a slug belongs into addresses.
        if reference
            .region(region)
            .is_none_or(|known| known.iso != *region)
        {
            return Some(format!(
                "{path}.region: no region “{region}”; write its code, such as UA-18"
            ));
        }
        if place
            .country
            .as_deref()
            .is_some_and(|country| country != "UA")
        {
            return Some(format!(
                "{path}: a place abroad has a country and no region of Ukraine"
            ));
        }
    }
    if let Some(country) = &place.country
        && !(country.len() == 2 && country.bytes().all(|letter| letter.is_ascii_uppercase()))
    {
        return Some(format!(
            "{path}.country: “{country}” is not a code of two capital letters, such as PL"
        ));
    }
    None
}

fn services(record: &Record, reference: &Reference) -> Option<String> {
    record.service.iter().enumerate().find_map(|(at, service)| {
        let path = format!("service[{at}]");
        if let Some(unit) = service.unit.as_deref().filter(|unit| reference.unit(unit).is_none()) {
            return Some(format!("{path}.unit: no unit “{unit}” in the list; a name as written belongs into unit_text"));
        }
        if let Some(rank) = service.rank.as_deref().filter(|rank| reference.rank(rank).is_none()) {
            return Some(format!("{path}.rank: no rank “{rank}” in the list; a name as written belongs into rank_text"));
        }
        if service.unit.is_some() && service.unit_text.is_some() {
            return Some(format!("{path}: unit and unit_text cannot both be given"));
        }
        if service.rank.is_some() && service.rank_text.is_some() {
            return Some(format!("{path}: rank and rank_text cannot both be given"));
        }
        let names = [&service.unit, &service.unit_text, &service.rank, &service.rank_text];
        let says = names.iter().any(|name| name.is_some()) || !service.position.is_empty();
        if !says && service.from.is_none() && service.to.is_none() {
            return Some(format!("{path}: says nothing"));
        }
        let (from, to) = (service.from.as_ref()?, service.to.as_ref()?);
        certainly_after(from, to).then(|| format!("{path}.from: {from} is after to: {to}"))
    })
}

fn awards(record: &Record, reference: &Reference) -> Option<String> {
    record.awards.iter().enumerate().find_map(|(at, award)| match (&award.award, &award.award_text) {
        (Some(slug), None) if reference.award(slug).is_none() => {
            Some(format!("awards[{at}].award: no award “{slug}” in the list; a name as written belongs into award_text"))
        }
        (Some(_), Some(_)) | (None, None) => Some(format!("awards[{at}]: needs either award or award_text")),
        _ => None,
    })
}

fn rest(record: &Record) -> Option<String> {
    for (at, event) in record.events.iter().enumerate() {
        if event.kind != EventKind::Captivity && event.text.is_empty() {
            return Some(format!("events[{at}].text: is missing"));
        }
        if let (Some(from), Some(to)) = (&event.from, &event.to)
            && certainly_after(from, to)
        {
            return Some(format!("events[{at}].from: {from} is after to: {to}"));
        }
    }
    if let Some(at) = record.quotes.iter().position(|quote| quote.text.is_empty()) {
        return Some(format!("quotes[{at}].text: is missing"));
    }
    for (at, photo) in record.photos.iter().enumerate() {
        if photo.file.is_none() {
            return Some(format!("photos[{at}].file: is missing"));
        }
        if let Some(year) = photo.year.filter(|year| !(1850..=2100).contains(year)) {
            return Some(format!(
                "photos[{at}].year: {year} is not a year of a photograph"
            ));
        }
    }
    for (at, source) in record.sources.iter().enumerate() {
        match &source.url {
            Some(url) if !(url.starts_with("https://") || url.starts_with("http://")) => {
                return Some(format!(
                    "sources[{at}].url: “{url}” does not begin with https:// or http://"
                ));
            }
            Some(url) if is_signed(url) => {
                return Some(format!(
                    "sources[{at}].url: an address with somebody’s name or password in it is not kept"
                ));
            }
            None if source.title.is_none() => {
                return Some(format!("sources[{at}]: needs a title or a url"));
            }
            _ => {}
        }
    }
    None
}

/// As `https://me:secret@example.org`.
fn is_signed(address: &str) -> bool {
    url::Url::parse(address).is_ok_and(|url| !url.username().is_empty() || url.password().is_some())
}

#[cfg(test)]
mod tests {
    use super::super::read::record;
    use super::*;
    use crate::names::Name;

    #[test]
    fn a_call_sign_in_brackets_is_no_part_of_a_name() {
        let of = |family: &str, given: &str| {
            names(&Record {
                name: Name {
                    family: family.to_owned(),
                    given: given.to_owned(),
                    patronymic: None,
                },
                ..Record::default()
            })
        };
        for plain in [
            "Лисюк",
            "Дем’янчук-Приходько",
            "Нечуй-Левицький мол.",
            "де ла Роса",
        ] {
            assert_eq!(of(plain, "Юрій"), None, "{plain}");
        }
        for more in ["Орест (Лис)", "Орест «Лис»", "Орест / Остап", "Орест?"]
        {
            let fault = of("Лисюк", more).unwrap();
            assert!(fault.starts_with("name.given: “Орест"), "{fault}");
        }
    }

    #[test]
    fn a_list_brings_it_and_takes_it_away_again() {
        let line = |stress: &str| {
            format!(r#"{{"name":{{"family":"Лисюк","given":"Юрій"}},"stress":{stress}}}"#)
        };
        let one = record(&line("{\"family\":\"Лисю\u{301}к\"}")).unwrap();
        assert_eq!(fault(&one, &Reference::default()), None);
        assert_eq!(
            serde_json::to_value(&one).unwrap()["stress"]["family"],
            "Лисю\u{301}к"
        );
        assert!(record(&line("null")).unwrap().stress.is_none());
        assert!(record(&line("{}")).unwrap().stress.is_none());
        for (stress, said) in [
            (r#"{"family":"Лисюк"}"#, "stress: family has no stress mark"),
            (
                "{\"family\":\"Лис\u{301}юк\"}",
                "stress: family has a stress mark over",
            ),
            (r#"{"middle":"х"}"#, "stress.middle: unknown field"),
        ] {
            let said_of = record(&line(stress)).unwrap_err();
            assert!(said_of.starts_with(said), "{said_of}");
        }
        let others = record(&line("{\"family\":\"Лисе\u{301}нко\"}")).unwrap();
        assert_eq!(
            fault(&others, &Reference::default()).as_deref(),
            Some("stress: is not the name with its stress marks")
        );
    }
}
