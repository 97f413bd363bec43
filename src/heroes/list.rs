//! `/{lang}/heroes`: search and browse in one.

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use super::filtering::{Choice, Filtering};
use super::found::{lit, why};
use super::person::Person;
use super::queries;
use super::telling::{Piece, Telling};
use crate::app::State;
use crate::error::AppError;
use crate::i18n::{Lang, Words};
use crate::search::filters::Bound;
use crate::search::{self, Filters, Found, Notice, Sort};
use crate::web::layout::{Here, Layout};
use crate::web::show::show;

#[derive(Template)]
#[template(path = "heroes/list.html")]
struct Page {
    w: Words,
    layout: Layout,
    typed: String,
    title: String,
    filtering: Filtering,
    notices: Option<String>,
    sorts: Vec<SortTab>,
    letters: Vec<Choice>,
    people: Vec<Person>,
    paging: Option<Paging>,
}

struct SortTab {
    words: &'static str,
    href: String,
    now: bool,
}

struct Paging {
    range: String,
    before: Option<String>,
    after: Option<String>,
}

pub async fn page(
    state: Data<State>,
    w: Words,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let reference = state.reference();
    let (filters, mut notices) = Filters::read(request.query_string(), &reference);
    let filters = Filters {
        latin: w.lang() == Lang::En,
        ..in_order(filters)
    };
    let wordless = wordless(request.query_string()).filter(|_| filters.query.is_none());
    notices.extend(wordless.as_ref().map(|typed| Notice {
        parameter: "q",
        typed: typed.chars().take(40).collect(),
    }));
    let asked = (
        filters.clone(),
        reference.clone(),
        state.names.clone(),
        wordless.is_some(),
    );
    let (found, cards, somebody) = state
        .db
        .read(move |conn| {
            let (filters, reference, names, wordless) = asked;
            let found = if wordless {
                nobody()
            } else {
                search::queries::find(conn, &names, &filters, &reference)?
            };
            let ids: Vec<i32> = found.hits.iter().map(|hit| hit.id).collect();
            let cards = queries::cards(conn, &ids)?;
            Ok((found, cards, queries::letters(conn)?))
        })
        .await?;
    let telling = Telling {
        w,
        reference: &reference,
    };
    let typed = filters
        .query
        .as_ref()
        .map(|query| query.typed().to_owned())
        .or_else(|| wordless.clone())
        .unwrap_or_default();
    let filters = filters.on_page(found.page);
    let people = cards.iter().map(|card| {
        let reason = found
            .hits
            .iter()
            .find(|hit| hit.id == card.id)
            .and_then(|hit| hit.reason.as_ref());
        let person = Person::of(telling, card);
        let name = lit(&person.name(), &typed);
        person.found(name, reason.map(|reason| why(telling, reason)))
    });
    show(&Page {
        w,
        layout: layout(
            telling,
            &filters,
            wordless.as_deref(),
            state.settings.public_url.as_str(),
        ),
        title: title(w, &filters, wordless.is_some(), &found),
        sorts: sorts(telling, &filters),
        letters: if wordless.is_some() {
            Vec::new()
        } else {
            letters(telling, &filters, &somebody)
        },
        paging: paging(telling, &filters, &found),
        notices: said(w, &notices),
        people: people.collect(),
        filtering: Filtering::of(telling, &filters, &found.facets),
        typed,
    })
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

/// What was typed into the search box when there is no word in it: «😀», «*».
fn wordless(query_string: &str) -> Option<String> {
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

fn layout(telling: Telling<'_>, filters: &Filters, wordless: Option<&str>, origin: &str) -> Layout {
    let w = telling.w;
    let everybody = Filters {
        latin: filters.latin,
        ..Filters::everybody()
    };
    let plain = everybody.on_page(filters.page) == *filters && wordless.is_none();
    let query = match wordless {
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

/// The page's alphabet, for whoever browses and does not search. A letter under which there is nobody leads nowhere.
fn letters(telling: Telling<'_>, filters: &Filters, somebody: &[char]) -> Vec<Choice> {
    if filters.query.is_some() {
        return Vec::new();
    }
    let alphabet = match telling.lang() {
        Lang::Uk => "АБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЮЯ",
        Lang::En => "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    };
    alphabet
        .chars()
        .map(|letter| {
            let chosen = filters.letter == Some(letter);
            let other = filters.under_letter((!chosen).then_some(letter));
            let leads = chosen || somebody.contains(&letter);
            Choice {
                words: letter.to_string(),
                value: if leads {
                    address(telling, &other)
                } else {
                    String::new()
                },
                count: None,
                chosen,
            }
        })
        .collect()
}

fn paging(telling: Telling<'_>, filters: &Filters, found: &Found) -> Option<Paging> {
    let shown = u32::try_from(found.hits.len()).unwrap_or_default();
    let first = (found.page - 1) * filters.limit + 1;
    if shown == 0 || (found.page == 1 && !found.more) {
        return None;
    }
    let (w, last) = (telling.w, first + shown - 1);
    let range = w.list_range(found.total, first, last);
    let turn = |page: u32| address(telling, &filters.on_page(page));
    Some(Paging {
        range,
        before: (found.page > 1).then(|| turn(found.page - 1)),
        after: found.more.then(|| turn(found.page + 1)),
    })
}

/// What could not be followed is said, so that nobody wonders at the answer.
fn said(w: Words, notices: &[Notice]) -> Option<String> {
    let typed: Vec<&str> = notices.iter().map(|notice| notice.typed.as_str()).collect();
    (!typed.is_empty()).then(|| w.list_not_followed(typed.join(", ")))
}

/// What a choice is called, and the list without it.
pub fn removable(telling: Telling<'_>, words: String, without: &Filters) -> Piece {
    Piece::link(words, address(telling, without))
}
