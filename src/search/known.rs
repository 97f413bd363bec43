//! What is known of the public lives in memory, kept right by every change without a restart.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock, RwLockReadGuard};

use diesel::{Connection, QueryResult, SqliteConnection};

use super::answers::Answers;
use super::catalogue::Catalogue;
use super::index;
use super::people::People;
use super::told::Told;

/// Lives that [`Known::warm`] reads to learn which words are common.
const SAMPLED: i64 = 300;

/// Shared by all who search.
#[derive(Debug, Default)]
pub struct Known {
    memory: RwLock<Memory>,
    pub(super) told: Told,
    pub(super) answers: Answers,
}

/// The names, and everything else to choose by, as of one generation of changes.
#[derive(Debug, Default)]
pub(super) struct Memory {
    generation: i32,
    pub people: People,
    pub catalogue: Catalogue,
}

impl Known {
    pub(super) fn memory(&self) -> RwLockReadGuard<'_, Memory> {
        self.memory.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Reads what changed since the last question; at first, everything. Says which generation `conn` sees: within a
    /// transaction, the one that all its questions see.
    pub fn follow(&self, conn: &mut SqliteConnection) -> QueryResult<i32> {
        let now = index::generation(conn)?;
        {
            let memory = self.memory();
            if memory.generation >= now && !memory.people.is_worn() {
                return Ok(now);
            }
        }
        let mut memory = self.memory.write().unwrap_or_else(PoisonError::into_inner);
        if memory.generation < now || memory.people.is_worn() {
            memory.follow(conn, now)?;
        }
        Ok(now)
    }

    /// Whether the names were read, and nobody is reading them just now.
    pub(super) fn is_read(&self) -> bool {
        let memory = self.memory.try_read();
        memory.is_ok_and(|memory| memory.generation > 0)
    }

    /// Reads everything and asks for the commonest words before anybody does; at the start.
    pub fn warm(&self, conn: &mut SqliteConnection) -> QueryResult<()> {
        conn.transaction(|conn| self.follow(conn))?;
        let texts = index::sample(conn, SAMPLED)?;
        let now = index::generation(conn)?;
        self.told.warm(conn, &texts, now)
    }

    /// Forgets what was answered: for when authority records changed, which the answers are made of as well.
    pub fn forget_answers(&self) {
        self.answers.forget();
    }

    /// Bytes that the names take in memory, nearly.
    pub fn bytes_of_names(&self) -> usize {
        self.memory().people.bytes()
    }

    /// Bytes that the filters, the orders and the common words take, nearly.
    pub fn bytes_of_choices(&self) -> usize {
        self.memory().catalogue.bytes() + self.told.bytes()
    }
}

impl Memory {
    fn follow(&mut self, conn: &mut SqliteConnection, now: i32) -> QueryResult<()> {
        if self.people.is_worn() {
            *self = Self::default();
        }
        let since = self.generation;
        let aliases = index::aliases_since(conn, since)?;
        if since > 0 {
            let changed = index::changed_since(conn, since, i64::MAX)?;
            for id in &changed {
                self.people.forget(*id);
            }
            self.catalogue.follow(conn, &changed)?;
        } else {
            self.catalogue = Catalogue::read(conn)?;
        }
        let mut names: HashMap<i32, Vec<&str>> = HashMap::new();
        for (id, alias) in &aliases {
            names.entry(*id).or_default().push(alias);
        }
        let people = &mut self.people;
        index::called_since(conn, since, |life| {
            people.put(life, names.get(&life.id).map_or(&[], Vec::as_slice));
        })?;
        self.generation = now;
        if since == 0 {
            self.people.settle();
        }
        Ok(())
    }
}
