//! `POST /admin/submissions/{id}/heaviness` and `POST /{lang}/submissions/{key}/heaviness`: what is hard to read or to see in
//! a story, marked by a moderator or by its family; and what the story's own pages show of it.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use chrono::{DateTime, Utc};

use super::carer::Heavy;
use super::queries;
use crate::accounts::guard::{Moderator, Reader};
use crate::app::State;
use crate::error::AppError;
use crate::i18n::{Words, dates};
use crate::moderation::queries as desk;
use crate::moderation::review::{self, Shown};
use crate::submissions::form::Form;
use crate::submissions::step::{home, open};
use crate::web::show::see;

/// One box: its word, its name, whether it is ticked.
pub type Tick = (&'static str, String, bool);

pub fn ticks(w: Words, ticked: &[Heavy]) -> Vec<Tick> {
    let all = Heavy::ALL.into_iter();
    all.map(|heavy| {
        let name = w.care_heavy_kind(heavy.word());
        (heavy.word(), name, ticked.contains(&heavy))
    })
    .collect()
}

/// «катування, загинула дитина».
pub fn named(w: Words, kinds: &[Heavy]) -> String {
    let names = kinds.iter().map(|heavy| w.care_heavy_kind(heavy.word()));
    names.collect::<Vec<_>>().join(", ")
}

/// What the review shows of the care: `moderation/_care.html`.
pub struct Care {
    /// The moderators' own marks.
    pub ticks: Vec<Tick>,
    pub is_marked: bool,
    /// What its family marked.
    pub by_family: String,
    /// Until when it stays in the hands it is in, and whether they are the reader's own.
    pub held: Option<(String, bool)>,
    /// Whether it can be passed on.
    pub may_pass: bool,
}

pub async fn care(w: Words, state: &State, by: &Reader, id: i32) -> Result<Care, AppError> {
    let me = by.id();
    let (marked, by_family, hands) = state
        .db
        .read(move |conn| {
            Ok((
                queries::marked(conn, id, false)?,
                queries::marked(conn, id, true)?,
                desk::hands(conn, id)?,
            ))
        })
        .await?;
    let clock = |until: DateTime<Utc>| dates::clock(until);
    Ok(Care {
        ticks: ticks(w, &marked),
        is_marked: !marked.is_empty(),
        by_family: named(w, &by_family),
        may_pass: hands.waits || hands.holder == Some(me),
        held: hands
            .until
            .map(|until| (clock(until), hands.holder == Some(me))),
    })
}

/// A letter that was begun meanwhile stays on the page.
pub async fn mark(
    w: Words,
    state: Data<State>,
    by: Moderator,
    id: Path<i32>,
    form: Form,
) -> Result<HttpResponse, AppError> {
    let (id, now, kinds) = (
        id.into_inner(),
        state.now(),
        Heavy::ticked(&form.all("heavy")),
    );
    let moderator = by.clone();
    state
        .db
        .write(move |conn| desk::mark_heavy(conn, &moderator, id, &kinds, now))
        .await?;
    let shown = Shown::of(&form);
    if shown.has_letter() {
        let shown = Shown {
            done: true,
            ..shown
        };
        return review::draw(w, &state, &by, id, StatusCode::OK, shown).await;
    }
    Ok(see(format!("/admin/submissions/{id}?done=1")))
}

pub async fn mark_by_family(
    w: Words,
    state: Data<State>,
    at: Path<(String, String)>,
    form: Form,
) -> Result<HttpResponse, AppError> {
    let (_, key) = at.into_inner();
    let opened = open(&state, &key).await?;
    if !opened.sent.holder.is_family() {
        return Err(AppError::NotFound);
    }
    if !opened.sent.state.is_open() {
        return Ok(see(home(w, &key)));
    }
    let (secret, now, kinds) = (key.clone(), state.now(), Heavy::ticked(&form.all("heavy")));
    state
        .db
        .write(move |conn| queries::mark_by_family(conn, &secret, &kinds, now))
        .await?;
    Ok(see(format!("{}?heavy=1", home(w, &key))))
}
