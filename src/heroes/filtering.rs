//! The form beside a list: what can be chosen, with how many lives each choice would leave, and what is chosen already.

use super::list::removable;
use super::telling::{Piece, Telling, from_to};
use crate::i18n::Lang;
use crate::i18n::dates::day;
use crate::regions::region;
use crate::search::{Chosen, Facets, Filters, RegionRole};

/// Choices that stand open; the rest are behind «Ще 15».
const OPEN: usize = 5;

/// What the form shows.
pub struct Filtering {
    pub roles: Vec<Choice>,
    pub regions: Vec<Choice>,
    pub more_regions: Vec<Choice>,
    pub units: Vec<Choice>,
    pub more_units: Vec<Choice>,
    pub years: Vec<Choice>,
    pub died_from: String,
    pub died_to: String,
    /// Chosen in other ways than the form's: kept when it is sent.
    pub hidden: Vec<(&'static str, String)>,
    /// Removable words.
    pub chosen: Vec<Piece>,
    /// Everything but the words searched for taken back.
    pub without_all: Option<String>,
}

/// One option.
#[derive(Clone, Debug)]
pub struct Choice {
    pub words: String,
    /// As the form sends it; for a link its address.
    pub value: String,
    pub count: Option<u32>,
    pub chosen: bool,
}

impl Filtering {
    pub fn of(telling: Telling<'_>, filters: &Filters, facets: &Facets) -> Filtering {
        let (regions, more_regions) = regions(telling, filters, facets);
        let (units, more_units) = units(telling, filters, facets);
        let chosen = chosen(telling, filters);
        let bare = Filters {
            query: filters.query.clone(),
            sort: filters.sort,
            limit: filters.limit,
            ..Filters::everybody()
        };
        Filtering {
            roles: roles(telling, filters),
            regions,
            more_regions,
            units,
            more_units,
            years: years(telling, filters, facets),
            died_from: filters
                .died_from
                .map(|bound| bound.typed.to_string())
                .unwrap_or_default(),
            died_to: filters
                .died_to
                .map(|bound| bound.typed.to_string())
                .unwrap_or_default(),
            hidden: hidden(filters),
            without_all: (chosen.len() > 1).then(|| super::list::address(telling, &bare)),
            chosen,
        }
    }
}

fn roles(telling: Telling<'_>, filters: &Filters) -> Vec<Choice> {
    let words = |role| match role {
        RegionRole::From => telling.w.list_role_from(),
        RegionRole::Fell => telling.w.list_role_fell(),
        RegionRole::Rests => telling.w.list_role_rests(),
    };
    let choice = |role: RegionRole| Choice {
        words: words(role).to_owned(),
        value: role.word().to_owned(),
        count: None,
        chosen: filters.region_role == role,
    };
    RegionRole::ALL.into_iter().map(choice).collect()
}

/// What is chosen and the commonest stand open, the others follow.
fn regions(telling: Telling<'_>, filters: &Filters, facets: &Facets) -> (Vec<Choice>, Vec<Choice>) {
    let counted = facets.regions.as_slice();
    let count = |iso: &str| {
        counted
            .iter()
            .find(|(of, _)| of == iso)
            .map(|(_, count)| *count)
    };
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
            count: count(&found.iso),
            chosen: filters.regions.contains(&found.iso),
        })
        .collect();
    if telling.lang() == Lang::En {
        all.sort_by(|a, b| a.words.cmp(&b.words));
    }
    open_first(all, true)
}

fn units(telling: Telling<'_>, filters: &Filters, facets: &Facets) -> (Vec<Choice>, Vec<Choice>) {
    let counted = facets.units.as_slice();
    let uncounted = filters
        .units
        .iter()
        .filter(|slug| counted.iter().all(|(of, _)| of != *slug))
        .map(|slug| (slug, None));
    let all = counted
        .iter()
        .map(|(slug, count)| (slug, Some(*count)))
        .chain(uncounted)
        .filter_map(|(slug, count)| {
            let words = telling.short_unit(slug)?;
            Some(Choice {
                words,
                value: slug.clone(),
                count,
                chosen: filters.units.contains(slug),
            })
        });
    open_first(all.collect(), true)
}

/// Splits the choices: chosen ones and the commonest open, the rest behind a word. What would leave nobody is not offered
/// when it is known.
fn open_first(mut all: Vec<Choice>, counted: bool) -> (Vec<Choice>, Vec<Choice>) {
    if counted {
        all.retain(|choice| choice.chosen || choice.count.is_some_and(|count| count > 0));
    }
    let mut commonest: Vec<u32> = all.iter().filter_map(|choice| choice.count).collect();
    commonest.sort_unstable_by(|a, b| b.cmp(a));
    let enough = commonest.get(OPEN - 1).copied().unwrap_or(0);
    let mut open = Vec::new();
    let mut more = Vec::new();
    for choice in all {
        let common = choice.count.unwrap_or(0) >= enough && open.len() < OPEN;
        if choice.chosen || (common && counted) {
            open.push(choice)
        } else {
            more.push(choice)
        }
    }
    open.sort_by_key(|choice| (!choice.chosen, std::cmp::Reverse(choice.count)));
    (open, more)
}

/// Each year of death with its count, a link to that year alone.
fn years(telling: Telling<'_>, filters: &Filters, facets: &Facets) -> Vec<Choice> {
    let counted = facets.years.as_slice();
    counted
        .iter()
        .map(|(year, count)| {
            let asked = format!("died_from={year}&died_to={year}");
            let (of_year, _) = Filters::read(&asked, telling.reference);
            let chosen =
                filters.died_from == of_year.died_from && filters.died_to == of_year.died_to;
            let only = Filters {
                died_from: of_year.died_from,
                died_to: of_year.died_to,
                page: 1,
                ..filters.clone()
            };
            let value = super::list::address(telling, &only);
            Choice {
                words: year.to_string(),
                value,
                count: Some(*count),
                chosen,
            }
        })
        .take(12)
        .collect()
}

fn hidden(filters: &Filters) -> Vec<(&'static str, String)> {
    let each = |name, values: &[String]| {
        values
            .iter()
            .map(|value| (name, value.clone()))
            .collect::<Vec<_>>()
    };
    let mut kept = each("rank", &filters.ranks);
    kept.extend(each("award", &filters.awards));
    kept.extend(
        filters
            .born_from
            .map(|bound| ("born_from", bound.typed.to_string())),
    );
    kept.extend(
        filters
            .born_to
            .map(|bound| ("born_to", bound.typed.to_string())),
    );
    kept.extend(filters.letter.map(|letter| ("letter", letter.to_string())));
    kept.extend(filters.sort.map(|sort| ("sort", sort.word().to_owned())));
    kept
}

fn chosen(telling: Telling<'_>, filters: &Filters) -> Vec<Piece> {
    let (w, lang) = (telling.w, telling.lang());
    let date = |bound: Option<crate::search::filters::Bound>| {
        bound
            .map(|bound| day(lang, &bound.typed))
            .unwrap_or_default()
    };
    let name = |choice: &Chosen| {
        Some(match choice {
            Chosen::Query => return None,
            Chosen::Region(iso) => {
                let found = telling.reference.region(iso)?;
                let name = match lang {
                    Lang::Uk => region::plain(&found.name_uk),
                    Lang::En => region::plain_en(&found.name_en),
                };
                match filters.region_role {
                    RegionRole::From => name.to_owned(),
                    RegionRole::Fell => w.list_chosen_fell(name),
                    RegionRole::Rests => w.list_chosen_rests(name),
                }
            }
            Chosen::Unit(slug) => telling.short_unit(slug)?,
            Chosen::Rank(slug) => match (lang, telling.reference.rank(slug)?) {
                (Lang::Uk, rank) => rank.name_uk.clone(),
                (Lang::En, rank) => rank.name_en.clone(),
            },
            Chosen::Award(slug) => match (lang, telling.reference.award(slug)?) {
                (Lang::Uk, award) => award.name_uk.clone(),
                (Lang::En, award) => award.name_en.clone(),
            },
            Chosen::DiedFrom => w.list_chosen_died_from(date(filters.died_from)),
            Chosen::DiedTo => w.list_chosen_died_to(date(filters.died_to)),
            Chosen::BornFrom => w.list_chosen_born_from(date(filters.born_from)),
            Chosen::BornTo => w.list_chosen_born_to(date(filters.born_to)),
            Chosen::Letter => filters.letter?.to_string(),
        })
    };
    // Both ends of one stretch are one choice.
    let stretch = filters.died_from.is_some() && filters.died_to.is_some();
    let mut words: Vec<Piece> = Vec::new();
    for choice in filters.chosen() {
        match choice {
            Chosen::DiedFrom if stretch => {
                let said = match (filters.died_from, filters.died_to) {
                    (Some(from), Some(to)) if from.typed != to.typed => {
                        from_to(lang, &from.typed, &to.typed)
                    }
                    (from, _) => date(from),
                };
                let without = filters.without(&Chosen::DiedFrom).without(&Chosen::DiedTo);
                words.push(removable(telling, w.list_chosen_died(said), &without));
            }
            Chosen::DiedTo if stretch => {}
            choice => words.extend(
                name(&choice).map(|name| removable(telling, name, &filters.without(&choice))),
            ),
        }
    }
    words
}
