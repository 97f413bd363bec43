//! The command `forget`: beside an nginx that keeps pages, takes out of its folder what the memorial says has changed.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use actix_web::web::{self, Data};
use actix_web::{App, HttpRequest, HttpResponse, HttpServer};
use anyhow::Context;
use clap::Args;

use super::cache::Keys;
use super::leaves::Leaves;

#[derive(Debug, Args)]
pub struct Arguments {
    /// The folder in which nginx keeps pages (`proxy_cache_path`)
    pub folder: PathBuf,

    /// Address and port at which the memorial says what to let go; open it to the memorial alone
    #[arg(long, default_value = "127.0.0.1:8084", value_name = "ADDRESS:PORT")]
    pub at: SocketAddr,
}

struct Forgetting {
    folder: PathBuf,
    leaves: Mutex<Leaves>,
}

/// Until it is told to stop.
pub fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let Arguments { folder, at } = arguments;
    std::fs::read_dir(folder)
        .with_context(|| format!("The folder {} cannot be read", folder.display()))?;
    let shared = Data::new(Forgetting {
        folder: folder.clone(),
        leaves: Mutex::default(),
    });
    actix_web::rt::System::new().block_on(async move {
        let server = HttpServer::new(move || {
            App::new()
                .app_data(shared.clone())
                .default_service(web::to(forget))
        })
        .workers(1)
        .shutdown_timeout(2)
        .bind(at)
        .with_context(|| format!("The address {at} cannot be listened on"))?;
        println!(
            "What changes is taken out of {}, as it is told at {at}",
            folder.display()
        );
        server.run().await.context("It stopped")
    })
}

async fn forget(request: HttpRequest, forgetting: Data<Forgetting>) -> HttpResponse {
    if request.method().as_str() != "PURGE" {
        return HttpResponse::MethodNotAllowed()
            .insert_header(("Allow", "PURGE"))
            .finish();
    }
    let mut keys = Keys::default();
    for line in request.headers().get_all("cache-tag") {
        keys.add(Keys::read(line.to_str().unwrap_or("*")));
    }
    if keys.is_empty() {
        return HttpResponse::BadRequest().body("Say which keys, in Cache-Tag.\n");
    }
    let told = web::block(move || {
        let mut leaves = forgetting
            .leaves
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        leaves.forget(&forgetting.folder, &keys)
    });
    match told.await {
        Ok(Ok(gone)) => HttpResponse::Ok().body(format!("{gone}\n")),
        Ok(Err(fault)) => {
            tracing::error!(%fault, "the folder could not be looked through");
            HttpResponse::InternalServerError().finish()
        }
        Err(_) => HttpResponse::InternalServerError().finish(),
    }
}
