//! `/admin/motions/{id}`: exactly what would be done, what differs from what is public, who asks it and why; and the three
//! answers: `/seconding`, `/refusal`, `/taking-back`.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Form, Path, Query};
use askama::Template;

use super::list::{Row, row};
use super::motion::{Answer, Doubt, Kind, Standing};
use super::performing::{self, Refusal};
use super::queries;
use crate::accounts::guard::{Moderator, Reader};
use crate::app::State;
use crate::error::AppError;
use crate::heroes::telling::Telling;
use crate::i18n::{Words, dates};
use crate::linter::queries::Found;
use crate::linter::shown::{Row as Finding, rows};
use crate::moderation::answer::message_fault;
use crate::moderation::changing::shows;
use crate::moderation::decision::Message;
use crate::moderation::desk::{Desk, Room};
use crate::moderation::facts::{Difference, differences, facts};
use crate::moderation::queries::{self as desk, Approved};
use crate::moderation::typed::{After, Reason};
use crate::web::layout::Layout;
use crate::web::show::{see, show_privately};

#[derive(Template)]
#[template(path = "motions/show.html")]
struct ShowPage {
    w: Words,
    layout: Layout,
    desk: Desk,
    motion: Row,
    hero_id: i32,
    slug: Option<String>,
    submission_id: Option<i32>,
    /// What will have happened once it is done.
    effect: String,
    differences: Vec<Difference>,
    /// What everyone would read from then on, and who let it stand.
    let_stand: Vec<Finding>,
    /// What was said when it was put away, and when.
    outcome: Option<(String, Option<String>)>,
    waits: bool,
    stands: bool,
    /// It replaces what is public, and can be made anew from what is public now.
    revises: bool,
    alone: bool,
    kept: Kept,
    done: bool,
    /// A cache in front has not let go of what was done yet.
    behind: bool,
}

/// What was typed, and why nothing was done.
#[derive(Default)]
struct Kept {
    reason: String,
    fault: Option<&'static str>,
}

pub async fn page(
    w: Words,
    state: Data<State>,
    by: Reader,
    id: Path<i32>,
    after: Query<After>,
) -> Result<HttpResponse, AppError> {
    let done = after.is_done();
    draw(w, &state, &by, *id, StatusCode::OK, Kept::default(), done).await
}

/// `POST /admin/motions/{id}/seconding`
pub async fn second(
    w: Words,
    state: Data<State>,
    by: Moderator,
    id: Path<i32>,
) -> Result<HttpResponse, AppError> {
    let id = id.into_inner();
    let (now, moderator) = (state.now(), by.clone());
    let done = state
        .db
        .write(move |conn| queries::second(conn, &moderator, id, now))
        .await?;
    state.letter_owed.notify_one();
    let (status, fault) = match done {
        Ok(Approved::Published(_)) => return Ok(see(format!("/admin/motions/{id}?done=1"))),
        Ok(Approved::Unsound) => (StatusCode::UNPROCESSABLE_ENTITY, w.moderation_unsound()),
        Err(refusal) => refused(w, refusal),
    };
    let kept = Kept {
        fault: Some(fault),
        ..Kept::default()
    };
    draw(w, &state, &by, id, status, kept, false).await
}

/// `POST /admin/motions/{id}/refusal`
pub async fn refuse(
    w: Words,
    state: Data<State>,
    by: Moderator,
    id: Path<i32>,
    Form(typed): Form<Reason>,
) -> Result<HttpResponse, AppError> {
    put_away(w, &state, by, *id, Answer::Refuse, typed).await
}

/// `POST /admin/motions/{id}/taking-back`
pub async fn take_back(
    w: Words,
    state: Data<State>,
    by: Moderator,
    id: Path<i32>,
    Form(typed): Form<Reason>,
) -> Result<HttpResponse, AppError> {
    put_away(w, &state, by, *id, Answer::TakeBack, typed).await
}

async fn put_away(
    w: Words,
    state: &State,
    by: Moderator,
    id: i32,
    answer: Answer,
    typed: Reason,
) -> Result<HttpResponse, AppError> {
    let (status, fault) = match Message::parse(&typed.reason) {
        Err(fault) => (StatusCode::UNPROCESSABLE_ENTITY, message_fault(w, fault)),
        Ok(outcome) => {
            let (now, moderator) = (state.now(), by.clone());
            let done = state
                .db
                .write(move |conn| queries::put_away(conn, &moderator, id, answer, &outcome, now))
                .await?;
            match done {
                Ok(()) => return Ok(see(format!("/admin/motions/{id}?done=1"))),
                Err(refusal) => refused(w, refusal),
            }
        }
    };
    let kept = Kept {
        reason: typed.reason,
        fault: Some(fault),
    };
    draw(w, state, &by, id, status, kept, false).await
}

pub fn doubted(w: Words, doubt: Doubt) -> &'static str {
    match doubt {
        Doubt::Gone => w.motions_proposer_gone(),
        Doubt::Opened => w.motions_one_opened_the_other(),
    }
}

fn refused(w: Words, refusal: Refusal) -> (StatusCode, &'static str) {
    match refusal {
        Refusal::Decided => (StatusCode::CONFLICT, w.motions_decided_already()),
        Refusal::NotTheirs => (StatusCode::FORBIDDEN, w.motions_not_yours()),
        Refusal::Stale => (StatusCode::CONFLICT, w.motions_stale()),
        Refusal::Doubt(doubt) => (StatusCode::FORBIDDEN, doubted(w, doubt)),
    }
}

async fn draw(
    w: Words,
    state: &State,
    by: &Reader,
    id: i32,
    status: StatusCode,
    kept: Kept,
    done: bool,
) -> Result<HttpResponse, AppError> {
    let (now, viewer) = (state.now(), by.clone());
    let (motion, life, before, found, stands, alone) = state
        .db
        .read(move |conn| {
            let motion = queries::motion(conn, id)?;
            let life = desk::life(conn, motion.hero_id)?;
            let before = performing::before(conn, &motion)?;
            let stands = performing::stands(conn, &motion, now)?;
            let alone = queries::is_alone(conn, &viewer)?;
            let found = match performing::after(&motion) {
                Some(after) => shows(conn, motion.hero_id, &before, after)?,
                None => Vec::new(),
            };
            Ok((motion, life, before, found, stands, alone))
        })
        .await?;
    let reference = state.reference();
    let telling = Telling {
        w,
        reference: &reference,
    };
    let waits = motion.standing == Standing::Open;
    // What was decided is in the versions of the life; here it would be compared with what came later.
    let after = performing::after(&motion).filter(|_| waits);
    let name = life.record.name.listed();
    let page = ShowPage {
        w,
        layout: Layout::hidden(w, format!("/motions/{id}"), w.motions_motion(id)),
        desk: Desk::around(state, by, Room::Motions).await?,
        hero_id: motion.hero_id,
        slug: life.slug,
        submission_id: motion.kind.submission_id(),
        effect: effect(w, &motion.kind),
        differences: after
            .map(|after| differences(&facts(telling, &before), &facts(telling, after)))
            .unwrap_or_default(),
        let_stand: after
            .map(|after| {
                let said = Some((motion.proposer.clone(), motion.proposed_at));
                let found: Vec<Found> = found
                    .into_iter()
                    .map(|finding| Found {
                        finding,
                        stands: said.clone(),
                    })
                    .collect();
                rows(w, after, &found, &[])
            })
            .unwrap_or_default(),
        outcome: motion
            .decided
            .as_ref()
            .map(|decided| (dates::moment(w.lang(), decided.at), decided.outcome.clone())),
        waits,
        stands,
        revises: matches!(motion.kind, Kind::Revise { .. }),
        alone,
        motion: row(w, motion, name, stands, by.id()),
        kept,
        done,
        behind: done && !waits && state.caches.is_any_behind(),
    };
    show_privately(status, &page)
}

fn effect(w: Words, kind: &Kind) -> String {
    match kind {
        Kind::Withdraw => w.motions_effect_withdraw().to_owned(),
        Kind::Restore => w.motions_effect_restore().to_owned(),
        Kind::Hide { days } => w.motions_effect_hide(*days),
        Kind::Revise { back_to, .. } => match back_to {
            Some(number) => w.motions_effect_back(*number),
            None => w.motions_effect_revise().to_owned(),
        },
        Kind::UndoApproval { .. } => w.motions_effect_undo().to_owned(),
    }
}
