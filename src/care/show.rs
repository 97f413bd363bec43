//! `/admin/account/care`: what one wants of one's own work at the desk; nobody else sees it.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Query};
use askama::Template;
use serde::Deserialize;

use super::carer;
use super::queries;
use super::scope::{Boxes, typed};
use crate::accounts::guard::Reader;
use crate::app::State;
use crate::error::AppError;
use crate::i18n::Words;
use crate::moderation::desk::{Desk, Room};
use crate::submissions::form::Form;
use crate::web::layout::Layout;
use crate::web::show::{see, show_privately};

/// The longest address of a mailbox (RFC 5321).
const LONGEST_ADDRESS: usize = 254;

#[derive(Template)]
#[template(path = "care/show.html")]
struct CarePage {
    w: Words,
    layout: Layout,
    desk: Desk,
    done: bool,
    boxes: Boxes,
    limit: String,
    limit_fault: Option<&'static str>,
    email: String,
    email_fault: Option<&'static str>,
    /// Whether letters can go out at all.
    has_mail: bool,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct After {
    done: String,
}

impl After {
    pub fn is_done(&self) -> bool {
        !self.done.is_empty()
    }
}

/// What was typed and cannot be kept.
#[derive(Default)]
struct Typed {
    limit: Option<String>,
    email: Option<String>,
    unit: Option<Boxes>,
}

pub async fn page(
    w: Words,
    state: Data<State>,
    by: Reader,
    after: Query<After>,
) -> Result<HttpResponse, AppError> {
    let done = after.is_done();
    draw(w, &state, &by, Typed::default(), done).await
}

async fn draw(
    w: Words,
    state: &State,
    by: &Reader,
    typed: Typed,
    done: bool,
) -> Result<HttpResponse, AppError> {
    let id = by.id();
    let (scope, limit, email) = state
        .db
        .read(move |conn| {
            Ok((
                queries::scope(conn, id)?,
                queries::limit(conn, id)?,
                queries::address(conn, id)?,
            ))
        })
        .await?;
    let is_faulty = typed.limit.is_some() || typed.email.is_some() || typed.unit.is_some();
    let page = CarePage {
        w,
        layout: Layout::hidden(w, "/account/care", w.care_care()),
        desk: Desk::around(state, by, Room::Account).await?,
        done,
        boxes: typed
            .unit
            .unwrap_or_else(|| Boxes::of(w, &state.reference(), &scope)),
        limit_fault: typed.limit.is_some().then(|| w.care_limit_fault()),
        limit: typed
            .limit
            .or(limit.map(|limit| limit.to_string()))
            .unwrap_or_default(),
        email_fault: typed.email.is_some().then(|| w.care_digest_fault()),
        email: typed.email.or(email).unwrap_or_default(),
        has_mail: state.settings.smtp.is_some(),
    };
    let status = if is_faulty {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    show_privately(status, &page)
}

/// `POST /admin/account/care/scope`
pub async fn scope(
    w: Words,
    state: Data<State>,
    by: Reader,
    form: Form,
) -> Result<HttpResponse, AppError> {
    let wanted = match typed(w, &state.reference(), &form) {
        Ok(wanted) => wanted,
        Err(boxes) => {
            let typed = Typed {
                unit: Some(boxes),
                ..Typed::default()
            };
            return draw(w, &state, &by, typed, false).await;
        }
    };
    let now = state.now();
    state
        .db
        .write(move |conn| queries::set_scope(conn, &by, by.id(), &wanted, now))
        .await?;
    Ok(see("/admin/account/care?done=1"))
}

/// `POST /admin/account/care/limit`
pub async fn limit(
    w: Words,
    state: Data<State>,
    by: Reader,
    form: Form,
) -> Result<HttpResponse, AppError> {
    let typed = form.text("limit");
    let Ok(stories) = carer::limit(&typed) else {
        let typed = Typed {
            limit: Some(typed),
            ..Typed::default()
        };
        return draw(w, &state, &by, typed, false).await;
    };
    state
        .db
        .write(move |conn| queries::set_limit(conn, &by, stories))
        .await?;
    Ok(see("/admin/account/care?done=1"))
}

/// `POST /admin/account/care/digest`
pub async fn digest(
    w: Words,
    state: Data<State>,
    by: Reader,
    form: Form,
) -> Result<HttpResponse, AppError> {
    let typed = form.text("email").trim().to_owned();
    let is_address = typed.len() <= LONGEST_ADDRESS && typed.parse::<lettre::Address>().is_ok();
    if !typed.is_empty() && !is_address {
        let typed = Typed {
            email: Some(typed),
            ..Typed::default()
        };
        return draw(w, &state, &by, typed, false).await;
    }
    state
        .db
        .write(move |conn| {
            let email = Some(typed.as_str()).filter(|typed| !typed.is_empty());
            queries::set_address(conn, &by, email, w.lang())
        })
        .await?;
    Ok(see("/admin/account/care?done=1"))
}
