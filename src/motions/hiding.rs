//! `POST /admin/heroes/{id}/hiding`: one person hides a page at once, for a day at most; and the round that puts back what
//! was hidden. For longer it is a motion.

use std::time::Duration;

use actix_web::HttpResponse;
use actix_web::web::{Data, Form, Path};
use serde::Deserialize;

use super::motion::{Kind, MOST_DAYS};
use super::queries::{self, Hidden, Proposed};
use crate::accounts::guard::Moderator;
use crate::app::State;
use crate::error::AppError;
use crate::i18n::Words;
use crate::moderation::answer::message_fault;
use crate::moderation::decision::Message;
use crate::moderation::life::{self, Kept};
use crate::moderation::queries as desk;
use crate::web::show::see;

/// How often the server looks whether a page comes back.
const ROUND: Duration = Duration::from_secs(60);

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Typed {
    reason: String,
    days: String,
}

enum Came {
    Hidden(Hidden),
    Proposed(Proposed),
}

pub async fn hide(
    w: Words,
    state: Data<State>,
    by: Moderator,
    id: Path<i32>,
    Form(typed): Form<Typed>,
) -> Result<HttpResponse, AppError> {
    let id = id.into_inner();
    let again = |status, fault| {
        let kept = Kept {
            reason: typed.reason.clone(),
            days: typed.days.clone(),
            fault: Some(fault),
        };
        (status, kept)
    };
    let wrong = actix_web::http::StatusCode::UNPROCESSABLE_ENTITY;
    let conflict = actix_web::http::StatusCode::CONFLICT;
    let days = match typed.days.trim() {
        "" => Some(1),
        typed => typed
            .parse()
            .ok()
            .filter(|days| (1..=MOST_DAYS).contains(days)),
    };
    let (status, kept) = match (days, Message::parse(&typed.reason)) {
        (None, _) => again(wrong, w.motions_days_fault(MOST_DAYS).to_owned()),
        (_, Err(fault)) => again(wrong, message_fault(w, fault).to_owned()),
        (Some(days), Ok(reason)) => {
            let (now, moderator) = (state.now(), by.clone());
            let came = state
                .db
                .write(move |conn| {
                    if days == 1 {
                        return queries::hide_alone(conn, &moderator, id, &reason, now)
                            .map(Came::Hidden);
                    }
                    let version = desk::life(conn, id)?.version;
                    let kind = Kind::Hide { days };
                    queries::propose(conn, &moderator, id, version, &kind, &reason, now)
                        .map(Came::Proposed)
                })
                .await?;
            match came {
                Came::Hidden(Hidden::Until(_)) => {
                    return Ok(see(format!("/admin/heroes/{id}?done=1")));
                }
                Came::Proposed(Proposed::Made(motion)) => {
                    return Ok(see(format!("/admin/motions/{motion}?done=1")));
                }
                Came::Proposed(Proposed::Waits(_)) => {
                    again(conflict, w.motions_waits_already().to_owned())
                }
                Came::Hidden(Hidden::NotAgain) => again(wrong, w.motions_not_again().to_owned()),
                Came::Hidden(Hidden::Stale) | Came::Proposed(Proposed::Stale) => {
                    again(conflict, w.moderation_stale_decision().to_owned())
                }
            }
        }
    };
    life::draw(w, &state, &by, id, status, kept, false).await
}

/// Puts back what is due, when the server starts and once a minute from then on.
pub async fn watch(state: Data<State>) {
    loop {
        let now = state.now();
        let back = state.db.write(move |conn| queries::put_back_due(conn, now));
        if let Err(fault) = back.await {
            tracing::error!(%fault, "pages that were hidden for a time could not be put back");
        }
        actix_web::rt::time::sleep(ROUND).await;
    }
}
