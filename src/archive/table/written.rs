//! A record as a row of the table that [`super::line`] reads: whatever a table has no place for goes, as JSON, into the
//! column `rest`, so that a list that was exported says the same when it is read again.

use std::collections::HashMap;
use std::io::Write;

use chrono::NaiveDate;
use serde_json::{Map, Value};

use super::cell::guarded;
use super::column::COLUMNS;
use super::line::{self, Context};
use super::mapping::Mapping;
use crate::heroes::hero::{PlaceRole, Record, Text};
use crate::reference::Reference;

/// Writes records as CSV: UTF-8 with a mark, by which Excel knows it, and commas.
pub struct Writer<'a, W: Write> {
    table: csv::Writer<W>,
    reference: &'a Reference,
    mapping: Mapping,
    today: NaiveDate,
}

/// An export has the parts of a name; `whole_name` is only ever read.
pub fn headers() -> impl Iterator<Item = &'static str> {
    COLUMNS
        .iter()
        .map(|column| column.name)
        .filter(|name| *name != "whole_name")
}

impl<'a, W: Write> Writer<'a, W> {
    pub fn new(mut to: W, reference: &'a Reference, today: NaiveDate) -> csv::Result<Self> {
        to.write_all("\u{FEFF}".as_bytes())?;
        let mut table = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .from_writer(to);
        table.write_record(headers())?;
        let headers: Vec<String> = headers().map(str::to_owned).collect();
        Ok(Self {
            table,
            reference,
            mapping: Mapping::of(&headers),
            today,
        })
    }

    /// The same without the mark and the headers: rows of a table that was begun elsewhere.
    pub fn rows(to: W, reference: &'a Reference, today: NaiveDate) -> Self {
        let headers: Vec<String> = headers().map(str::to_owned).collect();
        Self {
            table: csv::WriterBuilder::new()
                .terminator(csv::Terminator::CRLF)
                .from_writer(to),
            reference,
            mapping: Mapping::of(&headers),
            today,
        }
    }

    pub fn write(&mut self, record: &Record) -> anyhow::Result<()> {
        let cells = self.cells(record)?;
        self.table.write_record(cells)?;
        Ok(())
    }

    /// The same with one more cell at the end of the row, under a header of the caller's.
    pub fn write_with(&mut self, record: &Record, more: &str) -> anyhow::Result<()> {
        let mut cells = self.cells(record)?;
        cells.push(guarded(more.to_owned()));
        self.table.write_record(cells)?;
        Ok(())
    }

    pub fn into_inner(self) -> anyhow::Result<W> {
        self.table
            .into_inner()
            .map_err(|fault| anyhow::anyhow!("{}", fault.error()))
    }

    pub fn flush(&mut self) -> std::io::Result<()> {
        self.table.flush()
    }

    /// The cells that read back as this very record: what does not come back from its cells moves to `rest`.
    fn cells(&self, record: &Record) -> anyhow::Result<Vec<String>> {
        let mut simple = record.clone();
        let mut rest = Map::new();
        for (key, list) in [
            (
                "service",
                serde_json::to_value(split(&mut simple.service, 1))?,
            ),
            (
                "photos",
                serde_json::to_value(split(&mut simple.photos, 1))?,
            ),
            (
                "sources",
                serde_json::to_value(split(&mut simple.sources, 1))?,
            ),
            (
                "events",
                serde_json::to_value(split(&mut simple.events, 0))?,
            ),
            (
                "quotes",
                serde_json::to_value(split(&mut simple.quotes, 0))?,
            ),
        ] {
            if list.as_array().is_some_and(|list| !list.is_empty()) {
                rest.insert(key.to_owned(), list);
            }
        }
        let context = Context {
            mapping: &self.mapping,
            reference: self.reference,
            today: self.today,
        };
        for field in self.lost(&simple, context)? {
            let fields = simple.fields()?;
            let Some(value) = fields.get(&field).cloned() else {
                continue;
            };
            match (rest.get_mut(&field), value) {
                (Some(Value::Array(after)), Value::Array(mut first)) => {
                    first.append(after);
                    *after = first;
                }
                (_, value) => {
                    rest.insert(field.clone(), value);
                }
            }
            clear(&mut simple, &field);
        }
        let mut cells = written(&simple);
        if !rest.is_empty() {
            cells.insert("rest", Value::Object(rest).to_string());
        }
        Ok(headers()
            .map(|name| cells.remove(name).map(guarded).unwrap_or_default())
            .collect())
    }

    /// The fields that do not come back as they are.
    fn lost(&self, simple: &Record, context: Context<'_>) -> anyhow::Result<Vec<String>> {
        let row = |record: &Record| -> Vec<String> {
            let mut cells = written(record);
            headers()
                .map(|name| cells.remove(name).map(guarded).unwrap_or_default())
                .collect()
        };
        match line::record(context, &row(simple)) {
            Ok(back) if back == *simple => return Ok(Vec::new()),
            Ok(back) => {
                let (before, after) = (simple.fields()?, back.fields()?);
                let mut lost: Vec<String> = before
                    .iter()
                    .filter(|(key, value)| after.get(*key) != Some(value))
                    .map(|(key, _)| key.clone())
                    .collect();
                lost.extend(
                    after
                        .keys()
                        .filter(|key| !before.contains_key(*key))
                        .cloned(),
                );
                return Ok(lost);
            }
            Err(_) => {}
        }
        // Some cell is none at all: each field is tried alone beside the name.
        let mut lost = Vec::new();
        for field in simple.fields()?.keys() {
            let mut one = Record {
                name: crate::names::Name {
                    family: "Лисюк".to_owned(),
                    given: "Юрій".to_owned(),
                    patronymic: None,
                },
                ..Record::default()
            };
            let mut alone = one.fields()?;
            if let Some(value) = simple.fields()?.get(field) {
                alone.insert(field.clone(), value.clone());
                one = serde_json::from_value(Value::Object(alone))?;
            }
            if line::record(context, &row(&one)).ok().as_ref() != Some(&one) {
                lost.push(field.clone());
            }
        }
        Ok(lost)
    }
}

fn split<T>(list: &mut Vec<T>, at: usize) -> Vec<T> {
    if list.len() > at {
        list.split_off(at)
    } else {
        Vec::new()
    }
}

fn clear(record: &mut Record, field: &str) {
    let empty = Record::default();
    match field {
        "external_id" => record.external_id = None,
        "name" => record.name = empty.name,
        "latin" => record.latin = None,
        "stress" => record.stress = None,
        "aliases" => record.aliases.clear(),
        "call_sign" => record.call_sign = None,
        "sex" => record.sex = None,
        "born" => record.born = None,
        "born_note" => record.born_note = Text::default(),
        "died" => record.died = None,
        "circumstances" => record.circumstances = None,
        "interests" => record.interests = Text::default(),
        "biography" => record.biography = Text::default(),
        "birth_place" => record.birth_place = None,
        "home_place" => record.home_place = None,
        "death_place" => record.death_place = None,
        "burial_place" => record.burial_place = None,
        "service" => record.service.clear(),
        "awards" => record.awards.clear(),
        "kin" => record.kin.clear(),
        "photos" => record.photos.clear(),
        "sources" => record.sources.clear(),
        "identifiers" => record.identifiers.clear(),
        _ => {}
    }
}

fn written(record: &Record) -> HashMap<&'static str, String> {
    let mut cells = HashMap::new();
    let mut put = |name: &'static str, value: Option<String>| {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            cells.insert(name, value);
        }
    };
    let text = |value: &Option<String>| value.clone();
    put("external_id", text(&record.external_id));
    put("family", Some(record.name.family.clone()));
    put("given", Some(record.name.given.clone()));
    put("patronymic", text(&record.name.patronymic));
    if let Some(latin) = &record.latin {
        put("latin_family", Some(latin.family.clone()));
        put("latin_given", Some(latin.given.clone()));
        put("latin_patronymic", text(&latin.patronymic));
    }
    put(
        "stress",
        record
            .stress()
            .map(|stress| stress.on(&record.name).listed()),
    );
    put("aliases", Some(record.aliases.join("|")));
    put("call_sign", text(&record.call_sign));
    put("sex", record.sex.map(|sex| sex.word().to_owned()));
    put("born", record.born.map(|date| date.to_string()));
    put("born_note_uk", text(&record.born_note.uk));
    put("born_note_en", text(&record.born_note.en));
    put("died", record.died.map(|date| date.to_string()));
    const PLACES: [[&str; 3]; 4] = [
        ["birth_settlement", "birth_region", "birth_country"],
        ["home_settlement", "home_region", "home_country"],
        ["death_settlement", "death_region", "death_country"],
        ["burial_settlement", "burial_region", "burial_country"],
    ];
    for (role, [settlement, region, country]) in PlaceRole::ALL.into_iter().zip(PLACES) {
        let Some(place) = record.place(role) else {
            continue;
        };
        put(settlement, text(&place.settlement));
        put(region, text(&place.region));
        put(country, text(&place.country));
        if role == PlaceRole::Death {
            put("death_near", place.near.then(|| "1".to_owned()));
        }
        if role == PlaceRole::Burial {
            put("cemetery", text(&place.cemetery));
        }
    }
    put(
        "circumstances",
        record.circumstances.map(|how| how.word().to_owned()),
    );
    if let Some(service) = record.service.first() {
        put("unit", service.unit.clone().or(text(&service.unit_text)));
        put("rank", service.rank.clone().or(text(&service.rank_text)));
        put("position_uk", text(&service.position.uk));
        put("position_en", text(&service.position.en));
        put("service_from", service.from.map(|date| date.to_string()));
        put("service_to", service.to.map(|date| date.to_string()));
    }
    put("interests_uk", text(&record.interests.uk));
    put("interests_en", text(&record.interests.en));
    put("biography_uk", text(&record.biography.uk));
    put("biography_en", text(&record.biography.en));
    let awards = record
        .awards
        .iter()
        .filter_map(|award| award.award.as_ref().or(award.award_text.as_ref()));
    put(
        "awards",
        Some(awards.map(String::as_str).collect::<Vec<_>>().join("|")),
    );
    let kin: Vec<_> = record.kin.iter().map(|kin| kin.relation.word()).collect();
    put("kin", Some(kin.join("|")));
    if let Some(photo) = record.photos.first() {
        put("photo", text(&photo.file));
        put("photo_caption_uk", text(&photo.caption.uk));
        put("photo_caption_en", text(&photo.caption.en));
        put("photo_credit", text(&photo.credit));
        put("photo_year", photo.year.map(|year| year.to_string()));
    }
    if let Some(source) = record.sources.first() {
        put("source_title", text(&source.title));
        put("source_url", text(&source.url));
    }
    let identifiers: Vec<_> = record.identifiers.iter().map(ToString::to_string).collect();
    put("identifiers", Some(identifiers.join("|")));
    cells
}
