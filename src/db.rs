//! The one door to SQLite: one writer, several readers, and nothing that blocks an async thread.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;
use diesel::r2d2::{ConnectionManager, CustomizeConnection, Pool, PooledConnection};
use diesel::{Connection, QueryResult, RunQueryDsl, SqliteConnection};
use diesel_migrations::{EmbeddedMigrations, embed_migrations};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::error::AppError;
use crate::operating::waits::Waits;
use crate::purges::queries as purges;
use crate::purges::told::Told;

pub mod faults;
pub mod header;
mod holding;
mod opening;
pub mod private;

use holding::Holding;
pub use opening::{OpenError, look_at, migrate_copy};

const MIGRATIONS: EmbeddedMigrations = embed_migrations!("migrations");
/// Reading connections. Two cores are kept busy by two; the rest stand in for readers waiting on a slow disk.
const READERS: u32 = 4;
/// How soon a running memorial notices what another process changed in its file.
pub const NOTICED: Duration = Duration::from_millis(500);
/// How long a request waits for its turn at the file before it is told to try again.
const PATIENCE: Duration = Duration::from_secs(10);

type Manager = ConnectionManager<SqliteConnection>;

/// The memorial's file. Cheap to clone.
#[derive(Clone)]
pub struct Database {
    writer: Pool<Manager>,
    readers: Pool<Manager>,
    /// As many as there are readers, and the one of whoever writes: first come, first served, and who waits holds no thread.
    turns: Arc<Semaphore>,
    writing: Arc<Semaphore>,
    path: PathBuf,
    folder: PathBuf,
    pub waits: Measured,
    /// What of the public changed, for whoever keeps pages.
    pub purges: Arc<Told>,
    /// What is wrong with the file, once that is known: from then on nothing is written to it.
    damage: Arc<OnceLock<String>>,
    /// Whether something already sounded like damage.
    looked: Arc<AtomicBool>,
    /// While it is served, by this process alone.
    held: Option<Arc<Holding>>,
}

/// How long requests waited for either.
#[derive(Debug, Clone, Default)]
pub struct Measured {
    pub writer: Waits,
    pub readers: Waits,
}

#[derive(Debug)]
struct Pragmas {
    read_only: bool,
}

impl CustomizeConnection<SqliteConnection, diesel::r2d2::Error> for Pragmas {
    fn on_acquire(&self, conn: &mut SqliteConnection) -> Result<(), diesel::r2d2::Error> {
        // busy_timeout comes first, for the others may have to wait. secure_delete: what a family takes back is not left to be
        // read in the file's free pages. FULL, because in WAL mode NORMAL survives a
        // killed process and still loses the last stories when the power goes.
        conn.batch_execute(
            "PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; \
             PRAGMA secure_delete = ON; PRAGMA cache_size = -16000; PRAGMA mmap_size = 1073741824; PRAGMA temp_store = MEMORY;",
        )?;
        if self.read_only {
            // What is read lies in the system's own cache, once for all readers.
            conn.batch_execute("PRAGMA query_only = ON; PRAGMA cache_size = -4000;")?;
        }
        Ok(())
    }
}

fn pool(path: &str, size: u32, read_only: bool) -> Result<Pool<Manager>, OpenError> {
    Pool::builder()
        .max_size(size)
        .connection_timeout(PATIENCE)
        .test_on_check_out(false)
        .connection_customizer(Box::new(Pragmas { read_only }))
        .build(ConnectionManager::new(path))
        .map_err(|fault| OpenError::told(path, &fault.to_string()))
}

impl Database {
    /// Opens the file, makes it and its folder if they are not there, and brings its tables up to date.
    pub fn open(path: &Path) -> Result<Self, OpenError> {
        Self::open_held(path, None)
    }

    /// The same of a memorial that is there: where there is none, an empty one would be taken for it.
    pub fn open_existing(path: &Path) -> Result<Self, OpenError> {
        opening::must_be_there(path)?;
        Self::open_held(path, None)
    }

    /// The same for as long as it is served: a second process that would serve it is refused.
    pub fn open_to_serve(path: &Path) -> Result<Self, OpenError> {
        let held = opening::held(path)?;
        Self::open_held(path, Some(held))
    }

    fn open_held(path: &Path, held: Option<Holding>) -> Result<Self, OpenError> {
        let name = path.display().to_string();
        let refused = |fault: diesel::result::Error| OpenError::refused(&name, &fault.to_string());
        let mut first = opening::prepared(path, held.as_ref())?;
        // Before anything else is written: what was written before has its place in the chain.
        crate::moderation::queries::seal_from_before(&mut first).map_err(refused)?;
        crate::accounts::queries::fold_names(&mut first).map_err(refused)?;
        crate::reference::queries::fill(&mut first).map_err(refused)?;
        crate::places::queries::fill(&mut first)
            .and_then(|()| first.immediate_transaction(crate::places::queries::judge))
            .map_err(refused)?;
        crate::app::chance()
            .and_then(|chance| Ok(crate::keys::queries::fill(&mut first, chance)?))
            .map_err(|fault| OpenError::refused(&name, &fault.to_string()))?;
        crate::heroes::queries::order_in_latin(&mut first).map_err(refused)?;
        crate::companions::queries::catch_up(&mut first).map_err(refused)?;
        crate::days::queries::fill_turns(&mut first).map_err(refused)?;
        match crate::search::index::fill(&mut first) {
            Ok(_) => {}
            // The lives themselves are read without it, and made again it can be.
            Err(fault) if faults::is_damage(&fault) => tracing::error!(
                %fault,
                "the index of the search is damaged; `heroes-memorial check` makes it again"
            ),
            Err(fault) => return Err(refused(fault)),
        }
        // What changed until now is on no page that is kept by this process.
        let last = purges::last(&mut first)
            .and_then(|last| purges::forget(&mut first, last).map(|()| last))
            .map_err(refused)?;
        Ok(Self {
            purges: Arc::new(Told::from(last)),
            writer: pool(&name, 1, false)?,
            readers: pool(&name, READERS, true)?,
            turns: Arc::new(Semaphore::new(READERS as usize)),
            writing: Arc::new(Semaphore::new(1)),
            path: path.to_owned(),
            folder: private::folder_of(path),
            damage: Arc::default(),
            looked: Arc::default(),
            held: held.map(Arc::new),
            waits: Measured::default(),
        })
    }

    /// The file itself.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Where the file lies: what is large and passing may lie beside it.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Whether somebody serves it, this process or another.
    pub fn is_served(&self) -> bool {
        self.held.is_some() || holding::is_held(&self.path)
    }

    /// The whole file as it is at one instant, while others read and write it, into a file that is empty or not there yet. What
    /// is nobody's to read in this file is in that one too. On a connection of its own, so that nobody waits for it: it reads one
    /// snapshot, and whoever writes meanwhile writes on in the log.
    pub fn copy_to(&self, file: &Path) -> Result<(), AppError> {
        let mut conn = SqliteConnection::establish(&self.path.display().to_string())
            .map_err(AppError::internal)?;
        conn.batch_execute("PRAGMA busy_timeout = 5000;")?;
        vacuum_into(&mut conn, file)?;
        Ok(())
    }

    /// What is wrong with the file, if that is known.
    pub fn damage(&self) -> Option<&str> {
        self.damage.get().map(String::as_str)
    }

    /// Looks through every page once, on a connection of its own; what it finds is known from then on.
    pub fn look_through(&self) -> Result<(), AppError> {
        let mut conn = SqliteConnection::establish(&self.path.display().to_string())
            .map_err(AppError::internal)?;
        conn.batch_execute("PRAGMA busy_timeout = 5000; PRAGMA query_only = ON;")?;
        if let Some(found) = faults::at_a_glance(&mut conn)? {
            self.know_damage(found);
        }
        Ok(())
    }

    fn know_damage(&self, what: String) {
        self.damage.get_or_init(|| {
            tracing::error!(
                damage = what,
                "the memorial's file is damaged: it is read as far as it goes and not written any more; bring back a backup"
            );
            what
        });
    }

    /// A fault as it is answered. What sounds like damage is looked into once, aside: it may be no more than an index of words.
    fn told(&self, fault: diesel::result::Error, writing: bool) -> AppError {
        if faults::is_damage(&fault) && !self.looked.swap(true, Ordering::SeqCst) {
            let database = self.clone();
            std::thread::spawn(move || {
                if let Err(fault) = database.look_through() {
                    tracing::error!(%fault, "the file could not be looked through");
                }
            });
        }
        match fault {
            fault if writing && faults::is_unwritten(&fault) => AppError::unsaved(fault),
            fault => fault.into(),
        }
    }

    /// Asks, away from the async threads, on a connection that cannot write. All that is asked in one go sees one state of the
    /// file, whatever is published meanwhile; it is faster too, for the file is locked once and not for each question.
    pub async fn read<T, F>(&self, ask: F) -> Result<T, AppError>
    where
        T: Send + 'static,
        F: FnOnce(&mut SqliteConnection) -> QueryResult<T> + Send + 'static,
    {
        let asked = Instant::now();
        let turn = turn(&self.turns, &self.waits.readers).await?;
        let database = self.clone();
        actix_web::web::block(move || {
            let _turn = turn;
            database.read_since(asked, |conn| conn.transaction(ask))
        })
        .await?
    }

    /// Does one act, whole or not at all; once this answers, it is on the disk.
    pub async fn write<T, F>(&self, act: F) -> Result<T, AppError>
    where
        T: Send + 'static,
        F: FnOnce(&mut SqliteConnection) -> QueryResult<T> + Send + 'static,
    {
        let asked = Instant::now();
        let turn = turn(&self.writing, &self.waits.writer).await;
        let turn = turn.map_err(AppError::unsaved)?;
        let database = self.clone();
        actix_web::web::block(move || {
            let _turn = turn;
            database.write_since(asked, act)
        })
        .await?
    }

    /// [`Self::read`] for the command line, where nothing waits.
    pub fn read_now<T>(
        &self,
        ask: impl FnOnce(&mut SqliteConnection) -> QueryResult<T>,
    ) -> Result<T, AppError> {
        self.read_since(Instant::now(), ask)
    }

    fn read_since<T>(
        &self,
        asked: Instant,
        ask: impl FnOnce(&mut SqliteConnection) -> QueryResult<T>,
    ) -> Result<T, AppError> {
        let waits = &self.waits.readers;
        let asked = ask(&mut *checked_out(&self.readers, waits, asked)?);
        counted(asked, waits).map_err(|fault| self.told(fault, false))
    }

    /// [`Self::write`] for the command line. The lock is taken before the first read, so that what was read still holds.
    pub fn write_now<T>(
        &self,
        act: impl FnOnce(&mut SqliteConnection) -> QueryResult<T>,
    ) -> Result<T, AppError> {
        self.write_since(Instant::now(), act)
    }

    fn write_since<T>(
        &self,
        asked: Instant,
        act: impl FnOnce(&mut SqliteConnection) -> QueryResult<T>,
    ) -> Result<T, AppError> {
        if let Some(damage) = self.damage() {
            return Err(AppError::unsaved(damage));
        }
        let known = self.purges.read_up_to();
        let waits = &self.waits.writer;
        let mut conn = checked_out(&self.writer, waits, asked).map_err(AppError::unsaved)?;
        let done = conn.immediate_transaction(|conn| {
            let done = act(conn)?;
            QueryResult::Ok((done, purges::since_and_forget(conn, known)?))
        });
        // Others write while caches in front are told.
        drop(conn);
        let (done, changed) = counted(done, waits).map_err(|fault| self.told(fault, true))?;
        // No page that was kept before is shown once this answers.
        self.purges.follow(&changed);
        Ok(done)
    }

    /// Looks for what another process changed in this file, such as an import from the shell; called on a timer. Until then
    /// pages that are kept may show what was.
    pub fn notice(&self) -> Result<(), AppError> {
        let known = self.purges.read_up_to();
        let changed = self.read_now(|conn| purges::since(conn, known))?;
        self.purges.follow(&changed);
        Ok(())
    }

    /// The file, and what was written and is not in it yet: what each is called, and its bytes.
    pub fn sizes(&self) -> [(&'static str, u64); 2] {
        let size = |path: &Path| std::fs::metadata(path).map_or(0, |file| file.len());
        [
            ("database", size(&self.path)),
            ("log", size(&private::beside(&self.path, "-wal"))),
        ]
    }

    /// All that was written stands in the file itself; for the end.
    pub fn settle(&self) -> Result<(), AppError> {
        let mut conn = checked_out(&self.writer, &self.waits.writer, Instant::now())?;
        Ok(conn.batch_execute("PRAGMA wal_checkpoint(TRUNCATE);")?)
    }
}

/// A copy of what one connection sees, packed; `file` is empty or not there yet.
fn vacuum_into(conn: &mut SqliteConnection, file: &Path) -> QueryResult<usize> {
    diesel::sql_query("VACUUM INTO ?")
        .bind::<diesel::sql_types::Text, _>(file.display().to_string())
        .execute(conn)
}

/// A place at the door, in the order in which they came. A hundred threads at one door would only wake each other, and the last
/// one might wait longest.
async fn turn(turns: &Arc<Semaphore>, waits: &Waits) -> Result<OwnedSemaphorePermit, AppError> {
    let turn = tokio::time::timeout(PATIENCE, Arc::clone(turns).acquire_owned()).await;
    let turn = turn.map_err(|_| {
        waits.busy.inc();
        AppError::internal("no connection to the database in time")
    })?;
    turn.map_err(AppError::internal)
}

/// A connection; how long it was waited for since it was asked for is counted.
fn checked_out(
    pool: &Pool<Manager>,
    waits: &Waits,
    asked: Instant,
) -> Result<PooledConnection<Manager>, AppError> {
    let found = pool.get();
    waits.waited(asked.elapsed());
    found.map_err(|fault| {
        waits.busy.inc();
        AppError::internal(format!("no connection to the database: {fault}"))
    })
}

/// The file was held by another process for longer than a connection waits.
fn counted<T>(done: QueryResult<T>, waits: &Waits) -> QueryResult<T> {
    if let Err(diesel::result::Error::DatabaseError(_, fault)) = &done
        && fault.message().contains("locked")
    {
        waits.busy.inc();
    }
    done
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use diesel::prelude::*;
    use diesel::sql_types::{Integer, Text};
    use diesel_migrations::MigrationHarness;

    use super::*;

    #[test]
    fn every_migration_goes_forward_and_comes_back_down() {
        let mut conn = SqliteConnection::establish(":memory:").unwrap();
        conn.run_pending_migrations(MIGRATIONS).unwrap();
        conn.revert_all_migrations(MIGRATIONS).unwrap();
        conn.run_pending_migrations(MIGRATIONS).unwrap();
    }

    #[test]
    fn lives_from_before_are_given_their_latin_place() {
        let mut conn = SqliteConnection::establish(":memory:").unwrap();
        conn.run_pending_migrations(MIGRATIONS).unwrap();
        conn.batch_execute(
            "INSERT INTO lives (id, created_at) VALUES (1, '2026-01-01T00:00:00Z'); \
             INSERT INTO heroes (id, slug, family, given, name_key, version, published_at, changed_at) VALUES \
             (1, 'a', 'Шевчук', 'Олег', x'01', 1, '2026-01-01 00:00:00+00:00', '2026-01-01 00:00:00+00:00');",
        )
        .unwrap();
        let order = crate::heroes::queries::order_in_latin;
        assert_eq!(order(&mut conn).unwrap(), 1);
        assert_eq!(order(&mut conn).unwrap(), 0);
        use crate::schema::heroes::dsl::{heroes, letter_en, name_key_en};
        let (key, letter): (Vec<u8>, Option<String>) = heroes
            .select((name_key_en, letter_en))
            .first(&mut conn)
            .unwrap();
        assert_eq!(key, crate::i18n::order::sort_key("Shevchuk Oleh"));
        assert_eq!(letter.as_deref(), Some("S"));
    }

    #[derive(QueryableByName)]
    struct Column {
        #[diesel(sql_type = Text)]
        of: String,
        #[diesel(sql_type = Text)]
        name: String,
        #[diesel(sql_type = Text)]
        kind: String,
        #[diesel(sql_type = Integer)]
        required: i32,
    }

    /// Table to column to (kind, required), as the migrations make them.
    fn made() -> BTreeMap<String, Vec<(String, String, bool)>> {
        let mut conn = SqliteConnection::establish(":memory:").unwrap();
        conn.run_pending_migrations(MIGRATIONS).unwrap();
        let columns = diesel::sql_query(
            "SELECT m.name AS of, c.name AS name, c.type AS kind, max(c.\"notnull\", c.pk > 0) AS required \
             FROM sqlite_master m JOIN pragma_table_info(m.name) c \
             WHERE m.type = 'table' AND m.sql NOT LIKE 'CREATE VIRTUAL%' AND m.name NOT LIKE 'sqlite_%' \
             AND m.name NOT LIKE '\\_\\_%' ESCAPE '\\' ORDER BY m.name, c.cid",
        )
        .load::<Column>(&mut conn)
        .unwrap();
        let mut tables = BTreeMap::<_, Vec<_>>::new();
        for Column {
            of,
            name,
            kind,
            required,
        } in columns
        {
            tables
                .entry(of)
                .or_default()
                .push((name, kind, required != 0));
        }
        // The tables in which FTS5 keeps its own.
        tables.retain(|name, _| {
            !["_data", "_idx", "_docsize", "_config", "_content"]
                .iter()
                .any(|end| name.ends_with(end))
        });
        tables
    }

    /// The same, read off schema.rs.
    fn told() -> BTreeMap<String, Vec<(String, String, bool)>> {
        let mut tables = BTreeMap::<_, Vec<_>>::new();
        let mut table = None;
        for line in include_str!("schema.rs").lines().map(str::trim) {
            if line.starts_with("diesel::joinable!") {
                continue;
            }
            if let Some((name, kind)) = line.split_once(" -> ") {
                let kind = kind.trim_end_matches(',');
                let plain = kind
                    .strip_prefix("Nullable<")
                    .and_then(|kind| kind.strip_suffix('>'));
                let stored = match plain.unwrap_or(kind) {
                    "Integer" | "Bool" => "INTEGER",
                    "Binary" => "BLOB",
                    "Text" | "TimestamptzSqlite" => "TEXT",
                    other => panic!("a kind this test does not know: {other}"),
                };
                let of = Option::<String>::clone(&table).unwrap();
                tables.entry(of).or_default().push((
                    name.to_owned(),
                    stored.to_owned(),
                    plain.is_none(),
                ));
            } else if line.ends_with('{') && line.contains(" (") {
                table = line.split(' ').next().map(str::to_owned);
            }
        }
        tables
    }

    #[test]
    fn diesels_tables_are_those_that_the_migrations_make() {
        let (made, told) = (made(), told());
        assert!(made.len() > 20);
        for (table, columns) in &made {
            assert_eq!(Some(columns), told.get(table), "{table}");
        }
        assert_eq!(made.len(), told.len());
    }
}
