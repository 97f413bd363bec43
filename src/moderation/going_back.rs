//! `/admin/heroes/{id}/versions/{number}/restoration`: a former version becomes public again. What readers would see again
//! with it is asked about on a page of its own.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Form, Path};
use askama::Template;

use super::answer::message_fault;
use super::changing::{Came, Wanted, change, said};
use super::decision::Message;
use super::desk::{Desk, Room};
use super::facts::{Difference, differences, facts};
use super::life::{self, Kept};
use super::queries;
use crate::accounts::guard::Moderator;
use crate::app::State;
use crate::error::AppError;
use crate::heroes::telling::Telling;
use crate::i18n::Words;
use crate::linter::shown::{Asked, asked};
use crate::web::layout::Layout;
use crate::web::show::{see, show_privately};

#[derive(Template)]
#[template(path = "moderation/going_back.html")]
struct BackPage {
    w: Words,
    layout: Layout,
    desk: Desk,
    id: i32,
    read: i32,
    number: i32,
    name: String,
    reason: String,
    asked: Vec<Asked>,
    differences: Vec<Difference>,
}

/// Done, or proposed where it changes a name or a day of death; once a word is said about all that would be read again.
pub async fn go_back(
    w: Words,
    state: Data<State>,
    by: Moderator,
    path: Path<(i32, i32)>,
    Form(mut pairs): Form<Vec<(String, String)>>,
) -> Result<HttpResponse, AppError> {
    let (id, number) = path.into_inner();
    let words = said(&mut pairs);
    let mut value = |name: &str| {
        let at = pairs.iter().position(|(known, _)| known == name)?;
        Some(pairs.swap_remove(at).1)
    };
    let typed = value("reason").unwrap_or_default();
    let read: i32 = value("version")
        .and_then(|version| version.parse().ok())
        .ok_or(AppError::BadRequest)?;
    let reason = match Message::parse(&typed) {
        Ok(reason) => reason,
        Err(fault) => {
            let fault = message_fault(w, fault);
            return again(
                w,
                &state,
                &by,
                id,
                typed,
                StatusCode::UNPROCESSABLE_ENTITY,
                fault,
            )
            .await;
        }
    };
    let (now, moderator, said) = (state.now(), by.clone(), words.clone());
    let (came, record, before) = state
        .db
        .write(move |conn| {
            let record = queries::former(conn, id, number)?;
            let before = queries::life(conn, id)?.record;
            let wanted = Wanted {
                record: record.clone(),
                back_to: Some(number),
                said,
            };
            let came = change(conn, &moderator, id, read, wanted, &reason, now)?;
            Ok((came, record, before))
        })
        .await?;
    let (status, fault) = match came {
        Came::Done => return Ok(see(format!("/admin/heroes/{id}?done=1"))),
        Came::Proposed(motion) => return Ok(see(format!("/admin/motions/{motion}?done=1"))),
        Came::Unsound => (StatusCode::UNPROCESSABLE_ENTITY, w.moderation_unsound()),
        Came::Waits => (StatusCode::CONFLICT, w.motions_waits_already()),
        Came::Stale | Came::Undecided(_) => (StatusCode::CONFLICT, w.moderation_stale_decision()),
        Came::Asks(found) => {
            let reference = state.reference();
            let telling = Telling {
                w,
                reference: &reference,
            };
            let page = BackPage {
                w,
                layout: Layout::hidden(w, format!("/heroes/{id}"), record.name.listed()),
                desk: Desk::around(&state, &by, Room::Lives).await?,
                id,
                read,
                number,
                name: record.name.listed(),
                reason: typed,
                asked: asked(w, &record, found, &words),
                differences: differences(&facts(telling, &before), &facts(telling, &record)),
            };
            return show_privately(StatusCode::UNPROCESSABLE_ENTITY, &page);
        }
    };
    again(w, &state, &by, id, typed, status, fault).await
}

async fn again(
    w: Words,
    state: &State,
    by: &Moderator,
    id: i32,
    reason: String,
    status: StatusCode,
    fault: &str,
) -> Result<HttpResponse, AppError> {
    let kept = Kept {
        reason,
        fault: Some(fault.to_owned()),
        ..Kept::default()
    };
    life::draw(w, state, by, id, status, kept, false).await
}
