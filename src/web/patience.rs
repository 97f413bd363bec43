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
    let limit = limit(req.method(), req.path());
    within(limit, req, next).await
}

fn limit(method: &Method, path: &str) -> Duration {
    let sends_pictures =
        method == Method::POST && ["/photos", "/papers"].iter().any(|end| path.ends_with(end));
    if sends_pictures { PICTURES } else { USUAL }
}

async fn within<B: MessageBody + 'static>(
    limit: Duration,
    req: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, actix_web::Error> {
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

#[cfg(test)]
mod tests {
    use actix_web::dev::Payload;
    use actix_web::http::StatusCode;
    use actix_web::middleware::from_fn;
    use actix_web::test::{TestRequest, init_service, try_call_service};
    use actix_web::web::{Bytes, post};
    use actix_web::{App, HttpResponse};
    use futures_util::{StreamExt, stream};

    use super::*;

    #[test]
    fn only_pictures_may_take_long() {
        for (method, path, long) in [
            (Method::POST, "/uk/submissions/k/photos", true),
            (Method::POST, "/uk/submissions/k/papers", true),
            (Method::POST, "/uk/submissions/k/photos/uploads", false),
            (Method::POST, "/uk/submissions/k/story", false),
            (Method::GET, "/uk/submissions/k/photos", false),
        ] {
            assert_eq!(limit(&method, path) == PICTURES, long, "{method} {path}");
        }
    }

    #[actix_web::test]
    async fn a_body_that_drips_for_ever_does_not_hold_its_place() {
        let short = from_fn(|req, next: Next<_>| within(Duration::from_millis(100), req, next));
        let app = App::new()
            .route("/", post().to(async |_: Bytes| HttpResponse::Ok().finish()))
            .wrap(short);
        let app = init_service(app).await;
        let sent = |drips: bool| {
            let first = stream::iter([Ok(Bytes::from_static(b"a=1&b="))]);
            let body = match drips {
                true => first.chain(stream::pending()).boxed_local(),
                false => first.boxed_local(),
            };
            let mut request = TestRequest::post().uri("/").to_request();
            request
                .head_mut()
                .headers_mut()
                .remove(actix_web::http::header::CONTENT_LENGTH);
            request.replace_payload(Payload::Stream { payload: body }).0
        };
        let whole = try_call_service(&app, sent(false)).await.unwrap();
        assert_eq!(whole.status(), StatusCode::OK);
        let fault = try_call_service(&app, sent(true)).await.err().unwrap();
        let status = fault.as_response_error().status_code();
        assert_eq!(status, StatusCode::REQUEST_TIMEOUT);
    }
}
