//! Whether a person is here already: among what anyone can read, and nowhere else. A story that waits to be read is never
//! hinted at.

use super::contribution;
use crate::app::State;
use crate::error::AppError;
use crate::heroes::hero::Record;
use crate::heroes::person::Person;
use crate::heroes::queries::{Card, cards};
use crate::heroes::telling::Telling;
use crate::i18n::Words;
use crate::moderation::doubles;
use crate::search;
use crate::search::{Filters, Query};

/// So many are shown; whoever has more namesakes is told apart by the search itself.
const MOST: usize = 5;

/// Somebody who may be the one, and the way to add to that page.
pub struct Likely {
    pub person: Person,
    pub add: String,
}

/// People that a few words find: a name in any spelling, a call sign, a village.
pub async fn called(w: Words, state: &State, words: &str) -> Result<Vec<Likely>, AppError> {
    let Some(query) = Query::parse(words) else {
        return Ok(Vec::new());
    };
    let filters = Filters {
        query: Some(query),
        limit: u32::try_from(MOST).unwrap_or(u32::MAX),
        ..Filters::everybody()
    };
    let (names, reference) = (state.names.clone(), state.reference());
    let found = state
        .db
        .read(move |conn| {
            let found = search::queries::answer(conn, &names, &filters, &reference)?;
            let ids: Vec<i32> = found.hits.iter().map(|hit| hit.id).collect();
            cards(conn, &ids)
        })
        .await?;
    Ok(likely(w, state, &found))
}

/// People whose name is the same in sound, in whichever alphabet.
pub async fn namesakes(w: Words, state: &State, record: Record) -> Result<Vec<Likely>, AppError> {
    let (names, reference) = (state.names.clone(), state.reference());
    let found = state
        .db
        .read(move |conn| doubles::public(conn, &names, &record, &reference))
        .await?;
    Ok(likely(w, state, &found))
}

fn likely(w: Words, state: &State, found: &[Card]) -> Vec<Likely> {
    let reference = state.reference();
    let telling = Telling {
        w,
        reference: &reference,
    };
    found
        .iter()
        .take(MOST)
        .map(|card| Likely {
            person: Person::of(telling, card),
            add: contribution::address(w, &card.slug),
        })
        .collect()
}
