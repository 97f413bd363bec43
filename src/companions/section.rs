//! The section of a life's page: who stands beside this person, a few names each, and the way to all.

use askama::Template;
use diesel::{QueryResult, SqliteConnection};

use super::bond::{Bond, Kind, bonds};
use super::queries;
use crate::dates::Edtf;
use crate::heroes::hero::Record;
use crate::heroes::person;
use crate::heroes::queries as heroes;
use crate::heroes::queries::Card;
use crate::heroes::telling::{Piece, Telling};
use crate::i18n::Words;
use crate::i18n::dates::{life_years, when};
use crate::places;
use crate::places::settlement;
use crate::purges::tag::Tag;
use crate::reference::{Reference, Unit};
use crate::units::unit;

/// Names of one heading.
const SHOWN: usize = 6;
/// Units, and villages, that are told of: the last of a long service.
const MOST: usize = 2;
/// Units under one, and above it, that are asked for.
const MOST_UNITS: usize = 24;

/// What was found beside a life.
#[derive(Debug, Default)]
pub struct Beside {
    found: Vec<(What, Vec<Card>)>,
    /// Whoever joins or leaves one of these may stand here or not.
    asked: Vec<Tag>,
}

impl Beside {
    /// What all of it is true by: those who stand there, and what they were asked for by.
    pub fn tags(&self) -> Vec<Tag> {
        let people = self.found.iter().flat_map(|(_, cards)| cards);
        let people = people.map(|card| Tag::life(card.id));
        people.chain(self.asked.iter().cloned()).collect()
    }
}

#[derive(Debug)]
enum What {
    /// By its slug.
    Unit(String),
    Village {
        kind: settlement::Kind,
        name: String,
        region: String,
    },
    Freed(Edtf),
    Fell(Edtf),
}

/// Written into a template as `{{ companions }}`; the page brings css/heroes.css. Nothing where there is nobody.
#[derive(Template)]
#[template(path = "companions/section.html")]
pub struct Section {
    w: Words,
    groups: Vec<Group>,
}

struct Group {
    heading: String,
    /// A name that leads to the life, and its years.
    people: Vec<(Piece, Option<String>)>,
    /// Where all of them are listed, when there are more.
    all: Option<String>,
}

/// The template escapes what it shows, so its text may stand in another template as it is.
impl askama::filters::HtmlSafe for Section {}

/// Asks for everyone beside a life, by what everyone may see of it.
pub fn beside(
    conn: &mut SqliteConnection,
    reference: &Reference,
    id: i32,
    public: &Record,
) -> QueryResult<Beside> {
    let mut found: Vec<(What, Vec<i32>)> = Vec::new();
    let bonds = bonds(public);
    let mut asked: Vec<Tag> = bonds
        .iter()
        .map(|bond| Tag::bond(bond.kind.word(), &bond.what))
        .collect();
    let of = |kind: Kind| bonds.iter().filter(move |bond| bond.kind == kind);
    let mut units: Vec<&Bond> = of(Kind::Unit).collect();
    units.sort_by(|one, other| other.since.cmp(&one.since));
    for bond in units.into_iter().take(MOST) {
        let Some(known) = reference.unit(&bond.what) else {
            continue;
        };
        let slugs = served_in(known, reference);
        asked.extend(slugs.iter().map(|slug| Tag::bond(bond.kind.word(), slug)));
        let people = queries::served(conn, id, &slugs, bond, SHOWN + 1)?;
        found.push((What::Unit(known.slug.clone()), people));
    }
    for bond in of(Kind::Village).take(MOST) {
        let Some((region, name)) = bond.what.split_once('/') else {
            continue;
        };
        // One of several of its name in a region: nobody can say that it is the same.
        let Some(kind) = places::queries::the_only(conn, name, region)? else {
            continue;
        };
        let what = What::Village {
            kind,
            name: name.to_owned(),
            region: region.to_owned(),
        };
        found.push((what, around(conn, id, bond)?));
    }
    for bond in of(Kind::Freed) {
        if let Ok(day) = bond.what.parse() {
            found.push((What::Freed(day), around(conn, id, bond)?));
        }
    }
    for bond in of(Kind::Fell) {
        let Ok(day) = bond.what.parse() else { continue };
        // Whoever fell in the same place comes first.
        let mut people = Vec::new();
        for there in of(Kind::FellThere) {
            people.extend(around(conn, id, there)?);
        }
        for other in around(conn, id, bond)? {
            if !people.contains(&other) {
                people.push(other);
            }
        }
        people.truncate(SHOWN + 1);
        found.push((What::Fell(day), people));
    }
    let mut all: Vec<i32> = found.iter().flat_map(|(_, ids)| ids).copied().collect();
    all.sort_unstable();
    all.dedup();
    let cards = heroes::mentions(conn, &all)?;
    let groups = found.into_iter().map(|(what, ids)| {
        let of = |id: &i32| cards.iter().find(|card| card.id == *id).cloned();
        (what, ids.iter().filter_map(of).collect::<Vec<_>>())
    });
    Ok(Beside {
        found: groups.filter(|(_, cards)| !cards.is_empty()).collect(),
        asked,
    })
}

fn around(conn: &mut SqliteConnection, id: i32, bond: &Bond) -> QueryResult<Vec<i32>> {
    let most = i64::try_from(SHOWN + 1).unwrap_or(i64::MAX);
    queries::around(conn, id, bond.kind, &bond.what, most)
}

/// The slugs by which lives say that they served in a unit: its own, those of the units under it, and those above it, for who
/// serves in a battalion serves in its brigade. Two battalions of one brigade are not one unit.
fn served_in(own: &Unit, reference: &Reference) -> Vec<String> {
    let mut slugs = unit::slugs_with_those_under(own, &reference.units);
    let mut above = own;
    while let Some(owner) = above
        .parent
        .as_deref()
        .and_then(|slug| reference.unit(slug))
    {
        // Where the list leads in a circle, nothing is above.
        if slugs.contains(&owner.slug) || slugs.len() >= MOST_UNITS {
            break;
        }
        slugs.extend(owner.slugs().cloned());
        above = owner;
    }
    slugs.truncate(MOST_UNITS);
    slugs
}

impl Section {
    pub fn of(telling: Telling<'_>, beside: &Beside) -> Self {
        let groups = beside.found.iter().map(|(what, cards)| Group {
            heading: heading(telling, what),
            people: cards
                .iter()
                .take(SHOWN)
                .map(|card| named(telling, card))
                .collect(),
            all: (cards.len() > SHOWN).then(|| all(telling, what)).flatten(),
        });
        Self {
            w: telling.w,
            groups: groups.collect(),
        }
    }
}

fn named(telling: Telling<'_>, card: &Card) -> (Piece, Option<String>) {
    let years = life_years(
        telling.lang(),
        card.born.as_ref(),
        card.died.as_ref(),
        card.sex,
        true,
    );
    (person::mention(telling, card), years)
}

fn heading(telling: Telling<'_>, what: &What) -> String {
    let w = telling.w;
    match what {
        What::Unit(slug) => {
            w.companions_served(telling.short_unit(slug).unwrap_or_else(|| slug.clone()))
        }
        What::Village { kind, name, .. } => {
            w.companions_village(kind.word(), telling.written(name))
        }
        What::Freed(day) => w.companions_freed(when(telling.lang(), day)),
        What::Fell(day) => w.companions_fell(when(telling.lang(), day)),
    }
}

fn all(telling: Telling<'_>, what: &What) -> Option<String> {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    match what {
        What::Unit(slug) => query.append_pair("unit", slug),
        What::Village { name, region, .. } => {
            let region = telling.reference.region(region)?;
            query
                .append_pair("q", name)
                .append_pair("region", &region.slug)
        }
        What::Freed(_) => return None,
        What::Fell(day) => {
            let day = day.to_string();
            query
                .append_pair("died_from", &day)
                .append_pair("died_to", &day)
        }
    };
    Some(format!("/{}/heroes?{}", telling.lang(), query.finish()))
}
