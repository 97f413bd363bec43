//! How long a request may take, its body included. Without this a body sent a byte at a time holds its place for ever.

use std::time::Duration;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::middleware::Next;

use crate::error::AppError;

/// For everything but pictures.
const USUAL: Duration = Duration::from_secs(60);
/// For pictures: ten of 20 MB on a slow line from a blacked-out town.
const PICTURES: Duration = Duration::from_secs(20 * 60);

pub async fn patience<B: MessageBody + 'static>(
    req: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, actix_web::Error> {
    let sends_pictures = *req.method() == Method::POST
        && ["/photos", "/papers"]
            .iter()
            .any(|end| req.path().ends_with(end));
    let limit = if sends_pictures { PICTURES } else { USUAL };
    actix_web::rt::time::timeout(limit, next.call(req))
        .await
        .unwrap_or_else(|_| Err(AppError::TimedOut.into()))
}
