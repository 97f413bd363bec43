//! `…/calendar.ics`: the days of a life, of a unit, of a region, for the reader's own calendar (RFC 5545).
//!
//! Up to [`EACH`] people have an event for each of their days. A list that is longer has one event a day with the names in
//! it, so that no calendar drowns: never more than 378 events, whatever the region.

use std::sync::LazyLock;

use actix_web::HttpResponse;
use actix_web::http::header::CONTENT_DISPOSITION;
use actix_web::web::{Data, Path, Query};
use serde::Deserialize;
use tokio::sync::Semaphore;

use super::queries::feeds::{self as queries, Row, Scope};
use super::year::{Gathered, Person, Year};
use crate::app::State;
use crate::days::day::Day;
use crate::days::turn;
use crate::error::AppError;
use crate::heroes::elsewhere::elsewhere;
use crate::heroes::queries::{self as heroes, Address};
use crate::heroes::telling::Role;
use crate::i18n::dates::day_of_year;
use crate::i18n::{Lang, Words};
use crate::names::Name;
use crate::newsletters::show::origin;
use crate::regions;
use crate::units::{self, unit};
use crate::web::keep::Keep;
use crate::web::layout::Layout;
use crate::web::show::{file, moved};

/// More people than this share events, one a day.
pub const EACH: i64 = 1_000;

/// One long list at a time: the other readers of the file are for pages.
static LONG: LazyLock<Semaphore> = LazyLock::new(|| Semaphore::new(1));

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    region_role: String,
}

/// `/{lang}/heroes/{slug}/calendar.ics`
pub async fn life(
    state: Data<State>,
    w: Words,
    path: Path<(String, String)>,
) -> Result<HttpResponse, AppError> {
    let (_, slug) = path.into_inner();
    let found = state
        .db
        .read(move |conn| {
            Ok(match heroes::address(conn, &slug)? {
                Address::Here(id) => heroes::load(conn, id)?.ok_or(Address::Gone),
                elsewhere => Err(elsewhere),
            })
        })
        .await?;
    let life = match found {
        Ok(life) => life,
        Err(address) => return elsewhere(w, address, "/calendar.ics"),
    };
    let name = match w.lang() {
        Lang::Uk => life.record.name.clone(),
        Lang::En => life.record.latin(),
    };
    let page = format!("{}/{}/heroes/{}", origin(&state), w.lang(), life.slug);
    let person = Person {
        number: life.id,
        name: name.full(),
        url: page.clone(),
        born: life.record.born,
        died: life.record.died,
        version: life.version,
        changed_at: life.changed_at,
    };
    let title = w.feeds_calendar_of_life(&person.name);
    let mut year = Year::new(
        w,
        host(&state),
        &title,
        &format!("{page}/calendar.ics"),
        &page,
    );
    year.add(&person);
    Ok(Keep::life(life.id).on(answer(year, &life.slug)?))
}

/// `/{lang}/units/{slug}/calendar.ics`: of a unit and those under it, as its page.
pub async fn unit(
    state: Data<State>,
    w: Words,
    path: Path<(String, String)>,
) -> Result<HttpResponse, AppError> {
    let (_, slug) = path.into_inner();
    let reference = state.reference();
    let found = match units::show::at(&reference, w, &slug, "/calendar.ics")? {
        Ok(found) => found,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let scope = Scope::Unit(unit::slugs_with_those_under(found, &reference.units));
    let name = unit::short(w.lang(), found, &reference.units).to_owned();
    let list = List {
        title: w.feeds_calendar_of_list(name),
        path: format!("/units/{slug}"),
        query: String::new(),
        word: format!("unit-{slug}"),
        file: slug,
    };
    gathered(&state, w, scope, list).await
}

/// `/{lang}/regions/{slug}/calendar.ics`: who was from the region; with `?region_role=fell` who fell there, with `rests` who
/// rests there.
pub async fn region(
    state: Data<State>,
    w: Words,
    path: Path<(String, String)>,
    asked: Query<Asked>,
) -> Result<HttpResponse, AppError> {
    let (_, slug) = path.into_inner();
    let role = role(&asked.region_role).ok_or(AppError::NotFound)?;
    let query = match role {
        Role::From => String::new(),
        role => format!("?region_role={}", role.word()),
    };
    let reference = state.reference();
    let rest = format!("/calendar.ics{query}");
    let found = match regions::show::at(&reference, w, &slug, &rest)? {
        Ok(found) => found,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let scope = Scope::Region {
        iso: found.iso.clone(),
        role,
    };
    let list = List {
        title: w.feeds_calendar_of_list(regions::show::title(w, role, found)),
        path: format!("/regions/{slug}"),
        query,
        word: format!("region-{slug}-{}", role.word()),
        file: format!("{slug}-{}", role.word()),
    };
    gathered(&state, w, scope, list).await
}

/// `/{lang}/days/{MM-DD}/calendar.ics`: the day itself, with whoever is remembered on it.
pub async fn day(
    state: Data<State>,
    w: Words,
    path: Path<(String, String)>,
) -> Result<HttpResponse, AppError> {
    let (_, typed) = path.into_inner();
    let day = Day::read(&typed).ok_or(AppError::NotFound)?;
    let end = day.to_string();
    if end != typed {
        return Ok(moved(format!("/{}/days/{end}/calendar.ics", w.lang())));
    }
    let before = format!("{}/{}", origin(&state), w.lang());
    let page = format!("{before}/days/{end}");
    let title = w.feeds_calendar_of_list(day_of_year(w.lang(), day.month(), day.number()));
    let source = format!("{page}/calendar.ics");
    let mut year = Year::new(w, host(&state), &title, &source, &page);
    let asked = end.clone();
    let rows = state
        .db
        .read(move |conn| queries::on_day(conn, &asked))
        .await?;
    let mut days = Gathered::default();
    for row in rows {
        let person = person(w, &before, row);
        for date in [person.died, person.born].into_iter().flatten() {
            if turn::own_day(&date) == Some(day) {
                days.add_on(&person, &date);
            }
        }
    }
    days.into_year(&mut year, "day", |end| format!("{before}/days/{end}"));
    Ok(Keep::list().on(answer(year, &end)?))
}

/// As the list of names reads it: nothing means from.
pub fn role(word: &str) -> Option<Role> {
    if word.is_empty() {
        return Some(Role::From);
    }
    Role::ALL.into_iter().find(|role| role.word() == word)
}

/// A list of people, as its calendar names it.
struct List {
    title: String,
    /// After the language.
    path: String,
    query: String,
    /// What its events are known by for ever.
    word: String,
    file: String,
}

async fn gathered(
    state: &State,
    w: Words,
    scope: Scope,
    list: List,
) -> Result<HttpResponse, AppError> {
    let page = format!("{}/{}{}", origin(state), w.lang(), list.path);
    let source = format!("{page}/calendar.ics{}", list.query);
    let mut year = Year::new(w, host(state), &list.title, &source, &page);
    let counted = scope.clone();
    let people = state
        .db
        .read(move |conn| queries::count(conn, &counted))
        .await?;
    let before = format!("{}/{}", origin(state), w.lang());
    let is_long = people > EACH;
    let _turn = match is_long {
        true => Some(LONG.acquire().await.map_err(AppError::internal)?),
        false => None,
    };
    let lives = before.clone();
    let year = state
        .db
        .read(move |conn| {
            let mut days = Gathered::default();
            queries::each(conn, &scope, |row| {
                let person = person(w, &lives, row);
                if is_long {
                    days.add(&person);
                } else {
                    year.add(&person);
                }
            })?;
            let day = |end: &str| format!("{lives}/days/{end}");
            days.into_year(&mut year, &list.word, day);
            Ok(year)
        })
        .await?;
    Ok(Keep::list().by_query().on(answer(year, &list.file)?))
}

fn person(w: Words, before: &str, row: Row) -> Person {
    let name = Name {
        family: row.family,
        given: row.given,
        patronymic: row.patronymic,
    };
    let name = match (w.lang(), row.latin_family.zip(row.latin_given)) {
        (Lang::Uk, _) => name,
        (Lang::En, Some((family, given))) => Name {
            family,
            given,
            patronymic: row.latin_patronymic,
        },
        (Lang::En, None) => name.romanised(),
    };
    let date = |text: Option<String>| text?.parse().ok();
    Person {
        number: row.id,
        name: name.full(),
        url: format!("{before}/heroes/{}", row.slug),
        born: date(row.born),
        died: date(row.died),
        version: row.version,
        changed_at: row.changed_at,
    }
}

/// Nobody's days are known: there is no calendar.
fn answer(year: Year, name: &str) -> Result<HttpResponse, AppError> {
    let written = year.written().ok_or(AppError::NotFound)?;
    let mut answer = file("text/calendar; charset=utf-8; method=PUBLISH", written);
    let disposition = format!("inline; filename=\"{name}.ics\"");
    if let Ok(disposition) = disposition.parse() {
        answer
            .headers_mut()
            .insert(CONTENT_DISPOSITION, disposition);
    }
    Ok(answer)
}

fn host(state: &State) -> &str {
    state.settings.public_url.host_str().unwrap_or("localhost")
}

/// «Додати до календаря»: the same file by the scheme that calendars subscribe to, and to download.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Links {
    pub subscribe: String,
    pub download: String,
}

impl Links {
    /// `path` after the language, such as `/heroes/yurii-lysiuk/calendar.ics`.
    pub fn to(layout: &Layout, path: &str) -> Links {
        let whole = format!("{}{}", layout.origin, layout.at(path));
        let after = whole
            .split_once("://")
            .map_or(whole.as_str(), |(_, rest)| rest);
        Links {
            subscribe: format!("webcal://{after}"),
            download: layout.at(path),
        }
    }
}
