//! What was written could not be kept: it is shown back, so that not a word is lost.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::{HeaderValue, RETRY_AFTER};
use askama::Template;

use super::form::Form;
use super::queries::Refused;
use crate::error::{self, AppError};
use crate::i18n::Words;
use crate::web::layout::{Here, Layout};
use crate::web::show::show_privately;

#[derive(Template)]
#[template(path = "submissions/unsaved.html")]
struct UnsavedPage {
    w: Words,
    layout: Layout,
    title: &'static str,
    text: &'static str,
    written: String,
    /// The family's own page, where there is one.
    back: Option<String>,
    /// A family's address leads nowhere: it may have been replaced, or mistyped.
    lost_key: bool,
}

/// Why it was not kept, and all of it. `key` is of the story it belongs to, when it has begun.
pub fn unsaved(
    w: Words,
    key: Option<&str>,
    refused: &Refused,
    form: &Form,
) -> Result<HttpResponse, AppError> {
    let (status, title, text) = match refused {
        Refused::TooMuch => (
            StatusCode::UNPROCESSABLE_ENTITY,
            w.submissions_too_much(),
            w.submissions_too_much_text(),
        ),
        Refused::Crossed => (
            StatusCode::CONFLICT,
            w.submissions_crossed(),
            w.submissions_crossed_text(),
        ),
        Refused::Nothing => (
            StatusCode::BAD_REQUEST,
            w.submissions_nothing_came(),
            w.submissions_nothing_came_text(),
        ),
        Refused::Nowhere if form.everything().is_empty() => return Err(AppError::NotFound),
        Refused::Nowhere => (
            StatusCode::NOT_FOUND,
            w.errors_not_found(),
            w.unsaved_nowhere(),
        ),
        Refused::NotNow => (
            StatusCode::SERVICE_UNAVAILABLE,
            w.unsaved_title(),
            w.unsaved_form(),
        ),
        _ => (
            StatusCode::CONFLICT,
            w.submissions_closed(),
            w.submissions_closed_text(),
        ),
    };
    let leads = key.filter(|_| *refused != Refused::Nowhere);
    let path = leads.map(|key| format!("/submissions/{key}"));
    let page = UnsavedPage {
        w,
        layout: Layout::hidden(w, path.clone().unwrap_or_default(), title).here(Here::Tell),
        title,
        text,
        written: form.everything(),
        lost_key: key.is_some() && leads.is_none(),
        back: path.map(|path| format!("/{}{path}", w.lang())),
    };
    let mut answer = show_privately(status, &page)?;
    if *refused == Refused::NotNow {
        let soon = HeaderValue::from(error::SOON);
        answer.headers_mut().insert(RETRY_AFTER, soon);
    }
    Ok(answer)
}

/// What the disk would not take, and what was sent to an address that leads nowhere, is refused like anything else that cannot
/// be kept, so that it is shown back. Whether there is such a story is told no more than by any page that is not there.
pub fn or_not_now<T>(
    written: Result<Result<T, Refused>, AppError>,
) -> Result<Result<T, Refused>, AppError> {
    match written {
        Err(AppError::Unsaved(fault)) => {
            tracing::error!(fault, "what was sent could not be saved");
            Ok(Err(Refused::NotNow))
        }
        Err(AppError::NotFound) => Ok(Err(Refused::Nowhere)),
        written => written,
    }
}
