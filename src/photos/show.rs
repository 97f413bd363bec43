//! `/photos/{id}/{size}.webp`: a picture of a published life. What a number and a size show never changes: a new picture has a new
//! number. Any other address is not found, whether a hidden picture has that number or none.

use actix_web::body::{BoxBody, SizedStream};
use actix_web::http::StatusCode;
use actix_web::http::header::{
    ACCEPT_RANGES, ByteRangeSpec, CACHE_CONTROL, CONTENT_RANGE, ETAG, EntityTag, Header, IF_RANGE,
    IfNoneMatch, RANGE, Range,
};
use actix_web::web::{Bytes, Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use futures_util::StreamExt;
use futures_util::stream::{iter, try_unfold};

use super::photo::Size;
use super::queries;
use super::renditions::Rendition;
use crate::app::State;
use crate::error::AppError;
use crate::purges::tag::Tag;

/// Bytes that are read and sent at once: most pictures are one piece.
const PIECE: u64 = 128 * 1024;

/// A newsletter or another site may show it.
const ANYWHERE: (&str, &str) = ("Cross-Origin-Resource-Policy", "cross-origin");

/// The address of a public picture.
pub fn address(id: i32, size: Size) -> String {
    format!("/photos/{id}/{size}.webp")
}

/// A picture for one pair of eyes: kept by nobody, found by nobody.
pub fn privately(found: Option<Rendition>) -> Result<HttpResponse, AppError> {
    let rendition = found.ok_or(AppError::NotFound)?;
    Ok(HttpResponse::Ok()
        .insert_header((CACHE_CONTROL, "no-store"))
        .insert_header(("X-Robots-Tag", "noindex"))
        .content_type("image/webp")
        .body(rendition.bytes))
}

pub async fn page(
    request: HttpRequest,
    state: Data<State>,
    path: Path<(String, String)>,
) -> Result<HttpResponse, AppError> {
    let (id, size) = asked(&path).ok_or(AppError::NotFound)?;
    let tag = EntityTag::new_strong(format!("{id}-{size}"));
    let known = match IfNoneMatch::parse(&request) {
        Ok(IfNoneMatch::Items(tags)) => tags.iter().any(|known| known.weak_eq(&tag)),
        _ => false,
    };
    let mut answer = HttpResponse::Ok();
    answer
        .insert_header((CACHE_CONTROL, kept_for(&state)))
        .insert_header((ETAG, tag.clone()))
        .insert_header((ACCEPT_RANGES, "bytes"))
        .insert_header(ANYWHERE);
    if state.settings.shared_cache > 0 {
        answer.insert_header(("Cache-Tag", Tag::photo(id).as_str()));
    }
    if known
        && state
            .db
            .read(move |conn| queries::is_public(conn, id))
            .await?
    {
        return Ok(answer.status(StatusCode::NOT_MODIFIED).finish());
    }
    answer.content_type("image/webp");
    let (whole, first) = beginning(&state, id, size).await?;
    let Some(range) = wanted(&request, &tag) else {
        return Ok(answer.body(Pieces::sent(state, (id, size), 0..whole, first)));
    };
    let Some((from, last)) = range.to_satisfiable_range(whole) else {
        return Ok(answer
            .status(StatusCode::RANGE_NOT_SATISFIABLE)
            .insert_header((CONTENT_RANGE, format!("bytes */{whole}")))
            .finish());
    };
    answer
        .status(StatusCode::PARTIAL_CONTENT)
        .insert_header((CONTENT_RANGE, format!("bytes {from}-{last}/{whole}")));
    Ok(answer.body(Pieces::sent(state, (id, size), from..last + 1, first)))
}

/// A browser keeps it for a day without asking, for what an address shows never changes. Not for longer, and a cache that many
/// share asks each time or is told: a picture that its family hides is gone from there at once, and from everywhere the next day.
fn kept_for(state: &State) -> String {
    let shared = state.settings.shared_cache;
    format!("public, max-age=86400, s-maxage={shared}, immutable")
}

/// A part that is asked for. Several at once are answered with the whole, as whatever cannot be read (RFC 9110, 14.2).
fn wanted(request: &HttpRequest, tag: &EntityTag) -> Option<ByteRangeSpec> {
    let is_of_this = request.headers().get(IF_RANGE).is_none_or(|held| {
        held.to_str().is_ok_and(|held| {
            held.parse::<EntityTag>()
                .is_ok_and(|held| held.strong_eq(tag))
        })
    });
    let asked = request.headers().get(RANGE).filter(|_| is_of_this)?;
    match asked.to_str().ok()?.parse().ok()? {
        Range::Bytes(mut parts) if parts.len() == 1 => parts.pop(),
        _ => None,
    }
}

/// How long it is, and its first piece: from the file; while it does not answer, those of whom the minute of silence names are in
/// memory.
async fn beginning(state: &State, id: i32, size: Size) -> Result<(u64, Bytes), AppError> {
    let in_memory = || {
        let known = state.silence.picture(id, size)?;
        let length = u64::try_from(known.bytes.len()).unwrap_or_default();
        Some((length, Bytes::from(known.bytes)))
    };
    if let Some(known) = in_memory().filter(|_| state.silence.is_away()) {
        return Ok(known);
    }
    let found = state
        .db
        .read(move |conn| queries::public_piece(conn, id, size, 0, PIECE))
        .await;
    match found {
        Ok(found) => {
            let (length, first) = found.ok_or(AppError::NotFound)?;
            Ok((length, first.into()))
        }
        Err(fault) => in_memory().ok_or(fault),
    }
}

/// What is sent of a picture, piece by piece: a visitor on a slow line holds one piece here, and no connection to the file.
struct Pieces {
    state: Data<State>,
    picture: (i32, Size),
    left: std::ops::Range<u64>,
}

impl Pieces {
    fn sent(
        state: Data<State>,
        picture: (i32, Size),
        asked: std::ops::Range<u64>,
        first: Bytes,
    ) -> BoxBody {
        let known = u64::try_from(first.len()).unwrap_or_default();
        let of = |at: u64| usize::try_from(at).unwrap_or(usize::MAX);
        if asked.end <= known {
            return BoxBody::new(first.slice(of(asked.start)..of(asked.end)));
        }
        let length = asked.end - asked.start;
        let begun = (asked.start < known).then(|| first.slice(of(asked.start)..));
        let pieces = Pieces {
            state,
            picture,
            left: asked.start.max(known)..asked.end,
        };
        let rest = try_unfold(pieces, Pieces::next);
        let all = iter(begun.map(Ok)).chain(rest);
        BoxBody::new(SizedStream::new(length, Box::pin(all)))
    }

    /// A picture that is hidden while it is sent breaks off.
    async fn next(mut self) -> Result<Option<(Bytes, Pieces)>, AppError> {
        if self.left.is_empty() {
            return Ok(None);
        }
        let ((id, size), from) = (self.picture, self.left.start);
        let length = PIECE.min(self.left.end - from);
        let read = self
            .state
            .db
            .read(move |conn| queries::public_piece(conn, id, size, from, length));
        let (_, piece) = read.await?.ok_or(AppError::Gone)?;
        if piece.is_empty() {
            return Err(AppError::Gone);
        }
        self.left.start += u64::try_from(piece.len()).unwrap_or(u64::MAX);
        Ok(Some((piece.into(), self)))
    }
}

fn asked((id, file): &(String, String)) -> Option<(i32, Size)> {
    // One address a picture: 007 and +7 are not 7.
    let number: i32 = id
        .parse()
        .ok()
        .filter(|number: &i32| number.to_string() == *id)?;
    Some((number, file.strip_suffix(".webp")?.parse().ok()?))
}
