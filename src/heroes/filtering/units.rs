//! Units, each with everything under it. Of hundreds one is found under its branch.

use super::choice::{Choice, Choices, count};
use crate::heroes::telling::Telling;
use crate::reference::Unit;
use crate::search::{Facets, Filters};
use crate::units::unit;

/// How many stand open.
const OPEN: usize = 5;

/// Units of one branch of the forces, by number and name.
pub struct Branch {
    pub name: String,
    pub units: Vec<Choice>,
}

/// Those that stand open, how many more there are, and these by branch.
pub fn of(
    telling: Telling<'_>,
    filters: &Filters,
    facets: &Facets,
) -> (Vec<Choice>, usize, Vec<Branch>) {
    // The list of units is long and the answer's own mostly short: only what is counted or chosen is looked at.
    let counted = |unit: &&Unit| {
        filters.units.contains(&unit.slug) || count(&facets.units, unit.slug.as_str()) > 0
    };
    let all = telling.reference.units.iter().filter(counted);
    let choices = all.filter_map(|unit| {
        Some(Choice {
            words: telling.short_unit(&unit.slug)?,
            value: unit.slug.clone(),
            count: count(&facets.units, unit.slug.as_str()),
            chosen: filters.units.contains(&unit.slug),
        })
    });
    let choices = Choices::commonest(choices, OPEN).by_count();
    let more = choices.more.len();
    (choices.open, more, by_branch(telling, choices.more))
}

fn by_branch(telling: Telling<'_>, units: Vec<Choice>) -> Vec<Branch> {
    let mut branches: Vec<(&str, Vec<Choice>)> = Vec::new();
    for choice in units {
        let Some(known) = telling.reference.unit(&choice.value) else {
            continue;
        };
        match branches.iter_mut().find(|(uk, _)| *uk == known.branch) {
            Some((_, units)) => units.push(choice),
            None => branches.push((&known.branch, vec![choice])),
        }
    }
    branches.sort_by_key(|(uk, _)| unit::branch_order(uk));
    let named = |(uk, units): (&str, Vec<Choice>)| Branch {
        name: unit::branch(telling.lang(), uk).to_owned(),
        units,
    };
    branches.into_iter().map(named).collect()
}
