//! The command line: one short function a command.

use std::io::Write;
use std::path::Path;
use std::time::{Duration, Instant, SystemTime};

use actix_web::HttpServer;
use actix_web::web::{Data, block};
use anyhow::{Context, bail};
use chrono::Utc;
use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::accounts;
use crate::accounts::command::UserCommand;
use crate::app::{State, app, chance};
use crate::archive::demo::fill::{Filled, fill};
use crate::archive::export_static::{passing, write};
use crate::archive::report::Verdict;
use crate::archive::restore::Restored;
use crate::archive::{backup, check, export, import, restore, schedule};
use crate::caches::forgetting;
use crate::config::{DatabaseSetting, Settings, faults};
use crate::db::{Database, OpenError, private};
use crate::error::AppError;
use crate::letters::posting;
use crate::moderation::seal::Noted;
use crate::motions::hiding;
use crate::namesakes::knowing;
use crate::operating::log::Format;
use crate::operating::sockets::{self, Word};
use crate::operating::{listener, log, stopping};
use crate::papers;
use crate::photos::parts;
use crate::proofs::appearing;

/// How long a process waits for the one before it to end: longer than that one waits for what was begun.
const TAKING_OVER: Duration = Duration::from_secs(30);

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
    /// Beside an nginx that keeps pages: take out of its folder what the memorial says has changed
    Forget(forgetting::Arguments),
    /// Fill an empty memorial with clearly invented lives, so that there is something to look at
    Demo,
    /// Accounts of readers, moderators and administrators
    #[command(subcommand)]
    User(UserCommand),
}

pub fn run() -> anyhow::Result<()> {
    let mut command_line = Cli::command();
    command_line.build();
    let matches = match Cli::command().try_get_matches() {
        Ok(matches) => matches,
        Err(fault) => match faults::said(&fault, &command_line) {
            Some(said) => bail!(said),
            None => fault.exit(),
        },
    };
    let cli = Cli::from_arg_matches(&matches)?;
    if let Some(fault) = cli.settings.fault() {
        bail!(fault);
    }
    log::begin(cli.settings.log_format);
    let given = std::env::vars_os().map(|(name, _)| name.to_string_lossy().into_owned());
    for said in faults::misspelt(&command_line, given) {
        tracing::warn!("{said}");
    }
    let path = cli.database.database;
    let done = perform(cli.command.unwrap_or(Command::Serve), &path, cli.settings);
    done.map_err(|fault| damaged(fault, &path))
}

/// Only these make a memorial where there is none: for the others an empty one would be taken for it, and be backed up.
fn opened(command: &Command, path: &Path) -> Result<Database, OpenError> {
    match command {
        Command::Serve => open_to_serve(path),
        Command::Import(_) | Command::Demo | Command::User(UserCommand::Add { .. }) => {
            Database::open(path)
        }
        _ => Database::open_existing(path),
    }
}

fn perform(command: Command, path: &Path, settings: Settings) -> anyhow::Result<()> {
    match &command {
        Command::Restore(arguments) => return bring_back(arguments, path),
        Command::Forget(arguments) => return forgetting::run(arguments),
        _ => {}
    }
    let database = match (opened(&command, path), &command) {
        (Err(OpenError::Damaged(..)), Command::Check { .. }) => {
            return tell_faults(&check::of_damaged(path));
        }
        (opened, _) => opened?,
    };
    match command {
        Command::Serve => serve(database, settings),
        Command::Restore(arguments) => bring_back(&arguments, path),
        Command::Backup(arguments) => copy_whole(&database, &arguments),
        Command::Import(arguments) => import_list(&database, &arguments),
        Command::Export(arguments) => export_all(&database, &arguments),
        Command::ExportStatic(arguments) => copy_pages(database, settings, &arguments),
        Command::Check { seals } => check_all(&database, &seals),
        Command::Forget(arguments) => forgetting::run(&arguments),
        Command::Demo => fill_with_invented_lives(&database),
        Command::User(command) => accounts::command::run(&database, command, Utc::now()),
    }
}

/// What SQLite says of a damaged page names neither the file nor what to do.
fn damaged(fault: anyhow::Error, path: &Path) -> anyhow::Error {
    let said = format!("{fault:#}");
    if fault.is::<OpenError>() || !crate::db::faults::sounds_damaged(&said) {
        return fault;
    }
    anyhow::anyhow!(
        "The database {} is damaged ({said}); bring back a backup with `restore` (docs/backup.md), or look with `check` at what can \
         still be read.",
        path.display()
    )
}

/// Where a socket was handed over, the process before may still hold the file: this one waits for it to finish.
fn open_to_serve(path: &Path) -> Result<Database, OpenError> {
    let began = Instant::now();
    let takes_over = sockets::is_handed_over();
    loop {
        match Database::open_to_serve(path) {
            Err(OpenError::Served(_)) if takes_over && began.elapsed() < TAKING_OVER => {
                std::thread::sleep(Duration::from_millis(50));
            }
            opened => return opened,
        }
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
    if summary.is_all_faulty() {
        bail!("No row of {} could be read.", arguments.file.display());
    }
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
    let backup::Made { bytes, contents } = backup::backup(database, &arguments.file)?;
    say(format_args!(
        "The memorial is in {} ({:.1} MB), looked through and whole: {contents}. It holds what families wrote for moderators alone: keep it as \
         you keep the memorial itself.",
        arguments.file.display(),
        bytes as f64 / 1e6
    ));
    Ok(())
}

fn bring_back(arguments: &restore::Arguments, path: &Path) -> anyhow::Result<()> {
    let Restored { contents, given } = restore::restore(&arguments.file, path)?;
    say(format_args!(
        "{} is whole, and the memorial is at {} again: {contents}.",
        arguments.file.display(),
        path.display()
    ));
    if given {
        say(format_args!(
            "It belongs to the owner of the folder {}, who is to serve it.",
            private::folder_of(path).display()
        ));
    }
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
        made_again,
        joined,
        pictures,
        sealed,
    } = check::check_with(database, seals)?;
    tell_faults(&faults)?;
    if made_again > 0 {
        say(format_args!(
            "The index of the search was damaged; it was made again from {made_again} lives."
        ));
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

fn tell_faults(faults: &[String]) -> anyhow::Result<()> {
    for fault in faults {
        say(format_args!("{fault}"));
    }
    if !faults.is_empty() {
        bail!(
            "The memorial’s file is damaged. Bring back a backup (docs/backup.md); nothing was changed."
        );
    }
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

/// And how to make the first account. A log of objects is one that others keep: nobody's link stands in it.
fn say_that_it_is_open(state: &State) -> Result<(), AppError> {
    let address = &state.settings.public_url;
    if state.settings.log_format == Format::Json {
        tracing::info!(%address, "Heroes Memorial is open");
        if !state.db.read_now(accounts::queries::any)? {
            tracing::warn!(
                "Nobody has an account yet. `heroes-memorial user add NAME --role admin` makes the first; the link that is printed \
                 without MEMORIAL_LOG_FORMAT=json is a secret, and not for a log."
            );
        }
        return Ok(());
    }
    say(format_args!("Heroes Memorial is open at {address}"));
    if let Some(path) = accounts::invitation::first(&state.db, chance()?, Utc::now())? {
        say(format_args!(
            "Nobody has an account yet. This link makes the first administrator, once, within three days:"
        ));
        say(format_args!("{}", state.settings.absolute(&path)));
    }
    Ok(())
}

fn serve(database: Database, settings: Settings) -> anyhow::Result<()> {
    log::say_where_it_fell();
    if let Some(said) = settings.in_vain() {
        tracing::warn!("{said}");
    }
    let address = settings.listen;
    let workers = usize::from(settings.workers);
    // A copy that was killed may have left the whole file beside it.
    if let Err(fault) = passing::forget(database.folder()) {
        tracing::error!(%fault, "what a copy left behind could not be removed");
    }
    let state = Data::new(State::new(database, settings, Utc::now)?);
    // The names are read while the first pages are already answered.
    let names = state.clone();
    names.readiness.warm();
    std::thread::spawn(move || {
        if let Err(fault) = names.db.read_now(|conn| names.names.warm(conn)) {
            tracing::error!(%fault, "the names could not be read");
        }
        names.readiness.open();
        sockets::tell(Word::Ready);
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
        let lines = state.figures.open.clone();
        let server = HttpServer::new(move || app(shared.clone()))
            .workers(workers)
            .tcp_nodelay(true)
            .client_request_timeout(std::time::Duration::from_secs(10))
            .disable_signals()
            .on_connect(move |_, line| {
                line.insert(lines.line());
            });
        let server = match sockets::handed_over()? {
            Some(listener) => server.listen(listener),
            None => server.bind(address),
        }
        .with_context(|| format!("The address {address} cannot be listened on"))?
        .run();
        let watched = listener::begin(&state)?;
        let watching = watched.as_ref().map(actix_web::dev::Server::handle);
        watched.map(actix_web::rt::spawn);
        actix_web::rt::spawn(stopping::on_order(server.handle(), state.clone()));
        if let Err(fault) = say_that_it_is_open(&state) {
            // Whoever reads needs no account.
            tracing::error!(%fault, "no link for the first administrator could be made");
        }
        let kept = state.clone();
        actix_web::rt::spawn(async move {
            loop {
                let now = kept.now();
                let erased = kept
                    .db
                    .write(move |conn| papers::queries::erase_old(conn, now));
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
        actix_web::rt::spawn(schedule::read_private_words(state.clone()));
        actix_web::rt::spawn(appearing::watch(state.clone()));
        actix_web::rt::spawn(knowing::begin(state.clone()));
        actix_web::rt::spawn(crate::care::digest::watch(state.clone()));
        actix_web::rt::spawn(crate::anniversaries::posting::watch(state.clone()));
        actix_web::rt::spawn(hiding::watch(state.clone()));
        actix_web::rt::spawn(crate::remembrance::kept::watch(state.clone()));
        let posting = posting::begin(&state);
        let stopped = server.await.context("The server stopped");
        if let Some(posting) = posting {
            posting.end().await;
        }
        if let Err(fault) = state.db.settle() {
            tracing::error!(%fault, "what was written is safe, and not all in the file itself yet");
        }
        if let Some(watching) = watching {
            watching.stop(false).await;
        }
        stopped
    })
}
