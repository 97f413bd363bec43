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
use crate::i18n::Words;
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
    let (filters, notices) = Filters::read(request.query_string(), &reference);
    let asked = (filters.clone(), reference.clone(), state.names.clone());
    let (found, cards) = state
        .db
        .read(move |conn| {
            let (filters, reference, names) = asked;
            let found = search::queries::find(conn, &names, &filters, &reference)?;
            let ids: Vec<i32> = found.hits.iter().map(|hit| hit.id).collect();
            Ok((found, queries::cards(conn, &ids)?))
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
        layout: layout(telling, &filters, state.settings.public_url.as_str()),
        title: title(w, &filters, &found),
        sorts: sorts(telling, &filters),
        letters: letters(telling, &filters),
        paging: paging(telling, &filters, &found),
        notices: said(w, &notices),
        people: people.collect(),
        filtering: Filtering::of(telling, &filters, found.facets.as_ref()),
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

fn layout(telling: Telling<'_>, filters: &Filters, origin: &str) -> Layout {
    let w = telling.w;
    let plain = Filters::everybody().on_page(filters.page) == *filters;
    let query = filters.query_string(telling.reference);
    let query = if query.is_empty() {
        query
    } else {
        format!("?{query}")
    };
    let title = match &filters.query {
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

fn title(w: Words, filters: &Filters, found: &Found) -> String {
    match (found.total.number(), found.total.is_over()) {
        (0, _) if filters.chosen().is_empty() => w.list_nobody_yet().to_owned(),
        (0, _) => w.list_nobody().to_owned(),
        (number, true) => w.list_over(number),
        (number, false) => w.common_people(number),
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

/// The alphabet, for whoever browses and does not search.
fn letters(telling: Telling<'_>, filters: &Filters) -> Vec<Choice> {
    if filters.query.is_some() {
        return Vec::new();
    }
    "АБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЮЯ"
        .chars()
        .map(|letter| {
            let chosen = filters.letter == Some(letter);
            let other = filters.under_letter((!chosen).then_some(letter));
            Choice {
                words: letter.to_string(),
                value: address(telling, &other),
                count: None,
                chosen,
            }
        })
        .collect()
}

fn paging(telling: Telling<'_>, filters: &Filters, found: &Found) -> Option<Paging> {
    let shown = u32::try_from(found.hits.len()).unwrap_or_default();
    let first = (found.page - 1) * filters.limit + 1;
    let all = found.total.number();
    if shown == 0 || (found.page == 1 && !found.more) {
        return None;
    }
    let (w, last) = (telling.w, first + shown - 1);
    let range = if found.total.is_over() {
        w.list_range_over(all, first, last)
    } else {
        w.list_range(all, first, last)
    };
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
