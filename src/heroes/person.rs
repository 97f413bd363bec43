//! A person in a list: of the search, of a region, of a unit. A row of `<ol class="people">`, with css/list.css.

use askama::Template;

use super::pictures;
use super::queries::Card;
use super::telling::{Piece, Telling};
use crate::i18n::dates::life_years;
use crate::web::portrait::Portrait;

/// Written into a template as `{{ person }}`.
#[derive(Template)]
#[template(path = "heroes/person.html")]
pub struct Person {
    pub href: String,
    portrait: Portrait,
    /// The name as a list is ordered, the letters that were searched for apart.
    name: Vec<Matched>,
    years: Option<String>,
    unit: Option<Piece>,
    place: Vec<Piece>,
    /// Why this person was found, when the name does not say it.
    pub why: Option<Why>,
}

/// A stretch of a name; `found` when it is what was searched for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matched {
    pub words: String,
    pub found: bool,
}

/// «Знайдено за позивним: Лис».
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Why {
    pub words: String,
    pub matched: Vec<Matched>,
    /// The language of what matched where it is not the page's.
    pub lang: Option<&'static str>,
}

/// The template escapes what it shows, so its text may stand in another template as it is.
impl askama::filters::HtmlSafe for Person {}

impl Person {
    pub fn of(telling: Telling<'_>, card: &Card) -> Person {
        let lang = telling.lang();
        let name = telling.name(&card.name, card.latin.as_ref());
        Person {
            href: address(telling, card),
            portrait: Portrait::small(
                card.photo.map(|id| pictures::of_card(id, false)),
                name.initials(),
            ),
            name: vec![Matched {
                words: telling.listed(&card.name, card.latin.as_ref()),
                found: false,
            }],
            years: life_years(
                lang,
                card.born.as_ref(),
                card.died.as_ref(),
                card.sex,
                false,
            ),
            unit: telling.any_unit(card.unit.as_deref(), card.unit_text.as_deref()),
            place: card
                .place
                .as_ref()
                .map(|place| telling.short_place(place))
                .unwrap_or_default(),
            why: None,
        }
    }

    /// The name as it stands in the list.
    pub fn name(&self) -> String {
        self.name.iter().map(|part| part.words.as_str()).collect()
    }

    /// With what was found set apart in the name, and said in words where the name does not show it.
    pub fn found(self, name: Option<Vec<Matched>>, why: Option<Why>) -> Person {
        Person {
            name: name.unwrap_or(self.name),
            why,
            ..self
        }
    }
}

/// The address of a life in the page's language.
pub fn address(telling: Telling<'_>, card: &Card) -> String {
    format!("/{}/heroes/{}", telling.lang(), card.slug)
}

/// A link with the person's name, for a sentence.
pub fn mention(telling: Telling<'_>, card: &Card) -> Piece {
    Piece::link(
        telling.name(&card.name, card.latin.as_ref()).full(),
        address(telling, card),
    )
}
