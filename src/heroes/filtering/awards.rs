//! Awards: the commonest, then all in their own order, the highest first.

use super::choice::{Choice, Choices, count};
use crate::heroes::telling::Telling;
use crate::i18n::Lang;
use crate::i18n::typography::tidy;
use crate::reference::Award;
use crate::search::{Facets, Filters};

/// How many stand open: their names are long.
const OPEN: usize = 4;

pub fn of(telling: Telling<'_>, filters: &Filters, facets: &Facets) -> Choices {
    let choice = |award: &Award| Choice {
        words: name(telling, award),
        value: award.slug.clone(),
        count: count(&facets.awards, award.slug.as_str()),
        chosen: filters.awards.contains(&award.slug),
    };
    Choices::commonest(telling.reference.awards.iter().map(choice), OPEN).by_count()
}

pub fn name(telling: Telling<'_>, award: &Award) -> String {
    match telling.lang() {
        Lang::Uk => tidy(Lang::Uk, &award.name_uk),
        Lang::En => tidy(Lang::En, &award.name_en),
    }
}
