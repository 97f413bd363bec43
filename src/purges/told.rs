//! When what changed, in memory: a page that was made at a moment is true as long as nothing that it shows changed after it.
//!
//! The moments are numbers of this process. Whoever makes a page takes [`Told::moment`] *before* it reads the file; a change
//! gets its number *after* it is in the file. So a page that may not have seen a change is never older than it: it is let go.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError, RwLock};

use super::tag::{EVERYTHING, Tag};

/// Tags whose last change is remembered; past them everything that was made before is taken as changed.
const REMEMBERED: usize = 65_536;
/// Rows of one act that are told one by one. An import that changed more changed everything.
const MOST_AT_ONCE: usize = 20_000;

/// What changed, for whoever listens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Purged {
    Everything,
    /// Each once; [`Tag::public`] is among them where a list may have changed.
    Tags(Vec<Tag>),
}

/// Called on the thread of the act, after it is on the disk and before it answers.
type Listener = Box<dyn Fn(&Purged) + Send + Sync>;

#[derive(Default)]
pub struct Told {
    now: AtomicU64,
    changes: RwLock<Changes>,
    /// The last row of the file that is told here.
    read: Mutex<i32>,
    listeners: RwLock<Vec<Listener>>,
}

#[derive(Default)]
struct Changes {
    /// What was made before this is not true any more, whatever it shows.
    floor: u64,
    last: HashMap<Tag, u64>,
}

impl std::fmt::Debug for Told {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Told")
            .field("now", &self.now)
            .finish_non_exhaustive()
    }
}

impl Told {
    /// Of a file whose last row is this.
    pub fn from(last: i32) -> Told {
        Told {
            read: Mutex::new(last),
            ..Told::default()
        }
    }

    /// To be taken before a page is made.
    pub fn moment(&self) -> u64 {
        self.now.load(Ordering::Acquire)
    }

    /// Whether nothing of this changed after that moment.
    pub fn is_true(&self, moment: u64, tags: &[Tag]) -> bool {
        let changes = self.changes.read().unwrap_or_else(PoisonError::into_inner);
        let unchanged = |tag: &Tag| changes.last.get(tag).is_none_or(|at| *at <= moment);
        moment >= changes.floor && tags.iter().all(unchanged)
    }

    /// Something changed that is not in the file, or is shown from memory.
    pub fn tell(&self, purged: &Purged) {
        self.put(purged);
        self.say(purged);
    }

    fn put(&self, purged: &Purged) {
        let mut changes = self.changes.write().unwrap_or_else(PoisonError::into_inner);
        let at = self.now.load(Ordering::Acquire) + 1;
        match purged {
            Purged::Everything => changes.forget(at),
            Purged::Tags(tags) => {
                if changes.last.len() + tags.len() > REMEMBERED {
                    changes.forget(at);
                }
                changes
                    .last
                    .extend(tags.iter().map(|tag| (tag.clone(), at)));
            }
        }
        self.now.store(at, Ordering::Release);
    }

    fn say(&self, purged: &Purged) {
        let listeners = self
            .listeners
            .read()
            .unwrap_or_else(PoisonError::into_inner);
        for listener in listeners.iter() {
            listener(purged);
        }
    }

    /// The last row that was told: what comes after it is news.
    pub fn read_up_to(&self) -> i32 {
        *self.read()
    }

    /// Tells the rows that the file has after those that are known. Another act may have told them here a moment ago; those who
    /// listen hear of them once more then, for that act may still wait for them.
    pub fn follow(&self, rows: &[(i32, String)]) {
        let (Some((first, _)), Some((last, _))) = (rows.first(), rows.last()) else {
            return;
        };
        let purged = {
            // Held until all is put: whoever finds a row known finds its change known too.
            let mut read = self.read();
            let is_everything = rows.iter().any(|(_, tag)| tag == EVERYTHING);
            let purged = if is_everything || *first > *read + 1 || rows.len() > MOST_AT_ONCE {
                Purged::Everything
            } else {
                tags(rows.iter().map(|(_, written)| written.as_str()))
            };
            if *last > *read {
                self.put(&purged);
                *read = *last;
            }
            purged
        };
        self.say(&purged);
    }

    /// From now on this is called with whatever changed: on the thread of the act, once its change is on the disk and nothing
    /// old is shown here any more, and before the act answers. It may wait, within a bound, until others let go of it too.
    pub fn listen(&self, listener: impl Fn(&Purged) + Send + Sync + 'static) {
        let mut listeners = self
            .listeners
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        listeners.push(Box::new(listener));
    }

    fn read(&self) -> MutexGuard<'_, i32> {
        self.read.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn tags<'a>(rows: impl Iterator<Item = &'a str>) -> Purged {
    let mut tags: Vec<Tag> = rows.map(Tag::read).collect();
    if tags.iter().any(Tag::is_listed) {
        tags.push(Tag::public());
    }
    tags.sort_unstable();
    tags.dedup();
    Purged::Tags(tags)
}

impl Changes {
    fn forget(&mut self, at: u64) {
        self.last = HashMap::new();
        self.floor = at;
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    fn rows(from: i32, tags: &[&str]) -> Vec<(i32, String)> {
        (from..)
            .zip(tags.iter().map(|tag| (*tag).to_owned()))
            .collect()
    }

    #[test]
    fn a_page_is_true_until_something_it_shows_changes() {
        let told = Told::default();
        let made = told.moment();
        let (own, other) = ([Tag::life(1)], [Tag::life(2), Tag::public()]);
        told.follow(&rows(1, &["remembered-2"]));
        assert!(told.is_true(made, &own) && told.is_true(made, &other));
        told.follow(&rows(2, &["life-1"]));
        assert!(!told.is_true(made, &own));
        assert!(!told.is_true(made, &other), "a list may show anybody");
        let again = told.moment();
        assert!(told.is_true(again, &own));
    }

    #[test]
    fn a_page_that_was_begun_before_a_change_is_not_true_after_it() {
        let told = Told::default();
        let begun = told.moment();
        told.follow(&rows(1, &["life-1"]));
        // It is made only now, of what the file was when it began.
        assert!(!told.is_true(begun, &[Tag::life(1)]));
    }

    #[test]
    fn rows_that_are_missing_may_have_been_anything() {
        let told = Told::from(5);
        let made = told.moment();
        told.follow(&rows(7, &["life-1"]));
        assert!(!told.is_true(made, &[Tag::life(2)]));
        assert_eq!(told.read_up_to(), 7);
    }

    #[test]
    fn an_act_that_changes_everything_says_so_once() {
        let told = Told::default();
        let made = told.moment();
        told.follow(&rows(1, &["everything", "everything-told"]));
        assert!(!told.is_true(made, &[Tag::life(2)]));
        assert!(told.is_true(told.moment(), &[Tag::life(2)]));
    }

    #[test]
    fn what_is_known_is_not_told_again() {
        let told = Told::default();
        told.follow(&rows(1, &["life-1", "life-2"]));
        let made = told.moment();
        told.follow(&rows(1, &["life-1"]));
        told.follow(&[]);
        assert!(told.is_true(made, &[Tag::life(1)]));
    }

    #[test]
    fn more_than_can_be_remembered_is_everything() {
        let told = Told::default();
        let made = told.moment();
        for life in 0..=i32::try_from(REMEMBERED).unwrap() {
            told.tell(&Purged::Tags(vec![Tag::life(life)]));
        }
        assert!(!told.is_true(made, &[Tag::life(-1)]));
        assert!(told.is_true(told.moment(), &[Tag::life(1)]));
    }

    #[test]
    fn whoever_listens_hears_of_it_after_it_is_known_here() {
        let told = Arc::new(Told::default());
        let (heard, made) = (Arc::new(Mutex::new(Vec::new())), told.moment());
        let (ear, asked) = (Arc::clone(&heard), Arc::clone(&told));
        told.listen(move |purged| {
            assert!(!asked.is_true(made, &[Tag::photo(3)]));
            ear.lock().unwrap().push(purged.clone());
        });
        told.follow(&rows(1, &["photo-3", "photo-3"]));
        let expected = Purged::Tags(vec![Tag::photo(3), Tag::public()]);
        assert_eq!(*heard.lock().unwrap(), [expected]);
    }
}
