//! What contradicts in a story: its fields, its words, and what the lists of units and settlements know.

use diesel::prelude::*;

use super::super::contradictions::{Contradiction, contradictions};
use super::super::reading::{Reading, place_field};
use crate::heroes::hero::{PlaceRole, Record};
use crate::places;
use crate::places::settlement::{InRegion, in_region, same_place_twice};
use crate::reference::{Reference, did_not_exist_then};

pub fn contradicting(
    conn: &mut SqliteConnection,
    record: &Record,
    readings: &[Reading],
    reference: &Reference,
) -> QueryResult<Vec<Contradiction>> {
    let mut found = contradictions(record, readings);
    for service in &record.service {
        let unit = service
            .unit
            .as_deref()
            .and_then(|slug| reference.unit(slug));
        let (from, to) = (service.from.as_ref(), service.to.as_ref());
        if let Some(unit) = unit.filter(|unit| did_not_exist_then(unit, from, to)) {
            found.push(Contradiction::UnitNotThen {
                unit: unit.slug.clone(),
            });
        }
    }
    for role in PlaceRole::ALL {
        let Some(place) = record.place(role) else {
            continue;
        };
        let (Some(settlement), Some(region)) = (&place.settlement, place.region.as_deref()) else {
            continue;
        };
        let regions = places::queries::where_is(conn, settlement)?;
        if let InRegion::No(regions) = in_region(&regions, Some(region)) {
            found.push(Contradiction::PlaceElsewhere {
                field: place_field(role),
                settlement: settlement.clone(),
                regions,
            });
        }
    }
    let twice = same_place_twice(record).into_iter();
    found.extend(twice.map(|twice| Contradiction::TwoSpellings {
        one: twice.one.1,
        other: twice.other.1,
    }));
    Ok(found)
}
