//! `/{lang}/submissions/{key}/memories`: a family's word about the memories on its page: hide one, close the page to them, open
//! it again. It holds at once; nobody need confirm it.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path, Query};
use askama::Template;
use chrono::{DateTime, Utc};
use diesel::{QueryResult, SqliteConnection};
use serde::Deserialize;

use super::memory::Memory;
use super::queries::{self, Closing};
use super::section::Told;
use crate::app::State;
use crate::error::AppError;
use crate::i18n::Words;
use crate::keys;
use crate::submissions::form::Form;
use crate::submissions::step::{home, open};
use crate::submissions::submission::{Kind, State as Standing};
use crate::web::layout::{Here, Layout};
use crate::web::show::{see, show_privately};

const PAGE: i64 = 50;

#[derive(Template)]
#[template(path = "remembrance/closing.html")]
struct ClosingPage {
    w: Words,
    layout: Layout,
    home: String,
    told: Vec<(Told, bool)>,
    before: Option<String>,
    after: Option<String>,
    own: Option<Closing>,
    /// Another family of this page closed it.
    by_another: bool,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    page: String,
}

/// `GET /{lang}/submissions/{key}/memories`
pub async fn page(
    w: Words,
    at: Path<(String, String)>,
    asked: Query<Asked>,
    state: Data<State>,
) -> Result<HttpResponse, AppError> {
    let (_, key) = at.into_inner();
    let opened = open(&state, &key).await?;
    if !opened.sent.holder.is_family() {
        return Err(AppError::NotFound);
    }
    let (id, hero_id) = match opened.sent.state {
        Standing::Approved { hero_id, .. }
            if opened.sent.kind == Kind::Life && opened.sent.about_id.is_none() =>
        {
            (opened.sent.id, hero_id)
        }
        _ => return Ok(see(home(w, &key))),
    };
    let page: i64 = asked.page.parse().unwrap_or(1).clamp(1, 100_000);
    let ((memories, count), own, closing) = state
        .db
        .read(move |conn| {
            Ok((
                queries::memories_of_page(conn, hero_id, (page - 1) * PAGE, PAGE)?,
                queries::own_closing(conn, id)?,
                queries::closing(conn, hero_id)?,
            ))
        })
        .await?;
    let home = home(w, &key);
    let turn = |page: i64| format!("{home}/memories?page={page}");
    let told = |(memory, hidden): (Memory, bool)| (Told::of(w, &memory), hidden);
    let page = ClosingPage {
        w,
        layout: Layout::hidden(
            w,
            format!("/submissions/{key}/memories"),
            w.memories_title(),
        )
        .here(Here::Tell),
        told: memories.into_iter().map(told).collect(),
        before: (page > 1).then(|| turn(page - 1)),
        after: (page * PAGE < count).then(|| turn(page + 1)),
        by_another: own.is_none() && closing.is_some(),
        own,
        home,
    };
    show_privately(StatusCode::OK, &page)
}

/// `POST /{lang}/submissions/{key}/memories/closing`
pub async fn close(
    w: Words,
    at: Path<(String, String)>,
    form: Form,
    state: Data<State>,
) -> Result<HttpResponse, AppError> {
    let (_, key) = at.into_inner();
    let hides = form.text("keep") != "1";
    done(w, &state, key, move |conn, story, now| {
        queries::close_memories(conn, story, hides, now)
    })
    .await
}

/// `POST /{lang}/submissions/{key}/memories/opening`
pub async fn open_again(
    w: Words,
    at: Path<(String, String)>,
    state: Data<State>,
) -> Result<HttpResponse, AppError> {
    let (_, key) = at.into_inner();
    done(w, &state, key, queries::open_memories).await
}

/// `POST /{lang}/submissions/{key}/memories/{id}/hiding`
pub async fn hide(
    w: Words,
    at: Path<(String, String, i32)>,
    state: Data<State>,
) -> Result<HttpResponse, AppError> {
    let (_, key, id) = at.into_inner();
    done(w, &state, key, move |conn, story, now| {
        queries::hide_by_family(conn, story, id, now)
    })
    .await
}

/// `POST /{lang}/submissions/{key}/memories/{id}/showing`
pub async fn show_again(
    w: Words,
    at: Path<(String, String, i32)>,
    state: Data<State>,
) -> Result<HttpResponse, AppError> {
    let (_, key, id) = at.into_inner();
    done(w, &state, key, move |conn, story, now| {
        queries::show_by_family(conn, story, id, now)
    })
    .await
}

async fn done<F>(w: Words, state: &State, key: String, act: F) -> Result<HttpResponse, AppError>
where
    F: FnOnce(&mut SqliteConnection, i32, DateTime<Utc>) -> QueryResult<()> + Send + 'static,
{
    let (secret, now) = (key.clone(), state.now());
    state
        .db
        .write(move |conn| {
            let story = keys::queries::of_family(conn, &secret)?;
            act(conn, story, now)
        })
        .await?;
    Ok(see(format!("{}/memories", home(w, &key))))
}
