//! Somebody who is named: in a minute of silence, or on a screen.

use super::minute;
use crate::heroes::pictures;
use crate::heroes::queries::Card;
use crate::heroes::telling::Telling;
use crate::i18n::dates::life_years;
use crate::web::portrait::Portrait;

/// A name with a face or a candle, and when it stands: from which turn on, and for how many.
pub struct Named {
    pub portrait: Portrait,
    pub name: String,
    pub call_sign: Option<String>,
    pub years: Option<String>,
    pub first: usize,
    pub count: usize,
}

/// The turns of a minute of silence.
pub fn in_the_minute(telling: Telling<'_>, cards: &[Card]) -> Vec<Named> {
    let turns = minute::turns(cards.len());
    cards
        .iter()
        .zip(turns)
        .map(|(card, (first, count))| named(telling, card, first, count))
        .collect()
}

/// The places of a reel, every one of them taken: where there are few, each comes again.
pub fn on_a_reel(telling: Telling<'_>, cards: &[Card], places: usize) -> Vec<Named> {
    cards
        .iter()
        .cycle()
        .take(if cards.is_empty() { 0 } else { places })
        .enumerate()
        .map(|(place, card)| named(telling, card, place, 1))
        .collect()
}

fn named(telling: Telling<'_>, card: &Card, first: usize, count: usize) -> Named {
    let name = telling.name(&card.name, card.latin.as_ref());
    Named {
        portrait: Portrait {
            // It must be there before its turn comes, whatever becomes of the network.
            lazy: false,
            breathes: true,
            sizes: "(min-width: 48em) 40vh, 60vw",
            ..Portrait::medium(
                card.photo.map(|id| pictures::of_card(id, true)),
                name.initials(),
            )
        },
        name: name.full(),
        call_sign: card
            .call_sign
            .as_deref()
            .map(|call_sign| telling.call_sign(call_sign)),
        years: life_years(
            telling.lang(),
            card.born.as_ref(),
            card.died.as_ref(),
            card.sex,
            true,
        ),
        first,
        count,
    }
}
