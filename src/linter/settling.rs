//! `POST /admin/submissions/{id}/findings`: a moderator's word about one finding: it is hidden from readers, it stands, it is
//! asked again, or what was hidden comes back. What was typed to the family meanwhile stays on the page.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};

use super::queries;
use crate::accounts::guard::Moderator;
use crate::app::State;
use crate::error::AppError;
use crate::i18n::Words;
use crate::moderation::decision::Stale;
use crate::moderation::review::{self, Shown};
use crate::submissions::form::Form;
use crate::web::show::see;

/// What a pressed button says; each names its finding, the last one the act of the journal.
enum Word {
    Hide(String),
    Stands(String),
    AskAgain(String),
    ShowAgain(i32),
}

impl Word {
    fn of(form: &Form) -> Option<Self> {
        let said = |name: &str| Some(form.text(name)).filter(|mark| !mark.is_empty());
        said("hide")
            .map(Self::Hide)
            .or_else(|| said("stands").map(Self::Stands))
            .or_else(|| said("ask-again").map(Self::AskAgain))
            .or_else(|| said("show-again")?.parse().ok().map(Self::ShowAgain))
    }
}

pub async fn settle(
    w: Words,
    state: Data<State>,
    by: Moderator,
    id: Path<i32>,
    form: Form,
) -> Result<HttpResponse, AppError> {
    let id = id.into_inner();
    let word = Word::of(&form).ok_or(AppError::BadRequest)?;
    let read: i32 = form
        .text("revision")
        .parse()
        .map_err(|_| AppError::BadRequest)?;
    let (now, moderator) = (state.now(), by.clone());
    let done = state
        .db
        .write(move |conn| match word {
            Word::Hide(mark) => queries::hide(conn, &moderator, id, read, &mark, now),
            Word::Stands(mark) => queries::stands(conn, &moderator, id, read, &mark, now),
            Word::AskAgain(mark) => queries::ask_again(conn, &moderator, id, read, &mark, now),
            Word::ShowAgain(entry) => queries::show_again(conn, &moderator, id, read, entry, now),
        })
        .await?;
    let shown = Shown {
        fault: done.err().map(|Stale| w.moderation_stale_decision()),
        ..Shown::of(&form)
    };
    let status = match done {
        Ok(()) if !shown.has_letter() => {
            return Ok(see(format!("/admin/submissions/{id}#findings")));
        }
        Ok(()) => StatusCode::OK,
        Err(Stale) => StatusCode::CONFLICT,
    };
    review::draw(w, &state, &by, id, status, shown).await
}
