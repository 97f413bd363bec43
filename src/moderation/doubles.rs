//! Who may be here already among what is public: for the family that begins a story. The desk asks the namesakes, which know
//! what is hidden too; whoever asks here must learn nothing that they could not read on the pages.

use diesel::{QueryResult, SqliteConnection};

use super::checks;
use crate::heroes::hero::Record;
use crate::heroes::queries::{Card, cards};
use crate::reference::Reference;
use crate::search;
use crate::search::{Filters, Query};

/// Lives of the same sound that are compared; who has more namesakes than this is found by the search.
const COMPARED: u32 = 50;

/// Lives that anyone can read and that may be of this person.
pub fn public(
    conn: &mut SqliteConnection,
    names: &search::Known,
    record: &Record,
    reference: &Reference,
) -> QueryResult<Vec<Card>> {
    let words = format!("{} {}", record.name.family, record.name.given);
    let Some(query) = Query::parse(&words) else {
        return Ok(Vec::new());
    };
    let filters = Filters {
        query: Some(query),
        limit: COMPARED,
        ..Filters::everybody()
    };
    let found = search::queries::find(conn, names, &filters, reference)?;
    let ids: Vec<i32> = found.hits.into_iter().map(|hit| hit.id).collect();
    let mut found = cards(conn, &ids)?;
    found.retain(|card| {
        let known = Record {
            name: card.name.clone(),
            born: card.born,
            died: card.died,
            ..Record::default()
        };
        checks::may_be_one(record, &known)
    });
    Ok(found)
}
