//! A listener of its own for whoever watches: figures at `/metrics`, and health once more, which is answered there until the
//! very end. Off unless `MEMORIAL_METRICS_LISTEN` says where; visitors never reach it.

use actix_web::dev::Server;
use actix_web::http::header::CACHE_CONTROL;
use actix_web::web::{Data, get, resource};
use actix_web::{App, HttpResponse, HttpServer};
use anyhow::Context;

use super::{health, queries};
use crate::app::State;
use crate::archive::schedule;
use crate::error::AppError;

const OPEN_METRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// Begins to answer, where that is wished.
pub fn begin(state: &Data<State>) -> anyhow::Result<Option<Server>> {
    let Some(address) = state.settings.metrics_listen else {
        return Ok(None);
    };
    let state = state.clone();
    let server = HttpServer::new(move || {
        App::new()
            .app_data(state.clone())
            .service(resource("/metrics").route(get().to(page)))
            .service(resource("/healthz").route(get().to(health::page)))
            .service(resource("/healthz/alive").route(get().to(health::alive)))
    })
    .workers(1)
    .disable_signals()
    .bind(address)
    .with_context(|| format!("The address {address} for metrics cannot be listened on"))?;
    Ok(Some(server.run()))
}

pub async fn page(state: Data<State>) -> Result<HttpResponse, AppError> {
    let waiting = state.db.read(queries::waiting).await.ok();
    if let Some((newest, _)) = schedule::standing(&state).await.and_then(|one| one.newest) {
        state.figures.backed_up.set(newest.timestamp());
    }
    let told = state
        .figures
        .told(&state, waiting, state.now())
        .map_err(AppError::internal)?;
    Ok(HttpResponse::Ok()
        .insert_header((CACHE_CONTROL, "no-store"))
        .content_type(OPEN_METRICS)
        .body(told))
}
