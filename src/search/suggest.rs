//! What may be meant by words that are still being typed: people as the search finds them, units and regions by what they
//! are called.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use diesel::{QueryResult, SqliteConnection};

use super::query::{Query, Term};
use super::words::{cut, words};
use super::{Filters, Known, Reason, queries};
use crate::heroes;
use crate::heroes::queries::Card;
use crate::names::fold;
use crate::reference::{Reference, Region, Unit};
use crate::regions::region;

/// Suggestions unless fewer or more are asked for, and at most.
pub const USUAL: u32 = 8;
pub const MOST: u32 = 10;
/// Units and regions among them.
const MOST_TITLES: usize = 3;
/// So many units and regions that answer equally well are none: «бригада» means no one of them.
const TOO_MANY: usize = 12;

/// How far a word that is typed is from one of a title.
type Cost = u16;
const SAME: Cost = 0;
const BEGUN: Cost = 1;
const LIKE: Cost = 2;
/// For a word of whom a unit is named after: whoever types «Роман» looks for a Roman, not for the brigade of a prince.
const HONOURED: Cost = 100;
/// Letters of a word that is not a number, of a sound, and of a word on the wrong keyboard, below which they say nothing.
const SHORTEST: usize = 3;
const SHORTEST_SOUND: usize = 3;
const SHORTEST_READING: usize = 4;

#[derive(Clone, Debug)]
pub enum Suggestion {
    /// Someone, and why, when the name as it is shown does not say it.
    Person(Box<Card>, Option<Reason>),
    /// A slug.
    Unit(String),
    /// An ISO code.
    Region(String),
}

/// At most `filters.limit` of what the words may mean; nothing without words. Units and regions stand above people who are
/// found by anything but their names, and under those who are found by them.
pub fn suggest(
    conn: &mut SqliteConnection,
    names: &Known,
    titles: &Titles,
    reference: &Arc<Reference>,
    filters: &Filters,
) -> QueryResult<Vec<Suggestion>> {
    let Some(query) = &filters.query else {
        return Ok(Vec::new());
    };
    let found = queries::find(conn, names, filters, reference)?;
    let named = found
        .hits
        .first()
        .is_some_and(|hit| is_of_names(hit.reason.as_ref()));
    let called = titles.of(reference).meant(query, named);
    let limit = filters.limit as usize;
    let room = limit.saturating_sub(called.len()).max(1);
    let ids: Vec<i32> = found.hits.iter().map(|hit| hit.id).take(room).collect();
    let mut reasons: HashMap<i32, Reason> = found
        .hits
        .into_iter()
        .filter_map(|hit| Some((hit.id, hit.reason?)))
        .collect();
    let people = heroes::queries::cards(conn, &ids)?.into_iter().map(|card| {
        let reason = reasons.remove(&card.id);
        Suggestion::Person(Box::new(card), reason)
    });
    let mut all: Vec<Suggestion> = if named {
        people.chain(called).collect()
    } else {
        called.into_iter().chain(people).collect()
    };
    all.truncate(limit);
    Ok(all)
}

fn is_of_names(reason: Option<&Reason>) -> bool {
    match reason {
        None
        | Some(Reason::Alias(_) | Reason::Latin(_) | Reason::CallSign(_) | Reason::Form(_)) => true,
        Some(Reason::Alike | Reason::Place { .. } | Reason::Unit { .. } | Reason::Story(_)) => {
            false
        }
    }
}

/// What units and regions are called, made anew when the authority records are others than last time.
#[derive(Debug, Default)]
pub struct Titles(RwLock<Option<(Arc<Reference>, Arc<Titled>)>>);

impl Titles {
    fn of(&self, reference: &Arc<Reference>) -> Arc<Titled> {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
        if let Some((of, titled)) = known.as_ref()
            && Arc::ptr_eq(of, reference)
        {
            return Arc::clone(titled);
        }
        drop(known);
        let titled = Arc::new(Titled::read(reference));
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        *known = Some((Arc::clone(reference), Arc::clone(&titled)));
        titled
    }
}

/// Each word of all titles once, and what is called by it.
#[derive(Debug, Default)]
struct Titled {
    words: Vec<Word>,
    at: HashMap<String, usize>,
    all: Vec<Title>,
}

#[derive(Debug)]
struct Word {
    text: String,
    sound: String,
}

#[derive(Debug)]
struct Title {
    what: Suggestion,
    /// Which words, and what each costs beside its likeness.
    words: Vec<(usize, Cost)>,
}

impl Titled {
    fn read(reference: &Reference) -> Self {
        let mut titled = Self::default();
        for found in &reference.regions {
            titled.take(Suggestion::Region(found.iso.clone()), &names_of(found));
        }
        for unit in &reference.units {
            titled.take(Suggestion::Unit(unit.slug.clone()), &titles_of(unit));
        }
        titled
    }

    fn take(&mut self, what: Suggestion, names: &[(String, Cost)]) {
        let mut own: Vec<(usize, Cost)> = Vec::new();
        for (name, extra) in names {
            for word in words(name) {
                let at = *self.at.entry(word.text.clone()).or_insert_with(|| {
                    self.words.push(Word {
                        sound: fold(&word.text),
                        text: word.text,
                    });
                    self.words.len() - 1
                });
                match own.iter_mut().find(|(known, _)| *known == at) {
                    Some((_, known)) => *known = (*known).min(*extra),
                    None => own.push((at, *extra)),
                }
            }
        }
        self.all.push(Title { what, words: own });
    }

    /// The few that every word may mean, the nearest first. `named` when the words are somebody's name: then nothing is
    /// guessed, and whom a unit is named after is not asked.
    fn meant(&self, query: &Query, named: bool) -> Vec<Suggestion> {
        let mut found = self.nearest(query);
        if named {
            found.retain(|(cost, _)| *cost < HONOURED);
        } else if found.is_empty() {
            let long = |term: &Term| has(SHORTEST_READING, &term.word);
            let readings = query.other_readings(true);
            let mut sure = readings
                .iter()
                .filter(|other| other.terms().iter().any(long));
            found = sure
                .find_map(|other| Some(self.nearest(other)).filter(|found| !found.is_empty()))
                .unwrap_or_default();
        }
        found
            .into_iter()
            .take(MOST_TITLES)
            .map(|(_, title)| title.what.clone())
            .collect()
    }

    fn nearest(&self, query: &Query) -> Vec<(Cost, &Title)> {
        let terms = query.terms();
        let telling = |term: &Term| term.is_number() || has(SHORTEST, &term.word);
        if !terms.iter().any(telling) {
            return Vec::new();
        }
        let costs: Vec<Vec<Option<Cost>>> = (1..)
            .zip(terms)
            .map(|(number, term)| {
                let likeness = |word| cost(term, word, number == terms.len());
                self.words.iter().map(likeness).collect()
            })
            .collect();
        let of_term = |title: &Title, costs: &[Option<Cost>]| {
            let each = title
                .words
                .iter()
                .filter_map(|(at, extra)| Some(costs[*at]? + extra));
            each.min()
        };
        let mut found: Vec<(Cost, &Title)> = self
            .all
            .iter()
            .filter_map(|title| {
                let cost: Option<Cost> = costs.iter().map(|costs| of_term(title, costs)).sum();
                Some((cost?, title))
            })
            .collect();
        found.sort_by_key(|(cost, _)| *cost);
        let equal = found
            .iter()
            .filter(|(cost, _)| Some(cost) == found.first().map(|(best, _)| best));
        if equal.count() > TOO_MANY {
            found.clear();
        }
        found
    }
}

fn has(letters: usize, word: &str) -> bool {
    word.chars().nth(letters - 1).is_some()
}

/// What a typed word costs as a word of a title. A number is meant whole, unless it is the one being typed.
fn cost(term: &Term, word: &Word, last: bool) -> Option<Cost> {
    if word.text == term.word || term.keys.contains(&word.sound) {
        return Some(SAME);
    }
    let begins = word.text.starts_with(&term.word);
    if term.is_number() {
        return (last && begins).then_some(BEGUN);
    }
    if begins {
        return Some(BEGUN);
    }
    let stem = cut(&term.word);
    let declined = stem.len() < term.word.len() && word.text.starts_with(stem);
    let sounds = |key: &String| key.len() >= SHORTEST_SOUND && word.sound.starts_with(key.as_str());
    (declined || term.keys.iter().any(sounds)).then_some(LIKE)
}

/// «Житомирська область», “Zhytomyr Oblast”, «на Житомирщині».
fn names_of(found: &Region) -> Vec<(String, Cost)> {
    let own = [&found.name_uk, &found.name_en].map(|name| (name.clone(), SAME));
    let around = (region::around(&found.name_uk), SAME);
    own.into_iter().chain([around]).collect()
}

fn titles_of(unit: &Unit) -> Vec<(String, Cost)> {
    let mut titles = Vec::with_capacity(12);
    for name in unit.names() {
        let honoured = [" імені ", " named after "]
            .into_iter()
            .find_map(|named| name.split_once(named));
        match honoured {
            Some((name, honoured)) => {
                titles.push((name.to_owned(), SAME));
                titles.push((honoured.to_owned(), HONOURED));
            }
            None => titles.push((name.to_owned(), SAME)),
        }
    }
    titles
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::db::Database;

    fn shipped() -> Reference {
        let folder = tempfile::tempdir().unwrap();
        let db = Database::open(&Path::new(folder.path()).join("memorial.sqlite3")).unwrap();
        db.read_now(crate::reference::queries::all).unwrap()
    }

    fn meant(titled: &Titled, typed: &str, named: bool) -> Vec<String> {
        let query = Query::parse(typed);
        let found = query.map_or(Vec::new(), |query| titled.meant(&query, named));
        found
            .into_iter()
            .map(|what| match what {
                Suggestion::Unit(slug) | Suggestion::Region(slug) => slug,
                Suggestion::Person(..) => panic!("nobody is a unit"),
            })
            .collect()
    }

    #[test]
    fn a_unit_or_a_region_is_known_by_the_beginnings_of_its_names() {
        let titled = Titled::read(&shipped());
        for (typed, expected) in [
            ("58 бр", "58-motorized"),
            ("58 ОМПБр", "58-motorized"),
            ("58омп", "58-motorized"),
            ("58-ма мотопіх", "58-motorized"),
            ("58th brig", "58-motorized"),
            ("бригада 58", "58-motorized"),
            ("Азо", "12-ng-special"),
            ("Жит", "UA-18"),
            ("Zhyt", "UA-18"),
            ("Jytomyr", "UA-18"),
            ("з Житомирської області", "UA-18"),
            ("Житомирщина", "UA-18"),
            ("Суми", "UA-59"),
            ("Одеса", "UA-51"),
            ("Запоріжжя", "UA-23"),
            ("Київ", "UA-30"),
            ("Крим", "UA-43"),
        ] {
            let found = meant(&titled, typed, false);
            assert_eq!(found.first().map(String::as_str), Some(expected), "{typed}");
            assert!(found.len() <= MOST_TITLES);
        }
    }

    #[test]
    fn a_number_is_meant_whole_unless_it_is_being_typed() {
        let titled = Titled::read(&shipped());
        let numbers = |typed: &str| {
            let found = meant(&titled, typed, false);
            found
                .into_iter()
                .map(|slug| slug.split('-').next().unwrap_or_default().to_owned())
                .collect::<Vec<_>>()
        };
        assert!(numbers("11 бр").iter().all(|number| number == "11"));
        assert_eq!(numbers("588"), [""; 0]);
        let begun = numbers("15");
        assert!(!begun.is_empty() && begun.iter().all(|number| number.starts_with("15")));
    }

    #[test]
    fn what_any_of_them_may_be_called_means_none() {
        let titled = Titled::read(&shipped());
        for typed in [
            "бригада",
            "brigade",
            "область",
            "окрема",
            "мех",
            "бр",
            "ко",
            "",
        ] {
            assert_eq!(meant(&titled, typed, false), [""; 0], "{typed}");
        }
    }

    #[test]
    fn a_name_does_not_lead_to_the_unit_named_after_it() {
        let titled = Titled::read(&shipped());
        assert_eq!(meant(&titled, "Виговський", true), [""; 0]);
        assert!(
            meant(&titled, "Виговський", false).contains(&"58-motorized".to_owned()),
            "who is no one else is found"
        );
    }

    #[test]
    fn the_wrong_keyboard_is_read_where_nobody_is_called_so() {
        let titled = Titled::read(&shipped());
        assert_eq!(meant(&titled, ";bnjvbh", false)[0], "UA-18");
        assert_eq!(meant(&titled, ";bnjvbh", true), [""; 0]);
        assert_eq!(meant(&titled, "lys", false), [""; 0]);
    }

    #[test]
    fn changed_records_are_read_again() {
        let titles = Titles::default();
        let (empty, full) = (Arc::new(Reference::default()), Arc::new(shipped()));
        assert_eq!(meant(&titles.of(&empty), "Жит", false), [""; 0]);
        assert_eq!(meant(&titles.of(&full), "Жит", false)[0], "UA-18");
        assert!(Arc::ptr_eq(&titles.of(&full), &titles.of(&full)));
    }
}
