//! What a search answers: who, how many, why, and how the answer is spread.

use super::filters::Chosen;
use crate::heroes::hero::PlaceRole;

/// A page of lives in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// How many lives are found on all pages.
    pub total: u32,
    /// From 1; never past the last page.
    pub page: u32,
    /// Whether there is a page after this one.
    pub more: bool,
    pub hits: Vec<Hit>,
    pub facets: Facets,
    /// Words that were left out because nobody of that name is found with them.
    pub ignored: Vec<String>,
    /// What to try instead, when nobody is found.
    pub instead: Instead,
}

/// Ways on for whoever found nobody. Empty when somebody is found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Instead {
    /// Lives whose names are the most like what was typed, whatever else was chosen; the nearest first, a few.
    pub nearest: Vec<i32>,
    /// A choice to take back, and how many lives that would find; only where it finds somebody.
    pub without: Vec<(Chosen, u32)>,
    /// Fewer words, as the box would have them, and how many lives they find; only where they find somebody.
    pub fewer_words: Vec<(String, u32)>,
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
    /// Slug, lives; the most first. So are ranks and awards.
    pub units: Vec<(String, u32)>,
    pub ranks: Vec<(String, u32)>,
    pub awards: Vec<(String, u32)>,
    /// Year of death that is known, lives; the latest first.
    pub years: Vec<(i32, u32)>,
    /// Decade of birth that is known (1990), lives; the latest first.
    pub decades: Vec<(i32, u32)>,
    /// Letters of the alphabet of the page's language under which there is somebody, lives.
    pub letters: Vec<(char, u32)>,
}
