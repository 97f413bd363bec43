//! `/admin/digests/{id}`: one digest at the desk: its words, its lives in order, who else could be in it, what it said before.

use std::collections::HashMap;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path, Query};
use askama::Template;
use serde::Deserialize;

use super::desk::{fault_words, standing, titled};
use super::digest::{Content, Fault, LONGEST_INTRO, LONGEST_TITLE, State as Standing};
use super::queries;
use crate::accounts::guard::Reader;
use crate::app::State;
use crate::error::AppError;
use crate::heroes::queries::{self as heroes, Card, cards};
use crate::i18n::dates::life_years;
use crate::i18n::{Words, dates};
use crate::moderation::desk::{Desk, Room};
use crate::search::{self, Filters};
use crate::web::layout::Layout;
use crate::web::show::show_privately;

/// How many lives are offered: those that were found, else those published last.
const OFFERED: u32 = 30;

#[derive(Template)]
#[template(path = "digests/edit.html")]
struct EditPage {
    w: Words,
    layout: Layout,
    desk: Desk,
    id: i32,
    heading: String,
    state: String,
    is_public: bool,
    /// Where everyone reads it.
    address: Option<String>,
    version: i32,
    content: Content,
    lives: Vec<Chosen>,
    q: String,
    offered: Vec<Offered>,
    versions: Vec<Former>,
    fault: Option<String>,
    done: bool,
    longest_title: usize,
    longest_intro: usize,
}

struct Chosen {
    id: i32,
    place: usize,
    /// None of a life that is not public now: it is in no digest that anyone reads.
    name: Option<String>,
    years: Option<String>,
}

struct Offered {
    id: i32,
    name: String,
    years: Option<String>,
}

struct Former {
    number: i32,
    title: String,
    lives: usize,
    at: String,
    by: String,
    is_present: bool,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
    done: String,
}

/// Why the page comes back.
pub enum Why {
    Fault(Fault, Content),
    /// Somebody changed it meanwhile; the words that were typed, where any were.
    Stale(Option<Content>),
    Nobody(Option<Content>),
}

pub async fn page(
    w: Words,
    state: Data<State>,
    by: Reader,
    id: Path<i32>,
    asked: Query<Asked>,
) -> Result<HttpResponse, AppError> {
    draw(w, &state, &by, id.into_inner(), asked.into_inner(), None).await
}

/// The same after an act that was not done, and why not.
pub async fn draw(
    w: Words,
    state: &State,
    by: &Reader,
    id: i32,
    asked: Asked,
    why: Option<Why>,
) -> Result<HttpResponse, AppError> {
    let query = search::Query::parse(&asked.q);
    let (reference, names) = (state.reference(), state.names.clone());
    let (digest, versions, chosen, offered) = state
        .db
        .read(move |conn| {
            let digest = queries::one(conn, id)?;
            let versions = queries::versions_of(conn, id)?;
            let chosen = cards(conn, &digest.content.lives)?;
            let ids = match query {
                Some(query) => {
                    let filters = Filters {
                        limit: OFFERED,
                        query: Some(query),
                        ..Filters::everybody()
                    };
                    let found = search::queries::find(conn, &names, &filters, &reference)?;
                    found.hits.into_iter().map(|hit| hit.id).collect()
                }
                None => heroes::newest(conn, OFFERED.into())?,
            };
            let mut offered = cards(conn, &ids)?;
            offered.retain(|card| !digest.content.lives.contains(&card.id));
            Ok((digest, versions, chosen, offered))
        })
        .await?;
    let (status, fault, content) = match why {
        None => (StatusCode::OK, None, None),
        Some(Why::Fault(fault, content)) => (
            StatusCode::UNPROCESSABLE_ENTITY,
            Some(fault_words(w, fault)),
            Some(content),
        ),
        Some(Why::Stale(typed)) => {
            let words = match typed {
                Some(_) => w.digests_stale_typed(),
                None => w.digests_stale(),
            };
            (StatusCode::CONFLICT, Some(words.to_owned()), typed)
        }
        Some(Why::Nobody(typed)) => (
            StatusCode::UNPROCESSABLE_ENTITY,
            Some(w.digests_nobody().to_owned()),
            typed,
        ),
    };
    let years = |card: &Card| {
        life_years(
            w.lang(),
            card.born.as_ref(),
            card.died.as_ref(),
            card.sex,
            true,
        )
    };
    let known: HashMap<i32, &Card> = chosen.iter().map(|card| (card.id, card)).collect();
    let lives = digest.content.lives.iter().zip(1..);
    let (heading, _) = titled(w.lang(), &digest.content.title);
    let page = EditPage {
        w,
        layout: Layout::hidden(w, format!("/digests/{id}"), &heading),
        desk: Desk::around(state, by, Room::Digests).await?,
        id,
        heading,
        state: standing(w, digest.state),
        is_public: digest.state == Standing::Public,
        address: (digest.state == Standing::Public)
            .then(|| format!("/{}/digests/{}", w.lang(), digest.slug)),
        version: digest.version,
        lives: lives
            .map(|(id, place)| Chosen {
                id: *id,
                place,
                name: known.get(id).map(|card| card.name.listed()),
                years: known.get(id).and_then(|card| years(card)),
            })
            .collect(),
        offered: offered
            .iter()
            .map(|card| Offered {
                id: card.id,
                name: card.name.listed(),
                years: years(card),
            })
            .collect(),
        versions: versions
            .into_iter()
            .map(|version| Former {
                title: titled(w.lang(), &version.content.title).0,
                lives: version.content.lives.len(),
                at: dates::moment(w.lang(), version.made_at),
                by: version
                    .by
                    .unwrap_or_else(|| w.moderation_shell().to_owned()),
                is_present: version.content == digest.content,
                number: version.number,
            })
            .collect(),
        content: content.unwrap_or(digest.content),
        q: asked.q.chars().take(200).collect(),
        fault,
        done: !asked.done.is_empty(),
        longest_title: LONGEST_TITLE,
        longest_intro: LONGEST_INTRO,
    };
    show_privately(status, &page)
}
