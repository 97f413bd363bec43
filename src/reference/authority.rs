//! The authority records as pages use them: all of them in memory, looked up by slug. They are few (some 380) and change
//! rarely, so a page never asks the file for them.

use std::collections::HashMap;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Region {
    /// ISO 3166-2:UA, such as `UA-18`.
    pub iso: String,
    pub slug: String,
    pub name_uk: String,
    pub name_en: String,
    pub katottg: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
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
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rank {
    pub slug: String,
    pub service: String,
    pub tier: String,
    pub name_uk: String,
    pub name_en: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Award {
    pub slug: String,
    pub name_uk: String,
    pub name_en: String,
    pub class: String,
    pub aliases: Vec<String>,
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
                .map(|(at, unit)| (unit.slug.clone(), at))
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
        }
    }

    /// By ISO code (`UA-18`) or slug (`zhytomyrska`).
    pub fn region(&self, name: &str) -> Option<&Region> {
        self.region_at
            .get(name)
            .and_then(|at| self.regions.get(*at))
    }

    pub fn unit(&self, slug: &str) -> Option<&Unit> {
        self.unit_at.get(slug).and_then(|at| self.units.get(*at))
    }

    pub fn rank(&self, slug: &str) -> Option<&Rank> {
        self.rank_at.get(slug).and_then(|at| self.ranks.get(*at))
    }

    pub fn award(&self, slug: &str) -> Option<&Award> {
        self.award_at.get(slug).and_then(|at| self.awards.get(*at))
    }
}
