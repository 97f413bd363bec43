//! What a search answers: who, how many, why, and how the answer is spread.

use crate::heroes::hero::PlaceRole;

/// A page of lives in their order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    pub total: Total,
    /// From 1; never past the last page.
    pub page: u32,
    /// Whether there is a page after this one.
    pub more: bool,
    pub hits: Vec<Hit>,
    /// None when too many lives are found to count them in time.
    pub facets: Option<Facets>,
}

/// How many lives are found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Total {
    Exactly(u32),
    /// More than this: counting stopped.
    Over(u32),
}

/// A life that is found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    pub id: i32,
    /// Why, when the name as it is shown does not say it.
    pub reason: Option<Reason>,
}

/// What in a life matched the words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Another name, as written.
    Alias(Vec<Part>),
    /// The passport's or the family's own Latin spelling.
    Latin(Vec<Part>),
    CallSign(Vec<Part>),
    /// The given name, of which a short, foreign or declined form was typed.
    Form(Vec<Part>),
    /// Nothing but the likeness of the names.
    Alike,
    /// The settlement or, without one that matched, the region's ISO code.
    Place {
        role: PlaceRole,
        settlement: Vec<Part>,
        region: Option<String>,
    },
    /// The slug, or the name as written.
    Unit {
        slug: Option<String>,
        text: Vec<Part>,
    },
    /// A sentence or two of the story, an event, a quote.
    Story(Vec<Part>),
}

/// A piece of a text; `lit` is what matched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    pub text: String,
    pub lit: bool,
}

/// How many of the lives found each choice would leave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets {
    /// ISO code, lives; by the role that is chosen, the most first.
    pub regions: Vec<(String, u32)>,
    /// Slug, lives; the most first.
    pub units: Vec<(String, u32)>,
    /// Year of death that is known, lives; the latest first.
    pub years: Vec<(i32, u32)>,
}

impl Total {
    /// The number that is said: exact, or what it is more than.
    #[must_use]
    pub fn number(self) -> u32 {
        match self {
            Total::Exactly(number) | Total::Over(number) => number,
        }
    }

    #[must_use]
    pub fn is_over(&self) -> bool {
        matches!(self, Total::Over(_))
    }
}
