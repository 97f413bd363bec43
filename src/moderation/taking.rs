//! `POST /admin/submissions/{id}/taking`, `/giving-back` and `/reopening`: into one's own hands, and out of them.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use chrono::{DateTime, Utc};
use diesel::SqliteConnection;

use super::decision::Stale;
use super::queries::{self, Done};
use super::review::{self, Shown};
use crate::accounts::guard::Moderator;
use crate::app::State;
use crate::error::AppError;
use crate::i18n::Words;
use crate::submissions::form::Form;
use crate::web::show::see;

/// Takes what waits, or takes it over from the colleague whom the page named (`from`). A letter and questions begun before
/// the story was taken up stay in their boxes; whoever comes second keeps them too, and is told (409).
pub async fn take(
    w: Words,
    state: Data<State>,
    by: Moderator,
    id: Path<i32>,
    form: Form,
) -> Result<HttpResponse, AppError> {
    let id = id.into_inner();
    let from = match form.text("from") {
        from if from.is_empty() => None,
        from => Some(from.parse::<i32>().map_err(|_| AppError::BadRequest)?),
    };
    let (now, moderator) = (state.now(), by.clone());
    let done = state
        .db
        .write(move |conn| match from {
            Some(from) => queries::take_over(conn, &moderator, id, from, now),
            None => queries::take_up(conn, &moderator, id, now),
        })
        .await?;
    let shown = Shown {
        fault: done.err().map(|Stale| w.moderation_stale_decision()),
        ..Shown::of(&form)
    };
    let status = match done {
        Ok(()) if !shown.has_letter() => {
            return Ok(see(format!("/admin/submissions/{id}")));
        }
        // Loaded again, the page takes up what is in hand already.
        Ok(()) => StatusCode::OK,
        Err(Stale) => StatusCode::CONFLICT,
    };
    review::draw(w, &state, &by, id, status, shown).await
}

/// Puts a story aside. A letter that was begun would be lost with it: that is said first (422), with the letter in its boxes, and
/// whoever presses again (`without-letter`) has been told.
pub async fn give_back(
    w: Words,
    state: Data<State>,
    by: Moderator,
    id: Path<i32>,
    form: Form,
) -> Result<HttpResponse, AppError> {
    let id = id.into_inner();
    let shown = Shown::of(&form);
    if shown.has_letter() && form.text("without-letter").is_empty() {
        let shown = Shown {
            fault: Some(w.moderation_letter_left()),
            letter_left: true,
            ..shown
        };
        return review::draw(w, &state, &by, id, StatusCode::UNPROCESSABLE_ENTITY, shown).await;
    }
    done(&state, by, id, queries::give_back).await?;
    Ok(see(format!("/admin?done={id}")))
}

/// Takes back a refusal, or a return that the family has not answered.
pub async fn reopen(
    state: Data<State>,
    by: Moderator,
    id: Path<i32>,
) -> Result<HttpResponse, AppError> {
    let id = id.into_inner();
    done(&state, by, id, queries::reopen).await?;
    Ok(see(format!("/admin/submissions/{id}?done=1")))
}

/// Puts back into the queue what nobody holds any more. Looking does it, for nothing runs on a timer; it writes only when
/// there is something to put back.
pub async fn end_claims(state: &State) -> Result<(), AppError> {
    let now = state.now();
    let ends = state
        .db
        .read(move |conn| queries::has_claims_to_end(conn, now))
        .await?;
    if ends {
        state
            .db
            .write(move |conn| queries::end_claims(conn, None, now))
            .await?;
    }
    Ok(())
}

type ActOn = fn(&mut SqliteConnection, &Moderator, i32, DateTime<Utc>) -> Done<()>;

async fn done(state: &State, by: Moderator, id: i32, act: ActOn) -> Result<(), AppError> {
    let now = state.now();
    state
        .db
        .write(move |conn| act(conn, &by, id, now))
        .await?
        .map_err(|_| AppError::Conflict)
}
