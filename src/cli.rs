//! The command line: one short function a command.

use std::io::IsTerminal;

use actix_web::HttpServer;
use actix_web::web::Data;
use anyhow::Context;
use chrono::Utc;
use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};
use tracing_subscriber::EnvFilter;

use crate::app::{State, app};
use crate::config::{DatabaseSetting, Settings};
use crate::db::Database;

/// A memorial for the fallen defenders of Ukraine: one binary, one file of data.
#[derive(Parser)]
#[command(
    name = "heroes-memorial",
    version,
    about,
    args_conflicts_with_subcommands = false
)]
struct Cli {
    #[command(flatten)]
    database: DatabaseSetting,
    #[command(flatten)]
    settings: Settings,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the memorial (what happens when no command is given)
    Serve,
}

pub fn run() -> anyhow::Result<()> {
    let cli = Cli::from_arg_matches(&Cli::command().get_matches())?;
    log();
    let database = Database::open(&cli.database.database)?;
    match cli.command.unwrap_or(Command::Serve) {
        Command::Serve => serve(database, cli.settings),
    }
}

/// What goes wrong goes to standard error; `RUST_LOG` sets how much is said.
fn log() {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(std::io::stderr().is_terminal())
        .with_target(false)
        .with_writer(std::io::stderr)
        .init();
}

fn serve(database: Database, settings: Settings) -> anyhow::Result<()> {
    let address = settings.listen;
    let workers = usize::from(settings.workers);
    let state = Data::new(State::new(database, settings, Utc::now)?);
    actix_web::rt::System::new().block_on(async move {
        let limits = state.limits.clone();
        let shared = state.clone();
        let server = HttpServer::new(move || app(shared.clone()))
            .workers(workers)
            .tcp_nodelay(true)
            .client_request_timeout(std::time::Duration::from_secs(10))
            .shutdown_timeout(10)
            .bind(address)
            .with_context(|| format!("The address {address} cannot be listened on"))?;
        println!("Heroes Memorial is open at {}", state.settings.public_url);
        actix_web::rt::spawn(async move {
            loop {
                actix_web::rt::time::sleep(std::time::Duration::from_secs(600)).await;
                limits.forget();
            }
        });
        server.run().await.context("The server stopped")
    })
}
