//! Answers that were given a moment ago: when a name is in the news, many ask for it at once.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::filters::Filters;
use super::found::Found;
use crate::reference::Reference;

/// Answers that are kept at most; a page of sixty lives found by their stories takes some 20 kB.
const MOST: usize = 500;

#[derive(Debug, Default)]
pub struct Answers {
    kept: Mutex<Kept>,
}

#[derive(Debug, Default)]
struct Kept {
    /// The generation of names that all of them are of.
    generation: i32,
    answers: HashMap<String, Arc<Found>>,
}

/// What is asked, by whichever words of an address.
pub fn key(filters: &Filters, reference: &Reference) -> String {
    let raw = filters.query.as_ref().map_or("", |query| query.raw());
    format!(
        "{}\n{}\n{raw}",
        filters.query_string(reference),
        filters.latin
    )
}

impl Answers {
    pub fn get(&self, key: &str, generation: i32) -> Option<Arc<Found>> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.generation != generation {
            return None;
        }
        kept.answers.get(key).cloned()
    }

    /// An answer of a generation that is past by now is not kept.
    pub fn keep(&self, key: String, generation: i32, found: Arc<Found>) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if generation < kept.generation {
            return;
        }
        if generation > kept.generation || kept.answers.len() >= MOST {
            kept.answers.clear();
        }
        kept.generation = generation;
        kept.answers.insert(key, found);
    }

    /// For when something else changed that answers are made of.
    pub fn forget(&self) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.answers.clear();
    }
}
