//! `restore`: a backup becomes the memorial's file, where there is none yet. Looked through before it gets its name.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::Args;

use super::backup::{UNFINISHED, settle, verified};
use super::queries::copies::{self, Contents};
use crate::db::{Database, look_at, migrate_copy, private};

#[derive(Debug, Args)]
pub struct Arguments {
    /// The backup to bring back; it is only read
    pub file: PathBuf,
}

/// What was brought back.
#[derive(Debug)]
pub struct Restored {
    pub contents: Contents,
    /// Root brought it back, and it belongs to whoever owns its folder.
    pub given: bool,
}

/// Answers what is in the memorial now. `database` is where it is to lie.
pub fn restore(file: &Path, database: &Path) -> anyhow::Result<Restored> {
    for ending in ["", "-wal", "-journal"] {
        let there = private::beside(database, ending);
        if there.exists() {
            bail!(
                "{} is there already, and a backup is brought back only where there is nothing. Move it elsewhere first, or name another \
                 place with --database.",
                there.display()
            );
        }
    }
    let log = private::beside(file, "-wal");
    if log.metadata().is_ok_and(|log| log.len() > 0) {
        bail!(
            "{} belongs to {}: that is no backup but a memorial's own file, which alone may lack what was written last. Make a backup of it \
             with `backup`.",
            log.display(),
            file.display()
        );
    }
    let length = file
        .metadata()
        .with_context(|| format!("{} cannot be read", file.display()))?
        .len();
    let seen = look_at(file).with_context(|| format!("{} cannot be read", file.display()))?;
    if let Err(wrong) = seen {
        bail!("{} {wrong}; it was not brought back.", file.display());
    }
    if length == 0 {
        bail!("{} is empty; it was not brought back.", file.display());
    }
    let folder = private::folder_of(database);
    let cannot = || format!("Nothing can be written in {}", folder.display());
    private::make_folder(&folder).with_context(cannot)?;
    let mut copy = tempfile::Builder::new()
        .prefix(UNFINISHED)
        .tempfile_in(&folder)
        .with_context(cannot)?;
    let mut from = std::fs::File::open(file)?;
    std::io::copy(&mut from, copy.as_file_mut()).with_context(cannot)?;
    // Brought up to date on this copy, under its passing name: the file gets its own only when it can be served.
    migrate_copy(copy.path(), file)?;
    verified(copy.path(), None)
        .with_context(|| format!("{} was not brought back", file.display()))?;
    let given = private::give_to_owner(copy.as_file(), &folder).with_context(cannot)?;
    settle(copy, database)?;
    let database = Database::open(database)?;
    Ok(Restored {
        contents: database.read_now(copies::contents)?,
        given,
    })
}
