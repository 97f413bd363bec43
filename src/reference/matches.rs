//! What is decided about a name that is written: matched to a record, kept as it is; and each of it taken back.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Form, Path};
use serde::Deserialize;

use super::Reference;
use super::queries::{self, Matched};
use super::record::{Fault, Kind};
use super::renewal;
use super::unmatched::{Typed, draw, written};
use crate::accounts::guard::Moderator;
use crate::app::State;
use crate::error::AppError;
use crate::i18n::Words;
use crate::web::show::see;

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    list: String,
    /// The folded form of the group.
    group: String,
    /// The slug of a proposal; `other` when another is named.
    to: String,
    other: String,
    /// `1` when the record is to be called so from now on.
    remember: String,
    page: String,
}

/// `POST /admin/reference/matches`
pub async fn make(
    w: Words,
    state: Data<State>,
    by: Moderator,
    Form(asked): Form<Asked>,
) -> Result<HttpResponse, AppError> {
    let kind = written(&asked.list).ok_or(AppError::BadRequest)?;
    let typed = Typed {
        group: asked.group.clone(),
        chosen: asked.to.clone(),
        other: asked.other.clone(),
        remembered: asked.remember == "1",
    };
    let page = asked.page.parse().unwrap_or(1);
    let other = asked.other.trim();
    let unprocessable = StatusCode::UNPROCESSABLE_ENTITY;
    let proposed = Some(asked.to.as_str()).filter(|to| !matches!(*to, "" | "other"));
    if proposed.is_some() && !other.is_empty() {
        let wrong = (typed, w.reference_choose_either().to_owned(), unprocessable);
        return draw(w, &state, &by, kind, page, None, Some(wrong)).await;
    }
    let slug = proposed.or(Some(other).filter(|other| !other.is_empty()));
    let Some(named) = slug else {
        let wrong = (typed, w.reference_choose_one().to_owned(), unprocessable);
        return draw(w, &state, &by, kind, page, None, Some(wrong)).await;
    };
    let Some(slug) = meant(&state.reference(), kind, named) else {
        let wrong = (typed, w.reference_not_in_list().to_owned(), unprocessable);
        return draw(w, &state, &by, kind, page, None, Some(wrong)).await;
    };
    let (now, moderator, remembered) = (state.now(), by.clone(), typed.remembered);
    let outcome = state
        .db
        .write(move |conn| {
            queries::match_all(conn, &moderator, kind, &asked.group, &slug, remembered, now)
        })
        .await?;
    let (words, status) = match outcome {
        Matched::Done { lives, stories } => {
            renewal::renew(&state).await?;
            return Ok(see(format!(
                "/admin/reference/unmatched?list={}&page={page}&lives={lives}&stories={stories}",
                kind.list()
            )));
        }
        Matched::Stale => (w.reference_match_stale().to_owned(), StatusCode::CONFLICT),
        Matched::Unknown => (w.reference_not_in_list().to_owned(), unprocessable),
        Matched::Faulty(faults) => {
            let taken = faults.iter().find_map(|(_, fault)| match fault {
                Fault::Taken(name) => Some(w.reference_match_taken(name.as_str())),
                _ => None,
            });
            let words = taken.unwrap_or_else(|| w.reference_not_in_list().to_owned());
            (words, unprocessable)
        }
    };
    let wrong = (typed, words, status);
    draw(w, &state, &by, kind, page, None, Some(wrong)).await
}

/// `POST /admin/reference/matches/{id}/undoing`
pub async fn undo(
    state: Data<State>,
    by: Moderator,
    id: Path<i32>,
    Form(asked): Form<Asked>,
) -> Result<HttpResponse, AppError> {
    let kind = written(&asked.list).ok_or(AppError::BadRequest)?;
    let (id, now) = (id.into_inner(), state.now());
    let (back, left) = state
        .db
        .write(move |conn| queries::undo_match(conn, &by, id, now))
        .await?
        .ok_or(AppError::Conflict)?;
    renewal::renew(&state).await?;
    Ok(see(format!(
        "/admin/reference/unmatched?list={}&back={back}&left={left}",
        kind.list()
    )))
}

/// `POST /admin/reference/keeping`
pub async fn keep(
    w: Words,
    state: Data<State>,
    by: Moderator,
    Form(asked): Form<Asked>,
) -> Result<HttpResponse, AppError> {
    let kind = written(&asked.list).ok_or(AppError::BadRequest)?;
    let page = asked.page.parse().unwrap_or(1);
    let (now, moderator, group) = (state.now(), by.clone(), asked.group.clone());
    let kept = state
        .db
        .write(move |conn| queries::keep(conn, &moderator, kind, &group, now))
        .await?;
    if !kept {
        let typed = Typed {
            group: asked.group,
            ..Typed::default()
        };
        let wrong = (
            typed,
            w.reference_match_stale().to_owned(),
            StatusCode::CONFLICT,
        );
        return draw(w, &state, &by, kind, page, None, Some(wrong)).await;
    }
    Ok(see(format!(
        "/admin/reference/unmatched?list={}&page={page}",
        kind.list()
    )))
}

/// `POST /admin/reference/asking-again`
pub async fn ask_again(
    state: Data<State>,
    by: Moderator,
    Form(asked): Form<Asked>,
) -> Result<HttpResponse, AppError> {
    let kind = written(&asked.list).ok_or(AppError::BadRequest)?;
    let now = state.now();
    let again = state
        .db
        .write(move |conn| queries::ask_again(conn, &by, kind, &asked.group, now))
        .await?;
    if !again {
        return Err(AppError::Conflict);
    }
    Ok(see(format!(
        "/admin/reference/unmatched?list={}",
        kind.list()
    )))
}

/// By slug, or by a name that only one has.
fn meant(reference: &Reference, kind: Kind, named: &str) -> Option<String> {
    match kind {
        Kind::Unit => reference
            .unit(named)
            .or_else(|| reference.unit_called(named))
            .map(|unit| unit.slug.clone()),
        Kind::Rank => reference
            .rank(named)
            .or_else(|| reference.rank_called(named))
            .map(|rank| rank.slug.clone()),
        Kind::Award => reference
            .award(named)
            .or_else(|| reference.award_called(named))
            .map(|award| award.slug.clone()),
        Kind::Region => None,
    }
}
