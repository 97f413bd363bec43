//! The file before anything is asked of it: whether it is ours, whole as far as a quick look tells, not of a newer program, and
//! brought up to date on a copy first. Whatever is wrong is one sentence, and the file stays as it was.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use diesel::connection::SimpleConnection;
use diesel::migration::MigrationSource;
use diesel::sql_types::Text;
use diesel::sqlite::Sqlite;
use diesel::{Connection, OptionalExtension, QueryResult, RunQueryDsl, SqliteConnection};
use diesel_migrations::MigrationHarness;

use super::header::{self, Header, Wrong};
use super::holding::{self, Holding};
use super::{MIGRATIONS, faults, private};

/// With less than that SQLite cannot even keep its table of who reads.
const LEAST_ROOM: u64 = 64 * 1024;

/// Why the file could not be opened; each reads as one sentence for whoever starts the program.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    #[error("The folder {0} for the database could not be made: {1}.")]
    Folder(String, io::Error),
    #[error("There is no memorial at {0}. Name it with --database or MEMORIAL_DATABASE.")]
    Absent(String),
    #[error(
        "The database {0} could not be opened: {1}. Look after its disk; if that does not help, bring back a backup with \
         `restore` (docs/backup.md)."
    )]
    Open(String, String),
    #[error(
        "The disk that the database {0} is on is full ({1}): make room there and start again. Nothing of it is lost."
    )]
    Full(String, String),
    #[error(
        "The database {0} cannot be written: the disk, the folder or the file is read-only ({1})."
    )]
    ReadOnly(String, String),
    #[error(
        "The file {0} {1}; bring back a backup with `restore` (docs/backup.md). Nothing was changed."
    )]
    Wrong(String, Wrong),
    #[error(
        "The database {0} is damaged ({1}); bring back a backup with `restore` (docs/backup.md), or look with `check` at what \
         can still be read. Nothing was changed."
    )]
    Damaged(String, String),
    #[error("The file {0} is a database of another program. Nothing was changed.")]
    Foreign(String),
    #[error(
        "The database {0} is of a newer program than this one: it knows the tables of {1}, and this program only those up to \
         {2}. Start the newer program, or bring back a backup from before. Nothing was changed."
    )]
    Newer(String, String, String),
    #[error("The database {0} could not be brought up to date: {1}.")]
    Migrate(String, String),
    #[error(
        "The database {0} could not be brought up to date on a copy, so that it stays as it was: {1}."
    )]
    Trial(String, String),
    #[error(
        "The database {0} is served by another process already. One file is served by one process; other commands work beside it."
    )]
    Served(String),
    #[error(
        "The database {0} must be brought up to date for this program, and another process works with it. Stop that one first."
    )]
    InUse(String),
}

impl OpenError {
    /// What SQLite said, as a sentence.
    pub(super) fn told(name: &str, said: &str) -> Self {
        let (name, said) = (name.to_owned(), said.to_owned());
        match said.as_str() {
            text if text.contains("file is not a database") => Self::Wrong(name, Wrong::NoDatabase),
            text if faults::sounds_damaged(text) => Self::Damaged(name, said),
            text if text.contains("readonly") => Self::ReadOnly(name, said),
            text if text.contains("disk is full") || is_full(&name) => Self::Full(name, said),
            _ => Self::Open(name, said),
        }
    }

    /// The same of what stopped the file from being brought up to date.
    pub(super) fn refused(name: &str, said: &str) -> Self {
        match Self::told(name, said) {
            Self::Open(name, said) => Self::Migrate(name, said),
            known => known,
        }
    }
}

/// On a full disk SQLite often says no more than that it cannot open or read a file.
fn is_full(name: &str) -> bool {
    let folder = private::folder_of(Path::new(name));
    matches!(private::room(&folder), Ok(Some(room)) if room < LEAST_ROOM)
}

/// An empty file is none: it was made and never filled.
pub(super) fn must_be_there(path: &Path) -> Result<(), OpenError> {
    let name = path.display().to_string();
    match fs::metadata(path) {
        Ok(file) if file.len() > 0 => Ok(()),
        Ok(_) => Err(OpenError::Absent(name)),
        Err(fault)
            if matches!(
                fault.kind(),
                io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
            ) =>
        {
            Err(OpenError::Absent(name))
        }
        Err(fault) => Err(not_opened(&name, &fault)),
    }
}

/// Looks at the file, makes it if it is not there, and brings its tables up to date. `held` when its caller serves it.
pub(super) fn prepared(path: &Path, held: Option<&Holding>) -> Result<SqliteConnection, OpenError> {
    let name = path.display().to_string();
    ready(path, &name)?;
    let said = |fault: String| OpenError::told(&name, &fault);
    // One quick try with a plain connection: a pool would retry a hopeless file until its patience ends.
    let mut conn = SqliteConnection::establish(&name).map_err(|fault| said(fault.to_string()))?;
    conn.batch_execute("PRAGMA busy_timeout = 5000; PRAGMA foreign_keys = ON;")
        .map_err(|fault| said(fault.to_string()))?;
    let age = age(&mut conn, &name)?;
    if age != Age::Today {
        let own = match held {
            Some(_) => None,
            None => Some(held_soon(path, &name, &OpenError::InUse)?),
        };
        // Another may have done it while this one waited.
        match self::age(&mut conn, &name)? {
            Age::Today => {}
            Age::New => {
                conn.batch_execute("PRAGMA journal_mode = WAL;")
                    .map_err(|fault| said(fault.to_string()))?;
                migrate(&mut conn).map_err(|fault| OpenError::refused(&name, &fault))?;
            }
            Age::Older(version) => upgrade(&mut conn, path, &version)?,
        }
        drop(own);
    }
    // Only now, for it may write into a file that was brought here from elsewhere.
    conn.batch_execute("PRAGMA journal_mode = WAL;")
        .map_err(|fault| said(fault.to_string()))?;
    Ok(conn)
}

/// The lock of whoever serves the file, or the sentence that another has it.
pub(super) fn held(path: &Path) -> Result<Holding, OpenError> {
    let name = path.display().to_string();
    make_folder(path)?;
    match holding::hold(path) {
        Ok(Some(held)) => Ok(held),
        Ok(None) => Err(OpenError::Served(name)),
        Err(fault) => Err(not_opened(&name, &fault)),
    }
}

fn held_soon(
    path: &Path,
    name: &str,
    why: &dyn Fn(String) -> OpenError,
) -> Result<Holding, OpenError> {
    match holding::hold_soon(path) {
        Ok(Some(held)) => Ok(held),
        Ok(None) => Err(why(name.to_owned())),
        Err(fault) => Err(not_opened(name, &fault)),
    }
}

fn make_folder(path: &Path) -> Result<(), OpenError> {
    let folder = private::folder_of(path);
    private::make_folder(&folder)
        .map_err(|fault| OpenError::Folder(folder.display().to_string(), fault))
}

fn not_opened(name: &str, fault: &io::Error) -> OpenError {
    match fault.kind() {
        io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::PermissionDenied => {
            OpenError::ReadOnly(name.to_owned(), fault.to_string())
        }
        _ if private::is_full(fault) => OpenError::Full(name.to_owned(), fault.to_string()),
        _ => OpenError::Open(name.to_owned(), fault.to_string()),
    }
}

/// The file is there, can be written, and is what it says it is, as far as its first page tells. Comes before any connection of
/// this process: closing a file here would end SQLite's own locks on it.
fn ready(path: &Path, name: &str) -> Result<(), OpenError> {
    make_folder(path)?;
    let mut file = private::open_file(path).map_err(|fault| not_opened(name, &fault))?;
    match looked_at(&mut file, path) {
        Ok(found) => found.map_err(|wrong| OpenError::Wrong(name.to_owned(), wrong)),
        Err(fault) => Err(not_opened(name, &fault)),
    }
}

/// What the first page tells of a file, beside its log where it has one.
pub fn look_at(path: &Path) -> io::Result<Result<(), Wrong>> {
    looked_at(&mut File::open(path)?, path)
}

fn looked_at(file: &mut File, path: &Path) -> io::Result<Result<(), Wrong>> {
    let length = file.metadata()?.len();
    if length == 0 {
        // One that was just made.
        return Ok(Ok(()));
    }
    let mut first = Vec::with_capacity(header::LENGTH);
    file.take(header::LENGTH as u64).read_to_end(&mut first)?;
    match Header::read(&first) {
        Ok(header) => Ok(header.fits(length, &logged(path, &header)?)),
        Err(wrong) => Ok(Err(wrong)),
    }
}

/// The pages that stand in the log and not in the file yet.
fn logged(path: &Path, header: &Header) -> io::Result<BTreeSet<u64>> {
    let mut log = match File::open(private::beside(path, "-wal")) {
        Err(fault) if fault.kind() == io::ErrorKind::NotFound => return Ok(BTreeSet::new()),
        log => log?,
    };
    let mut pages = BTreeSet::new();
    for at in header.frames(log.metadata()?.len()) {
        let mut frame = [0; 4];
        log.seek(SeekFrom::Start(at))?;
        log.read_exact(&mut frame)?;
        pages.insert(header::page_of_frame(frame));
    }
    Ok(pages)
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Age {
    New,
    Today,
    /// With the last version that it has.
    Older(String),
}

/// Which tables the file has; one of a newer or of another program is refused here.
fn age(conn: &mut SqliteConnection, name: &str) -> Result<Age, OpenError> {
    let known = known();
    match versions(conn).map_err(|fault| OpenError::told(name, &fault.to_string()))? {
        Versions::NoTables => Ok(Age::New),
        Versions::Foreign => Err(OpenError::Foreign(name.to_owned())),
        Versions::Applied(applied) => {
            let last = |versions: &BTreeSet<String>| versions.last().cloned().unwrap_or_default();
            if let Some(newer) = applied.difference(&known).last() {
                return Err(OpenError::Newer(
                    name.to_owned(),
                    newer.clone(),
                    last(&known),
                ));
            }
            match applied.len() == known.len() {
                true => Ok(Age::Today),
                false => Ok(Age::Older(last(&applied))),
            }
        }
    }
}

/// The versions of all tables that this program knows.
fn known() -> BTreeSet<String> {
    let migrations = MigrationSource::<Sqlite>::migrations(&MIGRATIONS).unwrap_or_default();
    let versions = migrations
        .iter()
        .map(|one| one.name().version().to_string());
    versions.collect()
}

enum Versions {
    NoTables,
    Foreign,
    Applied(BTreeSet<String>),
}

fn versions(conn: &mut SqliteConnection) -> QueryResult<Versions> {
    let one = |conn: &mut SqliteConnection, condition: &str| {
        let sql = format!("SELECT name FROM sqlite_schema {condition} LIMIT 1");
        diesel::dsl::sql::<Text>(&sql)
            .get_result::<String>(conn)
            .optional()
    };
    if one(conn, "")?.is_none() {
        return Ok(Versions::NoTables);
    }
    if one(conn, "WHERE name = '__diesel_schema_migrations'")?.is_none()
        || one(conn, "WHERE name = 'regions'")?.is_none()
    {
        return Ok(Versions::Foreign);
    }
    let applied = diesel::dsl::sql::<Text>("SELECT version FROM __diesel_schema_migrations");
    Ok(Versions::Applied(
        applied.load::<String>(conn)?.into_iter().collect(),
    ))
}

/// Either all tables are those of today, or the file is as it was.
fn migrate(conn: &mut SqliteConnection) -> Result<(), String> {
    conn.immediate_transaction(|conn| {
        conn.run_pending_migrations(MIGRATIONS)
            .map(|_| ())
            .map_err(|fault| Failed(fault.to_string()))
    })
    .map_err(|Failed(fault)| fault)
}

struct Failed(String);

impl From<diesel::result::Error> for Failed {
    fn from(fault: diesel::result::Error) -> Self {
        Self(fault.to_string())
    }
}

/// Forward on a copy first, looked through, and only then in the file itself. The copy from before stays.
fn upgrade(conn: &mut SqliteConnection, path: &Path, version: &str) -> Result<(), OpenError> {
    let name = path.display().to_string();
    let failed = |fault: String| match OpenError::told(&name, &fault) {
        damaged @ OpenError::Damaged(..) => damaged,
        _ => OpenError::Trial(name.clone(), fault),
    };
    let before = Passing::of(path, "before").map_err(|fault| failed(fault.to_string()))?;
    super::vacuum_into(conn, &before.0).map_err(|fault| failed(fault.to_string()))?;
    let trial = Passing::of(path, "trial").map_err(|fault| failed(fault.to_string()))?;
    fs::copy(&before.0, &trial.0).map_err(|fault| failed(fault.to_string()))?;
    try_out(&trial.0).map_err(failed)?;
    drop(trial);
    migrate(conn).map_err(|fault| OpenError::refused(&name, &fault))?;
    let kept = before
        .keep(path, version)
        .map_err(|fault| OpenError::Migrate(name.clone(), fault.to_string()))?;
    tracing::info!(
        "The database {name} was brought up to date. As it was before, it is kept at {}; remove that once all is well.",
        kept.display()
    );
    Ok(())
}

/// Brings a copy of `file` up to date that nobody else has open; one of a newer or another program is refused.
pub fn migrate_copy(copy: &Path, file: &Path) -> Result<(), OpenError> {
    let name = file.display().to_string();
    let mut conn = SqliteConnection::establish(&copy.display().to_string())
        .map_err(|fault| OpenError::told(&name, &fault.to_string()))?;
    match age(&mut conn, &name)? {
        Age::Today => Ok(()),
        Age::New => Err(OpenError::Foreign(name)),
        Age::Older(_) => {
            drop(conn);
            try_out(copy).map_err(|fault| OpenError::refused(&name, &fault))
        }
    }
}

fn try_out(copy: &Path) -> Result<(), String> {
    let mut conn = SqliteConnection::establish(&copy.display().to_string())
        .map_err(|fault| fault.to_string())?;
    conn.batch_execute("PRAGMA foreign_keys = ON;")
        .map_err(|fault| fault.to_string())?;
    migrate(&mut conn)?;
    let found = faults::of_file(&mut conn).map_err(|fault| fault.to_string())?;
    match found.first() {
        Some(fault) => Err(format!("the copy is not whole afterwards: {fault}")),
        None => Ok(()),
    }
}

/// A file that goes when this is dropped, and whatever SQLite put beside it.
struct Passing(PathBuf);

impl Passing {
    fn of(path: &Path, what: &str) -> io::Result<Self> {
        let passing = Self(private::beside(
            path,
            &format!(".{what}-{}", std::process::id()),
        ));
        passing.remove();
        private::open_file(&passing.0)?;
        Ok(passing)
    }

    fn remove(&self) {
        for ending in ["", "-wal", "-shm", "-journal"] {
            let _ = fs::remove_file(private::beside(&self.0, ending));
        }
    }

    /// Stays under a name that says what it is: `memorial.before-20261128204010.sqlite3`.
    fn keep(self, path: &Path, version: &str) -> io::Result<PathBuf> {
        File::open(&self.0)?.sync_all()?;
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let end = path
            .extension()
            .map(|end| format!(".{}", end.to_string_lossy()))
            .unwrap_or_default();
        let named = |more: &str| path.with_file_name(format!("{stem}.before-{version}{more}{end}"));
        let free = (2..).map(|number| named(&format!("-{number}")));
        let kept = std::iter::once(named(""))
            .chain(free)
            .find(|path| !path.exists())
            .unwrap_or_else(|| named(""));
        fs::rename(&self.0, &kept)?;
        private::settle_folder(&private::folder_of(path))?;
        Ok(kept)
    }
}

impl Drop for Passing {
    fn drop(&mut self) {
        self.remove();
    }
}
