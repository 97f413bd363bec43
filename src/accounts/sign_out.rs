//! `POST /admin/sign-out`: the session ends here and in the database.

use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};

use super::{guard, queries};
use crate::app::State;
use crate::error::AppError;
use crate::web::show::see;

/// Needs no guard: whoever holds a token may end what it names, and without one there is nothing to end.
pub async fn sign_out(req: HttpRequest, state: Data<State>) -> Result<HttpResponse, AppError> {
    let name = guard::session_cookie(&state.settings);
    if let Some(token_hash) = guard::presented(&req, name) {
        state
            .db
            .write(move |conn| queries::end_token(conn, token_hash))
            .await?;
    }
    let mut answer = see("/admin/sign-in");
    let mut gone = guard::cookie(&state.settings, name, String::new());
    gone.make_removal();
    answer.add_cookie(&gone).map_err(AppError::internal)?;
    // What the browser would still show of the desk by its Back button goes too. What a family has not sent yet, kept in the same
    // browser, stays.
    answer.headers_mut().insert(
        HeaderName::from_static("clear-site-data"),
        HeaderValue::from_static("\"cache\""),
    );
    tracing::info!("signed out");
    Ok(answer)
}
