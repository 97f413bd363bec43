//! The one gate to what is public of a life: whatever a person changes of it, by editing or by going back, is asked about
//! first, and takes two people where it hurts most.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::decision::Message;
use super::queries::{self, Approved, Changed};
use crate::accounts::guard::Moderator;
use crate::heroes;
use crate::heroes::hero::Record;
use crate::heroes::visibility::{Audience, Visibility};
use crate::linter::finding::{Finding, hidden, raised};
use crate::linter::queries::noted_of_life;
use crate::motions::motion::{Kind, needs_second};
use crate::motions::queries::{Proposed, propose};

/// A person's word about a finding: whether readers see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Word {
    Hide,
    Stands,
}

/// Words about findings, by their marks.
pub type Said = HashMap<String, Word>;

/// The boxes `word.{mark}` of a page that asked, taken out of the others.
pub fn said(pairs: &mut Vec<(String, String)>) -> Said {
    let mut said = Said::new();
    pairs.retain(|(name, value)| {
        let Some(mark) = name.strip_prefix("word.") else {
            return true;
        };
        let word = match value.as_str() {
            "hide" => Some(Word::Hide),
            "stands" => Some(Word::Stands),
            _ => None,
        };
        if let Some(word) = word {
            said.insert(mark.to_owned(), word);
        }
        false
    });
    said
}

/// What somebody wants a page to say.
#[derive(Debug, Clone)]
pub struct Wanted {
    pub record: Record,
    /// The version that this is, when it is one from before.
    pub back_to: Option<i32>,
    pub said: Said,
}

/// What came of it.
#[derive(Debug)]
pub enum Came {
    Done,
    /// It waits for a second person, under this number.
    Proposed(i32),
    /// The same waits for a second person already.
    Waits,
    /// Everyone would read what was not public until now, and nobody has said whether they may. Nothing was done.
    Asks(Vec<Finding>),
    Stale,
    /// The story that the page was made of is decided first.
    Undecided(i32),
    /// The tables hold a rule that this record breaks.
    Unsound,
}

impl From<Changed> for Came {
    fn from(changed: Changed) -> Self {
        match changed {
            Ok(Approved::Published(_)) => Self::Done,
            Ok(Approved::Unsound) => Self::Unsound,
            Err(_) => Self::Stale,
        }
    }
}

impl From<Proposed> for Came {
    fn from(proposed: Proposed) -> Self {
        match proposed {
            Proposed::Made(motion) => Self::Proposed(motion),
            Proposed::Waits(_) => Self::Waits,
            Proposed::Stale => Self::Stale,
        }
    }
}

/// Changes a public life from the version that was read; where that changes a name or a day of death, all of it is proposed.
pub fn change(
    conn: &mut SqliteConnection,
    by: &Moderator,
    id: i32,
    read: i32,
    wanted: Wanted,
    why: &Message,
    at: DateTime<Utc>,
) -> QueryResult<Came> {
    let life = queries::life(conn, id)?;
    if life.slug.is_none() || life.version != read {
        return Ok(Came::Stale);
    }
    let unsound = |fault| diesel::result::Error::SerializationError(Box::new(fault));
    let mut record = wanted.record;
    let typed = shows(conn, id, &life.record, &record)?;
    for finding in &typed {
        if wanted.said.get(&finding.mark) == Some(&Word::Hide) {
            record = hidden(&record, finding).map_err(unsound)?;
        }
    }
    // A name that went may make another one a stranger's: what is asked about is what would be public in the end.
    let (stands, mut asks): (Vec<_>, Vec<_>) = shows(conn, id, &life.record, &record)?
        .into_iter()
        .partition(|finding| wanted.said.get(&finding.mark) == Some(&Word::Stands));
    if !asks.is_empty() {
        // The page asks about what was typed, with the words that were said, until there is one about each.
        asks.retain(|finding| typed.iter().all(|known| known.mark != finding.mark));
        return Ok(Came::Asks([typed, asks].concat()));
    }
    let came = if needs_second(&life.record, &record) {
        let kind = Kind::Revise {
            record: Box::new(record),
            narrowed: Visibility::default(),
            back_to: wanted.back_to,
            submission_id: None,
        };
        Came::from(propose(conn, by, id, read, &kind, why, at)?)
    } else {
        Came::from(queries::revise(conn, by, id, read, &record, why, at)?)
    };
    if matches!(came, Came::Done | Came::Proposed(_)) {
        for finding in &stands {
            noted_of_life(conn, by, id, finding, at)?;
        }
    }
    Ok(came)
}

/// What readers of a page would find that they could not find before: nowhere on it, or only in a fact that is kept from them.
pub fn shows(
    conn: &mut SqliteConnection,
    id: i32,
    before: &Record,
    after: &Record,
) -> QueryResult<Vec<Finding>> {
    let mut found = raised(before, after);
    let visibility = heroes::queries::visibility(conn, id)?;
    if visibility.narrowed().next().is_none() {
        return Ok(found);
    }
    let seen = |record: &Record| {
        visibility
            .shown_to(record, Audience::Everyone)
            .map_err(|fault| diesel::result::Error::SerializationError(Box::new(fault)))
    };
    for finding in raised(&seen(before)?, &seen(after)?) {
        if found.iter().all(|known| known.mark != finding.mark) {
            found.push(finding);
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_about_findings_are_told_from_the_boxes_of_the_record() {
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let mut pairs = vec![
            pair("name.family", "Лисюк"),
            pair("word.00ff", "hide"),
            pair("word.11aa", "stands"),
            pair("word.22bb", "perhaps"),
        ];
        let words = said(&mut pairs);
        assert_eq!(pairs, [pair("name.family", "Лисюк")]);
        assert_eq!(words.len(), 2);
        assert_eq!(words["00ff"], Word::Hide);
        assert_eq!(words["11aa"], Word::Stands);
    }
}
