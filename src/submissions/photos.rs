//! Pictures straight from a telephone. Good ones are kept, bad ones are named, and what was written beside them survives
//! whatever happens to the files.

use std::fs::File;
use std::io::{Read, Seek, Write};
use std::path::Path as Folder;

use actix_multipart::{Field, Multipart};
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path, block};
use futures_util::StreamExt;
use tokio::sync::Semaphore;

use super::form::{Form, MOST};
use super::queries::{self, PictureChange};
use super::step::{Address, Shown, after, draw, faults, home, open};
use super::submission::Step;
use super::unsaved::{or_not_now, unsaved};
use crate::app::State;
use crate::error::AppError;
use crate::i18n::Words;
use crate::keys;
use crate::photos::photo::{Fault, MAX_BYTES, MAX_FILES};
use crate::photos::refusal;
use crate::photos::renditions::{Renditions, make_in_turn};
use crate::questions;
use crate::web::show::see;

/// How much is listened to altogether, so that a browser that sends too much still hears the answer.
const HEARD: usize = 2 * MAX_FILES * MAX_BYTES;
/// What a part counts at least, in bytes: a hundred thousand empty ones are a flood too.
pub const PART: usize = 1024;
/// Sentences about files that were not taken, at most; whoever sends more such files knows by then.
const SENTENCES: usize = 50;
/// All the words that come with the pictures, in bytes.
const WORDS: usize = 256 * 1024;
/// How much of a file is in memory before it goes to the disk: a hundred may come at once.
const GATHERED: usize = 128 * 1024;
/// Whole files in memory at once, waiting to be looked at; the others wait on the disk.
pub static IN_MEMORY: Semaphore = Semaphore::const_new(2);

/// What came in one post.
#[derive(Default)]
pub struct Received {
    pub words: Vec<(String, String)>,
    pub made: Vec<(String, Renditions)>,
    /// Sentences that name the files which were not taken.
    pub refused: Vec<String>,
    /// One of them for a reason of our own.
    pub failed: bool,
}

/// `POST /{lang}/submissions/{key}/photos`
pub async fn receive(
    w: Words,
    at: Path<Address>,
    parts: Multipart,
    state: Data<State>,
) -> Result<HttpResponse, AppError> {
    let opened = open(&state, &at.key).await?;
    let room = MAX_FILES.saturating_sub(opened.sent.answers.photos.len());
    let Received {
        words,
        made,
        mut refused,
        failed,
    } = received(w, parts, state.db.folder(), room).await;
    let form = Form::new(words);
    let added = !made.is_empty();
    let removed: Option<i32> = form.text("remove").parse().ok();
    let (key, reference, now, said) =
        (at.key.clone(), state.reference(), state.now(), form.clone());
    let kept = state
        .db
        .write(move |conn| {
            let say = |answers: &mut super::answers::Answers| answers.take(Step::Photos, &said);
            let changed = queries::change_photos(
                conn,
                &key,
                &reference,
                now,
                PictureChange {
                    say: &say,
                    remove: removed,
                    add: &made,
                },
            )?;
            if changed.is_ok() && !said.has("skip") {
                let (id, _) = keys::queries::opened(conn, &key)?;
                questions::queries::answered(conn, id, Step::Photos, now)?;
            }
            Ok(changed)
        })
        .await;
    match or_not_now(kept)? {
        Ok(left_out) => {
            let no_room = left_out.no_room.iter();
            refused.extend(no_room.map(|file| w.submissions_no_room(file, MAX_FILES)));
            let twins = left_out.twins.iter();
            refused.extend(twins.map(|file| w.submissions_sent_already(file)));
        }
        Err(reason) => return unsaved(w, Some(&at.key), &reason, &form),
    }
    let opened = open(&state, &at.key).await?;
    let faults = faults(&opened, &state, Step::Photos);
    let from_check = form.text("from") == "check";
    if !refused.is_empty() || (!faults.is_empty() && !form.has("skip")) {
        let shown = Shown {
            status: match failed {
                true => StatusCode::SERVICE_UNAVAILABLE,
                false => StatusCode::UNPROCESSABLE_ENTITY,
            },
            faults,
            refused_files: refused,
            files_failed: failed,
            from_check,
        };
        return draw(w, &state, &at.key, Step::Photos, opened, shown).await;
    }
    // New pictures want their words; so does whoever has just taken one out.
    if added || removed.is_some() {
        let from = if from_check { "?from=check" } else { "" };
        return Ok(see(format!("{}/photos{from}#pictures", home(w, &at.key))));
    }
    Ok(see(after(
        w,
        &at.key,
        &opened.sent,
        Step::Photos,
        from_check,
    )))
}

/// Listens to the end, one part after another. A connection that breaks loses what had not come yet, and only that.
pub async fn received(w: Words, mut parts: Multipart, folder: &Folder, room: usize) -> Received {
    let mut received = Received::default();
    let (mut heard, mut words) = (0, 0);
    while heard <= HEARD
        && let Some(part) = parts.next().await
    {
        let Ok(mut part) = part else {
            received.refused.push(w.submissions_broken_off().to_owned());
            break;
        };
        heard += PART;
        let disposition = part.content_disposition();
        let name = disposition
            .and_then(|said| said.get_name())
            .unwrap_or_default()
            .to_owned();
        let Some(file) = disposition
            .and_then(|said| said.get_filename())
            .map(file_name)
        else {
            // More fields than any page has are listened to and let go.
            let most = if received.words.len() < MOST {
                WORDS.saturating_sub(words)
            } else {
                0
            };
            let bytes = text(&mut part, most, &mut heard).await;
            words += bytes.len();
            if received.words.len() < MOST {
                let text = String::from_utf8_lossy(&bytes).into_owned();
                received.words.push((name, text));
            }
            continue;
        };
        let result = if received.made.len() < room {
            picture(&mut part, folder, &mut heard).await
        } else {
            // No room: listened to, so that the answer is heard, and let go.
            rest(&mut part, &mut heard)
                .await
                .map(|empty| {
                    if empty {
                        None
                    } else {
                        Some(Err(Refusal::NoRoom))
                    }
                })
                .unwrap_or(Some(Err(Refusal::BrokenOff)))
        };
        match result {
            // Browsers send a nameless part when no file was chosen.
            None if file.is_empty() => {}
            None => received
                .refused
                .push(refusal::sentence(Fault::Empty, &file, w)),
            Some(Ok(made)) => received.made.push((file, made)),
            Some(Err(Refusal::Fault(fault))) => {
                received.refused.push(refusal::sentence(fault, &file, w))
            }
            Some(Err(Refusal::NoRoom)) => received
                .refused
                .push(w.submissions_no_room(&file, MAX_FILES)),
            Some(Err(Refusal::NotKept(fault))) => {
                // The name of the file is its family's.
                tracing::error!(%fault, "a picture could not be kept");
                received.failed = true;
                received.refused.push(w.submissions_not_kept(&file));
            }
            Some(Err(Refusal::BrokenOff)) => {
                received.refused.push(w.submissions_broken_off().to_owned());
                break;
            }
        }
        received.refused.truncate(SENTENCES);
    }
    if heard > HEARD {
        received
            .refused
            .push(w.submissions_too_much_at_once().to_owned());
    }
    received
}

enum Refusal {
    Fault(Fault),
    NoRoom,
    /// Something on our side went wrong with this one.
    NotKept(Box<dyn std::error::Error + Send + Sync>),
    BrokenOff,
}

/// One file, by way of the disk; none when there is nothing in it.
async fn picture(
    part: &mut Field,
    folder: &Folder,
    heard: &mut usize,
) -> Option<Result<Renditions, Refusal>> {
    let folder = folder.to_owned();
    let mut file = match on_disk(move || tempfile::tempfile_in(folder)).await {
        Ok(file) => file,
        Err(refusal) => {
            let _ = rest(part, heard).await;
            return Some(Err(refusal));
        }
    };
    let (mut gathered, mut length) = (Vec::new(), 0);
    while let Some(chunk) = part.next().await {
        let Ok(chunk) = chunk else {
            return Some(Err(Refusal::BrokenOff));
        };
        length += chunk.len();
        *heard += chunk.len();
        if *heard > HEARD {
            return Some(Err(Refusal::Fault(Fault::TooLarge)));
        }
        if length > MAX_BYTES {
            continue;
        }
        gathered.extend_from_slice(&chunk);
        if gathered.len() >= GATHERED {
            let whole = std::mem::take(&mut gathered);
            match on_disk(move || file.write_all(&whole).map(|()| file)).await {
                Ok(same) => file = same,
                Err(refusal) => {
                    let _ = rest(part, heard).await;
                    return Some(Err(refusal));
                }
            }
        }
    }
    match length {
        0 => return None,
        length if length > MAX_BYTES => return Some(Err(Refusal::Fault(Fault::TooLarge))),
        _ => {}
    }
    let _turn = match IN_MEMORY.acquire().await {
        Ok(turn) => turn,
        Err(fault) => return Some(Err(Refusal::NotKept(fault.into()))),
    };
    match on_disk(move || whole(file, &gathered, length)).await {
        Ok(bytes) => Some(make_in_turn(bytes).await.map_err(Refusal::Fault)),
        Err(refusal) => Some(Err(refusal)),
    }
}

async fn on_disk<T: Send + 'static>(
    act: impl FnOnce() -> std::io::Result<T> + Send + 'static,
) -> Result<T, Refusal> {
    let done = block(act)
        .await
        .map_err(|fault| Refusal::NotKept(fault.into()))?;
    done.map_err(|fault| Refusal::NotKept(fault.into()))
}

fn whole(mut file: File, last: &[u8], length: usize) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(length);
    file.rewind()?;
    file.read_to_end(&mut bytes)?;
    bytes.extend_from_slice(last);
    Ok(bytes)
}

/// Listens to what is left of a part; whether there was nothing. An error when the connection broke.
async fn rest(part: &mut Field, heard: &mut usize) -> Result<bool, ()> {
    let mut empty = true;
    while let Some(chunk) = part.next().await {
        *heard += chunk.map_err(|_| ())?.len();
        empty = false;
        if *heard > HEARD {
            break;
        }
    }
    Ok(empty)
}

/// What was typed, as bytes: what is no text grows when it is made text, and must not be counted so.
async fn text(part: &mut Field, most: usize, heard: &mut usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    while *heard <= HEARD
        && let Some(Ok(chunk)) = part.next().await
    {
        *heard += chunk.len();
        let room = most.saturating_sub(bytes.len());
        bytes.extend_from_slice(&chunk[..chunk.len().min(room)]);
    }
    bytes
}

/// The name as its owner knows it: without folders, without what is no text, not longer than a line.
pub fn file_name(sent: &str) -> String {
    let last = sent.rsplit(['/', '\\']).next().unwrap_or_default();
    last.chars().filter(|c| !c.is_control()).take(100).collect()
}
