//! A public life, or a story that was sent: one of two who may be the same person.

use std::fmt;
use std::str::FromStr;

/// Written `life-12` or `story-7`, in addresses, forms and tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Who {
    Life(i32),
    Story(i32),
}

impl fmt::Display for Who {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Life(id) => write!(f, "life-{id}"),
            Self::Story(id) => write!(f, "story-{id}"),
        }
    }
}

impl FromStr for Who {
    type Err = ();

    fn from_str(word: &str) -> Result<Self, ()> {
        let (kind, id) = word.split_once('-').ok_or(())?;
        let id = id.parse().ok().filter(|id| *id > 0).ok_or(())?;
        let who = match kind {
            "life" => Self::Life(id),
            "story" => Self::Story(id),
            _ => return Err(()),
        };
        // One word a person: 007 and +7 are not 7.
        if who.to_string() == word {
            Ok(who)
        } else {
            Err(())
        }
    }
}

/// Two people in the order in which a pair is kept.
pub fn pair(one: Who, other: Who) -> (String, String) {
    let (one, other) = (one.to_string(), other.to_string());
    if one < other {
        (one, other)
    } else {
        (other, one)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_has_one_word() {
        for who in [Who::Life(12), Who::Story(7)] {
            assert_eq!(who.to_string().parse(), Ok(who));
        }
        for wrong in [
            "", "life", "life-", "life-0", "life-07", "life-+7", "life--7", "row-7", "story-7 ",
        ] {
            assert_eq!(wrong.parse::<Who>(), Err(()), "{wrong}");
        }
        assert_eq!(
            pair(Who::Life(2), Who::Story(1)),
            pair(Who::Story(1), Who::Life(2))
        );
    }
}
