//! `/feed.atom`, `/{lang}/feed.atom`, and one a region and unit: lives as they are published, the newest first, in full
//! (RFC 4287), a page after another (RFC 5005). One that is no longer public is not there.
//!
//! The address without a language is Ukrainian, whatever the program prefers: a feed is one list of entries for everybody.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path, Query};
use askama::Template;
use atom_syndication::{
    Content, Entry, Feed, FixedDateTime, Generator, Link, Person, Text, TextType,
};
use chrono::{DateTime, Utc};
use serde::Deserialize;

use super::calendar::role;
use super::queries::feeds::{self as queries, After, Scope};
use crate::app::State;
use crate::error::AppError;
use crate::heroes::telling::Role;
use crate::i18n::{Lang, Words};
use crate::newsletters;
use crate::newsletters::item::Item;
use crate::newsletters::show::{item, origin};
use crate::regions;
use crate::units::{self, unit};
use crate::web::keep::Keep;
use crate::web::show::file;

/// How many lives stand on a page of a feed.
const PAGE: usize = 30;

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// Where the page before ended: when its last life was published, in nanoseconds, and its number.
    after: String,
    region_role: String,
}

/// What an entry holds, as HTML.
#[derive(Template)]
#[template(path = "sharing/_entry.html")]
struct Told<'a> {
    w: Words,
    item: &'a Item,
}

/// A feed as it is named and found.
pub struct Named {
    pub title: String,
    /// The page it is of, after the language.
    pub path: String,
    /// The address of the feed itself after the language, with what its identity needs.
    pub feed: String,
    /// Further parameters of every page's address.
    pub query: String,
    /// What stands in it, in a sentence.
    pub subtitle: String,
}

/// `/feed.atom`
pub async fn ukrainian(state: Data<State>, asked: Query<Asked>) -> Result<HttpResponse, AppError> {
    all(&state, Words::new(Lang::Uk), &asked).await
}

/// `/{lang}/feed.atom`
pub async fn page(
    state: Data<State>,
    w: Words,
    asked: Query<Asked>,
) -> Result<HttpResponse, AppError> {
    all(&state, w, &asked).await
}

async fn all(state: &State, w: Words, asked: &Asked) -> Result<HttpResponse, AppError> {
    let named = Named {
        subtitle: w.feeds_feed_subtitle().to_owned(),
        title: w.feeds_feed_title().to_owned(),
        path: String::new(),
        feed: "/feed.atom".to_owned(),
        query: String::new(),
    };
    answer(state, w, Scope::All, named, asked).await
}

/// `/{lang}/regions/{slug}/feed.atom`: who was from the region, or as `region_role` says.
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
        role => format!("region_role={}", role.word()),
    };
    let reference = state.reference();
    let rest = match query.as_str() {
        "" => "/feed.atom".to_owned(),
        query => format!("/feed.atom?{query}"),
    };
    let found = match regions::show::at(&reference, w, &slug, &rest)? {
        Ok(found) => found,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let scope = Scope::Region {
        iso: found.iso.clone(),
        role,
    };
    let named = Named {
        subtitle: w.feeds_feed_subtitle().to_owned(),
        title: w.feeds_feed_title_of(regions::show::title(w, role, found)),
        path: format!("/regions/{slug}"),
        feed: format!("/regions/{slug}/feed.atom"),
        query,
    };
    answer(&state, w, scope, named, &asked).await
}

/// `/{lang}/units/{slug}/feed.atom`: of a unit and those under it.
pub async fn unit(
    state: Data<State>,
    w: Words,
    path: Path<(String, String)>,
    asked: Query<Asked>,
) -> Result<HttpResponse, AppError> {
    let (_, slug) = path.into_inner();
    let reference = state.reference();
    let found = match units::show::at(&reference, w, &slug, "/feed.atom")? {
        Ok(found) => found,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let scope = Scope::Unit(unit::slugs_with_those_under(found, &reference.units));
    let named = Named {
        subtitle: w.feeds_feed_subtitle().to_owned(),
        title: w.feeds_feed_title_of(unit::name(w.lang(), found)),
        path: format!("/units/{slug}"),
        feed: format!("/units/{slug}/feed.atom"),
        query: String::new(),
    };
    answer(&state, w, scope, named, &asked).await
}

async fn answer(
    state: &State,
    w: Words,
    scope: Scope,
    named: Named,
    asked: &Asked,
) -> Result<HttpResponse, AppError> {
    let after = match asked.after.as_str() {
        "" => None,
        typed => Some(read(typed).ok_or(AppError::NotFound)?),
    };
    let (lives, more) = state
        .db
        .read(move |conn| {
            let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
            let mut ids = queries::published(conn, &scope, after, limit)?;
            let more = ids.len() > PAGE;
            ids.truncate(PAGE);
            let mut lives = Vec::new();
            for id in ids {
                lives.extend(newsletters::queries::read(conn, id)?);
            }
            Ok((lives, more))
        })
        .await?;
    let items: Vec<Item> = lives.iter().map(|read| item(state, w, read)).collect();
    let entries: Vec<Entry> = items
        .iter()
        .map(|item| entry(w, item))
        .collect::<Result<_, askama::Error>>()?;
    let mut feed = begun(state, w, &named, after.is_none());
    if let Some(last) = items.last().filter(|_| more) {
        let after = After {
            published_at: last.published_at,
            id: last.number,
        };
        let next = address(state, w, &named, Some(after));
        feed.links.push(link("next", next, None));
    }
    if let Some(after) = after {
        let own = address(state, w, &named, Some(after));
        feed.links
            .push(link("self", own, Some("application/atom+xml")));
    }
    Ok(Keep::list().by_query().on(finished(feed, entries)?))
}

/// The head of a feed. Only its first page says where it itself is; a later one adds its own address.
pub fn begun(state: &State, w: Words, named: &Named, first: bool) -> Feed {
    let own = address(state, w, named, None);
    let page = format!("{}/{}{}", origin(state), w.lang(), named.path);
    let mut links = vec![
        link("alternate", page, Some("text/html")),
        link("first", own.clone(), Some("application/atom+xml")),
    ];
    if first {
        links.push(link("self", own.clone(), Some("application/atom+xml")));
    }
    Feed {
        title: words(&named.title),
        id: own,
        authors: vec![author(state, w)],
        generator: Some(Generator {
            value: "Heroes Memorial".to_owned(),
            uri: None,
            version: None,
        }),
        icon: None,
        links,
        rights: Some(words(w.feeds_rights())),
        subtitle: Some(words(&named.subtitle)),
        lang: Some(w.lang().code().to_owned()),
        ..Feed::default()
    }
}

/// The whole of it; it was changed when the last of its entries was, and an empty one never.
pub fn finished(mut feed: Feed, entries: Vec<Entry>) -> Result<HttpResponse, AppError> {
    let changed = entries.iter().map(|entry| entry.updated).max();
    feed.updated = changed.unwrap_or_else(|| moment(DateTime::UNIX_EPOCH));
    feed.entries = entries;
    let mut written = Vec::new();
    feed.write_to(&mut written).map_err(AppError::internal)?;
    let written = String::from_utf8(written).map_err(AppError::internal)?;
    Ok(file("application/atom+xml; charset=utf-8", written))
}

/// A life. What it is known by for ever is its permanent address.
fn entry(w: Words, item: &Item) -> Result<Entry, askama::Error> {
    let mut links = vec![Link {
        hreflang: Some(w.lang().code().to_owned()),
        ..link("alternate", item.url.clone(), Some("text/html"))
    }];
    links.extend(
        item.portrait
            .as_ref()
            .map(|portrait| link("enclosure", portrait.src.clone(), Some("image/webp"))),
    );
    let about = item.about_words();
    Ok(Entry {
        title: words(&item.heading()),
        id: item.permanent.clone(),
        updated: moment(item.changed_at),
        published: Some(moment(item.published_at)),
        links,
        summary: (!about.is_empty()).then(|| words(&about)),
        content: Some(html(Told { w, item }.render()?, w)),
        ..Entry::default()
    })
}

pub fn html(written: String, w: Words) -> Content {
    Content {
        value: Some(writable(&written)),
        content_type: Some("html".to_owned()),
        lang: Some(w.lang().code().to_owned()),
        ..Content::default()
    }
}

pub fn author(state: &State, w: Words) -> Person {
    Person {
        name: w.common_memorial().to_owned(),
        uri: Some(format!("{}/{}", origin(state), w.lang())),
        ..Person::default()
    }
}

pub fn link(rel: &str, href: String, kind: Option<&str>) -> Link {
    Link {
        href,
        rel: rel.to_owned(),
        mime_type: kind.map(str::to_owned),
        ..Link::default()
    }
}

pub fn words(text: &str) -> Text {
    Text {
        value: writable(text),
        r#type: TextType::Text,
        ..Text::default()
    }
}

pub fn moment(at: DateTime<Utc>) -> FixedDateTime {
    at.fixed_offset()
}

/// Without the letters that no XML may hold (XML 1.0, 2.2).
fn writable(text: &str) -> String {
    let holds = |letter: &char| {
        matches!(letter, '\t' | '\n' | '\r')
            || (*letter >= ' ' && !matches!(letter, '\u{fffe}' | '\u{ffff}'))
    };
    text.chars().filter(holds).collect()
}

fn address(state: &State, w: Words, named: &Named, after: Option<After>) -> String {
    let after = after.and_then(|after| {
        let nanoseconds = after.published_at.timestamp_nanos_opt()?;
        Some(format!("after={nanoseconds}-{}", after.id))
    });
    let query = Some(named.query.clone()).filter(|query| !query.is_empty());
    let query: Vec<String> = query.into_iter().chain(after).collect();
    let question = if query.is_empty() { "" } else { "?" };
    format!(
        "{}/{}{}{question}{}",
        origin(state),
        w.lang(),
        named.feed,
        query.join("&")
    )
}

fn read(typed: &str) -> Option<After> {
    let (nanoseconds, id) = typed.rsplit_once('-')?;
    Some(After {
        published_at: DateTime::from_timestamp_nanos(nanoseconds.parse().ok()?),
        id: id.parse().ok()?,
    })
}
