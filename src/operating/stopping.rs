//! A stop that nobody notices: no new line is taken, what was begun is finished, each answer asks for a new line (which the
//! next process takes, from the socket that both are handed), and then the program ends.

use std::time::{Duration, Instant};

use actix_web::dev::ServerHandle;
use actix_web::rt::time::sleep;
use actix_web::web::Data;
use tokio::signal::unix::{SignalKind, signal};

use super::connections::Open;
use super::sockets::{Word, tell};
use crate::app::State;

/// How long what was begun may take.
const LONGEST: Duration = Duration::from_secs(20);
/// How long nothing may have been asked on the lines that are still open: these are browsers and proxies that keep a line for
/// later. They open another.
const QUIET: Duration = Duration::from_secs(3);
const LOOK: Duration = Duration::from_millis(50);

/// Waits for the order to stop (SIGTERM, SIGINT), then stops. A second order ends at once what is not finished.
pub async fn on_order(server: ServerHandle, state: Data<State>) {
    let orders = (
        signal(SignalKind::terminate()),
        signal(SignalKind::interrupt()),
    );
    let (Ok(mut terminate), Ok(mut interrupt)) = orders else {
        tracing::error!("the order to stop cannot be heard");
        return;
    };
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
    tracing::info!("stopping: what was begun is finished");
    state.readiness.stop();
    tell(Word::Stopping);
    server.pause().await;
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
        () = finished(&state.figures.open) => {}
    }
    server.stop(false).await;
}

/// Until no line is open, or all that are have been quiet for a while.
async fn finished(open: &Open) {
    let (began, mut busy) = (Instant::now(), Instant::now());
    // A line that was taken already is not counted before its worker has it.
    sleep(LOOK * 4).await;
    while open.lines() > 0 && began.elapsed() < LONGEST {
        if open.requests() > 0 {
            busy = Instant::now();
        } else if busy.elapsed() > QUIET {
            return;
        }
        sleep(LOOK).await;
    }
    if open.requests() > 0 {
        tracing::warn!(
            requests = open.requests(),
            "some requests took too long and were cut off"
        );
    }
}
