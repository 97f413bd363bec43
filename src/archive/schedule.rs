//! Backups while the memorial is served: every so many hours, into one folder, the older ones thinned out by `rotation`. What
//! fails is logged, stands at the desk, and takes nothing away.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use actix_web::web::{Data, block};
use anyhow::{Context, bail};
use chrono::{DateTime, SubsecRound, TimeDelta, Utc};

use super::backup::{backup, forget_unfinished};
use super::queries::unpublished;
use super::rotation;
use crate::app::State;
use crate::db::{Database, private};
use crate::error::AppError;

/// How often the folder is looked at.
const LOOK: Duration = Duration::from_secs(60);
/// After a failure it is tried again no sooner.
const PAUSE: TimeDelta = TimeDelta::minutes(30);

/// The last try that failed, until one succeeds.
#[derive(Debug, Default)]
pub struct Tried(Mutex<Option<Failure>>);

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    pub at: DateTime<Utc>,
    pub why: String,
}

impl Tried {
    pub fn failure(&self) -> Option<Failure> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    fn note(&self, failure: Option<Failure>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = failure;
    }
}

/// How backups stand, for the desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// When the newest was made, and its bytes.
    pub newest: Option<(DateTime<Utc>, u64)>,
    pub number: usize,
    pub failure: Option<Failure>,
}

/// Nothing where none are made.
pub async fn standing(state: &Data<State>) -> Option<Standing> {
    let folder = state.settings.backups.clone()?;
    let now = state.now();
    let found = block(move || listed(&folder))
        .await
        .ok()?
        .unwrap_or_default();
    let newest = found.iter().rev().find(|(at, ..)| *at <= now);
    Some(Standing {
        newest: newest.map(|(at, _, bytes)| (*at, *bytes)),
        number: found.len(),
        failure: state.backups.failure(),
    })
}

/// For as long as the memorial is served.
pub async fn watch(state: Data<State>) {
    let Some(folder) = state.settings.backups.clone() else {
        return;
    };
    let every = TimeDelta::hours(state.settings.backup_hours.into());
    loop {
        let now = state.now();
        let pausing = state
            .backups
            .failure()
            .is_some_and(|failure| failure.at <= now && now - failure.at < PAUSE);
        if !pausing {
            let (database, folder) = (state.db.clone(), folder.clone());
            let done = block(move || make_if_due(&database, &folder, now, every)).await;
            match done.map_err(anyhow::Error::from).and_then(|done| done) {
                // The last is not old, and the next can be written.
                Ok(None) => state.backups.note(None),
                Ok(Some(bytes)) => {
                    tracing::info!(bytes, "a backup was made");
                    state.backups.note(None);
                }
                Err(fault) => {
                    let why = format!("{fault:#}");
                    tracing::error!(
                        fault = why,
                        "no backup could be made; the older ones are kept"
                    );
                    state.backups.note(Some(Failure { at: now, why }));
                }
            }
        }
        actix_web::rt::time::sleep(LOOK).await;
    }
}

/// One more where it is time, and only then away with what the rule does not keep. Answers its bytes.
pub fn make_if_due(
    database: &Database,
    folder: &Path,
    now: DateTime<Utc>,
    every: TimeDelta,
) -> anyhow::Result<Option<u64>> {
    private::make_folder(folder)
        .with_context(|| format!("The folder {} cannot be made", folder.display()))?;
    // Each time, and not only when it is time for one: a day is long to hear of it.
    private::takes(folder, 1)
        .with_context(|| format!("Nothing can be written in {}", folder.display()))?;
    let here = listed(folder)?;
    let made: Vec<_> = here.iter().map(|(at, ..)| *at).collect();
    if !rotation::is_due(&made, now, every) {
        return Ok(None);
    }
    forget_unfinished(folder)?;
    room_for(database, folder)?;
    let made = backup(database, &folder.join(rotation::name(now.trunc_subsecs(0))))?;
    let here = listed(folder)?;
    let times: Vec<_> = here.iter().map(|(at, ..)| *at).collect();
    let kept = rotation::kept(&times);
    for (_, path, _) in here.iter().filter(|(at, ..)| !kept.contains(at)) {
        std::fs::remove_file(path)
            .with_context(|| format!("{} could not be removed", path.display()))?;
    }
    Ok(Some(made.bytes))
}

/// Every backup that was named here, the oldest first, with its bytes; what else is in the folder is not ours.
fn listed(folder: &Path) -> std::io::Result<Vec<(DateTime<Utc>, PathBuf, u64)>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let at = entry.file_name().to_str().and_then(rotation::made_at);
        let metadata = entry.metadata()?;
        if let Some(at) = at.filter(|_| metadata.is_file()) {
            found.push((at, entry.path(), metadata.len()));
        }
    }
    found.sort();
    Ok(found)
}

/// A disk that would be full afterwards is full for the memorial as well, so it is asked first.
fn room_for(database: &Database, folder: &Path) -> anyhow::Result<()> {
    let bytes: u64 = database.sizes().iter().map(|(_, bytes)| bytes).sum();
    let needed = bytes + bytes / 10;
    let free = private::room(folder)?;
    if free.is_some_and(|free| free < needed) {
        bail!(
            "The disk of {} has {} MB left, and a backup needs {} MB",
            folder.display(),
            free.unwrap_or(0) / 1_000_000,
            needed.div_ceil(1_000_000)
        );
    }
    Ok(())
}

/// Digests of what was kept before there were any; ends when all have one.
pub async fn catch_up(state: Data<State>) {
    const MOST: i64 = 20;
    loop {
        let some = state
            .db
            .write(|conn| super::queries::digests::fill_some(conn, MOST));
        match some.await {
            Ok(true) => actix_web::rt::time::sleep(Duration::from_millis(100)).await,
            Ok(false) => return,
            Err(fault) => {
                tracing::error!(%fault, "digests could not be filled in");
                return;
            }
        }
    }
}

/// How often words that nobody has published are read, for their digests.
const READ_EVERY: Duration = Duration::from_secs(60);

/// Digests of what families and visitors wrote since; for as long as the memorial serves.
pub async fn read_private_words(state: Data<State>) {
    loop {
        if let Err(fault) = read_some_private_words(&state).await {
            tracing::error!(%fault, "digests of what was sent could not be made");
        }
        actix_web::rt::time::sleep(READ_EVERY).await;
    }
}

async fn read_some_private_words(state: &State) -> Result<(), AppError> {
    while state.db.read(unpublished::waits).await? {
        state.db.write(unpublished::read_some).await?;
        actix_web::rt::time::sleep(Duration::from_millis(100)).await;
    }
    Ok(())
}
