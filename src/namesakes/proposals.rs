//! `POST /admin/namesakes/proposals/{id}/seconding` and `/declining`: the second person does what the first has proposed,
//! whole and as it was proposed; or anyone puts it away.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};

use super::merge::{self, Shown, sentence};
use super::merged;
use super::queries::{self, Asks, Proposal, Refusal};
use crate::accounts::guard::Moderator;
use crate::app::State;
use crate::error::AppError;
use crate::i18n::Words;
use crate::web::show::see;

pub async fn second(
    w: Words,
    state: Data<State>,
    by: Moderator,
    id: Path<i32>,
) -> Result<HttpResponse, AppError> {
    let (id, now, moderator) = (id.into_inner(), state.now(), by.clone());
    let (proposal, done) = state
        .db
        .write(move |conn| {
            let proposal = queries::waiting(conn, id)?;
            Ok((proposal, queries::second(conn, &moderator, id, now)?))
        })
        .await?;
    let proposal = proposal.ok_or(AppError::Conflict)?;
    let refusal = match (done, &proposal.asks) {
        (Ok(_), Asks::Merge(plan)) => {
            return Ok(see(format!("/admin/heroes/{}?done=1", plan.kept)));
        }
        (Ok(_), Asks::Undo(id)) => {
            return Ok(see(format!("/admin/namesakes/merges/{id}?done=undone")));
        }
        (Err(refusal), _) => refusal,
    };
    let status = match refusal {
        Refusal::OwnProposal | Refusal::Doubt(_) => StatusCode::FORBIDDEN,
        _ => StatusCode::CONFLICT,
    };
    let shown = Shown {
        fault: Some(sentence(w, refusal)),
        ..Shown::default()
    };
    match proposal.asks {
        Asks::Merge(plan) => {
            merge::draw(w, &state, &by, (plan.kept, plan.gone), status, shown).await
        }
        Asks::Undo(id) => merged::draw(w, &state, &by, id, status, shown).await,
    }
}

pub async fn decline(
    state: Data<State>,
    by: Moderator,
    id: Path<i32>,
) -> Result<HttpResponse, AppError> {
    let (id, now) = (id.into_inner(), state.now());
    let declined: Option<Proposal> = state
        .db
        .write(move |conn| queries::decline(conn, &by, id, now))
        .await?;
    let proposal = declined.ok_or(AppError::Conflict)?;
    Ok(match proposal.asks {
        Asks::Merge(_) => see("/admin/namesakes?state=merged&done=declined"),
        Asks::Undo(id) => see(format!("/admin/namesakes/merges/{id}?done=declined")),
    })
}
