//! What takes a walk over all lives to count: counted again only once something public has changed.

use std::sync::{Mutex, PoisonError};

use diesel::QueryResult;

use super::tag::Tag;
use super::told::Told;

#[derive(Debug)]
pub struct Counted<T>(Mutex<Option<(u64, T)>>);

impl<T> Default for Counted<T> {
    fn default() -> Self {
        Self(Mutex::new(None))
    }
}

impl<T: Clone> Counted<T> {
    /// `moment` is [`Told::moment`] before the file was asked anything: what it did not see yet makes the count untrue.
    pub fn get(
        &self,
        told: &Told,
        moment: u64,
        count: impl FnOnce() -> QueryResult<T>,
    ) -> QueryResult<T> {
        let known = self
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        if let Some((at, known)) = known
            && told.is_true(at, &[Tag::public()])
        {
            return Ok(known);
        }
        let new = count()?;
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((moment, new.clone()));
        Ok(new)
    }
}

#[cfg(test)]
mod tests {
    use super::super::told::Purged;
    use super::*;

    #[test]
    fn it_is_counted_again_when_something_public_changed_and_only_then() {
        let (told, counted) = (Told::default(), Counted::default());
        let ask = |number: i32| counted.get(&told, told.moment(), || Ok(number)).unwrap();
        assert_eq!((ask(1), ask(2)), (1, 1));
        told.tell(&Purged::Tags(vec![Tag::remembered(1)]));
        assert_eq!(ask(3), 1, "a candle is on no list");
        told.tell(&Purged::Tags(vec![Tag::life(1), Tag::public()]));
        assert_eq!((ask(4), ask(5)), (4, 4));
    }

    #[test]
    fn what_changed_while_it_was_counted_is_counted_again() {
        let (told, counted) = (Told::default(), Counted::default());
        let before = told.moment();
        told.tell(&Purged::Tags(vec![Tag::public()]));
        assert_eq!(counted.get(&told, before, || Ok(1)).unwrap(), 1);
        assert_eq!(counted.get(&told, told.moment(), || Ok(2)).unwrap(), 2);
    }
}
