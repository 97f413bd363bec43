//! `backup`: the whole memorial as one file, while others read and write it.
//!
//! By SQLite's `VACUUM INTO` and not by its backup interface: that one begins anew whenever somebody writes, so that on a busy day
//! it may never end, and copies free pages with it. This one reads a single snapshot and lets whoever writes go on in the log.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::Args;
use diesel::connection::SimpleConnection;
use diesel::{Connection, QueryResult, SqliteConnection};
use tempfile::NamedTempFile;

use super::check;
use super::queries::copies::{self, Contents, Counts};
use crate::db::{Database, private};
use crate::moderation::queries::newest_seal;

/// What of a backup that was not finished is called.
pub const UNFINISHED: &str = ".memorial-backup-";

#[derive(Debug, Args)]
pub struct Arguments {
    /// The file to write; it must not be there yet
    pub file: PathBuf,
}

/// What was written, and is whole.
#[derive(Debug)]
pub struct Made {
    pub bytes: u64,
    pub contents: Contents,
}

/// Writes the file under a passing name, looks through it, and gives it its name only when it is whole and on the disk. Nobody
/// but its owner may read it.
pub fn backup(database: &Database, file: &Path) -> anyhow::Result<Made> {
    if file.exists() {
        bail!(
            "{} is there already; a backup never replaces a file.",
            file.display()
        );
    }
    let folder = private::folder_of(file);
    must_be_there(&folder)?;
    let cannot = || format!("Nothing can be written in {}", folder.display());
    let copy = tempfile::Builder::new()
        .prefix(UNFINISHED)
        .tempfile_in(&folder)
        .with_context(cannot)?;
    let before = database.read_now(|conn| conn.transaction(Moment::of))?;
    database
        .copy_to(copy.path())
        .with_context(|| format!("The backup {} could not be written", file.display()))?;
    let after = database.read_now(|conn| conn.transaction(Moment::of))?;
    let contents = verified(copy.path(), Some((&before, &after)))?;
    let bytes = settle(copy, file)?;
    Ok(Made { bytes, contents })
}

/// A folder is not made in passing: where its disk is not there, everything would lie on the one that is to be kept from harm.
pub(super) fn must_be_there(folder: &Path) -> anyhow::Result<()> {
    if !folder.is_dir() {
        bail!(
            "The folder {} is not there. Is its disk? If it is a new one, make it first. Nothing was written.",
            folder.display()
        );
    }
    Ok(())
}

/// On the disk first, then under its name, and the name on the disk as well.
pub(super) fn settle(copy: NamedTempFile, file: &Path) -> anyhow::Result<u64> {
    let cannot = || format!("{} could not be put in its place", file.display());
    copy.as_file().sync_all().with_context(cannot)?;
    let bytes = copy.as_file().metadata().with_context(cannot)?.len();
    copy.persist_noclobber(file)
        .map_err(|refused| refused.error)
        .with_context(cannot)?;
    private::settle_folder(&private::folder_of(file)).with_context(cannot)?;
    Ok(bytes)
}

/// What a file held at one instant.
pub(super) struct Moment {
    counts: Counts,
    seal: Option<crate::moderation::seal::Noted>,
}

impl Moment {
    fn of(conn: &mut SqliteConnection) -> QueryResult<Self> {
        Ok(Self {
            counts: copies::counts(conn)?,
            seal: newest_seal(conn)?,
        })
    }
}

/// Looks through a copy that nobody else has open; it holds what was there before it was begun. `around` are the moments before
/// and after: when nothing was written in between, every table has as many rows as there.
pub(super) fn verified(
    copy: &Path,
    around: Option<(&Moment, &Moment)>,
) -> anyhow::Result<Contents> {
    let mut conn = SqliteConnection::establish(&copy.display().to_string())?;
    // The copy stays one file: nothing is put beside it.
    conn.batch_execute("PRAGMA journal_mode = DELETE; PRAGMA query_only = ON;")?;
    let noted: Vec<_> = around
        .iter()
        .filter_map(|(before, _)| before.seal.clone())
        .collect();
    let found = check::look_through(&mut conn, &noted)?;
    if let Some(fault) = found.faults.first() {
        bail!("The copy is not whole, and was not kept: {fault}");
    }
    let counts = copies::counts(&mut conn)?;
    if let Some((before, after)) = around {
        // Counts that are the same on both sides, and the journal too: nobody wrote meanwhile.
        let still = before.counts == after.counts && before.seal == after.seal;
        let fewer = counts.fewer_than(&before.counts);
        if still && counts != before.counts {
            bail!(
                "The copy is not whole, and was not kept: it does not have as many rows as the file."
            );
        }
        if let Some(table) = fewer {
            bail!("The copy is not whole, and was not kept: rows of {table} are missing.");
        }
    }
    Ok(copies::contents(&mut conn)?)
}

/// Removes what was left of backups that were killed while they were written; the file's own lock tells nothing here, its age
/// does.
pub fn forget_unfinished(folder: &Path) -> io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let named = entry.file_name().to_string_lossy().starts_with(UNFINISHED);
        let old = File::open(entry.path())
            .and_then(|file| file.metadata()?.modified())
            .is_ok_and(|at| at.elapsed().is_ok_and(|age| age.as_secs() > 24 * 60 * 60));
        if named && old {
            std::fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}
