//! Whose file it is while it is served: one process serves it, and while tables change nobody else opens it. The lock is the
//! system's own (flock) on an empty file beside the database, so that it ends with its holder, however that one ends.

use std::fs::{File, TryLockError};
use std::io;
use std::path::Path;
use std::time::{Duration, Instant};

use super::private;

/// How long a command waits for another that brings the tables up to date.
const PATIENCE: Duration = Duration::from_secs(5);

/// Longer than a look at it takes.
const GLANCE: Duration = Duration::from_millis(10);

/// Held until it is dropped.
#[derive(Debug)]
pub struct Holding {
    _file: File,
}

/// At once, or not at all: `None` when another holds it.
pub fn hold(database: &Path) -> io::Result<Option<Holding>> {
    let file = private::open_file(&private::beside(database, ".lock"))?;
    let mut tried = file.try_lock();
    if matches!(tried, Err(TryLockError::WouldBlock)) {
        // Somebody may only have looked whether it is held, see `is_held`.
        std::thread::sleep(GLANCE);
        tried = file.try_lock();
    }
    match tried {
        Ok(()) => Ok(Some(Holding { _file: file })),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(fault)) => Err(fault),
    }
}

/// The same, and waits a little for whoever holds it only for a moment.
pub fn hold_soon(database: &Path) -> io::Result<Option<Holding>> {
    let begun = Instant::now();
    loop {
        match hold(database)? {
            None if begun.elapsed() < PATIENCE => std::thread::sleep(Duration::from_millis(50)),
            held => return Ok(held),
        }
    }
}

/// Whether somebody holds it at this moment.
pub fn is_held(database: &Path) -> bool {
    // It is never made here, and let go at once: whoever takes it at that moment looks twice.
    let file = File::open(private::beside(database, ".lock"));
    file.is_ok_and(|file| matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock)))
}
