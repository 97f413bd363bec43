//! What filters leave, and what each further choice would.

use std::collections::HashMap;

use super::Facets;
use super::catalogue::{Catalogue, Set};
use super::filters::Filters;
use crate::reference::Reference;

/// A kind of choice. Of one kind any will do; of different kinds all must hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Region,
    Unit,
    Rank,
    Award,
    Died,
    Born,
    Letter,
}

/// The lives each kind of choice leaves; none where nothing is chosen.
#[derive(Debug)]
pub struct Narrowing {
    kinds: Vec<(Kind, Set)>,
}

impl Narrowing {
    pub fn of(catalogue: &Catalogue, filters: &Filters, reference: &Reference) -> Self {
        let any = |chosen: &[String], sets: &HashMap<String, Set>| -> Option<Set> {
            let any = chosen.iter().filter_map(|choice| sets.get(choice));
            (!chosen.is_empty()).then(|| any.fold(Set::new(), |all, set| all | set))
        };
        let units = with_everything_under(&filters.units, reference);
        let letter = |letter: char| {
            let set = catalogue.letters().get(&letter);
            set.cloned().unwrap_or_default()
        };
        let kinds = [
            (
                Kind::Region,
                any(&filters.regions, catalogue.regions(filters.region_role)),
            ),
            (Kind::Unit, any(&units, catalogue.units())),
            (Kind::Rank, any(&filters.ranks, catalogue.ranks())),
            (Kind::Award, any(&filters.awards, catalogue.awards())),
            (
                Kind::Died,
                catalogue.died_between(filters.died_from, filters.died_to),
            ),
            (
                Kind::Born,
                catalogue.born_between(filters.born_from, filters.born_to),
            ),
            (Kind::Letter, filters.letter.map(letter)),
        ];
        Self {
            kinds: kinds
                .into_iter()
                .filter_map(|(kind, set)| Some((kind, set?)))
                .collect(),
        }
    }

    /// Lives that every choice leaves; None when nothing is chosen.
    pub fn all(&self) -> Option<Set> {
        together(self.kinds.iter().map(|(_, set)| set))
    }

    /// The same as if nothing of one kind were chosen.
    pub fn without(&self, kind: Kind) -> Option<Set> {
        let others = self.kinds.iter().filter(|(other, _)| *other != kind);
        together(others.map(|(_, set)| set))
    }

    /// How many lives each choice has among `found`. Where something of its kind is chosen already, among what would be
    /// found without that: so that another can be added.
    pub fn facets(
        &self,
        catalogue: &Catalogue,
        filters: &Filters,
        reference: &Reference,
        found: &Set,
        found_without: impl Fn(Kind) -> Set,
    ) -> Facets {
        let among = |kind: Kind| {
            let chosen = self.kinds.iter().any(|(other, _)| *other == kind);
            chosen.then(|| found_without(kind))
        };
        let slugs = |kind: Kind, sets: &HashMap<String, Set>| {
            let own = among(kind);
            let mut counts = counted(sets.iter(), own.as_ref().unwrap_or(found));
            counts.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
            counts
        };
        let died = among(Kind::Died);
        let born = among(Kind::Born);
        let letter = among(Kind::Letter);
        let mut years = counted(catalogue.years().iter(), died.as_ref().unwrap_or(found));
        let mut decades = counted(catalogue.decades().iter(), born.as_ref().unwrap_or(found));
        years.reverse();
        decades.reverse();
        let letters = catalogue
            .letters()
            .iter()
            .filter(|(letter, _)| letter.is_ascii() == filters.latin);
        let mut letters = counted(letters, letter.as_ref().unwrap_or(found));
        letters.sort_unstable();
        Facets {
            regions: slugs(Kind::Region, catalogue.regions(filters.region_role)),
            units: self.units(
                catalogue,
                reference,
                among(Kind::Unit).as_ref().unwrap_or(found),
            ),
            ranks: slugs(Kind::Rank, catalogue.ranks()),
            awards: slugs(Kind::Award, catalogue.awards()),
            years,
            decades,
            letters,
        }
    }

    /// Each unit with everything under it.
    fn units(
        &self,
        catalogue: &Catalogue,
        reference: &Reference,
        found: &Set,
    ) -> Vec<(String, u32)> {
        let sets = catalogue.units();
        let is_above = |slug: &String| {
            let mut units = reference.units.iter();
            units.any(|unit| {
                unit.parent.as_ref() == Some(slug)
                    || (unit.slug == *slug && !unit.merged.is_empty())
            })
        };
        let (above, alone): (Vec<&String>, Vec<&String>) = reference
            .units
            .iter()
            .map(|unit| &unit.slug)
            .filter(|slug| sets.contains_key(*slug) || is_above(slug))
            .partition(|slug| is_above(slug));
        let alone = alone
            .into_iter()
            .filter_map(|slug| Some((slug, sets.get(slug)?)));
        let mut counts = counted(alone, found);
        for slug in above {
            let under = with_everything_under(std::slice::from_ref(slug), reference);
            let all = under
                .iter()
                .filter_map(|slug| sets.get(slug))
                .fold(Set::new(), |all, set| all | set);
            counts.extend(counted([(slug, &all)].into_iter(), found));
        }
        counts.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
        counts
    }
}

fn counted<'a, K: Clone + 'a>(
    sets: impl Iterator<Item = (&'a K, &'a Set)>,
    found: &Set,
) -> Vec<(K, u32)> {
    sets.map(|(choice, set)| (choice, set.intersection_len(found)))
        .filter(|(_, lives)| *lives > 0)
        .map(|(choice, lives)| (choice.clone(), u32::try_from(lives).unwrap_or(u32::MAX)))
        .collect()
}

fn together<'a>(sets: impl Iterator<Item = &'a Set>) -> Option<Set> {
    let mut sets: Vec<&Set> = sets.collect();
    sets.sort_by_key(|set| set.len());
    let mut sets = sets.into_iter();
    let first = sets.next()?.clone();
    Some(sets.fold(first, |all, set| all & set))
}

/// These units and those that belong to them, however far down, and whatever was merged into one of them.
fn with_everything_under(slugs: &[String], reference: &Reference) -> Vec<String> {
    let mut all: Vec<String> = slugs.to_vec();
    let mut at = 0;
    while at < all.len() {
        for unit in &reference.units {
            if unit.parent.as_deref() == Some(all[at].as_str()) && !all.contains(&unit.slug) {
                all.push(unit.slug.clone());
            }
        }
        at += 1;
    }
    let merged: Vec<String> = all
        .iter()
        .filter_map(|slug| reference.unit(slug))
        .flat_map(|unit| unit.merged.iter().cloned())
        .collect();
    all.extend(merged);
    all
}
