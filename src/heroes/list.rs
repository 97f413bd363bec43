//! `/{lang}/heroes`: search and browse in one.

use std::sync::Arc;

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use super::filtering::form::Form;
use super::filtering::letters::{self, Letter};
use super::found::{lit, why};
use super::nothing::Nothing;
use super::paging::Paging;
use super::person::Person;
use super::queries::{self, Card};
use super::telling::Telling;
use crate::app::State;
use crate::error::AppError;
use crate::i18n::{Lang, Words};
use crate::reference::Reference;
use crate::search::filters::Bound;
use crate::search::{self, Filters, Found, Notice, Sort};
use crate::web::keep::Keep;
use crate::web::layout::{Here, Layout};
use crate::web::show::show;

/// Parameters that could not be followed and are said again; the rest only counts.
const MOST_SAID: usize = 5;

#[derive(Template)]
#[template(path = "heroes/list.html")]
struct Page {
    w: Words,
    layout: Layout,
    typed: String,
    title: String,
    form: Form,
    notices: Option<String>,
    /// Words that nobody of this name is found with.
    ignored: Option<String>,
    sorts: Vec<SortTab>,
    letters: Vec<Letter>,
    people: Vec<Person>,
    paging: Option<Paging>,
    nothing: Option<Nothing>,
}

struct SortTab {
    words: &'static str,
    href: String,
    now: bool,
}

/// What an address asks for.
struct Asked {
    filters: Filters,
    notices: Vec<Notice>,
    /// What was typed into the search box when there is no word in it: «😀», «*».
    wordless: Option<String>,
}

pub async fn page(
    state: Data<State>,
    w: Words,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let reference = state.reference();
    let asked = Asked::read(request.query_string(), &reference, w.lang());
    let question = (
        asked.filters.clone(),
        reference.clone(),
        state.names.clone(),
        asked.wordless.is_some(),
    );
    let (found, cards, nearest) = state
        .db
        .read(move |conn| {
            let (filters, reference, names, wordless) = question;
            let found = if wordless {
                Arc::new(nobody())
            } else {
                search::queries::answer(conn, &names, &filters, &reference)?
            };
            let ids: Vec<i32> = found.hits.iter().map(|hit| hit.id).collect();
            let cards = queries::cards(conn, &ids)?;
            let nearest = queries::cards(conn, &found.instead.nearest)?;
            Ok((found, cards, nearest))
        })
        .await?;
    let telling = Telling {
        w,
        reference: &reference,
    };
    let asked = Asked {
        filters: asked.filters.on_page(found.page),
        ..asked
    };
    let origin = state.settings.public_url.as_str();
    let page = Page::of(telling, origin, &asked, &found, &cards, &nearest);
    Ok(Keep::list().by_query().on(show(&page)?))
}

impl Asked {
    fn read(query_string: &str, reference: &Reference, lang: Lang) -> Asked {
        let (filters, notices) = Filters::read(query_string, reference);
        let filters = Filters {
            latin: lang == Lang::En,
            ..in_order(filters)
        };
        let wordless = typed(query_string).filter(|_| filters.query.is_none());
        Asked {
            filters,
            notices,
            wordless,
        }
    }

    /// The words as the box shows them again.
    fn typed(&self) -> &str {
        let words = self.filters.query.as_ref().map(search::Query::typed);
        words.or(self.wordless.as_deref()).unwrap_or_default()
    }
}

impl Page {
    fn of(
        telling: Telling<'_>,
        origin: &str,
        asked: &Asked,
        found: &Found,
        cards: &[Card],
        nearest: &[Card],
    ) -> Page {
        let (w, filters) = (telling.w, &asked.filters);
        let wordless = asked.wordless.is_some();
        let people: Vec<Person> = cards
            .iter()
            .map(|card| person(telling, card, found, asked.typed()))
            .collect();
        Page {
            w,
            layout: layout(telling, asked, origin),
            typed: asked.typed().to_owned(),
            title: title(w, filters, wordless, found),
            form: Form::of(telling, filters, &found.facets, &asked.notices),
            notices: said(w, &asked.notices),
            ignored: ignored(w, found),
            sorts: sorts(telling, filters),
            letters: if is_long(filters, found) {
                letters::of(telling, filters, &found.facets)
            } else {
                Vec::new()
            },
            paging: Paging::of(telling, filters, found),
            nothing: people
                .is_empty()
                .then(|| Nothing::of(telling, filters, wordless, &found.instead, nearest)),
            people,
        }
    }
}

/// The address of a list.
pub fn address(telling: Telling<'_>, filters: &Filters) -> String {
    let query = filters.query_string(telling.reference);
    if query.is_empty() {
        format!("/{}/heroes", telling.lang())
    } else {
        format!("/{}/heroes?{query}", telling.lang())
    }
}

/// What stands in the search box, whatever it is.
fn typed(query_string: &str) -> Option<String> {
    let typed = url::form_urlencoded::parse(query_string.as_bytes())
        .filter(|(name, _)| name == "q")
        .map(|(_, value)| value.trim().chars().take(200).collect::<String>())
        .last()?;
    (!typed.is_empty()).then_some(typed)
}

/// Nobody: what words that cannot be read find.
fn nobody() -> Found {
    Found {
        page: 1,
        ..Found::default()
    }
}

/// The ends of a stretch as they were meant: from 2024 to 2022 is from 2022 to 2024.
fn in_order(filters: Filters) -> Filters {
    let put = |from: Option<Bound>, to: Option<Bound>| -> Option<(Option<Bound>, Option<Bound>)> {
        let (earlier, later) = (to?.typed, from?.typed);
        let turned = from?.day > to?.day;
        let begins = Bound {
            typed: earlier,
            day: earlier.first()?,
        };
        let ends = Bound {
            typed: later,
            day: later.last()?,
        };
        turned.then_some((Some(begins), Some(ends)))
    };
    let (died_from, died_to) =
        put(filters.died_from, filters.died_to).unwrap_or((filters.died_from, filters.died_to));
    let (born_from, born_to) =
        put(filters.born_from, filters.born_to).unwrap_or((filters.born_from, filters.born_to));
    Filters {
        died_from,
        died_to,
        born_from,
        born_to,
        ..filters
    }
}

/// A row, with why the person is found where the name does not say it.
fn person(telling: Telling<'_>, card: &Card, found: &Found, typed: &str) -> Person {
    let hit = found.hits.iter().find(|hit| hit.id == card.id);
    let reason = hit.and_then(|hit| hit.reason.as_ref());
    let person = Person::of(telling, card);
    let name = lit(&person.name(), typed);
    person.found(name, reason.map(|reason| why(telling, reason)))
}

fn layout(telling: Telling<'_>, asked: &Asked, origin: &str) -> Layout {
    let (w, filters) = (telling.w, &asked.filters);
    let everybody = Filters {
        latin: filters.latin,
        ..Filters::everybody()
    };
    let plain = everybody.on_page(filters.page) == *filters && asked.wordless.is_none();
    let query = match &asked.wordless {
        Some(typed) => url::form_urlencoded::Serializer::new(String::new())
            .append_pair("q", typed)
            .finish(),
        None => filters.query_string(telling.reference),
    };
    let query = if query.is_empty() {
        query
    } else {
        format!("?{query}")
    };
    let title = match &filters.query {
        Some(query) if filters.page > 1 => w.list_title_of_page(filters.page, query.typed()),
        Some(query) => w.list_title_of(query.typed()),
        None if filters.page > 1 => w.list_title_page(filters.page),
        None => w.list_title().to_owned(),
    };
    // A page of the whole list is an address of its own; a search is not one that search engines should keep.
    let (path, query) = if plain {
        (format!("/heroes{query}"), String::new())
    } else {
        ("/heroes".to_owned(), query)
    };
    Layout {
        noindex: !plain,
        query,
        ..Layout::new(w, origin, path, title, w.list_description()).here(Here::Find)
    }
}

fn title(w: Words, filters: &Filters, wordless: bool, found: &Found) -> String {
    let title = match found.total {
        0 if filters.chosen().is_empty() && !wordless => w.list_nobody_yet().to_owned(),
        0 => w.list_nobody().to_owned(),
        number => w.common_people(number),
    };
    if found.page > 1 {
        w.list_on_page(found.page, title)
    } else {
        title
    }
}

fn sorts(telling: Telling<'_>, filters: &Filters) -> Vec<SortTab> {
    let words = |sort| match sort {
        Sort::Relevance => telling.w.list_by_relevance(),
        Sort::Name => telling.w.list_by_name(),
        Sort::Died => telling.w.list_by_death(),
        Sort::Recent => telling.w.list_by_publication(),
    };
    let offered = Sort::ALL.into_iter().filter(|sort| match sort {
        Sort::Relevance => filters.query.is_some(),
        Sort::Recent => filters.query.is_none(),
        Sort::Name | Sort::Died => true,
    });
    offered
        .map(|sort| SortTab {
            words: words(sort),
            href: address(
                telling,
                &Filters {
                    sort: Some(sort),
                    page: 1,
                    ..filters.clone()
                },
            ),
            now: filters.order() == sort,
        })
        .collect()
}

/// Whether letters help: whoever browses is not searching, and a short answer is read faster than an alphabet.
fn is_long(filters: &Filters, found: &Found) -> bool {
    let browsing = filters.query.is_none() && found.total > 0;
    browsing || filters.letter.is_some() || found.more || found.page > 1
}

/// What could not be followed is said, so that nobody wonders at the answer.
fn said(w: Words, notices: &[Notice]) -> Option<String> {
    let mut typed: Vec<&str> = Vec::new();
    for notice in notices {
        if !typed.contains(&notice.typed.as_str()) {
            typed.push(&notice.typed);
        }
    }
    if typed.len() > MOST_SAID {
        typed.truncate(MOST_SAID);
        typed.push("…");
    }
    (!typed.is_empty()).then(|| w.list_not_followed(typed.join(", ")))
}

/// With one word too many nobody would be found: who is found without it, and that it was left out.
fn ignored(w: Words, found: &Found) -> Option<String> {
    let words: Vec<String> = found
        .ignored
        .iter()
        .map(|word| w.list_quoted(word))
        .collect();
    (!words.is_empty()).then(|| w.list_ignored(words.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::Name;
    use crate::reference::{Award, Rank};
    use crate::search::{Chosen, Facets, Instead};
    use scraper::{Html, Selector};

    fn reference() -> Reference {
        let rank = |slug: &str, service: &str, name_uk: &str, name_en: &str| Rank {
            slug: slug.into(),
            service: service.into(),
            name_uk: name_uk.into(),
            name_en: name_en.into(),
            ..Rank::default()
        };
        let ranks = vec![
            rank("soldier", "army", "солдат", "Soldier"),
            rank("lieutenant", "army", "лейтенант", "Lieutenant"),
            rank("navy-lieutenant", "navy", "лейтенант", "Lieutenant"),
        ];
        let award = Award {
            slug: "courage-3".into(),
            name_uk: "Орден «За мужність» III ступеня".into(),
            name_en: "Order for Courage, III class".into(),
            class: String::new(),
            aliases: Vec::new(),
        };
        Reference::new(Vec::new(), Vec::new(), ranks, vec![award])
    }

    fn shown(lang: Lang, query: &str, found: &Found, nearest: &[Card]) -> Html {
        let reference = reference();
        let asked = Asked::read(query, &reference, lang);
        let telling = Telling {
            w: Words::new(lang),
            reference: &reference,
        };
        let page = Page::of(
            telling,
            "https://memorial.example",
            &asked,
            found,
            &[],
            nearest,
        );
        Html::parse_document(&page.render().unwrap())
    }

    fn all(html: &Html, selector: &str) -> Vec<String> {
        html.select(&Selector::parse(selector).unwrap())
            .map(|element| {
                let text: String = element.text().collect();
                text.split_whitespace().collect::<Vec<_>>().join(" ")
            })
            .collect()
    }

    #[test]
    fn every_kind_of_choice_stands_in_the_form_with_its_count() {
        let found = Found {
            page: 1,
            total: 12_345,
            facets: Facets {
                ranks: vec![
                    ("navy-lieutenant".into(), 20),
                    ("soldier".into(), 12_000),
                    ("lieutenant".into(), 7),
                ],
                awards: vec![("courage-3".into(), 9)],
                decades: vec![(2000, 2), (1990, 5)],
                years: vec![(2024, 3)],
                letters: vec![('L', 8), ('Л', 7)],
                ..Facets::default()
            },
            ..Found::default()
        };
        let html = shown(
            Lang::Uk,
            "rank=lieutenant&born_from=1990&born_to=1999",
            &found,
            &[],
        );
        assert_eq!(
            all(&html, ".option"),
            [
                "Солдат 12 000",
                "Лейтенант 7",
                "Лейтенант (флот) 20",
                "Орден «За мужність» III ступеня 9",
                "2024 3",
                "2000-ні 2",
                "1990-ті 5",
            ],
            "ranks stand in their own order"
        );
        assert_eq!(all(&html, ".option[aria-current]"), ["1990-ті 5"]);
        assert_eq!(
            all(&html, ".chip"),
            ["Прибрати: Лейтенант", "Прибрати: народилися: 1990-ті"]
        );
        assert_eq!(all(&html, ".letters a"), ["Л"]);
        let letter = html
            .select(&Selector::parse(".letters a").unwrap())
            .next()
            .unwrap();
        let said = letter.attr("aria-label").unwrap().replace('\u{a0}', " ");
        assert_eq!(said, "Л: 7 людей");
        let html = shown(Lang::En, "letter=L", &found, &[]);
        assert_eq!(all(&html, ".letters [aria-current]"), ["L"]);
        assert_eq!(all(&html, ".chip"), ["Remove: family name begins with L"]);
        assert!(all(&html, ".option").contains(&"Lieutenant (Navy) 20".to_owned()));
    }

    #[test]
    fn whoever_found_nobody_is_offered_the_nearest_then_less_then_to_tell() {
        let card = Card {
            id: 1,
            slug: "yurii-lysiuk".into(),
            name: Name {
                family: "Лисюк".into(),
                given: "Юрій".into(),
                patronymic: None,
            },
            latin: None,
            sex: None,
            call_sign: None,
            born: None,
            died: None,
            photo: None,
            unit: None,
            unit_text: None,
            place: None,
        };
        let found = Found {
            page: 1,
            instead: Instead {
                nearest: vec![1],
                without: vec![(Chosen::Rank("soldier".into()), 12)],
                fewer_words: vec![("Лисюк".into(), 3)],
            },
            ..Found::default()
        };
        let html = shown(Lang::Uk, "q=Лисюк+Грім&rank=soldier", &found, &[card]);
        assert_eq!(all(&html, "h1"), ["Нікого не знайдено"]);
        assert_eq!(
            all(&html, ".nothing h2"),
            ["Найближчі імена", "Якщо шукати ширше"]
        );
        assert_eq!(all(&html, ".nothing .person-name"), ["Лисюк Юрій"]);
        assert_eq!(
            all(&html, ".wider li"),
            ["Без «Солдат»: 12 людей", "Лише «Лисюк»: 3 людини"]
        );
        assert_eq!(all(&html, ".nothing-ways a"), ["Розповісти", "Усі імена"]);
        let html = shown(
            Lang::Uk,
            "q=Лисюк",
            &Found {
                page: 1,
                ..Found::default()
            },
            &[],
        );
        assert!(
            all(&html, ".nothing h2").is_empty(),
            "nothing is offered where there is nothing"
        );
    }
}
