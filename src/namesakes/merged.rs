//! `/admin/namesakes/merges/{id}`: two pages that became one, who did it and why, and the way back.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Form, Path, Query};
use askama::Template;

use super::merge::{Proposed, Shown, proposed, sentence};
use super::queries::{self, Asks};
use crate::accounts::guard::{Moderator, Reader};
use crate::app::State;
use crate::error::AppError;
use crate::i18n::{Words, dates};
use crate::moderation;
use crate::moderation::decision::Message;
use crate::moderation::desk::{Desk, Room};
use crate::moderation::typed::{After, Reason};
use crate::web::layout::Layout;
use crate::web::show::{see, show_privately};

#[derive(Template)]
#[template(path = "namesakes/merged.html")]
struct MergedPage {
    w: Words,
    layout: Layout,
    desk: Desk,
    id: i32,
    kept: (i32, String),
    gone: (i32, String),
    slug: String,
    reason: String,
    by: String,
    lost: Option<String>,
    undone: Option<String>,
    /// Why it cannot be undone now, and what to do.
    hindered: Option<String>,
    proposal: Option<Proposed>,
    typed: String,
    fault: Option<String>,
    done: Option<&'static str>,
}

pub async fn page(
    w: Words,
    state: Data<State>,
    by: Reader,
    id: Path<i32>,
    after: Query<After>,
) -> Result<HttpResponse, AppError> {
    let done = match after.done.as_str() {
        "proposed" => Some(w.namesakes_proposed()),
        "declined" => Some(w.namesakes_declined()),
        "undone" => Some(w.namesakes_undone()),
        _ => None,
    };
    let shown = Shown {
        done,
        ..Shown::default()
    };
    draw(w, &state, &by, *id, StatusCode::OK, shown).await
}

/// `POST /admin/namesakes/merges/{id}/undoing`: proposes to part them again.
pub async fn propose(
    w: Words,
    state: Data<State>,
    by: Moderator,
    id: Path<i32>,
    Form(typed): Form<Reason>,
) -> Result<HttpResponse, AppError> {
    let id = id.into_inner();
    let Ok(reason) = Message::parse(&typed.reason) else {
        let fault = Some(w.namesakes_empty_reason().to_owned());
        let shown = Shown {
            reason: typed.reason,
            fault,
            ..Shown::default()
        };
        return draw(w, &state, &by, id, StatusCode::UNPROCESSABLE_ENTITY, shown).await;
    };
    let (now, moderator) = (state.now(), by.clone());
    let proposed = state
        .db
        .write(move |conn| queries::propose(conn, &moderator, &Asks::Undo(id), &reason, now))
        .await?;
    match proposed {
        Ok(()) => Ok(see(format!("/admin/namesakes/merges/{id}?done=proposed"))),
        Err(refusal) => {
            let fault = Some(sentence(w, refusal));
            let shown = Shown {
                reason: typed.reason,
                fault,
                ..Shown::default()
            };
            draw(w, &state, &by, id, StatusCode::CONFLICT, shown).await
        }
    }
}

pub async fn draw(
    w: Words,
    state: &State,
    by: &Reader,
    id: i32,
    status: StatusCode,
    shown: Shown,
) -> Result<HttpResponse, AppError> {
    let (merge, hindered, proposals, names) = state
        .db
        .read(move |conn| {
            let merge = queries::merge_of(conn, id)?;
            let between = Some((merge.kept_id, merge.gone_id));
            Ok((
                queries::may_be_undone(conn, id)?,
                queries::proposals(conn, between)?,
                moderation::queries::account_names(conn)?,
                merge,
            ))
        })
        .await
        .map(|(hindered, proposals, names, merge)| (merge, hindered, proposals, names))?;
    let name = |id: i32| names.get(&id).cloned().unwrap_or_default();
    let undone = merge.undone_at.zip(merge.undone_by);
    let undone = undone.map(|(at, (proposed, agreed))| {
        w.namesakes_was_undone_by(name(agreed), dates::moment(w.lang(), at), name(proposed))
    });
    let by_whom = w.namesakes_merged_by(
        dates::moment(w.lang(), merge.merged_at),
        name(merge.merged_by),
        name(merge.proposed_by),
    );
    let proposal = proposals
        .into_iter()
        .find(|proposal| proposal.asks == Asks::Undo(id));
    let page = MergedPage {
        w,
        layout: Layout::hidden(
            w,
            format!("/namesakes/merges/{id}"),
            w.namesakes_merged_title(id),
        ),
        desk: Desk::around(state, by, Room::Lives).await?,
        id,
        hindered: hindered
            .filter(|_| undone.is_none())
            .map(|refusal| sentence(w, refusal)),
        kept: (merge.kept_id, merge.kept_name),
        gone: (merge.gone_id, merge.gone_name),
        slug: merge.gone_slug,
        reason: merge.reason,
        by: by_whom,
        lost: merge.lost_external_id,
        undone,
        proposal: proposal.map(|proposal| proposed(w, by, &names, proposal)),
        typed: shown.reason,
        fault: shown.fault,
        done: shown.done,
    };
    show_privately(status, &page)
}
