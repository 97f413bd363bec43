//! `/{lang}/digests/feed.atom`: the digests as they are published, each in full.

use actix_web::HttpResponse;
use actix_web::web::Data;
use atom_syndication::Entry;

use super::queries;
use super::show::{as_html, told};
use crate::app::State;
use crate::error::AppError;
use crate::i18n::Words;
use crate::newsletters::show::{item, origin};
use crate::sharing::feed::{Named, begun, finished, html, link, moment, words};
use crate::web::keep::Keep;

/// Half a year of weeks.
const SHOWN: i64 = 26;

pub async fn page(state: Data<State>, w: Words) -> Result<HttpResponse, AppError> {
    let all = state
        .db
        .read(|conn| {
            let all = queries::published(conn, SHOWN)?;
            all.into_iter()
                .map(|digest| Ok((queries::lives(conn, &digest.content)?, digest)))
                .collect::<diesel::QueryResult<Vec<_>>>()
        })
        .await?;
    let named = Named {
        subtitle: w.digests_description().to_owned(),
        title: w.digests_feed_title().to_owned(),
        path: "/digests".to_owned(),
        feed: "/digests/feed.atom".to_owned(),
        query: String::new(),
    };
    let mut entries = Vec::new();
    for (lives, digest) in &all {
        let items = lives.iter().map(|read| item(&state, w, read)).collect();
        let told = told(&state, w, digest, items);
        entries.push(Entry {
            title: words(&told.title),
            // In no language: it is one digest.
            id: format!("{}/uk/digests/{}", origin(&state), digest.slug),
            updated: moment(digest.changed_at),
            published: digest.published_at.map(moment),
            links: vec![link("alternate", told.url.clone(), Some("text/html"))],
            content: Some(html(as_html(w, &told)?, w)),
            ..Entry::default()
        });
    }
    let feed = finished(begun(&state, w, &named, true), entries)?;
    Ok(Keep::list().on(feed))
}
