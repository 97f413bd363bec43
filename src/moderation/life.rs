//! `/admin/heroes/{id}`: one public life at the desk: its versions and what differs between them, its journal, and the ways
//! to withdraw it and to bring it back.

use std::collections::HashMap;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Form, Path, Query};
use askama::Template;
use chrono::{DateTime, Utc};
use diesel::{QueryResult, SqliteConnection};
use serde::Deserialize;

use super::answer::message_fault;
use super::decision::{Message, Stale};
use super::desk::{Desk, Room};
use super::facts::{Difference, Fact, differences, facts};
use super::history::{Line, lines};
use super::journal;
use super::queries::{self, Approved, Changed};
use crate::accounts::guard::{Moderator, Reader};
use crate::app::State;
use crate::error::AppError;
use crate::heroes;
use crate::heroes::queries::Version;
use crate::heroes::telling::Telling;
use crate::heroes::visibility::{Audience, Visibility};
use crate::i18n::dates::life_years;
use crate::i18n::{Words, dates};
use crate::namesakes;
use crate::namesakes::queries::Merge;
use crate::web::layout::Layout;
use crate::web::show::{see, show_privately};

#[derive(Template)]
#[template(path = "moderation/life.html")]
struct LifePage {
    w: Words,
    layout: Layout,
    desk: Desk,
    id: i32,
    name: String,
    years: Option<String>,
    /// What the code on the grave leads to.
    grave: String,
    /// The address readers know, while it is public.
    slug: Option<String>,
    /// When, by whom and why it was withdrawn.
    withdrawn: Option<(String, String, String)>,
    submissions: Vec<i32>,
    facts: Vec<Fact>,
    /// Who may see what.
    visibility: Visibility,
    versions: Vec<Past>,
    /// Merges of which it is one of two.
    merges: Vec<Merge>,
    journal: Vec<Line>,
    reason: String,
    fault: Option<&'static str>,
    done: bool,
}

/// One version and how it differs from the one before it.
struct Past {
    number: i32,
    at: String,
    who: String,
    why: String,
    differences: Vec<Difference>,
    current: bool,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct After {
    done: Option<String>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Typed {
    reason: String,
}

pub async fn page(
    w: Words,
    state: Data<State>,
    by: Reader,
    id: Path<i32>,
    after: Query<After>,
) -> Result<HttpResponse, AppError> {
    draw(
        w,
        &state,
        &by,
        *id,
        StatusCode::OK,
        String::new(),
        None,
        after.done.is_some(),
    )
    .await
}

/// `POST /admin/heroes/{id}/withdrawal`
pub async fn withdraw(
    w: Words,
    state: Data<State>,
    by: Moderator,
    id: Path<i32>,
    Form(typed): Form<Typed>,
) -> Result<HttpResponse, AppError> {
    let id = id.into_inner();
    done_for(w, &state, by, id, typed, move |conn, by, reason, now| {
        let withdrawn = queries::withdraw(conn, by, id, reason, now)?;
        Ok(withdrawn.map(|()| Approved::Published(id)))
    })
    .await
}

/// `POST /admin/heroes/{id}/restoration`
pub async fn restore(
    w: Words,
    state: Data<State>,
    by: Moderator,
    id: Path<i32>,
    Form(typed): Form<Typed>,
) -> Result<HttpResponse, AppError> {
    let id = id.into_inner();
    done_for(w, &state, by, id, typed, move |conn, by, reason, now| {
        queries::restore(conn, by, id, reason, now)
    })
    .await
}

/// `POST /admin/heroes/{id}/versions/{number}/restoration`
pub async fn go_back(
    w: Words,
    state: Data<State>,
    by: Moderator,
    path: Path<(i32, i32)>,
    Form(typed): Form<Typed>,
) -> Result<HttpResponse, AppError> {
    let (id, number) = path.into_inner();
    done_for(w, &state, by, id, typed, move |conn, by, reason, now| {
        queries::go_back(conn, by, id, number, reason, now)
    })
    .await
}

/// Does an act that needs a reason and says where it leads; when it was not done, the page as it is now, with the reason
/// that was typed.
async fn done_for<F>(
    w: Words,
    state: &State,
    by: Moderator,
    id: i32,
    typed: Typed,
    act: F,
) -> Result<HttpResponse, AppError>
where
    F: FnOnce(&mut SqliteConnection, &Moderator, &Message, DateTime<Utc>) -> QueryResult<Changed>
        + Send
        + 'static,
{
    let reason = match Message::parse(&typed.reason) {
        Ok(reason) => reason,
        Err(fault) => {
            return again(w, state, &by, id, typed.reason, message_fault(w, fault)).await;
        }
    };
    let (now, moderator) = (state.now(), by.clone());
    let changed = state
        .db
        .write(move |conn| act(conn, &moderator, &reason, now))
        .await?;
    let (by, reason) = (&by, typed.reason);
    match changed {
        Ok(Approved::Published(_)) => Ok(see(format!("/admin/heroes/{id}?done=1"))),
        Ok(Approved::Unsound) => again(w, state, by, id, reason, w.moderation_unsound()).await,
        Err(Stale) => {
            let fault = Some(w.moderation_stale_decision());
            draw(w, state, by, id, StatusCode::CONFLICT, reason, fault, false).await
        }
    }
}

async fn again(
    w: Words,
    state: &State,
    by: &Moderator,
    id: i32,
    reason: String,
    fault: &'static str,
) -> Result<HttpResponse, AppError> {
    draw(
        w,
        state,
        by,
        id,
        StatusCode::UNPROCESSABLE_ENTITY,
        reason,
        Some(fault),
        false,
    )
    .await
}

#[allow(clippy::too_many_arguments, reason = "what a page shows, each once")]
async fn draw(
    w: Words,
    state: &State,
    by: &Reader,
    id: i32,
    status: StatusCode,
    reason: String,
    fault: Option<&'static str>,
    done: bool,
) -> Result<HttpResponse, AppError> {
    let (life, visibility, versions, names, entries, merges) = state
        .db
        .read(move |conn| {
            let life = queries::life(conn, id)?;
            Ok((
                life,
                heroes::queries::visibility(conn, id)?,
                heroes::queries::versions(conn, id)?,
                queries::account_names(conn)?,
                journal::of_hero(conn, id)?,
                namesakes::queries::merges_of(conn, id)?,
            ))
        })
        .await?;
    let reference = state.reference();
    let telling = Telling {
        w,
        reference: &reference,
    };
    let record = &life.record;
    let page = LifePage {
        w,
        layout: Layout::hidden(w, format!("/heroes/{id}"), record.name.listed()),
        desk: Desk::around(state, by, Room::Lives).await?,
        visibility,
        grave: state.settings.absolute(&state.grave_address(id)),
        id,
        name: record.name.listed(),
        years: life_years(
            w.lang(),
            record.born.as_ref(),
            record.died.as_ref(),
            record.sex,
            false,
        ),
        facts: facts(telling, record),
        withdrawn: life.withdrawn.map(|gone| {
            (
                dates::moment(w.lang(), gone.at),
                gone.by.unwrap_or_else(|| w.moderation_family().to_owned()),
                gone.reason,
            )
        }),
        versions: past(telling, versions, &names, life.slug.is_some()),
        slug: life.slug,
        submissions: life.submissions,
        merges,
        journal: lines(telling, entries),
        reason,
        fault,
        done,
    };
    show_privately(status, &page)
}

/// What a moderator wrote, or what the machine noted, in words.
fn why(w: Words, noted: String) -> String {
    let number = noted
        .strip_prefix("submission ")
        .and_then(|number| number.parse::<i32>().ok());
    number.map_or(noted, |number| w.moderation_submission_number(number))
}

/// The versions, the newest first, each compared with the one before it.
fn past(
    telling: Telling<'_>,
    versions: Vec<Version>,
    names: &HashMap<i32, String>,
    public: bool,
) -> Vec<Past> {
    let told: Vec<Vec<Fact>> = versions
        .iter()
        .map(|version| facts(telling, &version.record))
        .collect();
    let past = versions.into_iter().enumerate().map(|(at, version)| Past {
        number: version.number,
        at: dates::moment(telling.lang(), version.made_at),
        who: version
            .account_id
            .and_then(|id| names.get(&id).cloned())
            .unwrap_or_else(|| telling.w.moderation_shell().to_owned()),
        why: why(telling.w, version.why),
        differences: told
            .get(at + 1)
            .map(|before| differences(before, &told[at]))
            .unwrap_or_default(),
        current: public && at == 0,
    });
    past.collect()
}

impl LifePage {
    /// Whether its addresses lead to another page: what was merged is parted, not restored.
    fn leads_elsewhere(&self) -> bool {
        self.merges.iter().any(|merge| merge.gone_id == self.id)
    }

    /// For whom a fact is, where it is not for everyone.
    fn audience(&self, fact: &str) -> Option<String> {
        audience_tag(self.w, &self.visibility, fact)
    }
}

/// «лише модератори»; none for what everyone sees.
pub(super) fn audience_tag(w: Words, visibility: &Visibility, fact: &str) -> Option<String> {
    let audience = visibility.of(fact);
    (audience != Audience::Everyone).then(|| w.visibility_tag(audience.word()))
}
