//! `/healthz`: whether visitors may be sent here, asked of the file, of its writer and of its disk; `/healthz/alive`: whether the
//! process answers at all. A proxy asks the first, whoever would start the process anew the second.

use std::time::{Duration, Instant};

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::CACHE_CONTROL;
use actix_web::web::{Data, block};
use diesel::prelude::*;
use tokio::sync::Mutex;

use super::queries;
use super::readiness::Phase;
use crate::app::State;
use crate::db::private;
use crate::schema::regions;

/// How long the file may take to answer.
const PATIENCE: Duration = Duration::from_secs(2);
/// How long an answer of the file is good for: whoever asks without pause does not take the writer from families.
const GOOD_FOR: Duration = Duration::from_secs(1);

/// How often something is really written: a page of the file, which costs the disk one act of its own.
const WRITTEN_EVERY: Duration = Duration::from_secs(10);
/// Bytes that the disk must still take: a family's story with a picture.
const LEAST_ROOM: usize = 1024 * 1024;

const WELL: &str = "ok\n";
/// Readers read on, and visitors may be sent here; whoever watches hears that it is not `ok` alone.
const FULL: &str = "ok for readers; the file cannot be written: its disk is full\n";
const UNWRITTEN: &str = "ok for readers; the file cannot be written\n";

/// What the file last answered, and when.
#[derive(Debug, Default)]
pub struct Checked(Mutex<Last>);

#[derive(Debug, Default)]
struct Last {
    answered: Option<(Instant, Standing)>,
    /// When something was last written; nothing once that failed.
    written: Option<Instant>,
}

/// What is said: of one that visitors may be sent to, and of one that they may not.
type Standing = Result<&'static str, &'static str>;

pub async fn page(state: Data<State>) -> HttpResponse {
    let standing = match state.readiness.phase() {
        Phase::Stopping => Err("the memorial is stopping\n"),
        Phase::Warming => Err("the names are being read\n"),
        Phase::Open => checked(&state).await,
    };
    match standing {
        Ok(WELL) if state.backups.failure().is_some() => told(
            StatusCode::OK,
            "ok for visitors; no backup could be made, /admin/state says when and the log says why\n",
        ),
        Ok(how) => told(StatusCode::OK, how),
        Err(why) => told(StatusCode::SERVICE_UNAVAILABLE, why),
    }
}

pub async fn alive() -> HttpResponse {
    told(StatusCode::OK, "alive\n")
}

fn told(status: StatusCode, words: &'static str) -> HttpResponse {
    HttpResponse::build(status)
        .insert_header((CACHE_CONTROL, "no-store"))
        .content_type("text/plain; charset=utf-8")
        .body(words)
}

/// One asks the file; who comes meanwhile waits for that answer.
async fn checked(state: &State) -> Standing {
    let mut last = state.health.0.lock().await;
    if let Some((at, standing)) = last.answered
        && at.elapsed() < GOOD_FOR
    {
        return standing;
    }
    let standing = ask(state, &mut last.written).await;
    last.answered = Some((Instant::now(), standing));
    standing
}

async fn ask(state: &State, written: &mut Option<Instant>) -> Standing {
    let count = |conn: &mut SqliteConnection| regions::table.count().get_result::<i64>(conn);
    let read = actix_web::rt::time::timeout(PATIENCE, state.db.read(count)).await;
    if !matches!(read, Ok(Ok(count)) if count > 0) {
        return Err("the database cannot be read\n");
    }
    if state.db.damage().is_some() {
        return Err("the database is damaged\n");
    }
    let is_due = written.is_none_or(|at| at.elapsed() >= WRITTEN_EVERY);
    if !is_due {
        // Within the writer's own transaction: it has the lock.
        let held = actix_web::rt::time::timeout(PATIENCE, state.db.write(count)).await;
        return match held {
            Ok(Ok(_)) => Ok(WELL),
            Ok(Err(_)) => {
                *written = None;
                Ok(UNWRITTEN)
            }
            Err(_) => Err("the writer does not answer\n"),
        };
    }
    *written = None;
    let folder = state.db.folder().to_owned();
    let room = block(move || private::takes(&folder, LEAST_ROOM));
    match actix_web::rt::time::timeout(PATIENCE, room).await {
        Ok(Ok(Ok(()))) => {}
        Ok(Ok(Err(fault))) if private::is_full(&fault) => return Ok(FULL),
        Ok(_) => return Ok(UNWRITTEN),
        Err(_) => return Err("the disk does not answer\n"),
    }
    match actix_web::rt::time::timeout(PATIENCE, state.db.write(queries::write_a_page)).await {
        Ok(Ok(())) => {
            *written = Some(Instant::now());
            Ok(WELL)
        }
        Ok(Err(_)) => Ok(UNWRITTEN),
        Err(_) => Err("the writer does not answer\n"),
    }
}
