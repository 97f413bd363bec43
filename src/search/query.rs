//! What was typed into the search box.

use std::ops::Range;

use crate::names;

use super::around;
use super::stem::stem;
use super::words::{self, Word};

/// Characters that are read; the rest of what was typed is not.
pub const LONGEST: usize = 200;
/// Words that are looked for; the rest are not.
pub const MOST_TERMS: usize = 8;

/// The words somebody remembers. All of them are looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    typed: String,
    /// As it came, for keyboards on the wrong layout.
    raw: String,
    terms: Vec<Term>,
    phrases: Vec<Phrase>,
    pairs: Vec<Pair>,
    is_unlikely: bool,
}

/// A number and the word beside it, which may be one unit's («58 бригада»).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// Which terms.
    pub number: usize,
    pub word: usize,
}

/// Words that stand together in «quotes».
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// Two or more, in their order, little ones included.
    pub words: Vec<String>,
    /// Those that are looked for, as bits.
    pub terms: u16,
}

/// One word to look for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    pub word: String,
    /// How the word sounds as a name, see [`names::folds`]; none for numbers and initials.
    pub keys: Vec<String>,
    /// What it has in common with its other forms, in stories; and what a place or a unit called so begins with.
    pub stem: String,
    pub begun: String,
    /// What it may be in the nominative, if it is a name.
    pub nominatives: Vec<String>,
    /// Whether it is said to be a call sign: «Лис», позивний Лис.
    pub quoted: bool,
    /// Whether people put it around a name (загинув, герой, село): it counts where it is found, and is not missed.
    pub optional: bool,
}

impl Query {
    /// What was typed, whatever it was: operators, quotes and emoji are text or nothing. None without a word to look for.
    #[must_use]
    pub fn parse(typed: &str) -> Option<Self> {
        let read: String = typed.chars().take(LONGEST).collect();
        let typed = names::tidy(&read.replace(|c: char| c.is_control(), " "));
        Self::of(read, typed)
    }

    fn of(raw: String, typed: String) -> Option<Self> {
        let all = words::words(&typed);
        let mut chosen: Vec<&Word> = all
            .iter()
            .filter(|word| !around::is_dropped(word, &typed))
            .collect();
        if chosen.is_empty() {
            chosen = all.iter().collect();
        }
        let quoted = quoted(&typed);
        let mut terms: Vec<Term> = Vec::new();
        let mut phrases: Vec<Phrase> = quoted
            .iter()
            .map(|range| Phrase {
                words: all
                    .iter()
                    .filter(|word| range.contains(&word.at.start))
                    .map(|word| word.text.clone())
                    .collect(),
                terms: 0,
            })
            .collect();
        let mut places: Vec<usize> = Vec::new();
        for word in chosen.into_iter().take(MOST_TERMS) {
            let short = &typed[word.at.clone()];
            let capitals = short.chars().all(char::is_uppercase);
            // «БР» are initials, «бр.» is a brigade.
            let mut term = Term::of(if capitals {
                &word.text
            } else {
                around::meant(&word.text)
            });
            let phrase = quoted
                .iter()
                .position(|range| range.contains(&word.at.start));
            term.quoted = phrase.is_some() || is_called(word, &all);
            term.optional = !term.quoted && around::is_optional(&word.text);
            // «В. В.» are two initials, «Лисюк Лисюк» is one name.
            let again = |known: &Term| *known == term && !term.is_initial();
            let at = terms.iter().position(again);
            let at = at.unwrap_or_else(|| {
                terms.push(term);
                terms.len() - 1
            });
            places.push(at);
            if let Some(phrase) = phrase {
                phrases[phrase].terms |= 1 << at;
            }
        }
        if terms.iter().all(|term| term.optional) {
            terms.iter_mut().for_each(|term| term.optional = false);
        }
        phrases.retain(|phrase| phrase.terms != 0 && phrase.words.len() > 1);
        let pairs = pairs(&terms, &places);
        (!terms.is_empty()).then_some(Self {
            typed,
            raw,
            terms,
            phrases,
            pairs,
            is_unlikely: false,
        })
    }

    /// As it came, before anything was tidied.
    #[must_use]
    pub fn raw(&self) -> &str {
        &self.raw
    }

    /// Whether hardly anybody means this: slips are not looked for in it.
    #[must_use]
    pub fn is_unlikely(&self) -> bool {
        self.is_unlikely
    }

    #[must_use]
    pub fn pairs(&self) -> &[Pair] {
        &self.pairs
    }

    /// The words that must be found, as bits.
    #[must_use]
    pub fn required(&self) -> u16 {
        (0..)
            .zip(&self.terms)
            .filter(|(_, term)| !term.optional)
            .fold(0, |bits, (at, _)| bits | 1 << at)
    }

    /// The same without these words, given as bits; None when nothing else was typed.
    #[must_use]
    pub fn without(&self, words: u16) -> Option<Self> {
        let left_out: Vec<&str> = (0..)
            .zip(&self.terms)
            .filter(|(at, _)| words & 1 << at != 0)
            .map(|(_, term)| term.word.as_str())
            .collect();
        let all = words::words(&self.typed);
        let kept: Vec<&str> = all
            .iter()
            .filter(|word| !left_out.contains(&around::meant(&word.text)))
            .map(|word| &self.typed[word.at.clone()])
            .collect();
        Self::parse(&kept.join(" "))
    }

    #[must_use]
    pub fn phrases(&self) -> &[Phrase] {
        &self.phrases
    }

    /// The same words but one, each left out in turn; nothing of a single word.
    #[must_use]
    pub fn with_a_word_less(&self) -> Vec<(Term, Self)> {
        if self.terms.len() < 2 {
            return Vec::new();
        }
        let less = (0..).zip(&self.terms).filter(|(_, term)| !term.optional);
        less.filter_map(|(at, term)| Some((term.clone(), self.without(1 << at)?)))
            .collect()
    }

    /// What was typed, tidied, as the box shows it again.
    #[must_use]
    pub fn typed(&self) -> &str {
        &self.typed
    }

    /// Whether these words, as bits, are ranks only: people put one before a name, whatever the record says.
    #[must_use]
    pub fn is_title(&self, words: u16) -> bool {
        let mut chosen = (0..)
            .zip(&self.terms)
            .filter(|(at, _)| words & 1 << at != 0);
        words != 0
            && chosen.all(|(_, term)| TITLES.iter().any(|title| term.word.starts_with(title)))
    }

    /// What may have been meant by fingers on the wrong keyboard, by words run together or torn apart, by a number in words.
    /// Latin that means nothing is often Ukrainian; Cyrillic is Latin only when nothing else is `left`.
    #[must_use]
    pub fn other_readings(&self, left: bool) -> Vec<Self> {
        let parsed = |meant: String| Self::of(self.raw.clone(), names::tidy(&meant));
        let on_latin_keys = left.then(|| names::layout::to_latin(&self.raw)).flatten();
        let mut meant: Vec<String> = Vec::new();
        meant.extend(names::layout::to_ukrainian(&self.raw));
        meant.extend(around::numbers_in_figures(&self.typed));
        meant.extend(around::run_together(&self.typed, left));
        let likely = meant.into_iter().filter_map(parsed);
        let unlikely = on_latin_keys.and_then(parsed).map(|other| Self {
            is_unlikely: true,
            ..other
        });
        let mut others: Vec<Self> = Vec::new();
        for other in likely.chain(unlikely) {
            if other.terms != self.terms && !others.iter().any(|known| known.terms == other.terms) {
                others.push(other);
            }
        }
        others
    }

    /// One to [`MOST_TERMS`] of them.
    #[must_use]
    pub fn terms(&self) -> &[Term] {
        &self.terms
    }
}

impl Term {
    fn of(word: &str) -> Self {
        let sounds = !is_number(word) && word.chars().nth(1).is_some();
        let keys = if sounds {
            names::folds(word)
        } else {
            Vec::new()
        };
        Self {
            stem: stem(word),
            begun: words::cut(word).to_owned(),
            nominatives: words::nominatives(word),
            word: word.to_owned(),
            keys: keys.into_iter().filter(|key| !key.is_empty()).collect(),
            quoted: false,
            optional: false,
        }
    }

    pub fn is_number(&self) -> bool {
        self.keys.is_empty() && is_number(&self.word)
    }

    /// Whether it is, as far as anybody can tell, a given name or a patronymic.
    pub fn is_a_name(&self) -> bool {
        let is_name = |key: &String| {
            !names::given::groups(key).is_empty() || names::given::is_patronymic(key)
        };
        self.is_initial() || self.keys.iter().any(is_name)
    }

    pub fn is_initial(&self) -> bool {
        !self.is_number() && self.word.chars().nth(1).is_none()
    }
}

fn is_number(word: &str) -> bool {
    word.starts_with(char::is_numeric)
}

/// How ranks begin, in both languages.
const TITLES: [&str; 30] = [
    "солдат",
    "рядов",
    "сержант",
    "старш",
    "молодш",
    "головн",
    "майстер",
    "штаб",
    "лейтенант",
    "капітан",
    "майор",
    "полковник",
    "підполковник",
    "генерал",
    "матрос",
    "прапорщик",
    "бригадн",
    "private",
    "soldier",
    "sergeant",
    "senior",
    "junior",
    "master",
    "chief",
    "lieutenant",
    "captain",
    "major",
    "colonel",
    "general",
    "sailor",
];

/// What stands between a pair of quotation marks, in bytes.
fn quoted(typed: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut opened: Option<(usize, char)> = None;
    for (at, c) in typed.char_indices() {
        match opened {
            Some((from, closing)) if c == closing || (closing == '“' && c == '”') => {
                found.push(from..at);
                opened = None;
            }
            Some(_) => {}
            None => {
                let closing = match c {
                    '«' => '»',
                    '„' => '“',
                    '“' => '”',
                    '"' => '"',
                    _ => continue,
                };
                opened = Some((at + c.len_utf8(), closing));
            }
        }
    }
    found
}

/// Whether a word stands right after «позивний».
fn is_called(word: &Word, all: &[Word]) -> bool {
    let before = all.iter().rev().find(|other| other.at.end <= word.at.start);
    before.is_some_and(|before| around::calls(&before.text))
}

/// Each number with the word after it, or else the one before it.
fn pairs(terms: &[Term], places: &[usize]) -> Vec<Pair> {
    let word = |at: Option<&usize>| {
        at.copied()
            .filter(|at| !terms[*at].is_number() && !terms[*at].is_initial())
    };
    let mut found = Vec::new();
    for (at, number) in places.iter().enumerate() {
        if terms[*number].is_number() {
            let before = at.checked_sub(1).and_then(|before| places.get(before));
            found.extend(
                [places.get(at + 1), before]
                    .into_iter()
                    .filter_map(word)
                    .map(|word| Pair {
                        number: *number,
                        word,
                    }),
            );
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn terms(typed: &str) -> Vec<String> {
        let query = Query::parse(typed);
        query.map_or(Vec::new(), |query| {
            query.terms.into_iter().map(|term| term.word).collect()
        })
    }

    #[test]
    fn what_was_typed_becomes_words() {
        assert_eq!(
            terms("  Юрій 58 Житомир 2024 "),
            ["юрій", "58", "житомир", "2024"]
        );
        assert_eq!(terms("58 бригада"), ["58", "бригада"]);
        assert_eq!(terms("58-ма бригада"), ["58", "бригада"]);
        assert_eq!(terms("П*яткін"), ["пяткін"]);
        assert_eq!(terms("Iгор"), ["ігор"], "a Latin I is put right");
        assert_eq!(
            terms("В. Мельничук"),
            ["в", "мельничук"],
            "a capital alone is an initial"
        );
        assert_eq!(
            terms("з Житомира"),
            ["житомира"],
            "a small letter alone is a preposition"
        );
        assert_eq!(terms("герой"), ["герой"], "a filler alone is looked for");
        assert_eq!(terms("Лисюк Лисюк"), ["лисюк"]);
    }

    #[test]
    fn operators_are_words_or_nothing() {
        assert_eq!(
            terms("\"Лис\" OR name:* NEAR(a b) -x ^"),
            ["лис", "or", "name", "b", "x"]
        );
        assert_eq!(Query::parse("\"\"*()^🕯\u{7}"), None);
        assert_eq!(Query::parse(""), None);
        assert!(terms(&"а".repeat(10_000)).len() == 1);
        assert!(terms(&"аб вг ".repeat(10_000)).len() <= MOST_TERMS);
    }

    proptest! {
        #[test]
        fn anything_may_be_typed(typed in any::<String>()) {
            if let Some(query) = Query::parse(&typed) {
                prop_assert!((1..=MOST_TERMS).contains(&query.terms().len()));
                prop_assert!(query.terms().iter().all(|term| !term.word.contains(['"', '*', ' ', '\0'])));
            }
        }
    }
}
