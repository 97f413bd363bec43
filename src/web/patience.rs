//! How long a request may take, its body included, and what becomes of one whose handler falls over. Without this a body sent a byte at a time holds its place for ever.

use std::panic::AssertUnwindSafe;
use std::time::Duration;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::middleware::Next;
use actix_web::web::Data;
use futures_util::FutureExt;

use crate::app::State;
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
    let panics = req
        .app_data::<Data<State>>()
        .map(|state| state.figures.panics.clone());
    let answer = AssertUnwindSafe(next.call(req)).catch_unwind();
    match actix_web::rt::time::timeout(limit, answer).await {
        Ok(Ok(answered)) => answered,
        // It said where it fell already. Nothing it touched is kept: what it wrote was taken back with its transaction.
        Ok(Err(_)) => {
            if let Some(panics) = panics {
                panics.inc();
            }
            Err(AppError::internal("a handler fell over").into())
        }
        Err(_) => Err(AppError::TimedOut.into()),
    }
}
