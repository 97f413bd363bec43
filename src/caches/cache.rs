//! What one cache has still to be told. What waits is a set and not a list: a flood of changes of one life is told once.

use std::collections::BTreeSet;
use std::time::Duration;

/// Keys that wait; past them everything is let go.
const MOST: usize = 5_000;
/// Bytes of keys in one request: the shortest line that a server takes is longer.
const AT_ONCE: usize = 3_000;
const SHORTEST_REST: Duration = Duration::from_millis(500);
const LONGEST_REST: Duration = Duration::from_secs(30);

/// Keys to be let go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Keys {
    Everything,
    These(BTreeSet<String>),
}

impl Default for Keys {
    fn default() -> Self {
        Self::These(BTreeSet::new())
    }
}

impl Keys {
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::These(keys) if keys.is_empty())
    }

    /// How many; everything counts as one.
    pub fn count(&self) -> usize {
        match self {
            Self::Everything => 1,
            Self::These(keys) => keys.len(),
        }
    }

    pub fn add(&mut self, more: Self) {
        match (&mut *self, more) {
            (Self::Everything, _) => {}
            (Self::These(keys), Self::These(more)) => {
                keys.extend(more);
                if keys.len() > MOST {
                    *self = Self::Everything;
                }
            }
            (Self::These(_), Self::Everything) => *self = Self::Everything,
        }
    }

    /// As values of `Cache-Tag`, one a request; `*` is everything.
    pub fn lines(&self) -> Vec<String> {
        let keys = match self {
            Self::Everything => return vec!["*".to_owned()],
            Self::These(keys) => keys,
        };
        let mut lines: Vec<String> = Vec::new();
        for key in keys {
            match lines.last_mut() {
                Some(line) if line.len() + key.len() < AT_ONCE => {
                    line.push(',');
                    line.push_str(key);
                }
                _ => lines.push(key.clone()),
            }
        }
        lines
    }

    /// A value of `Cache-Tag`, however it is divided.
    pub fn read(line: &str) -> Self {
        let keys: BTreeSet<String> = line
            .split([',', ' '])
            .filter(|key| !key.is_empty())
            .map(str::to_owned)
            .collect();
        if keys.contains("*") {
            Self::Everything
        } else {
            Self::These(keys)
        }
    }
}

/// How long to rest before the next try, after so many that failed.
pub fn rest(failed: u32) -> Duration {
    SHORTEST_REST
        .saturating_mul(2_u32.saturating_pow(failed.saturating_sub(1)))
        .min(LONGEST_REST)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(written: &[&str]) -> Keys {
        Keys::These(written.iter().map(|key| (*key).to_owned()).collect())
    }

    #[test]
    fn what_waits_is_told_once_and_never_grows_without_bound() {
        let mut waiting = Keys::default();
        assert!(waiting.is_empty());
        for _ in 0..3 {
            waiting.add(keys(&["life-1", "public"]));
        }
        assert_eq!(waiting.lines(), ["life-1,public"]);
        for number in 0..=MOST {
            waiting.add(keys(&[&format!("life-{number}")]));
        }
        assert_eq!(waiting, Keys::Everything);
        assert_eq!(waiting.lines(), ["*"]);
        waiting.add(keys(&["life-1"]));
        assert_eq!((waiting.count(), waiting), (1, Keys::Everything));
    }

    #[test]
    fn many_keys_are_several_requests_and_all_of_them_arrive() {
        let many = Keys::These((0..2_000).map(|number| format!("life-{number}")).collect());
        let lines = many.lines();
        assert!(lines.len() > 3 && lines.iter().all(|line| line.len() <= AT_ONCE));
        let mut read = Keys::default();
        for line in lines {
            read.add(Keys::read(&line));
        }
        assert_eq!(read, many);
        assert_eq!(Keys::read("a, b  c"), keys(&["a", "b", "c"]));
        assert_eq!(Keys::read("a, *"), Keys::Everything);
    }

    #[test]
    fn a_cache_that_does_not_answer_is_asked_ever_more_seldom() {
        assert_eq!(rest(1), SHORTEST_REST);
        assert_eq!(rest(3), SHORTEST_REST * 4);
        assert_eq!(rest(u32::MAX), LONGEST_REST);
    }
}
