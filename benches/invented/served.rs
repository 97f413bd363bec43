//! A memorial served in this process, as the program serves it.

use std::net::{IpAddr, Ipv4Addr};

use actix_web::HttpServer;
use actix_web::dev::ServerHandle;
use actix_web::web::Data;
use heroes_memorial::app::{State, app};
use heroes_memorial::config::Settings;

/// Everybody comes from an address of their own, as they say in `X-Forwarded-For`.
pub fn settings() -> Settings {
    Settings {
        trusted_proxy: vec![IpAddr::V4(Ipv4Addr::LOCALHOST).into()],
        ..Settings::default()
    }
}

/// Its address, and the handle that stops it.
pub fn serve(state: &Data<State>) -> anyhow::Result<(String, ServerHandle)> {
    let (shared, listener) = (state.clone(), std::net::TcpListener::bind("127.0.0.1:0")?);
    let address = format!("http://{}", listener.local_addr()?);
    let server = HttpServer::new(move || app(shared.clone()))
        .workers(state.settings.workers.into())
        .disable_signals()
        .listen(listener)?
        .run();
    let handle = server.handle();
    actix_web::rt::spawn(server);
    Ok((address, handle))
}
