//! `/admin/imports`: every list that was read, the newest first, and what became of its rows.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Query};
use askama::Template;
use serde::Deserialize;

use super::queries;
use super::run::{Run, Which};
use crate::accounts::guard::Reader;
use crate::app::State;
use crate::error::AppError;
use crate::i18n::{Words, dates};
use crate::moderation::desk::{Desk, Room};
use crate::moderation::queries::account_names;
use crate::web::layout::Layout;
use crate::web::show::show_privately;

/// Lists a page: the rows of each are counted.
const PAGE: usize = 20;

#[derive(Template)]
#[template(path = "archive/runs/list.html")]
struct ListPage {
    w: Words,
    layout: Layout,
    desk: Desk,
    lists: Vec<List>,
    /// The number before which the next page begins.
    more: Option<i32>,
    done: Option<&'static str>,
}

struct List {
    id: i32,
    name: String,
    at: String,
    machine: String,
    who: String,
    /// Nobody has said yet how it is to be read.
    asked: bool,
    /// The kinds of row of which there are some, how many, and what they are called.
    counts: Vec<(&'static str, i64, String)>,
    open: i64,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    before: String,
    done: String,
}

pub async fn page(
    w: Words,
    state: Data<State>,
    by: Reader,
    asked: Query<Asked>,
) -> Result<HttpResponse, AppError> {
    let before = asked.before.parse().ok();
    let (found, names) = state
        .db
        .read(move |conn| {
            Ok((
                queries::page(conn, before, PAGE as i64 + 1)?,
                account_names(conn)?,
            ))
        })
        .await?;
    let more = found
        .get(PAGE)
        .and_then(|_| found.get(PAGE - 1))
        .map(|(run, _)| run.id);
    let lists = found.into_iter().take(PAGE).map(|(run, counts)| List {
        id: run.id,
        at: dates::moment(w.lang(), run.begun_at),
        machine: run.begun_at.to_rfc3339(),
        who: who(w, &run, &names),
        asked: run.asked,
        counts: Which::ALL
            .into_iter()
            .map(|which| {
                (
                    which.word(),
                    counts.of(which),
                    w.imports_which(which.word()),
                )
            })
            .filter(|(_, number, _)| *number > 0)
            .collect(),
        open: counts.open(),
        name: run.name,
    });
    let page = ListPage {
        w,
        layout: Layout::hidden(w, "/imports", w.archive_imports()),
        desk: Desk::around(&state, &by, Room::Imports).await?,
        lists: lists.collect(),
        more,
        done: (asked.done == "forgotten").then(|| w.imports_done_forgotten()),
    };
    show_privately(StatusCode::OK, &page)
}

/// Who brought a list.
pub(super) fn who(w: Words, run: &Run, names: &std::collections::HashMap<i32, String>) -> String {
    match run.account_id {
        None => w.moderation_shell().to_owned(),
        Some(id) => names.get(&id).cloned().unwrap_or_default(),
    }
}
