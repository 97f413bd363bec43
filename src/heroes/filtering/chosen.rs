//! What is chosen, in words that can be taken back.

use super::{awards, ranks, years};
use crate::heroes::list::address;
use crate::heroes::telling::{Piece, Telling, from_to};
use crate::i18n::Lang;
use crate::i18n::dates::day;
use crate::regions::region;
use crate::search::filters::Bound;
use crate::search::{Chosen, Filters, RegionRole};

/// Every choice but the words searched for, each leading to the list without it. Both ends of one stretch are one choice.
pub fn removable(telling: Telling<'_>, filters: &Filters) -> Vec<Piece> {
    let w = telling.w;
    let died = filters.died_from.zip(filters.died_to);
    let born = filters.born_from.zip(filters.born_to);
    let without = |one: Chosen, other: Chosen| filters.without(&one).without(&other);
    let mut words: Vec<Piece> = Vec::new();
    for choice in filters.chosen() {
        let (said, less) = match (&choice, died, born) {
            (Chosen::Query, _, _) => continue,
            (Chosen::DiedTo, Some(_), _) | (Chosen::BornTo, _, Some(_)) => continue,
            (Chosen::DiedFrom, Some((from, to)), _) => (
                Some(w.list_chosen_died(stretch(telling, from, to))),
                without(Chosen::DiedFrom, Chosen::DiedTo),
            ),
            (Chosen::BornFrom, _, Some((from, to))) => (
                Some(w.list_chosen_born(stretch(telling, from, to))),
                without(Chosen::BornFrom, Chosen::BornTo),
            ),
            (choice, _, _) => (name(telling, filters, choice), filters.without(choice)),
        };
        words.extend(said.map(|said| Piece::link(said, address(telling, &less))));
    }
    words
}

/// What one choice is called; none for one that is not made.
pub fn name(telling: Telling<'_>, filters: &Filters, choice: &Chosen) -> Option<String> {
    let (w, lang) = (telling.w, telling.lang());
    let date = |bound: Option<Bound>| bound.map(|bound| day(lang, &bound.typed));
    Some(match choice {
        Chosen::Query => filters.query.as_ref()?.typed().to_owned(),
        Chosen::Region(iso) => {
            let found = telling.reference.region(iso)?;
            let name = match lang {
                Lang::Uk => region::plain(&found.name_uk),
                Lang::En => region::plain_en(&found.name_en),
            };
            match filters.region_role {
                RegionRole::From => name.to_owned(),
                RegionRole::Fell => w.list_chosen_fell(name),
                RegionRole::Rests => w.list_chosen_rests(name),
            }
        }
        Chosen::Unit(slug) => telling.short_unit(slug)?,
        Chosen::Rank(slug) => ranks::name(telling, telling.reference.rank(slug)?),
        Chosen::Award(slug) => awards::name(telling, telling.reference.award(slug)?),
        Chosen::DiedFrom => w.list_chosen_died_from(date(filters.died_from)?),
        Chosen::DiedTo => w.list_chosen_died_to(date(filters.died_to)?),
        Chosen::BornFrom => w.list_chosen_born_from(date(filters.born_from)?),
        Chosen::BornTo => w.list_chosen_born_to(date(filters.born_to)?),
        Chosen::Letter => w.list_chosen_letter(filters.letter?.to_string()),
    })
}

/// «2024», «1990-ті», «березень 2022 — 2024».
fn stretch(telling: Telling<'_>, from: Bound, to: Bound) -> String {
    let lang = telling.lang();
    match years::decade_of(&from.typed, &to.typed) {
        Some(decade) => day(lang, &decade),
        None if from.typed == to.typed => day(lang, &from.typed),
        None => from_to(lang, &from.typed, &to.typed),
    }
}
