//! The password once more: asked before what guards an account is changed, so that an open session alone, left at a desk or
//! stolen, does not change it. Counted as a try at signing in is.

use actix_web::HttpRequest;
use actix_web::http::StatusCode;

use super::account::AccountName;
use super::guard::Reader;
use super::password;
use super::queries::Tried;
use super::sign_in::{at_least_a_minute, tried};
use crate::app::State;
use crate::error::AppError;
use crate::i18n::{Words, dates};

/// What is said where the password is not given.
pub(super) type Refused = (StatusCode, String);

/// Whether this is the account's own password: the try that was counted, to be forgiven with the change itself.
pub(super) async fn asked(
    w: Words,
    req: &HttpRequest,
    state: &State,
    by: &Reader,
    typed: String,
) -> Result<Result<Tried, Refused>, AppError> {
    let name = AccountName::parse(by.name()).map_err(AppError::internal)?;
    let tried = match tried(req, state, name).await? {
        Ok(tried) => tried,
        Err(wait) => {
            let fault = w.accounts_slow_down(dates::waiting(w.lang(), at_least_a_minute(wait)));
            return Ok(Err((StatusCode::TOO_MANY_REQUESTS, fault)));
        }
    };
    let kept = tried.account.as_ref().map(|(_, kept)| kept.clone());
    if password::is_right(typed, kept).await? {
        Ok(Ok(tried))
    } else {
        tracing::warn!(
            account = by.id(),
            "a wrong password before a change of the account"
        );
        let fault = w.accounts_current_wrong().to_owned();
        Ok(Err((StatusCode::UNPROCESSABLE_ENTITY, fault)))
    }
}
