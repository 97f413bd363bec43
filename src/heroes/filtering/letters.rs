//! The page's alphabet. A letter under which there is nobody leads nowhere.

use super::choice::count;
use crate::heroes::list::address;
use crate::heroes::telling::Telling;
use crate::i18n::{Lang, order};
use crate::search::{Facets, Filters};

pub struct Letter {
    pub capital: char,
    /// «Л: 12 людей».
    pub words: String,
    pub href: Option<String>,
    pub chosen: bool,
}

/// All letters with how many lives each would find; none of them where they are of no help: nobody is under any.
pub fn of(telling: Telling<'_>, filters: &Filters, facets: &Facets) -> Vec<Letter> {
    if facets.letters.is_empty() && filters.letter.is_none() {
        return Vec::new();
    }
    let w = telling.w;
    let link = |letter: char| {
        let chosen = filters.letter == Some(letter);
        let count = count(&facets.letters, &letter);
        let other = filters.under_letter((!chosen).then_some(letter));
        Letter {
            capital: letter,
            words: w.list_letter(letter.to_string(), w.common_people(count)),
            href: (chosen || count > 0).then(|| address(telling, &other)),
            chosen,
        }
    };
    match telling.lang() {
        // No name begins with Ь.
        Lang::Uk => {
            let letters = order::ALPHABET.into_iter().filter(|letter| *letter != 'Ь');
            letters.map(link).collect()
        }
        Lang::En => ('A'..='Z').map(link).collect(),
    }
}
