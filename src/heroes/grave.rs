//! `/h/{number}/{token}`: what the code on a grave leads to. The page is the same, with what its family keeps for whoever
//! stands there.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

use super::hero::{Photo, Record};
use super::queries::{self, Address};
use super::visibility::Audience;
use crate::app::State;
use crate::error::AppError;
use crate::i18n::Words;
use crate::namesakes;
use crate::photos;
use crate::photos::photo::Size;
use crate::web::show::see;

/// Bytes of a token: 128 bits.
const BYTES: usize = 16;

/// Made of the memorial's own secret: nothing is kept, and no other grave's token tells it.
pub fn token(secret: &[u8], id: i32) -> String {
    let hash = Sha256::new()
        .chain_update(secret)
        .chain_update(b" the grave of ")
        .chain_update(id.to_be_bytes())
        .finalize();
    URL_SAFE_NO_PAD.encode(&hash[..BYTES])
}

/// Whether this is the token of that life. Compared by hashes, so that time tells nothing of it.
pub fn opens(secret: &[u8], id: i32, typed: &str) -> bool {
    Sha256::digest(typed) == Sha256::digest(token(secret, id))
}

/// To the page in the language the browser prefers.
pub async fn page(
    state: Data<State>,
    w: Words,
    at: Path<(i32, String)>,
) -> Result<HttpResponse, AppError> {
    let (id, typed) = at.into_inner();
    if !opens(&state.secret, id, &typed) {
        return Err(AppError::NotFound);
    }
    let (address, present) = state
        .db
        .read(move |conn| {
            let present = namesakes::queries::present(conn, id)?;
            Ok((queries::numbered_address(conn, id)?, present))
        })
        .await?;
    // Of a life that was merged into another, the code leads to that one and opens it.
    let typed = match present == id {
        true => typed,
        false => token(&state.secret, present),
    };
    match address {
        Address::Moved(slug) => Ok(see(format!("/{}/heroes/{slug}?grave={typed}", w.lang()))),
        Address::Gone => Err(AppError::Gone),
        Address::Here(_) | Address::Unknown => Err(AppError::NotFound),
    }
}

/// `/h/{number}/{token}/photos/{photo}`: a picture that only whoever stands there sees.
pub async fn photo(
    state: Data<State>,
    at: Path<(i32, String, i32)>,
) -> Result<HttpResponse, AppError> {
    let (id, typed, photo) = at.into_inner();
    if !opens(&state.secret, id, &typed) {
        return Err(AppError::NotFound);
    }
    let found = state
        .db
        .read(move |conn| {
            let record = at_the_grave(conn, id)?;
            if record
                .photos
                .iter()
                .any(|kept| Photo::id(kept) == Some(photo))
            {
                photos::queries::rendition(conn, photo, Size::Medium)
            } else {
                Ok(None)
            }
        })
        .await?;
    photos::show::privately(found)
}

/// A public life as whoever stands at the grave may see it.
pub fn at_the_grave(conn: &mut diesel::SqliteConnection, id: i32) -> diesel::QueryResult<Record> {
    queries::load(conn, id)?.ok_or(diesel::result::Error::NotFound)?;
    let record = queries::whole(conn, id)?;
    queries::visibility(conn, id)?
        .shown_to(&record, Audience::Grave)
        .map_err(|fault| diesel::result::Error::SerializationError(Box::new(fault)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_opens_one_life_of_one_memorial() {
        let token = token(b"secret of one memorial", 7);
        assert_eq!(token.len(), 22);
        assert!(opens(b"secret of one memorial", 7, &token));
        assert!(!opens(b"secret of one memorial", 8, &token));
        assert!(!opens(b"secret of another one", 7, &token));
        assert!(!opens(b"secret of one memorial", 7, "\u{457}"));
    }
}
