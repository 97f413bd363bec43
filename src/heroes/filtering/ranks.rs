//! Ranks, in the order of rank: from private to general, the army's before the navy's.

use super::choice::{Choice, Choices, count};
use crate::heroes::telling::{Telling, capitalised};
use crate::i18n::Lang;
use crate::i18n::typography::tidy;
use crate::reference::Rank;
use crate::search::{Facets, Filters};

/// How many stand open.
const OPEN: usize = 5;

pub fn of(telling: Telling<'_>, filters: &Filters, facets: &Facets) -> Choices {
    let choice = |rank: &Rank| Choice {
        words: name(telling, rank),
        value: rank.slug.clone(),
        count: count(&facets.ranks, rank.slug.as_str()),
        chosen: filters.ranks.contains(&rank.slug),
    };
    Choices::commonest(telling.reference.ranks.iter().map(choice), OPEN)
}

/// «Старший солдат»; a navy's rank that the army calls the same says so: «Лейтенант (флот)».
pub fn name(telling: Telling<'_>, rank: &Rank) -> String {
    let own = |rank: &Rank| match telling.lang() {
        Lang::Uk => capitalised(&rank.name_uk),
        Lang::En => rank.name_en.clone(),
    };
    let shared = |other: &Rank| other.slug != rank.slug && other.name_uk == rank.name_uk;
    let name = tidy(telling.lang(), &own(rank));
    if rank.service == "navy" && telling.reference.ranks.iter().any(shared) {
        telling.w.list_rank_of_navy(name)
    } else {
        name
    }
}
