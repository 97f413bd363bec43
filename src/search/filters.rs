//! The list's parameters: what is asked for, read from an address and written back into one.

use chrono::NaiveDate;
use url::form_urlencoded;

use super::Query;
use crate::dates::Edtf;
use crate::heroes::hero::PlaceRole;
use crate::i18n::dates::typed;
use crate::i18n::order;
use crate::reference::Reference;

/// Lives on a page unless fewer or more are asked for, and at most: the list, the API.
pub const PAGE: u32 = 60;
pub const LONGEST_PAGE: u32 = 100;
/// Choices of one kind that are followed: every region there is, and somewhat more units than anyone ticks.
const MOST_CHOICES: usize = 30;
/// The last page that can be asked for.
pub const LAST_PAGE: u32 = 100_000;

/// What is asked for. Everything in it is known to exist or to be a date.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filters {
    pub query: Option<Query>,
    /// ISO codes, any of them.
    pub regions: Vec<String>,
    pub region_role: RegionRole,
    /// Slugs, any of them, each with everything under it.
    pub units: Vec<String>,
    pub ranks: Vec<String>,
    pub awards: Vec<String>,
    pub died_from: Option<Bound>,
    pub died_to: Option<Bound>,
    pub born_from: Option<Bound>,
    pub born_to: Option<Bound>,
    /// A capital of the Ukrainian or of the Latin alphabet.
    pub letter: Option<char>,
    /// Whether the order by name is that of the Latin names; it is the page's language, not the address's.
    pub latin: bool,
    /// None is the natural one: relevance with words to look for, else by name.
    pub sort: Option<Sort>,
    /// From 1.
    pub page: u32,
    /// Lives on a page, 1 to [`LONGEST_PAGE`].
    pub limit: u32,
}

/// An end of a stretch of time, as typed and as meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bound {
    pub typed: Edtf,
    pub day: NaiveDate,
}

/// What a region is in a life, as people ask: one place, always said which.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RegionRole {
    /// Born or lived.
    #[default]
    From,
    Fell,
    Rests,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    Relevance,
    Name,
    /// The latest death first; unknown ones last.
    Died,
    /// The latest published first.
    Recent,
}

/// A parameter that could not be followed; the rest was. `typed` is what stood there, shortened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The parameter's name, as in the address.
    pub parameter: &'static str,
    pub typed: String,
}

/// One choice that can be taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Chosen {
    Query,
    /// ISO code.
    Region(String),
    Unit(String),
    Rank(String),
    Award(String),
    DiedFrom,
    DiedTo,
    BornFrom,
    BornTo,
    Letter,
}

impl RegionRole {
    pub const ALL: [Self; 3] = [Self::From, Self::Fell, Self::Rests];

    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::From => "from",
            Self::Fell => "fell",
            Self::Rests => "rests",
        }
    }

    #[must_use]
    pub fn places(self) -> &'static [PlaceRole] {
        match self {
            Self::From => &[PlaceRole::Birth, PlaceRole::Home],
            Self::Fell => &[PlaceRole::Death],
            Self::Rests => &[PlaceRole::Burial],
        }
    }
}

impl Sort {
    pub const ALL: [Self; 4] = [Self::Relevance, Self::Name, Self::Died, Self::Recent];

    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Relevance => "relevance",
            Self::Name => "name",
            Self::Died => "died",
            Self::Recent => "recent",
        }
    }
}

impl Filters {
    /// Everybody, by name, the first page.
    #[must_use]
    pub fn everybody() -> Self {
        Self {
            page: 1,
            limit: PAGE,
            ..Self::default()
        }
    }

    /// What an address asks for (the part after `?`), and what of it could not be followed. Parameters of other features
    /// are passed over.
    #[must_use]
    pub fn read(query_string: &str, reference: &Reference) -> (Self, Vec<Notice>) {
        let mut filters = Self::everybody();
        let mut notices = Vec::new();
        for (name, value) in form_urlencoded::parse(query_string.as_bytes()).take(200) {
            let value = value.trim();
            let Some(parameter) = PARAMETERS.iter().find(|known| **known == name) else {
                continue;
            };
            if !value.is_empty() && !filters.follow(parameter, value, reference) {
                notices.push(Notice {
                    parameter,
                    typed: value.chars().take(40).collect(),
                });
            }
        }
        (filters, notices)
    }

    /// Whether the parameter could be followed.
    fn follow(&mut self, parameter: &str, value: &str, reference: &Reference) -> bool {
        match parameter {
            "q" => {
                self.query = Query::parse(value);
                true
            }
            "region" => choose(
                &mut self.regions,
                reference.region(value).map(|region| &region.iso),
            ),
            "unit" => choose(
                &mut self.units,
                reference.unit(value).map(|unit| &unit.slug),
            ),
            "rank" => choose(
                &mut self.ranks,
                reference.rank(value).map(|rank| &rank.slug),
            ),
            "award" => choose(
                &mut self.awards,
                reference.award(value).map(|award| &award.slug),
            ),
            "region_role" => set(
                &mut self.region_role,
                word(RegionRole::ALL, RegionRole::word, value),
            ),
            "sort" => set(&mut self.sort, word(Sort::ALL, Sort::word, value).map(Some)),
            "died_from" => set(&mut self.died_from, from(value).map(Some)),
            "died_to" => set(&mut self.died_to, to(value).map(Some)),
            "born_from" => set(&mut self.born_from, from(value).map(Some)),
            "born_to" => set(&mut self.born_to, to(value).map(Some)),
            "letter" => set(&mut self.letter, letter(value).map(Some)),
            "page" => set(&mut self.page, number(value, LAST_PAGE)),
            "limit" => set(&mut self.limit, number(value, LONGEST_PAGE)),
            _ => true,
        }
    }

    /// The order that is meant.
    #[must_use]
    pub fn order(&self) -> Sort {
        match (self.sort, &self.query) {
            (Some(Sort::Relevance) | None, None) => Sort::Name,
            (None, Some(_)) => Sort::Relevance,
            (Some(sort), _) => sort,
        }
    }

    /// Every choice that can be taken back, in the order of the form.
    #[must_use]
    pub fn chosen(&self) -> Vec<Chosen> {
        let each = |slugs: &[String], chosen: fn(String) -> Chosen| {
            slugs.iter().cloned().map(chosen).collect::<Vec<_>>()
        };
        let mut all = Vec::new();
        all.extend(self.query.as_ref().map(|_| Chosen::Query));
        all.extend(each(&self.regions, Chosen::Region));
        all.extend(each(&self.units, Chosen::Unit));
        all.extend(each(&self.ranks, Chosen::Rank));
        all.extend(each(&self.awards, Chosen::Award));
        all.extend(self.died_from.map(|_| Chosen::DiedFrom));
        all.extend(self.died_to.map(|_| Chosen::DiedTo));
        all.extend(self.born_from.map(|_| Chosen::BornFrom));
        all.extend(self.born_to.map(|_| Chosen::BornTo));
        all.extend(self.letter.map(|_| Chosen::Letter));
        all
    }

    /// The same without one choice, from the first page.
    #[must_use]
    pub fn without(&self, chosen: &Chosen) -> Self {
        let mut less = Self {
            page: 1,
            ..self.clone()
        };
        match chosen {
            Chosen::Query => less.query = None,
            Chosen::Region(iso) => less.regions.retain(|kept| kept != iso),
            Chosen::Unit(slug) => less.units.retain(|kept| kept != slug),
            Chosen::Rank(slug) => less.ranks.retain(|kept| kept != slug),
            Chosen::Award(slug) => less.awards.retain(|kept| kept != slug),
            Chosen::DiedFrom => less.died_from = None,
            Chosen::DiedTo => less.died_to = None,
            Chosen::BornFrom => less.born_from = None,
            Chosen::BornTo => less.born_to = None,
            Chosen::Letter => less.letter = None,
        }
        less
    }

    /// The same on another page.
    #[must_use]
    pub fn on_page(&self, page: u32) -> Self {
        Self {
            page,
            ..self.clone()
        }
    }

    /// The same under another letter, or under all, from the first page.
    #[must_use]
    pub fn under_letter(&self, letter: Option<char>) -> Self {
        Self {
            page: 1,
            letter,
            ..self.clone()
        }
    }

    /// The address's part after `?`, one spelling for one choice: «q=Лисюк&region=zhytomyrska». Empty for everybody.
    #[must_use]
    pub fn query_string(&self, reference: &Reference) -> String {
        let mut out = form_urlencoded::Serializer::new(String::new());
        if let Some(query) = &self.query {
            out.append_pair("q", query.typed());
        }
        for iso in &self.regions {
            out.append_pair(
                "region",
                reference.region(iso).map_or(iso, |region| &region.slug),
            );
        }
        if self.region_role != RegionRole::From {
            out.append_pair("region_role", self.region_role.word());
        }
        for (parameter, slugs) in [
            ("unit", &self.units),
            ("rank", &self.ranks),
            ("award", &self.awards),
        ] {
            for slug in slugs {
                out.append_pair(parameter, slug);
            }
        }
        for (parameter, bound) in [
            ("died_from", self.died_from),
            ("died_to", self.died_to),
            ("born_from", self.born_from),
            ("born_to", self.born_to),
        ] {
            if let Some(bound) = bound {
                out.append_pair(parameter, &bound.typed.to_string());
            }
        }
        if let Some(letter) = self.letter {
            out.append_pair("letter", letter.encode_utf8(&mut [0; 4]));
        }
        if let Some(sort) = self.sort {
            out.append_pair("sort", sort.word());
        }
        if self.limit != PAGE {
            out.append_pair("limit", &self.limit.to_string());
        }
        if self.page > 1 {
            out.append_pair("page", &self.page.to_string());
        }
        out.finish()
    }
}

const PARAMETERS: [&str; 14] = [
    "q",
    "region",
    "region_role",
    "unit",
    "rank",
    "award",
    "died_from",
    "died_to",
    "born_from",
    "born_to",
    "letter",
    "sort",
    "page",
    "limit",
];

fn set<T>(place: &mut T, value: Option<T>) -> bool {
    let known = value.is_some();
    if let Some(value) = value {
        *place = value;
    }
    known
}

fn choose(chosen: &mut Vec<String>, slug: Option<&String>) -> bool {
    let Some(slug) = slug else { return false };
    let again = chosen.contains(slug);
    let fits = chosen.len() < MOST_CHOICES;
    if !again && fits {
        chosen.push(slug.clone());
    }
    again || fits
}

fn word<T: Copy, const N: usize>(
    all: [T; N],
    word: fn(T) -> &'static str,
    value: &str,
) -> Option<T> {
    all.into_iter().find(|one| word(*one) == value)
}

fn from(value: &str) -> Option<Bound> {
    let typed = date(value)?;
    Some(Bound {
        typed,
        day: typed.first()?,
    })
}

fn to(value: &str) -> Option<Bound> {
    let typed = date(value)?;
    Some(Bound {
        typed,
        day: typed.last()?,
    })
}

/// As addresses have it, `2024-03`, or as people type it into the box, «березень 2024».
fn date(value: &str) -> Option<Edtf> {
    value.parse().ok().or_else(|| typed(value))
}

fn letter(value: &str) -> Option<char> {
    let alone = value.chars().nth(1).is_none();
    order::letter(value)
        .or_else(|| order::latin_letter(value))
        .filter(|_| alone)
}

/// A number from 1; a larger one is the largest.
fn number(value: &str, largest: u32) -> Option<u32> {
    let digits = value.bytes().all(|byte| byte.is_ascii_digit());
    let number = value.parse::<u32>().unwrap_or(largest);
    (digits && number > 0).then_some(number.min(largest))
}
