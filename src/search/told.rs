//! What is told around the names (units, places, years, stories), word by word, as sets of lives.
//!
//! FTS5 knows which lives hold a word. A word that many hold is asked for once and kept, and follows what changes life by
//! life, so that the commonest words are as quick as the rarest.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::{Integer, Text};

use super::catalogue::{Set, sorted};
use super::index;
use super::query::{Phrase, Query, Term};
use super::stem::stem;
use super::words::words;

/// What FTS5 answers sooner is asked for again each time.
const KEPT_FROM: Duration = Duration::from_micros(500);
/// Bytes of sets that are kept at most.
const MOST_BYTES: usize = 128 * 1024 * 1024;
const MOST_SETS: usize = 4_000;
/// A word is common that one of so many lives holds.
const COMMON: usize = 100;
/// Changes that a kept set follows one by one; after more it is asked for anew.
const MOST_CHANGES: i64 = 100;
/// Letters that the beginning of a place or a unit has at least, to be looked for as a beginning.
const SHORTEST_BEGINNING: usize = 3;

/// Words that many lives hold, as they were asked for.
#[derive(Debug, Default)]
pub struct Told {
    kept: Mutex<Kept>,
}

#[derive(Debug, Default)]
struct Kept {
    /// By what FTS5 was asked.
    sets: HashMap<String, One>,
    bytes: usize,
    clock: u64,
}

#[derive(Debug)]
struct One {
    set: Arc<Set>,
    generation: i32,
    used: u64,
    bytes: usize,
}

/// Where lives hold a word: in what is known of them (unit, year, place), or anywhere.
#[derive(Clone, Debug, Default)]
pub struct Where {
    pub known: Set,
    pub anywhere: Set,
}

/// All words of a query, one after another, and its phrases.
#[derive(Debug, Default)]
pub struct Answered {
    terms: Vec<Where>,
    /// The words of each phrase, as bits, and where it stands whole.
    phrases: Vec<(u16, Where)>,
    /// A number and a word, as bits, and where they name one unit; only where some unit is named so.
    pairs: Vec<(u16, Where)>,
    /// Lives of which a unit or a place is called by all the words together.
    called: Set,
}

impl Told {
    /// Where the words of a query are told, as of `generation`, which is what `conn` sees.
    pub fn answered(
        &self,
        conn: &mut SqliteConnection,
        query: &Query,
        generation: i32,
    ) -> QueryResult<Answered> {
        let mut ask = |(known, story): (String, String)| -> QueryResult<Where> {
            let known = self.set(conn, &known, generation)?;
            let story = self.set(conn, &story, generation)?;
            Ok(Where {
                anywhere: &*known | &*story,
                known: Arc::unwrap_or_clone(known),
            })
        };
        let mut answered = Answered::default();
        for term in query.terms() {
            answered
                .terms
                .push(asked_for(term).map_or(Ok(Where::default()), &mut ask)?);
        }
        if query.terms().len() > 1 && query.phrases().is_empty() {
            let words = query.terms().iter().map(|term| term.word.clone());
            let all = Phrase {
                words: words.collect(),
                terms: 0,
            };
            // What every word is told of costs nothing to know; where words stand together is asked for only then.
            if !answered.all(query.required()).anywhere.is_empty() {
                answered.called = ask((whole(&all).0, String::new()))?.known;
            }
        }
        for phrase in query.phrases() {
            answered.phrases.push((phrase.terms, ask(whole(phrase))?));
        }
        for pair in query.pairs() {
            let terms = query.terms();
            let (unit, story) = one_unit(&terms[pair.number].word, &terms[pair.word].word);
            let known = ask((unit, String::new()))?.known;
            if known.is_empty() {
                continue;
            }
            // Asked for as what is told alone, and then put beside what is known.
            let told = ask((String::new(), story))?.anywhere;
            let place = Where {
                anywhere: &known | &told,
                known,
            };
            answered
                .pairs
                .push((1 << pair.number | 1 << pair.word, place));
        }
        Ok(answered)
    }

    /// Asks for the words that many lives hold before anybody does, going by a few lives taken here and there.
    pub fn warm(
        &self,
        conn: &mut SqliteConnection,
        texts: &[String],
        generation: i32,
    ) -> QueryResult<()> {
        let mut seen: HashMap<String, usize> = HashMap::new();
        for text in texts {
            let mut own: Vec<String> = words(text).into_iter().map(|word| word.text).collect();
            own.sort_unstable();
            own.dedup();
            for word in own {
                *seen.entry(word).or_default() += 1;
            }
        }
        let mut common: Vec<(usize, String)> = seen
            .into_iter()
            .map(|(word, lives)| (lives, word))
            .filter(|(lives, _)| lives * COMMON > texts.len())
            .collect();
        common.sort_unstable_by(|one, other| other.cmp(one));
        for (_, word) in common {
            if self.bytes() > MOST_BYTES / 2 {
                break;
            }
            if let Some(query) = Query::parse(&word) {
                self.answered(conn, &query, generation)?;
            }
        }
        Ok(())
    }

    fn set(
        &self,
        conn: &mut SqliteConnection,
        asked: &str,
        generation: i32,
    ) -> QueryResult<Arc<Set>> {
        if asked.is_empty() {
            return Ok(Arc::default());
        }
        let known = {
            let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
            kept.clock += 1;
            let clock = kept.clock;
            kept.sets.get_mut(asked).map(|one| {
                one.used = clock;
                (Arc::clone(&one.set), one.generation)
            })
        };
        let began = Instant::now();
        let set = match known {
            Some((set, since)) if since >= generation => return Ok(set),
            Some((set, since)) => match followed(conn, asked, &set, since)? {
                Some(set) => set,
                None => all(conn, asked)?,
            },
            None => all(conn, asked)?,
        };
        let set = Arc::new(set);
        if began.elapsed() >= KEPT_FROM {
            self.keep(asked, Arc::clone(&set), generation);
        }
        Ok(set)
    }

    fn keep(&self, asked: &str, set: Arc<Set>, generation: i32) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let bytes = set.serialized_size() + asked.len();
        let one = One {
            set,
            generation,
            used: kept.clock,
            bytes,
        };
        let before = kept.sets.insert(asked.to_owned(), one);
        kept.bytes = kept.bytes + bytes - before.map_or(0, |before| before.bytes);
        if kept.bytes > MOST_BYTES || kept.sets.len() > MOST_SETS {
            kept.forget_half();
        }
    }

    /// Bytes of the sets that are kept.
    pub fn bytes(&self) -> usize {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.bytes
    }
}

impl Kept {
    /// The half that was not asked for lately.
    fn forget_half(&mut self) {
        let mut used: Vec<u64> = self.sets.values().map(|one| one.used).collect();
        let middle = used.len() / 2;
        let (_, middle, _) = used.select_nth_unstable(middle);
        let middle = *middle;
        self.sets.retain(|_, one| one.used > middle);
        self.bytes = self.sets.values().map(|one| one.bytes).sum();
    }
}

impl Answered {
    pub fn called(&self) -> &Set {
        &self.called
    }

    /// Lives that hold the word at a place, each set as it was answered; alone, in a phrase or in the name of a unit.
    pub fn anywhere(&self, at: usize) -> impl Iterator<Item = &Set> {
        self.with(at).map(|place| &place.anywhere)
    }

    /// The same for what is known.
    pub fn known(&self, at: usize) -> impl Iterator<Item = &Set> {
        self.with(at).map(|place| &place.known)
    }

    fn with(&self, at: usize) -> impl Iterator<Item = &Where> {
        let together = self.phrases.iter().chain(&self.pairs);
        let with_others = together.filter(move |(own, _)| own & 1 << at != 0);
        let alone = self.terms.get(at);
        alone.into_iter().chain(with_others.map(|(_, place)| place))
    }

    /// Lives that hold every one of these words, given as bits. A phrase stands whole in one text, or not at all.
    pub fn all(&self, words: u16) -> Where {
        let mut left = words;
        let mut parts: Vec<&Where> = Vec::new();
        for (own, place) in &self.phrases {
            match own & words {
                0 if *own != 0 => {}
                met if met == *own => {
                    parts.push(place);
                    left &= !own;
                }
                _ => return Where::default(),
            }
        }
        for (own, place) in &self.pairs {
            if left & own == *own {
                parts.push(place);
                left &= !own;
            }
        }
        parts.extend(
            (0..)
                .zip(&self.terms)
                .filter(|(at, _)| left & 1 << at != 0)
                .map(|(_, place)| place),
        );
        parts.sort_by_key(|place| place.anywhere.len());
        let mut parts = parts.into_iter();
        let Some(first) = parts.next() else {
            return Where::default();
        };
        let mut both = first.clone();
        for place in parts {
            both.known &= &place.known;
            both.anywhere &= &place.anywhere;
        }
        both
    }
}

/// The question to the table that has the columns asked for.
fn matching(asked: &str) -> &'static str {
    if asked.starts_with("story") {
        "SELECT rowid FROM hero_stories WHERE hero_stories MATCH "
    } else {
        "SELECT rowid FROM hero_words WHERE hero_words MATCH "
    }
}

/// The lives of which all this is told.
fn all(conn: &mut SqliteConnection, asked: &str) -> QueryResult<Set> {
    let ids = sql::<Integer>(matching(asked))
        .bind::<Text, _>(asked)
        .load(conn)?;
    Ok(sorted(&ids))
}

/// The same set after what changed since; none when that was much.
fn followed(
    conn: &mut SqliteConnection,
    asked: &str,
    set: &Set,
    since: i32,
) -> QueryResult<Option<Set>> {
    let changed = index::changed_since(conn, since, MOST_CHANGES + 1)?;
    if changed.len() as i64 > MOST_CHANGES {
        return Ok(None);
    }
    let mut set = set - &sorted_of(&changed);
    for id in changed {
        let told = sql::<Integer>(matching(asked))
            .bind::<Text, _>(asked)
            .sql(" AND rowid = ")
            .bind::<Integer, _>(id)
            .load::<i32>(conn)?;
        set |= sorted(&told);
    }
    Ok(Some(set))
}

fn sorted_of(ids: &[i32]) -> Set {
    let mut ids = ids.to_vec();
    ids.sort_unstable();
    sorted(&ids)
}

/// What FTS5 is asked for a word in what is known of a life, and in its story. Words are letters or digits only and stand
/// in quotes, so that nothing typed is an operator. None for an initial, which only a name has.
fn asked_for(term: &Term) -> Option<(String, String)> {
    let word = &term.word;
    if term.is_number() {
        // A number tells a unit or a year; it is never the beginning of another.
        return Some((
            format!("{{unit year place}} : \"{word}\""),
            format!("story : \"{word}\""),
        ));
    }
    if term.is_initial() {
        return None;
    }
    let (begun, stem) = (&term.begun, &term.stem);
    let mut known = vec![format!("{{unit place}} : \"{stem}\"")];
    if begun.chars().nth(SHORTEST_BEGINNING - 1).is_some() {
        known.push(format!("{{unit place}} : \"{begun}\" *"));
    }
    known.extend(term.keys.iter().map(|key| format!("heard : \"{key}\"")));
    Some((known.join(" OR "), format!("story : \"{stem}\"")))
}

/// The same for words that stand together: as they are written, or in other forms.
fn whole(phrase: &Phrase) -> (String, String) {
    let stems: Vec<String> = phrase.words.iter().map(|word| stem(word)).collect();
    let (written, stems) = (phrase.words.join(" "), stems.join(" "));
    (
        format!("{{unit place}} : \"{written}\" OR {{unit place}} : \"{stems}\""),
        format!("story : \"{stems}\""),
    )
}

/// What FTS5 is asked for a number and a word that name one unit; or stand together in a story.
fn one_unit(number: &str, word: &str) -> (String, String) {
    let stem = stem(word);
    (
        format!("unit : \"{}\"", index::numbered(number, &stem)),
        format!("story : \"{number} {stem}\""),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_quoted_and_numbers_are_whole() {
        let query = Query::parse("Житомира 58 Ю.").unwrap();
        let asked: Vec<_> = query.terms().iter().map(asked_for).collect();
        assert_eq!(
            asked[0].as_ref().unwrap().0,
            "{unit place} : \"житомир\" OR {unit place} : \"житомир\" * OR heard : \"jitomira\""
        );
        assert_eq!(asked[1].as_ref().unwrap().0, "{unit year place} : \"58\"");
        assert_eq!(asked[2], None);
    }

    #[test]
    fn a_phrase_is_whole_or_nowhere() {
        let place = |lives: &[i32]| Where {
            known: Set::new(),
            anywhere: sorted(lives),
        };
        let answered = Answered {
            terms: vec![place(&[1, 2, 3]), place(&[1, 2]), place(&[2, 3])],
            phrases: vec![(0b011, place(&[1]))],
            ..Answered::default()
        };
        assert_eq!(answered.all(0b011).anywhere, sorted(&[1]));
        assert_eq!(answered.all(0b100).anywhere, sorted(&[2, 3]));
        assert_eq!(answered.all(0b111).anywhere, sorted(&[]));
        assert!(
            answered.all(0b001).anywhere.is_empty(),
            "half a phrase is not told"
        );
    }
}
