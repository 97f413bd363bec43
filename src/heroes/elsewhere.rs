//! What an address of a life, or one below it, answers when the life is not there.

use actix_web::HttpResponse;

use super::queries::Address;
use crate::error::AppError;
use crate::i18n::Words;
use crate::web::show::moved;

/// A life that was renamed or merged is looked for at its present address with `under` behind it (301), one that is down is
/// gone (410), one that never was is unknown (404).
pub fn elsewhere(w: Words, address: Address, under: &str) -> Result<HttpResponse, AppError> {
    match address {
        Address::Moved(slug) => Ok(moved(format!("/{}/heroes/{slug}{under}", w.lang()))),
        Address::Gone => Err(AppError::Gone),
        Address::Unknown | Address::Here(_) => Err(AppError::NotFound),
    }
}
