//! `/{lang}/submissions/{key}/papers`: an obituary from a newspaper, a certificate, a page of a book. Moderators read them
//! to be sure of a date or a name; readers never see them.

use actix_multipart::Multipart;
use actix_web::HttpResponse;
use actix_web::web::{Data, Path};
use askama::Template;

use super::queries::{self, MOST, Paper};
use crate::app::State;
use crate::error::AppError;
use crate::i18n::Words;
use crate::keys;
use crate::submissions::form::Form;
use crate::submissions::photos::{Received, received};
use crate::submissions::queries as submissions;
use crate::submissions::queries::Refused;
use crate::submissions::step::{home, next, open};
use crate::submissions::unsaved::{or_not_now, unsaved};
use crate::web::layout::{Here, Layout};
use crate::web::show::{see, show_judged};

#[derive(Template)]
#[template(path = "papers/show.html")]
struct ShowPage {
    w: Words,
    layout: Layout,
    home: String,
    next: String,
    papers: Vec<Paper>,
    refused_files: Vec<String>,
    /// One of them could not be kept, for a reason of our own.
    files_failed: bool,
    is_open: bool,
}

/// `GET /{lang}/submissions/{key}/papers`
pub async fn page(
    w: Words,
    at: Path<(String, String)>,
    state: Data<State>,
) -> Result<HttpResponse, AppError> {
    let (_, key) = at.into_inner();
    draw(w, &state, &key, Vec::new(), false).await
}

/// `POST /{lang}/submissions/{key}/papers`
pub async fn receive(
    w: Words,
    at: Path<(String, String)>,
    parts: Multipart,
    state: Data<State>,
) -> Result<HttpResponse, AppError> {
    let (_, key) = at.into_inner();
    let opened = open(&state, &key).await?;
    // The family's papers are its own: a relative neither sees nor erases them.
    if !opened.sent.holder.is_family() {
        return Err(AppError::NotFound);
    }
    let id = opened.sent.id;
    let kept = state
        .db
        .read(move |conn| queries::of_submission(conn, id))
        .await?;
    let Received {
        words,
        made,
        mut refused,
        failed,
    } = received(w, parts, state.db.folder(), MOST.saturating_sub(kept.len())).await;
    let removed: Option<i32> = Form::new(words).text("remove").parse().ok();
    let (secret, now) = (key.clone(), state.now());
    let done = state
        .db
        .write(move |conn| {
            let sent = submissions::by_key(conn, &secret)?;
            if !sent.state.is_open() {
                return Ok(Err(Refused::Closed));
            }
            if let Some(photo_id) = removed {
                queries::remove(conn, sent.id, photo_id)?;
            }
            queries::add(conn, sent.id, &made, now).map(Ok)
        })
        .await;
    match or_not_now(done)? {
        Ok(left_out) => {
            let no_room = |file: &String| w.papers_no_room(file, MOST);
            refused.extend(left_out.iter().map(no_room));
        }
        Err(reason) => return unsaved(w, Some(&key), &reason, &Form::default()),
    }
    if refused.is_empty() {
        Ok(see(format!("{}/papers", home(w, &key))))
    } else {
        draw(w, &state, &key, refused, failed).await
    }
}

async fn draw(
    w: Words,
    state: &State,
    key: &str,
    refused_files: Vec<String>,
    files_failed: bool,
) -> Result<HttpResponse, AppError> {
    let secret = key.to_owned();
    let papers = state
        .db
        .read(move |conn| {
            let id = keys::queries::of_family(conn, &secret)?;
            queries::of_submission(conn, id)
        })
        .await?;
    let opened = open(state, key).await?;
    let page = ShowPage {
        w,
        layout: Layout::hidden(w, format!("/submissions/{key}/papers"), w.papers_title())
            .here(Here::Tell),
        home: home(w, key),
        next: next(w, key, &opened.sent),
        papers,
        refused_files,
        files_failed,
        is_open: opened.sent.state.is_open(),
    };
    show_judged(!page.refused_files.is_empty(), &page)
}
