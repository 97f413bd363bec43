//! Every error is a page in the visitor's language: what happened, what is safe, what to do now. Outermost of the
//! middlewares, so that whatever refused, and wherever, looks the same. Nothing of the inside of a fault is shown.

use actix_web::HttpResponse;
use actix_web::body::{BodySize, EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::error::InternalError;
use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, HeaderMap};
use actix_web::middleware::Next;
use askama::Template;

use super::language;
use super::layout::Layout;
use crate::error::AppError;
use crate::i18n::Words;
use crate::sharing::api::answer;

#[derive(Template)]
#[template(path = "errors/show.html")]
struct ErrorPage {
    w: Words,
    layout: Layout,
    title: &'static str,
    text: &'static str,
    /// A family's address leads nowhere: it may have been replaced, or mistyped.
    lost_key: bool,
    /// A family's form was too long to be taken, and is still in the browser.
    in_the_form: bool,
}

/// The same at the desk: the way on is the queue, not the front page.
#[derive(Template)]
#[template(path = "errors/desk.html")]
struct DeskErrorPage {
    w: Words,
    layout: Layout,
    text: &'static str,
    /// The way in is what is missing.
    signed_out: bool,
}

/// Where an error met its reader: what the way on is depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Desk,
    /// A page of a family's own.
    Family,
    /// Asked by a program, which is told in its own way.
    Programs,
    Elsewhere,
}

impl Place {
    fn of(path: &str) -> Self {
        let mut parts = path.split('/').skip(1);
        match (parts.next(), parts.next()) {
            (Some("admin"), _) => Self::Desk,
            (Some("api"), _) => Self::Programs,
            (_, Some("submissions")) => Self::Family,
            _ => Self::Elsewhere,
        }
    }
}

pub async fn error_pages<B: MessageBody + 'static>(
    req: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B>>, actix_web::Error> {
    let words = Words::new(language::preferred(req.request()));
    let place = Place::of(req.path());
    match next.call(req).await {
        Ok(answer) if is_bare(answer.status(), answer.response().body().size()) => {
            let why = answer.response().error().and_then(|fault| fault.as_error());
            let drawn = draw(words, answer.status(), why, answer.headers(), place);
            Ok(answer.into_response(drawn).map_into_right_body())
        }
        Ok(answer) => Ok(answer.map_into_left_body()),
        Err(fault) => {
            let bare = fault.as_response_error().error_response();
            let why = fault.as_error();
            let drawn = draw(words, bare.status(), why, bare.headers(), place);
            Err(InternalError::from_response(fault, drawn).into())
        }
    }
}

/// An error that nobody has drawn a page for; a form with faults (422) has its own.
fn is_bare(status: StatusCode, body: BodySize) -> bool {
    (status.is_client_error() || status.is_server_error())
        && matches!(body, BodySize::None | BodySize::Sized(0))
}

/// What went wrong, for a program: in English, as everything that such an address answers.
fn told(status: StatusCode, before: &HeaderMap) -> HttpResponse {
    let mut answer = answer::faulty(
        status,
        match status {
            StatusCode::NOT_FOUND => "there is nothing at this address",
            StatusCode::METHOD_NOT_ALLOWED => "this address only answers what Allow names",
            StatusCode::REQUEST_TIMEOUT => "the request took too long",
            StatusCode::TOO_MANY_REQUESTS => "too many requests",
            status if status.is_server_error() => "the memorial could not answer",
            _ => "the request cannot be followed",
        },
    );
    for (name, value) in before {
        if !answer.headers().contains_key(name) && name.as_str() != "content-length" {
            answer.headers_mut().append(name.clone(), value.clone());
        }
    }
    answer
}

fn draw(
    w: Words,
    status: StatusCode,
    why: Option<&AppError>,
    before: &HeaderMap,
    place: Place,
) -> HttpResponse {
    let (title, text) = match status {
        StatusCode::FORBIDDEN if matches!(why, Some(AppError::OnlyReads)) => {
            (w.access_only_reads(), w.access_only_reads_text())
        }
        StatusCode::FORBIDDEN if matches!(why, Some(AppError::NoAdministrator)) => (
            w.access_no_administrator(),
            w.access_no_administrator_text(),
        ),
        StatusCode::FORBIDDEN if matches!(why, Some(AppError::SecondFactorNeeded)) => {
            (w.access_needed(), w.access_needed_text())
        }
        StatusCode::NOT_FOUND if place == Place::Desk => {
            (w.errors_not_found(), w.errors_not_found_desk())
        }
        StatusCode::NOT_FOUND => (w.errors_not_found(), w.errors_not_found_text()),
        StatusCode::GONE => (w.errors_gone(), w.errors_gone_text()),
        StatusCode::UNAUTHORIZED => (w.errors_sign_in(), w.errors_sign_in_text()),
        StatusCode::FORBIDDEN => (w.errors_forbidden(), w.errors_forbidden_text()),
        StatusCode::METHOD_NOT_ALLOWED => (w.errors_method(), w.errors_method_text()),
        StatusCode::CONFLICT => (w.errors_conflict(), w.errors_conflict_text()),
        StatusCode::PAYLOAD_TOO_LARGE => (w.errors_too_large(), w.errors_too_large_text()),
        StatusCode::REQUEST_TIMEOUT => (w.errors_timed_out(), w.errors_timed_out_text()),
        StatusCode::TOO_MANY_REQUESTS => (w.errors_too_many(), w.errors_too_many_text()),
        StatusCode::SERVICE_UNAVAILABLE if matches!(why, Some(AppError::Unsaved(_))) => {
            let text = match place {
                Place::Desk => w.unsaved_desk(),
                _ => w.unsaved_text(),
            };
            (w.unsaved_title(), text)
        }
        status if status.is_server_error() => (w.errors_internal(), w.errors_internal_text()),
        _ => (w.errors_bad_request(), w.errors_bad_request_text()),
    };
    if place == Place::Programs {
        return told(status, before);
    }
    let mut answer = HttpResponse::build(status);
    for (name, value) in before
        .iter()
        .filter(|(name, _)| !matches!(name.as_str(), "content-type" | "content-length"))
    {
        answer.append_header((name.clone(), value.clone()));
    }
    answer
        .insert_header((CACHE_CONTROL, "no-store"))
        .content_type("text/html; charset=utf-8");
    let layout = Layout::hidden(w, "", title);
    let drawn = match place {
        Place::Desk => DeskErrorPage {
            w,
            layout,
            text,
            signed_out: status == StatusCode::UNAUTHORIZED,
        }
        .render(),
        Place::Family | Place::Programs | Place::Elsewhere => ErrorPage {
            w,
            layout,
            title,
            text,
            lost_key: place == Place::Family && status == StatusCode::NOT_FOUND,
            in_the_form: place == Place::Family && status == StatusCode::PAYLOAD_TOO_LARGE,
        }
        .render(),
    };
    match drawn {
        Ok(page) => answer.body(page),
        Err(_) => answer.finish(),
    }
}
