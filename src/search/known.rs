//! The names in memory, kept right by every change without a restart.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

use diesel::{QueryResult, SqliteConnection};

use super::index;
use super::people::{Match, People};
use super::query::Query;

/// Shared by all who search.
#[derive(Debug, Default)]
pub struct Known {
    people: RwLock<People>,
}

impl Known {
    /// Everyone some words may mean, as of now: what changed since the last question is read first.
    pub(super) fn meant(
        &self,
        conn: &mut SqliteConnection,
        query: &Query,
        guess: bool,
    ) -> QueryResult<Vec<Match>> {
        self.follow(conn)?;
        let people = self.people.read().unwrap_or_else(PoisonError::into_inner);
        Ok(people.meant(query, guess))
    }

    /// Reads what changed; at first, everything.
    pub fn follow(&self, conn: &mut SqliteConnection) -> QueryResult<()> {
        let now = index::generation(conn)?;
        {
            let people = self.people.read().unwrap_or_else(PoisonError::into_inner);
            if people.generation == now && !people.is_worn() {
                return Ok(());
            }
        }
        let mut people = self.people.write().unwrap_or_else(PoisonError::into_inner);
        if people.generation > now || people.is_worn() {
            // Another file, or a copy brought back: nothing that is known holds.
            *people = People::default();
        }
        let since = people.generation;
        let called = index::called_since(conn, since)?;
        let aliases = index::aliases_since(conn, since)?;
        if since > 0 {
            for id in index::changed_since(conn, since)? {
                people.forget(id);
            }
        }
        let mut names: HashMap<i32, Vec<&str>> = HashMap::new();
        for (id, alias) in &aliases {
            names.entry(*id).or_default().push(alias);
        }
        for life in &called {
            people.put(life, names.get(&life.id).map_or(&[], Vec::as_slice));
        }
        people.generation = now;
        if since == 0 {
            people.settle();
        }
        Ok(())
    }

    /// Bytes that the names take in memory, nearly.
    pub fn bytes(&self) -> usize {
        self.people
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .bytes()
    }
}
