//! `export-static DIR`: the folder is there whole or not at all; one of an earlier day is replaced.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

use actix_web::test::init_service;
use actix_web::web::Data;
use anyhow::{Context, bail};
use chrono::{DateTime, Utc};
use clap::Args;

use super::copying::{Copied, Copy, copy, put, write};
use super::index::Index;
use super::passing::{Passing, forget};
use super::rewriting::Note;
use super::{begin, search};
use crate::app::{State, app};
use crate::archive::{progress, queries};
use crate::config::Settings;
use crate::dates::{Edtf, kyiv};
use crate::db::Database;
use crate::error::AppError;
use crate::i18n::dates::when;
use crate::i18n::{Lang, Words};

/// By this file an earlier copy is known, which may be replaced.
const MARK: &str = "heroes-memorial.txt";
/// Lives read at once for the search.
const PAGE: i64 = 500;

#[derive(Debug, Clone, Args)]
pub struct Arguments {
    /// The folder to make; an earlier copy that is there is replaced once the new one is whole
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
}

/// What was written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Made {
    pub lives: u64,
    pub pages: u64,
    pub pictures: u64,
}

/// Starts threads of its own; not for inside a server.
pub fn export_static(
    database: Database,
    settings: Settings,
    arguments: &Arguments,
    clock: fn() -> DateTime<Utc>,
) -> anyhow::Result<Made> {
    let folder = &arguments.folder;
    may_be_made(folder)?;
    let beside = folder
        .parent()
        .filter(|beside| !beside.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    fs::create_dir_all(beside)
        .with_context(|| format!("The folder {} cannot be made", beside.display()))?;
    let nothing = |folder: &Path| format!("Nothing can be written in {}", folder.display());
    for folder in [beside, database.folder()] {
        forget(folder).with_context(|| nothing(folder))?;
    }
    let part = Passing::beside(beside).with_context(|| nothing(beside))?;
    // One look at the file of data, though people go on writing in it. It has what is nobody's but the family's as well, so
    // the copy of it stays beside it and never comes near a stick.
    let still = Passing::beside(database.folder()).with_context(|| nothing(database.folder()))?;
    let file = still.path().join("memorial.sqlite3");
    database.copy_to(&file)?;
    drop(database);
    let state = Data::new(State::new(Database::open(&file)?, settings, clock)?);
    let made = actix_web::rt::System::new().block_on(async {
        tokio::select! {
            made = make(&state, part.path()) => made,
            () = told_to_stop() => bail!("The copy was not finished; nothing of it is left."),
        }
    })?;
    drop(state);
    drop(still);
    readable_by_all(part.path())?;
    // A rename is the last step, so that whoever looks sees the old copy or the new one.
    let old = Passing::beside(beside)?;
    let cannot = || format!("The copy cannot be put at {}", folder.display());
    if folder.exists() {
        fs::rename(folder, old.path().join("old")).with_context(cannot)?;
    }
    fs::rename(part.keep()?, folder).with_context(cannot)?;
    Ok(made)
}

/// Whoever waits for the copy stops it (Ctrl-C), or the machine does.
async fn told_to_stop() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut ended) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = ended.recv() => return,
                Ok(()) = tokio::signal::ctrl_c() => return,
            }
        }
    }
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}

/// A folder with anything else in it is somebody's, and stays as it is.
fn may_be_made(folder: &Path) -> anyhow::Result<()> {
    let Ok(mut inside) = fs::read_dir(folder) else {
        if folder.exists() {
            bail!("{} is no folder.", folder.display());
        }
        return Ok(());
    };
    if inside.next().is_some() && !folder.join(MARK).is_file() {
        bail!(
            "{} is not empty and no copy of a memorial; name an empty or a new folder.",
            folder.display()
        );
    }
    Ok(())
}

async fn make(state: &Data<State>, folder: &Path) -> anyhow::Result<Made> {
    // A service inside this process: the pages are exactly those that are served.
    let site = Rc::new(init_service(app(state.clone())).await);
    let today = Edtf::of_day(kyiv::today(state.now()));
    let note = Lang::ALL.map(|lang| {
        let date = today.map(|today| when(lang, &today)).unwrap_or_default();
        (lang, Words::new(lang).copy_note(date))
    });
    let to = Arc::new(Copy {
        folder: folder.to_owned(),
        note: Note {
            words: note,
            living: state
                .settings
                .public_url
                .as_str()
                .trim_end_matches('/')
                .to_owned(),
        },
    });
    let bar = progress::things(1, "files");
    let mut have: HashSet<String> = ["uk/search.html", "en/search.html", "search/tables.js"]
        .map(str::to_owned)
        .into();
    let mut needs = put(&to, &begin::page()?, "index.html")?;
    for lang in Lang::ALL {
        needs.extend(put(
            &to,
            &search::page(Words::new(lang))?,
            &format!("{lang}/search.html"),
        )?);
    }
    let mut done = Copied::default();
    let mut walk = async |begin: Vec<String>, have: &mut HashSet<String>| {
        let copied = copy(Rc::clone(&site), Arc::clone(&to), begin, have, &bar).await?;
        done.pages += copied.pages;
        done.pictures += copied.pictures;
        anyhow::Ok(())
    };
    walk(needs, &mut have).await?;
    // Whoever no list leads to has a page all the same.
    let (index, slugs) = read(state)?;
    let lives = slugs
        .iter()
        .flat_map(|slug| Lang::ALL.map(|lang| format!("/{lang}/heroes/{slug}")));
    walk(lives.collect(), &mut have).await?;
    for file in index.files()? {
        write(folder, &file.name, file.text.as_bytes())?;
    }
    bar.finish_and_clear();
    write(folder, MARK, marked(state, slugs.len()).as_bytes())?;
    Ok(Made {
        lives: u64::try_from(slugs.len())?,
        pages: done.pages + 3,
        pictures: done.pictures,
    })
}

/// Everybody who is public, for the search, and the addresses of their pages.
fn read(state: &State) -> Result<(Index, Vec<String>), AppError> {
    let reference = state.reference();
    state.db.read_now(|conn| {
        let (mut index, mut slugs, mut last) = (Index::default(), Vec::new(), 0);
        loop {
            let ids = queries::public_after(conn, last, PAGE)?;
            let Some(&end) = ids.last() else { break };
            last = end;
            slugs.extend(index.take(conn, &reference, &ids)?);
        }
        Ok((index, slugs))
    })
}

/// What whoever opens the folder reads first, in both languages.
fn marked(state: &State, lives: usize) -> String {
    let today = kyiv::today(state.now());
    format!(
        "Меморіал: {lives} розповідей, копія від {today}. Відкрийте index.html у браузері; мережа не потрібна.\n\
         A memorial: {lives} lives, copied on {today}. Open index.html in a browser; no network is needed.\n\
         {}\n",
        state.settings.public_url
    )
}

/// What is public may be read by everyone; a temporary folder begins as its owner's alone.
#[cfg(unix)]
fn readable_by_all(folder: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o755))
}

#[cfg(not(unix))]
fn readable_by_all(_: &Path) -> std::io::Result<()> {
    Ok(())
}
