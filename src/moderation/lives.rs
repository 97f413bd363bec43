//! `/admin/heroes`: finds a life by name, lists those that lack something, and those that were withdrawn.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Query};
use askama::Template;
use serde::Deserialize;

use super::desk::{Desk, Room};
use super::queries::{self, Lack};
use crate::accounts::guard::Reader;
use crate::app::State;
use crate::error::AppError;
use crate::heroes::queries::cards;
use crate::i18n::dates::life_years;
use crate::i18n::{Words, dates};
use crate::namesakes;
use crate::search;
use crate::search::Filters;
use crate::web::layout::Layout;
use crate::web::show::show_privately;

const FOUND: u32 = 50;
const WITHDRAWN: i64 = 200;

#[derive(Template)]
#[template(path = "moderation/lives.html")]
struct LivesPage {
    w: Words,
    layout: Layout,
    desk: Desk,
    q: String,
    found: Vec<Found>,
    withdrawn: Vec<Gone>,
    /// Pairs of lives that may be of one person.
    namesakes: i64,
    /// What all of these lack, and where the list goes on.
    lacks: Option<String>,
    more: Option<String>,
}

struct Found {
    id: i32,
    name: String,
    years: Option<String>,
}

struct Gone {
    id: i32,
    name: String,
    at: String,
    by: String,
    reason: String,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    q: String,
    /// What the lives to list lack.
    lacks: String,
    /// The number of the last life of the page before.
    after: String,
}

pub async fn page(
    w: Words,
    state: Data<State>,
    by: Reader,
    asked: Query<Asked>,
) -> Result<HttpResponse, AppError> {
    let Asked { q, lacks, after } = asked.into_inner();
    let lack = Lack::from_word(&lacks);
    let after: i32 = after.parse().unwrap_or(0);
    let query = search::Query::parse(&q);
    let (reference, names) = (state.reference(), state.names.clone());
    let (found, withdrawn, namesakes, last) = state
        .db
        .read(move |conn| {
            if let Some(lack) = lack {
                let mut ids = queries::lacking(conn, lack, after, i64::from(FOUND) + 1)?;
                let more = ids.len() > FOUND as usize;
                ids.truncate(FOUND as usize);
                let last = ids.last().copied().filter(|_| more);
                return Ok((cards(conn, &ids)?, Vec::new(), 0, last));
            }
            let filters = Filters {
                limit: FOUND,
                query,
                ..Filters::everybody()
            };
            let ids: Vec<i32> = search::queries::find(conn, &names, &filters, &reference)?
                .hits
                .into_iter()
                .map(|hit| hit.id)
                .collect();
            Ok((
                cards(conn, &ids)?,
                queries::withdrawn(conn, WITHDRAWN)?,
                namesakes::queries::open_count(conn)?,
                None,
            ))
        })
        .await?;
    let page = LivesPage {
        w,
        layout: Layout::hidden(w, "/heroes", w.moderation_lives()),
        desk: Desk::around(&state, &by, Room::Lives).await?,
        found: found
            .into_iter()
            .map(|card| Found {
                id: card.id,
                name: card.name.listed(),
                years: life_years(
                    w.lang(),
                    card.born.as_ref(),
                    card.died.as_ref(),
                    card.sex,
                    true,
                ),
            })
            .collect(),
        withdrawn: withdrawn
            .into_iter()
            .map(|(gone, record)| Gone {
                id: gone.hero_id,
                name: record.name.listed(),
                at: dates::moment(w.lang(), gone.at),
                by: gone.by.unwrap_or_else(|| w.moderation_family().to_owned()),
                reason: gone.reason,
            })
            .collect(),
        namesakes,
        more: lack
            .zip(last)
            .map(|(lack, last)| format!("/admin/heroes?lacks={}&after={last}", lack.word())),
        lacks: lack.map(|lack| w.state_lacks(lack.word())),
        q: q.chars().take(200).collect(),
    };
    show_privately(StatusCode::OK, &page)
}
