//! The command line: one short function a command.

use std::io::{IsTerminal, Write};
use std::path::Path;
use std::time::SystemTime;

use actix_web::HttpServer;
use actix_web::web::{Data, block};
use anyhow::{Context, bail};
use chrono::Utc;
use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};
use tracing_subscriber::EnvFilter;

use crate::accounts;
use crate::accounts::command::UserCommand;
use crate::app::{State, app, chance};
use crate::archive::demo::fill::{Filled, fill};
use crate::archive::export_static::{passing, write};
use crate::archive::queries::copies::Contents;
use crate::archive::report::Verdict;
use crate::archive::{backup, check, export, import, restore, schedule};
use crate::config::{DatabaseSetting, Settings};
use crate::db::Database;
use crate::letters::posting;
use crate::moderation::seal::Noted;
use crate::motions::hiding;
use crate::namesakes::knowing;
use crate::papers;
use crate::photos::parts;
use crate::proofs::appearing;

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
    /// Read an archive's list; its new rows wait at the import desk unless they are published at once
    Import(import::Arguments),
    /// Write everything public into a file, one life a line
    Export(export::Arguments),
    /// Write the whole public memorial as plain pages that open from a folder or a USB stick, search included
    ExportStatic(write::Arguments),
    /// Write the whole memorial into one file that is not there yet, while it is served; looked through before it gets its name
    Backup(backup::Arguments),
    /// Bring a backup back to where there is no memorial yet; looked through first
    Restore(restore::Arguments),
    /// Say whether the memorial's file is whole, and put the index of the search right where it is not
    Check {
        /// A seal of the journal that was noted earlier, as its page shows it: is it still there? May be said again
        #[arg(long = "seal", value_name = "NUMBER:HEX")]
        seals: Vec<Noted>,
    },
    /// Fill an empty memorial with clearly invented lives, so that there is something to look at
    Demo,
    /// Accounts of readers, moderators and administrators
    #[command(subcommand)]
    User(UserCommand),
}

pub fn run() -> anyhow::Result<()> {
    let cli = Cli::from_arg_matches(&Cli::command().get_matches())?;
    log();
    let path = cli.database.database;
    let command = cli.command.unwrap_or(Command::Serve);
    let database = match &command {
        Command::Restore(arguments) => return bring_back(arguments, &path),
        Command::Serve => Database::open_to_serve(&path)?,
        _ => Database::open(&path)?,
    };
    match command {
        Command::Serve => serve(database, cli.settings),
        Command::Restore(arguments) => bring_back(&arguments, &path),
        Command::Backup(arguments) => copy_whole(&database, &arguments),
        Command::Import(arguments) => import_list(&database, &arguments),
        Command::Export(arguments) => export_all(&database, &arguments),
        Command::ExportStatic(arguments) => copy_pages(database, cli.settings, &arguments),
        Command::Check { seals } => check_all(&database, &seals),
        Command::Demo => fill_with_invented_lives(&database),
        Command::User(command) => accounts::command::run(&database, command, Utc::now()),
    }
}

/// Rows that need a person's eye are listed on standard output; in a dry run, all of them.
fn import_list(database: &Database, arguments: &import::Arguments) -> anyhow::Result<()> {
    let summary = import::import(database, arguments, Utc::now(), &mut |row| {
        if arguments.dry_run || !matches!(row.verdict, Verdict::New | Verdict::Same(_)) {
            say(format_args!("{row}"));
        }
    })?;
    say(format_args!("{summary}"));
    Ok(())
}

fn export_all(database: &Database, arguments: &export::Arguments) -> anyhow::Result<()> {
    let export::Written { lives, pictures } = export::export(database, arguments, Utc::now())?;
    say(format_args!(
        "{lives} lives and {pictures} pictures are in {}.",
        arguments.file.display()
    ));
    Ok(())
}

fn copy_whole(database: &Database, arguments: &backup::Arguments) -> anyhow::Result<()> {
    let backup::Made { bytes, .. } = backup::backup(database, &arguments.file)?;
    say(format_args!(
        "The memorial is in {} ({:.1} MB), looked through and whole. It holds what families wrote for moderators alone: keep it as \
         you keep the memorial itself.",
        arguments.file.display(),
        bytes as f64 / 1e6
    ));
    Ok(())
}

fn bring_back(arguments: &restore::Arguments, path: &Path) -> anyhow::Result<()> {
    let Contents {
        lives,
        waiting,
        pictures,
        accounts,
    } = restore::restore(&arguments.file, path)?;
    say(format_args!(
        "{} is whole, and the memorial is at {} again: {lives} public lives, {waiting} stories that wait, {pictures} pictures, \
         {accounts} accounts.",
        arguments.file.display(),
        path.display()
    ));
    Ok(())
}

fn copy_pages(
    database: Database,
    settings: Settings,
    arguments: &write::Arguments,
) -> anyhow::Result<()> {
    let living = settings.public_url.clone();
    let is_default = living == Settings::default().public_url;
    let write::Made {
        lives,
        pages,
        pictures,
    } = write::export_static(database, settings, arguments, Utc::now)?;
    say(format_args!(
        "{lives} lives on {pages} pages with {pictures} pictures are in {}; open index.html there.",
        arguments.folder.display()
    ));
    if is_default {
        say(format_args!(
            "What only a server can do is linked to {living}: set MEMORIAL_PUBLIC_URL to the memorial's own address and make the copy again."
        ));
    }
    Ok(())
}

fn check_all(database: &Database, seals: &[Noted]) -> anyhow::Result<()> {
    let check::Checked {
        faults,
        mended,
        joined,
        pictures,
        sealed,
    } = check::check_with(database, seals)?;
    for fault in &faults {
        say(format_args!("{fault}"));
    }
    if !faults.is_empty() {
        bail!("The memorial’s file is damaged. Bring back a backup; nothing was changed.");
    }
    if mended > 0 {
        say(format_args!(
            "The search did not know {mended} lives as they are now; it does again."
        ));
    }
    if joined > 0 {
        say(format_args!(
            "Who stands side by side was not right for {joined} lives; it is again."
        ));
    }
    for seal in seals {
        say(format_args!(
            "The seal {seal} is in the journal: nothing up to number {} was changed since it was noted.",
            seal.number
        ));
    }
    say(format_args!(
        "The file is whole; {pictures} pictures can be shown, and the seals of the journal's {sealed} rows hold."
    ));
    Ok(())
}

fn fill_with_invented_lives(database: &Database) -> anyhow::Result<()> {
    let Filled {
        lives,
        pictures,
        queued,
    } = fill(database, Utc::now())?;
    say(format_args!(
        "{lives} invented lives and {pictures} drawn pictures are in the memorial."
    ));
    say(format_args!(
        "{} stories wait in the moderators' queue, {} are still being written.",
        queued.sent, queued.drafts
    ));
    say(format_args!(
        "A family's own page, as its family sees it: /uk/submissions/{}",
        queued.key
    ));
    say(format_args!(
        "Start the memorial with `heroes-memorial`: it prints a one-time link that makes the first administrator."
    ));
    Ok(())
}

/// One line on standard output. Whoever reads it may have left (`| head`): what was begun is done all the same.
fn say(words: std::fmt::Arguments<'_>) {
    let _ = writeln!(std::io::stdout(), "{words}");
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
    // A copy that was killed may have left the whole file beside it.
    if let Err(fault) = passing::forget(database.folder()) {
        tracing::error!(%fault, "what a copy left behind could not be removed");
    }
    let state = Data::new(State::new(database, settings, Utc::now)?);
    // The names are read while the first pages are already answered.
    let names = state.clone();
    std::thread::spawn(move || {
        if let Err(fault) = names.db.read_now(|conn| names.names.warm(conn)) {
            tracing::error!(%fault, "the names could not be read");
        }
    });
    let looked = state.db.clone();
    std::thread::spawn(move || {
        if let Err(fault) = looked.look_through() {
            tracing::error!(%fault, "the file could not be looked through");
        }
    });
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
        if let Some(path) = accounts::invitation::first(&state.db, chance()?, Utc::now())? {
            println!("Nobody has an account yet. This link makes the first administrator, once, within three days:");
            println!("{}", state.settings.absolute(&path));
        }
        let kept = state.clone();
        actix_web::rt::spawn(async move {
            loop {
                let now = kept.now();
                let erased = kept.db.write(move |conn| papers::queries::erase_old(conn, now));
                if let Err(fault) = erased.await {
                    tracing::error!(%fault, "old papers could not be erased");
                }
                let folder = kept.db.folder().to_owned();
                let forgotten = block(move || parts::forget_old(&folder, SystemTime::now())).await;
                if let Ok(Err(fault)) = forgotten {
                    tracing::error!(%fault, "parts of pictures could not be looked through");
                }
                actix_web::rt::time::sleep(std::time::Duration::from_secs(600)).await;
                limits.forget();
                kept.burning.forget(kept.now());
            }
        });
        actix_web::rt::spawn(crate::purges::noticing::watch(state.clone()));
        actix_web::rt::spawn(crate::reference::renewal::catch_up(state.clone()));
        actix_web::rt::spawn(schedule::watch(state.clone()));
        actix_web::rt::spawn(schedule::catch_up(state.clone()));
        actix_web::rt::spawn(appearing::watch(state.clone()));
        actix_web::rt::spawn(knowing::begin(state.clone()));
        actix_web::rt::spawn(crate::care::digest::watch(state.clone()));
        actix_web::rt::spawn(crate::anniversaries::posting::watch(state.clone()));
        actix_web::rt::spawn(hiding::watch(state.clone()));
        actix_web::rt::spawn(crate::remembrance::kept::watch(state.clone()));
        let posting = posting::begin(&state);
        let stopped = server.run().await.context("The server stopped");
        if let Some(posting) = posting {
            posting.end().await;
        }
        stopped
    })
}
