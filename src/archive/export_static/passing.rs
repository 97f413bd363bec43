//! Folders that are there while a copy is made, and what is left of them when it is cut off in the middle. One of them holds
//! the whole file of data, so none may stay behind.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

const PREFIX: &str = ".export-static-";
/// Held for as long as whoever made the folder lives.
const LOCK: &str = ".lock";

/// A folder for its maker's eyes alone; it goes when this is dropped.
pub struct Passing {
    folder: TempDir,
    lock: File,
}

impl Passing {
    pub fn beside(folder: &Path) -> io::Result<Self> {
        let mut builder = tempfile::Builder::new();
        builder.prefix(PREFIX);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            builder.permissions(fs::Permissions::from_mode(0o700));
        }
        let folder = builder.tempdir_in(folder)?;
        let lock = File::create_new(folder.path().join(LOCK))?;
        lock.lock()?;
        Ok(Self { folder, lock })
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Stays, as it is now.
    pub fn keep(self) -> io::Result<PathBuf> {
        fs::remove_file(self.folder.path().join(LOCK))?;
        drop(self.lock);
        Ok(self.folder.keep())
    }
}

/// Removes what copies left in a folder that were killed while they were made; one that is being made is not touched.
pub fn forget(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let named = path.file_name().and_then(|name| name.to_str());
        if !named.is_some_and(|name| name.starts_with(PREFIX)) || !path.is_dir() {
            continue;
        }
        let is_left = match File::open(path.join(LOCK)) {
            Ok(lock) => lock.try_lock().is_ok(),
            // Just begun, or half removed: the next time tells.
            Err(_) => fs::metadata(&path)?
                .modified()?
                .elapsed()
                .is_ok_and(|age| age.as_secs() > 60),
        };
        if is_left {
            fs::remove_dir_all(&path)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_cut_off_is_forgotten_and_what_is_being_made_is_not() {
        let beside = tempfile::tempdir().unwrap();
        let working = Passing::beside(beside.path()).unwrap();
        let cut_off = beside.path().join(".export-static-abc");
        fs::create_dir(&cut_off).unwrap();
        fs::write(cut_off.join(LOCK), b"").unwrap();
        fs::write(cut_off.join("memorial.sqlite3"), b"x").unwrap();
        fs::create_dir(beside.path().join("photos")).unwrap();
        forget(beside.path()).unwrap();
        assert!(!cut_off.exists());
        assert!(working.path().is_dir());
        assert!(beside.path().join("photos").is_dir());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = fs::metadata(working.path()).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o700);
        }
    }
}
