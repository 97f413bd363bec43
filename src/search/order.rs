//! An order of all lives, in memory: who comes after whom, and where each stands.

use super::catalogue::Set;

/// Sets no larger than this are put in order by themselves; larger ones are picked out of the whole order.
const FEW: u64 = 20_000;

/// Numbers of lives, first to last.
#[derive(Debug, Default)]
pub struct Order {
    lives: Vec<u32>,
    /// By the life's number: where it stands.
    places: Vec<u32>,
}

impl Order {
    pub fn of(ids: &[i32]) -> Self {
        let lives = ids.iter().filter_map(|id| u32::try_from(*id).ok());
        let mut order = Self {
            lives: lives.collect(),
            places: Vec::new(),
        };
        order.find_places(0);
        order.places.shrink_to_fit();
        order
    }

    /// Puts a life where it belongs: after all of whom `before` is true.
    pub fn insert<E>(
        &mut self,
        number: u32,
        mut before: impl FnMut(u32) -> Result<bool, E>,
    ) -> Result<(), E> {
        let (mut low, mut high) = (0, self.lives.len());
        while low < high {
            let middle = low + (high - low) / 2;
            if before(self.lives[middle])? {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        self.lives.insert(low, number);
        self.find_places(low);
        Ok(())
    }

    pub fn remove(&mut self, number: u32) {
        let at = self.place(number) as usize;
        if self.lives.get(at) == Some(&number) {
            self.lives.remove(at);
            self.find_places(at);
        }
    }

    fn find_places(&mut self, from: usize) {
        for (place, number) in (0..).zip(&self.lives).skip(from) {
            let at = *number as usize;
            if self.places.len() <= at {
                self.places.resize(at + 1, u32::MAX);
            }
            self.places[at] = place;
        }
    }

    /// Where a life stands; past all others when it is not there.
    pub fn place(&self, number: u32) -> u32 {
        self.places
            .get(number as usize)
            .copied()
            .unwrap_or(u32::MAX)
    }

    /// Of a set, in this order, `most` lives after the first `skipped`.
    pub fn page(&self, set: &Set, skipped: usize, most: usize) -> Vec<u32> {
        if set.len() == self.lives.len() as u64 {
            // Everybody.
            return self
                .lives
                .iter()
                .skip(skipped)
                .take(most)
                .copied()
                .collect();
        }
        if set.len() <= FEW {
            let mut lives: Vec<u32> = set.iter().collect();
            lives.sort_unstable_by_key(|number| self.place(*number));
            return lives.into_iter().skip(skipped).take(most).collect();
        }
        // Asking a set for one number after another in no order is slow: spread it out, a bit a life.
        let mut bits = vec![0_u64; self.places.len().div_ceil(64)];
        for number in set {
            if let Some(word) = bits.get_mut(number as usize / 64) {
                *word |= 1 << (number % 64);
            }
        }
        let chosen = |number: &&u32| bits[**number as usize / 64] >> (**number % 64) & 1 == 1;
        self.lives
            .iter()
            .filter(chosen)
            .skip(skipped)
            .take(most)
            .copied()
            .collect()
    }

    pub fn bytes(&self) -> usize {
        4 * (self.lives.capacity() + self.places.capacity())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn put(order: &mut Order, number: u32) {
        // Backwards: the largest first.
        order
            .insert(number, |other| Ok::<_, ()>(other > number))
            .unwrap();
    }

    #[test]
    fn a_life_stands_where_it_belongs() {
        let mut order = Order::of(&[9, 5, 2]);
        put(&mut order, 7);
        put(&mut order, 1);
        order.remove(5);
        order.remove(6);
        let all: Set = [9, 7, 2, 1].into_iter().collect();
        assert_eq!(order.page(&all, 0, 10), [9, 7, 2, 1]);
        assert_eq!(order.place(2), 2);
        let some: Set = [1, 9].into_iter().collect();
        assert_eq!(order.page(&some, 1, 10), [1]);
    }

    #[test]
    fn large_sets_and_small_ones_stand_in_one_order() {
        let all: Vec<i32> = (0..60_000).rev().collect();
        let order = Order::of(&all);
        for every in [2, 5] {
            let set: Set = (0..60_000).filter(|number| number % every == 0).collect();
            let expected: Vec<u32> = (set.iter().collect::<Vec<_>>())
                .into_iter()
                .rev()
                .skip(100)
                .take(60)
                .collect();
            assert_eq!(order.page(&set, 100, 60), expected);
        }
    }
}
