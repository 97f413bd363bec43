//! What nobody else on the machine reads: the file of data holds what families wrote for moderators alone.

use std::fs::{DirBuilder, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

/// Makes a folder, and those above it, for its owner alone (0700); one that is there stays as it is.
pub fn make_folder(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.recursive(true).create(folder)
}

/// Opens a file to write in, and makes it for its owner alone (0600) if it is not there. SQLite gives the same rights, and as
/// root the same owner, to what it puts beside a database.
pub fn open_file(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Ok(made) => {
            // Where that is not possible it stays root's, who can use it as well.
            let _ = give_to_owner(&made, &folder_of(path));
            Ok(made)
        }
        Err(fault) if fault.kind() == io::ErrorKind::AlreadyExists => options
            .create_new(false)
            .create(true)
            .truncate(false)
            .open(path),
        Err(fault) => Err(fault),
    }
}

/// A file that root made goes to whoever owns the folder it lies in, for that account is to serve it. Whether it changed hands.
pub fn give_to_owner(file: &File, folder: &Path) -> io::Result<bool> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, fchown};
        let (own, of_folder) = (file.metadata()?, folder.metadata()?);
        if own.uid() != 0 || of_folder.uid() == 0 {
            return Ok(false);
        }
        fchown(file, Some(of_folder.uid()), Some(of_folder.gid()))?;
        Ok(true)
    }
    #[cfg(not(unix))]
    {
        let _ = (file, folder);
        Ok(false)
    }
}

/// Whether nothing more fits: the disk is full, or what its owner may use of it.
pub fn is_full(fault: &io::Error) -> bool {
    matches!(
        fault.kind(),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded
    )
}

/// Whether the disk that a folder is on takes so many bytes more. They are written into a file without a name, which is gone
/// before the disk itself has them: that wears nothing, and tells of a full disk, a quota and a lost right alike.
pub fn takes(folder: &Path, bytes: usize) -> io::Result<()> {
    let mut file = tempfile::tempfile_in(folder)?;
    let piece = vec![0xA5; 64 * 1024];
    for _ in 0..bytes.div_ceil(piece.len()) {
        io::Write::write_all(&mut file, &piece)?;
    }
    Ok(())
}

/// The folder that a file is in.
pub fn folder_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    }
}

/// A file beside another: its whole name and an ending.
pub fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// Whatever was renamed or made in the folder is there after the power goes, too.
pub fn settle_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Bytes that may still be written on the disk that a folder is on, where the system tells.
pub fn room(folder: &Path) -> io::Result<Option<u64>> {
    #[cfg(unix)]
    {
        let told = rustix::fs::statvfs(folder)?;
        Ok(Some(told.f_bavail.saturating_mul(told.f_frsize)))
    }
    #[cfg(not(unix))]
    {
        let _ = folder;
        Ok(None)
    }
}
