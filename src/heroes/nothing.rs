//! What a list offers whoever found nobody: the nearest names, a wider search, and to tell the story themselves.

use super::filtering::chosen;
use super::list::address;
use super::person::Person;
use super::queries::Card;
use super::telling::{Piece, Telling, quoted};
use crate::search::{Filters, Instead, Query};

pub struct Nothing {
    /// Why that may be, in one sentence; none where nothing was asked.
    pub why: Option<&'static str>,
    pub nearest: Vec<Person>,
    /// Less of what was asked, with how many lives that finds.
    pub wider: Vec<Piece>,
    /// Whether there is anybody to look at instead.
    pub anybody: bool,
}

impl Nothing {
    /// `wordless` when there was no word in what was typed.
    pub fn of(
        telling: Telling<'_>,
        filters: &Filters,
        wordless: bool,
        instead: &Instead,
        nearest: &[Card],
    ) -> Nothing {
        let w = telling.w;
        let asked = wordless || !filters.chosen().is_empty();
        let why = if wordless {
            w.list_nothing_wordless()
        } else if filters.query.is_some() {
            w.list_nothing_words()
        } else {
            w.list_nothing_choices()
        };
        let name = |card| Person::of(telling, card);
        Nothing {
            why: asked.then_some(why),
            nearest: nearest.iter().map(name).collect(),
            wider: wider(telling, filters, instead),
            anybody: asked,
        }
    }
}

fn wider(telling: Telling<'_>, filters: &Filters, instead: &Instead) -> Vec<Piece> {
    let (w, lang) = (telling.w, telling.lang());
    let without = instead.without.iter().filter_map(|(choice, count)| {
        let name = quoted(lang, &chosen::name(telling, filters, choice)?);
        let words = w.list_nothing_without(name, w.common_people(*count));
        Some(Piece::link(
            words,
            address(telling, &filters.without(choice)),
        ))
    });
    let fewer = instead.fewer_words.iter().filter_map(|(typed, count)| {
        let less = Filters {
            query: Some(Query::parse(typed)?),
            ..filters.on_page(1)
        };
        let words = w.list_nothing_only(w.common_people(*count), quoted(lang, typed));
        Some(Piece::link(words, address(telling, &less)))
    });
    without.chain(fewer).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::{Lang, Words};
    use crate::reference::{Reference, Region};
    use crate::search::Chosen;

    #[test]
    fn less_of_what_was_asked_is_offered_with_whom_it_finds() {
        let region = Region {
            iso: "UA-18".into(),
            slug: "zhytomyrska".into(),
            name_uk: "Житомирська область".into(),
            name_en: "Zhytomyr Oblast".into(),
            ..Region::default()
        };
        let reference = Reference::new(vec![region], Vec::new(), Vec::new(), Vec::new());
        let (filters, _) = Filters::read(
            "q=Лисюк Грім&region=zhytomyrska&died_from=2024&page=3",
            &reference,
        );
        let instead = Instead {
            nearest: Vec::new(),
            without: vec![
                (Chosen::Region("UA-18".into()), 12),
                (Chosen::DiedFrom, 1),
                (Chosen::Letter, 9),
            ],
            fewer_words: vec![("Лисюк".into(), 3)],
        };
        let said = |lang| {
            let telling = Telling {
                w: Words::new(lang),
                reference: &reference,
            };
            let links = wider(telling, &filters, &instead).into_iter();
            links
                .map(|link| (link.words.replace('\u{a0}', " "), link.href.unwrap()))
                .collect::<Vec<_>>()
        };
        let words = |lang| {
            said(lang)
                .into_iter()
                .map(|(words, _)| words)
                .collect::<Vec<_>>()
        };
        assert_eq!(
            words(Lang::Uk),
            [
                "Без «Житомирська область»: 12 людей",
                "Без «загинули від: 2024»: 1 людина",
                "Лише «Лисюк»: 3 людини"
            ],
            "what was not chosen is not offered"
        );
        assert_eq!(words(Lang::En)[0], "Without “Zhytomyr Oblast”: 12 people");
        let addresses = said(Lang::En);
        assert!(!addresses[0].1.contains("region") && !addresses[0].1.contains("page"));
        assert!(addresses[2].1.contains("region=zhytomyrska&died_from=2024"));
    }
}
