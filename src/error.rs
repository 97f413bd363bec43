//! What can stop a request, and the status it becomes. The page that says it is drawn by `web::error_pages`, which knows
//! the visitor's language; nothing of a fault's inside is ever shown.

use actix_web::http::StatusCode;
use actix_web::http::header::RETRY_AFTER;
use actix_web::{HttpResponse, ResponseError};

/// Seconds after which it is worth trying again.
pub const SOON: u32 = 60;

#[derive(Debug, thiserror::Error)]
pub enum AppError {
    #[error("not found")]
    NotFound,
    /// It was public once and is not any more.
    #[error("gone")]
    Gone,
    #[error("bad request")]
    BadRequest,
    /// Nobody is signed in.
    #[error("sign-in needed")]
    SignInNeeded,
    /// Signed in, or of another site, and not allowed to.
    #[error("forbidden")]
    Forbidden,
    /// An act by somebody who may look and not decide.
    #[error("only reads")]
    OnlyReads,
    /// An administrator's page or act, by somebody who is none.
    #[error("no administrator")]
    NoAdministrator,
    /// Signed in, but the memorial asks for a second factor first.
    #[error("second factor needed")]
    SecondFactorNeeded,
    /// It changed while it was being looked at: the act was not done.
    #[error("conflict")]
    Conflict,
    #[error("too large")]
    TooLarge,
    /// The body did not arrive in time.
    #[error("timed out")]
    TimedOut,
    #[error("too many requests")]
    TooMany,
    /// The disk is full, read-only or failing, or the file is damaged: what was sent is not kept. Logged like the next.
    #[error("not saved: {0}")]
    Unsaved(String),
    /// Logged once, where it becomes an answer.
    #[error("{0}")]
    Internal(String),
}

impl AppError {
    pub fn internal(fault: impl ToString) -> Self {
        Self::Internal(fault.to_string())
    }

    pub fn unsaved(fault: impl ToString) -> Self {
        Self::Unsaved(fault.to_string())
    }
}

impl From<diesel::result::Error> for AppError {
    fn from(fault: diesel::result::Error) -> Self {
        match fault {
            diesel::result::Error::NotFound => Self::NotFound,
            fault => Self::internal(fault),
        }
    }
}

impl From<actix_web::error::BlockingError> for AppError {
    fn from(fault: actix_web::error::BlockingError) -> Self {
        Self::internal(fault)
    }
}

impl From<askama::Error> for AppError {
    fn from(fault: askama::Error) -> Self {
        Self::internal(fault)
    }
}

impl ResponseError for AppError {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Gone => StatusCode::GONE,
            Self::BadRequest => StatusCode::BAD_REQUEST,
            Self::SignInNeeded => StatusCode::UNAUTHORIZED,
            Self::Forbidden
            | Self::OnlyReads
            | Self::NoAdministrator
            | Self::SecondFactorNeeded => StatusCode::FORBIDDEN,
            Self::Conflict => StatusCode::CONFLICT,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TimedOut => StatusCode::REQUEST_TIMEOUT,
            Self::TooMany => StatusCode::TOO_MANY_REQUESTS,
            Self::Unsaved(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn error_response(&self) -> HttpResponse {
        if let Self::Internal(fault) = self {
            tracing::error!(fault, "a request could not be answered");
        }
        if let Self::Unsaved(fault) = self {
            tracing::error!(fault, "what was sent could not be saved");
            return HttpResponse::build(self.status_code())
                .insert_header((RETRY_AFTER, SOON))
                .finish();
        }
        HttpResponse::new(self.status_code())
    }
}
