//! Regions, and what a region is in a life.

use super::choice::{Choice, Choices, count};
use crate::heroes::telling::Telling;
use crate::i18n::Lang;
use crate::regions::region;
use crate::search::{Facets, Filters, RegionRole};

/// How many stand open.
const OPEN: usize = 5;

/// Where somebody was from, fell or rests; always one of the three.
pub fn roles(telling: Telling<'_>, filters: &Filters) -> Vec<Choice> {
    let words = |role| match role {
        RegionRole::From => telling.w.list_role_from(),
        RegionRole::Fell => telling.w.list_role_fell(),
        RegionRole::Rests => telling.w.list_role_rests(),
    };
    let choice = |role: RegionRole| Choice {
        words: words(role).to_owned(),
        value: role.word().to_owned(),
        count: 0,
        chosen: filters.region_role == role,
    };
    RegionRole::ALL.into_iter().map(choice).collect()
}

pub fn of(telling: Telling<'_>, filters: &Filters, facets: &Facets) -> Choices {
    let mut all: Vec<Choice> = telling
        .reference
        .regions
        .iter()
        .map(|found| Choice {
            words: match telling.lang() {
                Lang::Uk => region::bare(&found.name_uk).to_owned(),
                Lang::En => found.name_en.trim_end_matches(" Oblast").to_owned(),
            },
            value: found.slug.clone(),
            count: count(&facets.regions, found.iso.as_str()),
            chosen: filters.regions.contains(&found.iso),
        })
        .collect();
    if telling.lang() == Lang::En {
        all.sort_by(|a, b| a.words.cmp(&b.words));
    }
    Choices::commonest(all, OPEN).by_count()
}
