//! What the form shows: every kind of choice, what is chosen, and what is kept unseen when it is sent.

use super::choice::{Choice, Choices};
use super::units::Branch;
use super::years::Years;
use super::{awards, chosen, ranks, regions, units, years};
use crate::heroes::list::address;
use crate::heroes::telling::{Piece, Telling};
use crate::search::{Facets, Filters, Notice};

pub struct Form {
    pub roles: Vec<Choice>,
    pub regions: Choices,
    pub units: Vec<Choice>,
    /// The other units, so that one of hundreds is found under its branch.
    pub branches: Vec<Branch>,
    pub more_units: usize,
    pub ranks: Choices,
    pub awards: Choices,
    pub died: Years,
    pub born: Years,
    /// Chosen in other ways than the form's: kept when it is sent.
    pub hidden: Vec<(&'static str, String)>,
    /// Removable words.
    pub chosen: Vec<Piece>,
    /// Everything but the words searched for taken back.
    pub without_all: Option<String>,
}

impl Form {
    /// The choices of a list, and again what was typed into its boxes and could not be followed.
    pub fn of(
        telling: Telling<'_>,
        filters: &Filters,
        facets: &Facets,
        notices: &[Notice],
    ) -> Form {
        let (units, more_units, branches) = units::of(telling, filters, facets);
        let chosen = chosen::removable(telling, filters);
        let bare = Filters {
            query: filters.query.clone(),
            sort: filters.sort,
            limit: filters.limit,
            ..Filters::everybody()
        };
        Form {
            roles: regions::roles(telling, filters),
            regions: regions::of(telling, filters, facets),
            units,
            branches,
            more_units,
            ranks: ranks::of(telling, filters, facets),
            awards: awards::of(telling, filters, facets),
            died: years::of_death(telling, filters, facets, notices),
            born: years::of_birth(telling, filters, facets, notices),
            hidden: hidden(filters),
            without_all: (chosen.len() > 1).then(|| address(telling, &bare)),
            chosen,
        }
    }

    /// Whether a phone opens the form by itself: something typed into it is to be mended.
    pub fn is_wrong(&self) -> bool {
        self.died.is_wrong() || self.born.is_wrong()
    }
}

fn hidden(filters: &Filters) -> Vec<(&'static str, String)> {
    let everybody = Filters::everybody();
    let mut kept = Vec::new();
    kept.extend(filters.letter.map(|letter| ("letter", letter.to_string())));
    kept.extend(filters.sort.map(|sort| ("sort", sort.word().to_owned())));
    if filters.limit != everybody.limit {
        kept.push(("limit", filters.limit.to_string()));
    }
    kept
}
