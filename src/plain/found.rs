//! The life that a plain address is about.

use actix_web::HttpResponse;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, ETAG};
use actix_web::{HttpRequest, http::StatusCode};
use sha2::{Digest, Sha256};

use crate::app::State;
use crate::error::AppError;
use crate::heroes::aloud::{Part, parts};
use crate::heroes::elsewhere::elsewhere;
use crate::heroes::life::Life;
use crate::heroes::queries::{self, Address, Published};
use crate::heroes::sources::Sources;
use crate::heroes::telling::Telling;
use crate::i18n::Words;
use crate::web::held::is_held;

/// A life as everyone may read it.
pub struct Read {
    pub id: i32,
    pub slug: String,
    pub name: String,
    /// The name as it is read aloud, where the family said how.
    pub stressed: Option<String>,
    pub parts: Vec<Part>,
}

/// The life at an address of which `under` is the end, such as `plain`; or the answer that leads elsewhere.
pub async fn read(
    state: &State,
    w: Words,
    slug: String,
    under: &str,
) -> Result<Result<Read, HttpResponse>, AppError> {
    let asked = state.db.read(move |conn| {
        Ok(match queries::address(conn, &slug)? {
            Address::Here(id) => queries::load(conn, id)?.ok_or(Address::Gone),
            elsewhere => Err(elsewhere),
        })
    });
    match asked.await? {
        Ok(published) => Ok(Ok(told(state, w, published))),
        Err(address) => elsewhere(w, address, &format!("/{under}")).map(Err),
    }
}

fn told(state: &State, w: Words, published: Published) -> Read {
    let reference = state.reference();
    let telling = Telling {
        w,
        reference: &reference,
    };
    let Published {
        id, slug, record, ..
    } = published;
    let mut life = Life::of(telling, &record, |_| None);
    let parts = parts(w, &life, &Sources::of(telling, &record));
    Read {
        id,
        slug,
        stressed: life.stressed.take(),
        name: life.name,
        parts,
    }
}

/// A file that anyone on the way may keep for a short while, and that is not sent again to whoever has it.
pub fn file(
    req: &HttpRequest,
    kind: &'static str,
    save_as: Option<String>,
    bytes: Vec<u8>,
) -> HttpResponse {
    let tag = format!("\"{}\"", hex::encode(&Sha256::digest(&bytes)[..12]));
    let unchanged = is_held(req, &tag, None);
    let mut answer = HttpResponse::build(if unchanged {
        StatusCode::NOT_MODIFIED
    } else {
        StatusCode::OK
    });
    answer
        .insert_header((ETAG, tag))
        .insert_header((CACHE_CONTROL, "public, max-age=0, must-revalidate"))
        .insert_header(("X-Robots-Tag", "noindex"));
    if unchanged {
        return answer.finish();
    }
    if let Some(name) = save_as {
        answer.insert_header((
            CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}\""),
        ));
    }
    answer.insert_header((CONTENT_TYPE, kind)).body(bytes)
}
