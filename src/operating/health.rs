//! `/healthz`: whether visitors may be sent here, asked of the file and of its writer; `/healthz/alive`: whether the process
//! answers at all. Where nothing can be saved, readers are still served, so that they may be sent here: the answer says so. A proxy asks the first, whoever would start the process anew the second.

use std::time::{Duration, Instant};

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::CACHE_CONTROL;
use actix_web::web::Data;
use diesel::prelude::*;
use tokio::sync::Mutex;

use super::readiness::Phase;
use crate::app::State;
use crate::schema::regions;

/// How long the file may take to answer.
const PATIENCE: Duration = Duration::from_secs(2);
/// How long an answer of the file is good for: whoever asks without pause does not take the writer from families.
const GOOD_FOR: Duration = Duration::from_secs(1);

/// What the file last answered, and when.
#[derive(Debug, Default)]
pub struct Checked(Mutex<Option<(Instant, Standing)>>);

/// What is said: of one that visitors may be sent to, and of one that they may not.
type Standing = Result<&'static str, &'static str>;

pub async fn page(state: Data<State>) -> HttpResponse {
    let standing = match state.readiness.phase() {
        Phase::Stopping => Err("the memorial is stopping\n"),
        Phase::Warming => Err("the names are being read\n"),
        Phase::Open => checked(&state).await,
    };
    match standing {
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
    if let Some((at, standing)) = *last
        && at.elapsed() < GOOD_FOR
    {
        return standing;
    }
    let standing = ask(state).await;
    *last = Some((Instant::now(), standing));
    standing
}

async fn ask(state: &State) -> Standing {
    let count = |conn: &mut SqliteConnection| regions::table.count().get_result::<i64>(conn);
    let read = actix_web::rt::time::timeout(PATIENCE, state.db.read(count)).await;
    if !matches!(read, Ok(Ok(count)) if count > 0) {
        return Err("the database cannot be read\n");
    }
    if state.db.damage().is_some() {
        return Err("the database is damaged\n");
    }
    // Within the writer's own transaction: it has the lock, and the file can be written to.
    match actix_web::rt::time::timeout(PATIENCE, state.db.write(count)).await {
        Ok(Ok(_)) => Ok("ok\n"),
        Ok(Err(_)) => Ok("ok for readers; the database cannot be written to\n"),
        Err(_) => Err("the writer does not answer\n"),
    }
}
