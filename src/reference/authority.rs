//! The authority records as pages use them: all of them in memory, looked up by slug. They are few (some 380) and change
//! rarely, so a page never asks the file for them.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

use crate::dates::Edtf;
use crate::heroes::hero::Record;

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Region {
    /// ISO 3166-2:UA, such as `UA-18`.
    pub iso: String,
    pub slug: String,
    pub name_uk: String,
    pub name_en: String,
    pub katottg: String,
    /// What moderators wrote of it; paragraphs are divided by an empty line.
    pub text_uk: Option<String>,
    pub text_en: Option<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unit {
    pub slug: String,
    pub number: Option<i32>,
    pub name_uk: String,
    pub name_en: String,
    pub short_uk: Option<String>,
    pub branch: String,
    pub kind: String,
    /// The slug of the unit it belongs to.
    pub parent: Option<String>,
    pub aliases: Vec<String>,
    /// When it was formed and dissolved, as far as the memorial was told; mostly not.
    pub existed_from: Option<Edtf>,
    pub existed_to: Option<Edtf>,
    /// What it was called before, the oldest first.
    pub former: Vec<FormerName>,
    /// The slugs of units that were merged into it: lives still say them.
    pub merged: Vec<String>,
    /// What those are called: people look for this unit by it.
    pub merged_names: Vec<String>,
}

impl Unit {
    /// Everything it is or was called in either language, the present names first.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let own = [self.name_uk.as_str(), self.name_en.as_str()];
        let former = self.former.iter().flat_map(|former| {
            std::iter::once(former.name_uk.as_str()).chain(former.name_en.as_deref())
        });
        own.into_iter()
            .chain(self.short_uk.as_deref())
            .chain(self.aliases.iter().map(String::as_str))
            .chain(former)
            .chain(self.merged_names.iter().map(String::as_str))
    }

    /// Its own slug and those of the units that were merged into it.
    pub fn slugs(&self) -> impl Iterator<Item = &String> {
        std::iter::once(&self.slug).chain(&self.merged)
    }
}

/// A name of the past, and when it was used.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormerName {
    pub name_uk: String,
    pub name_en: Option<String>,
    pub from: Option<Edtf>,
    pub to: Option<Edtf>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rank {
    pub slug: String,
    pub service: String,
    pub tier: String,
    pub name_uk: String,
    pub name_en: String,
    pub aliases: Vec<String>,
}

impl Rank {
    /// Everything it is called in either language.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        [self.name_uk.as_str(), self.name_en.as_str()]
            .into_iter()
            .chain(self.aliases.iter().map(String::as_str))
    }
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Award {
    pub slug: String,
    pub name_uk: String,
    pub name_en: String,
    pub class: String,
    pub aliases: Vec<String>,
}

impl Award {
    /// Everything it is called in either language.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        [self.name_uk.as_str(), self.name_en.as_str()]
            .into_iter()
            .chain(self.aliases.iter().map(String::as_str))
    }
}

/// All authority records: regions in Ukrainian order, units by number and name, ranks and awards in their own order.
#[derive(Debug, Clone, Default)]
pub struct Reference {
    pub regions: Vec<Region>,
    pub units: Vec<Unit>,
    pub ranks: Vec<Rank>,
    pub awards: Vec<Award>,
    region_at: HashMap<String, usize>,
    unit_at: HashMap<String, usize>,
    rank_at: HashMap<String, usize>,
    award_at: HashMap<String, usize>,
    /// Units that were taken out of the list: their addresses say that they are gone.
    gone: HashSet<String>,
    /// The number of the last change that is in it.
    as_of: i32,
}

impl Reference {
    pub fn new(
        regions: Vec<Region>,
        units: Vec<Unit>,
        ranks: Vec<Rank>,
        awards: Vec<Award>,
    ) -> Self {
        let mut region_at = HashMap::new();
        for (at, region) in regions.iter().enumerate() {
            region_at.insert(region.iso.clone(), at);
            region_at.insert(region.slug.clone(), at);
        }
        Self {
            region_at,
            unit_at: units
                .iter()
                .enumerate()
                .flat_map(|(at, unit)| unit.slugs().map(move |slug| (slug.clone(), at)))
                .collect(),
            rank_at: ranks
                .iter()
                .enumerate()
                .map(|(at, rank)| (rank.slug.clone(), at))
                .collect(),
            award_at: awards
                .iter()
                .enumerate()
                .map(|(at, award)| (award.slug.clone(), at))
                .collect(),
            regions,
            units,
            ranks,
            awards,
            gone: HashSet::new(),
            as_of: 0,
        }
    }

    /// The same with the units that were taken out of the list, as of a change.
    pub fn with_gone(mut self, gone: impl IntoIterator<Item = String>, as_of: i32) -> Self {
        self.gone = gone.into_iter().collect();
        self.as_of = as_of;
        self
    }

    /// Whether a unit was in the list once and was taken out.
    pub fn is_gone(&self, unit: &str) -> bool {
        self.gone.contains(unit)
    }

    /// Grows with every change: what was read later is never replaced by what was read before.
    pub fn as_of(&self) -> i32 {
        self.as_of
    }

    /// By ISO code (`UA-18`) or slug (`zhytomyrska`).
    pub fn region(&self, name: &str) -> Option<&Region> {
        self.region_at
            .get(name)
            .and_then(|at| self.regions.get(*at))
    }

    /// By its slug, or by that of a unit that was merged into it.
    pub fn unit(&self, slug: &str) -> Option<&Unit> {
        self.unit_at.get(slug).and_then(|at| self.units.get(*at))
    }

    /// Says of a record which units it means today: one that was merged is the one it was merged into.
    pub fn settle(&self, record: &mut Record) {
        for unit in record
            .service
            .iter_mut()
            .filter_map(|row| row.unit.as_mut())
        {
            if let Some(today) = self.unit(unit)
                && today.slug != *unit
            {
                unit.clone_from(&today.slug);
            }
        }
    }

    pub fn rank(&self, slug: &str) -> Option<&Rank> {
        self.rank_at.get(slug).and_then(|at| self.ranks.get(*at))
    }

    pub fn award(&self, slug: &str) -> Option<&Award> {
        self.award_at.get(slug).and_then(|at| self.awards.get(*at))
    }
}
