//! Pictures that come piece by piece over a bad line, for the script on the photos page: what has come stays, and the rest
//! follows when the network is back. A whole one is judged and kept exactly as one that came with the form.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Bytes, Data, Path, Query, block};
use serde::Deserialize;
use serde_json::json;

use super::form::Form;
use super::key;
use super::photos::{IN_MEMORY, file_name};
use super::queries::{self, PictureChange, Refused};
use super::step::{Opened, open};
use crate::app::State;
use crate::error::AppError;
use crate::i18n::Words;
use crate::photos::header::inspect;
use crate::photos::parts::{self, Found, Part};
use crate::photos::photo::{Fault, MAX_BYTES, MAX_FILES};
use crate::photos::refusal;
use crate::photos::renditions::make_in_turn;
use crate::web::show::answer_privately;

/// The most of one piece, in bytes: so much is lost at most when the line breaks.
const PIECE: usize = 256 * 1024;
/// From so many bytes on, the beginning of a file says whether it is a picture.
const TELLING: usize = 1024;

/// Where a piece begins.
#[derive(Debug, Deserialize)]
pub struct Place {
    from: usize,
}

/// `POST /{lang}/submissions/{key}/photos/uploads`
pub async fn begin(
    w: Words,
    at: Path<(String, String)>,
    form: Form,
    state: Data<State>,
) -> Result<HttpResponse, AppError> {
    let (_, key) = at.into_inner();
    let opened = open(&state, &key).await?;
    let name = file_name(&form.text("name"));
    let length: usize = form.text("length").parse().unwrap_or(0);
    if let Some(refused) = cannot_begin(w, &opened, &name, length) {
        return refused;
    }
    let (folder, id) = (state.db.folder().to_owned(), key::once()?);
    let (owner, secret, file) = (opened.sent.id, id.clone(), name.clone());
    match block(move || parts::begin(&folder, owner, &secret, &file, length)).await? {
        Ok(()) => answer_privately(StatusCode::CREATED, &json!({ "id": id, "piece": PIECE })),
        Err(fault) => not_kept(w, &name, &fault),
    }
}

/// `GET /{lang}/submissions/{key}/photos/uploads/{id}`: how much has come.
pub async fn page(
    at: Path<(String, String, String)>,
    state: Data<State>,
) -> Result<HttpResponse, AppError> {
    let (_, key, id) = at.into_inner();
    let opened = open(&state, &key).await?;
    match found(&state, &opened, id).await? {
        Found::Part(part) => come(StatusCode::OK, &part),
        Found::Done => done(),
        Found::Nothing => Err(AppError::NotFound),
    }
}

/// `POST /{lang}/submissions/{key}/photos/uploads/{id}?from={offset}`: one piece more. The last one is answered when the
/// picture is made; who does not hear the answer asks again with an empty piece.
pub async fn append(
    w: Words,
    at: Path<(String, String, String)>,
    place: Query<Place>,
    piece: Bytes,
    state: Data<State>,
) -> Result<HttpResponse, AppError> {
    let (_, key, id) = at.into_inner();
    let opened = open(&state, &key).await?;
    if piece.len() > PIECE {
        return Err(AppError::TooLarge);
    }
    let mut part = match found(&state, &opened, id).await? {
        Found::Part(part) => part,
        Found::Done => return done(),
        Found::Nothing => return Err(AppError::NotFound),
    };
    if !opened.sent.state.is_open() {
        forget(part).await?;
        return closed(w);
    }
    if let Some(fault) = no_picture(&part, place.from, &piece) {
        return refused(w, part, fault).await;
    }
    let name = part.name.clone();
    let (added, part) = block(move || (part.append(place.from, &piece), part)).await?;
    match added {
        // The last piece came twice, and the first of the two has done it.
        Err(_) if part.is_done() => done(),
        Err(fault) => not_kept(w, &name, &fault),
        Ok(false) => come(StatusCode::CONFLICT, &part),
        Ok(true) if part.is_whole() => whole(w, &state, &key, part).await,
        Ok(true) => come(StatusCode::OK, &part),
    }
}

/// All of it is here: as a picture, or as a sentence that says why not.
async fn whole(
    w: Words,
    state: &Data<State>,
    key: &str,
    part: Part,
) -> Result<HttpResponse, AppError> {
    let _turn = IN_MEMORY.acquire().await.map_err(AppError::internal)?;
    let (read, part) = block(move || (part.bytes(), part)).await?;
    let bytes = match read {
        Ok(bytes) => bytes,
        Err(_) if part.is_done() => return done(),
        Err(fault) => return not_kept(w, &part.name, &fault),
    };
    let made = match make_in_turn(bytes).await {
        Ok(made) => [(part.name.clone(), made)],
        Err(fault) => return refused(w, part, fault).await,
    };
    let (key, reference, now) = (key.to_owned(), state.reference(), state.now());
    let kept = state.db.write(move |conn| {
        let change = PictureChange {
            say: &|_| {},
            remove: None,
            add: &made,
        };
        queries::change_photos(conn, &key, &reference, now, change)
    });
    match kept.await? {
        // The very picture under another name; a last piece that came twice is no second picture.
        Ok(left_out) if !left_out.twins.is_empty() && !part.is_done() => {
            let sentence = w.submissions_sent_already(&part.name);
            forget(part).await?;
            say(StatusCode::UNPROCESSABLE_ENTITY, &sentence)
        }
        Ok(left_out) if left_out.no_room.is_empty() => {
            // What cannot be put away now is put away by the timer; the picture is kept.
            let _ = block(move || part.finish()).await?;
            done()
        }
        Ok(_) => {
            let sentence = w.submissions_no_room(&part.name, MAX_FILES);
            forget(part).await?;
            say(StatusCode::UNPROCESSABLE_ENTITY, &sentence)
        }
        Err(reason) => {
            forget(part).await?;
            match reason {
                Refused::TooMuch => {
                    let sentence = w.submissions_keep_too_much();
                    say(StatusCode::UNPROCESSABLE_ENTITY, sentence)
                }
                _ => closed(w),
            }
        }
    }
}

fn cannot_begin(
    w: Words,
    opened: &Opened,
    name: &str,
    length: usize,
) -> Option<Result<HttpResponse, AppError>> {
    if !opened.sent.state.is_open() {
        return Some(closed(w));
    }
    let sentence = match length {
        0 => refusal::sentence(Fault::Empty, name, w),
        _ if length > MAX_BYTES => refusal::sentence(Fault::TooLarge, name, w),
        _ if opened.sent.answers.photos.len() >= MAX_FILES => {
            w.submissions_no_room(name, MAX_FILES)
        }
        _ => return None,
    };
    Some(say(StatusCode::UNPROCESSABLE_ENTITY, &sentence))
}

/// A video is refused by its first piece, before all of it has come over a bad line.
fn no_picture(part: &Part, from: usize, piece: &[u8]) -> Option<Fault> {
    let tells =
        from == 0 && part.have == 0 && (piece.len() >= TELLING || piece.len() == part.length);
    let fault = tells.then(|| inspect(piece).err()).flatten()?;
    let is_stranger = matches!(
        fault,
        Fault::NotAPicture | Fault::Heic | Fault::Video | Fault::OtherFormat
    );
    is_stranger.then_some(fault)
}

async fn found(state: &Data<State>, opened: &Opened, id: String) -> Result<Found, AppError> {
    let (folder, owner) = (state.db.folder().to_owned(), opened.sent.id);
    let found = block(move || parts::find(&folder, owner, &id)).await?;
    found.map_err(AppError::internal)
}

async fn refused(w: Words, part: Part, fault: Fault) -> Result<HttpResponse, AppError> {
    let sentence = refusal::sentence(fault, &part.name, w);
    forget(part).await?;
    say(StatusCode::UNPROCESSABLE_ENTITY, &sentence)
}

/// What cannot be removed now is removed by the timer.
async fn forget(part: Part) -> Result<(), AppError> {
    let _ = block(move || part.forget()).await?;
    Ok(())
}

fn come(status: StatusCode, part: &Part) -> Result<HttpResponse, AppError> {
    answer_privately(status, &json!({ "have": part.have, "length": part.length }))
}

fn done() -> Result<HttpResponse, AppError> {
    answer_privately(StatusCode::OK, &json!({ "done": true }))
}

fn closed(w: Words) -> Result<HttpResponse, AppError> {
    say(StatusCode::CONFLICT, w.submissions_upload_closed())
}

fn not_kept(w: Words, name: &str, fault: &std::io::Error) -> Result<HttpResponse, AppError> {
    tracing::error!(%fault, "a part of a picture could not be kept");
    say(
        StatusCode::INTERNAL_SERVER_ERROR,
        &w.submissions_not_kept(name),
    )
}

fn say(status: StatusCode, sentence: &str) -> Result<HttpResponse, AppError> {
    answer_privately(status, &json!({ "say": sentence }))
}
