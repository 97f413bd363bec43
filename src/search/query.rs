//! What was typed into the search box.

use std::ops::Range;

use crate::names;

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
    /// Whether it is said to be a call sign: «Лис», позивний Лис.
    pub quoted: bool,
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
        let telling = |word: &&Word| !is_filler(word, &typed);
        let mut chosen: Vec<&Word> = all.iter().filter(telling).collect();
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
        for word in chosen.into_iter().take(MOST_TERMS) {
            let mut term = Term::of(&word.text);
            let phrase = quoted
                .iter()
                .position(|range| range.contains(&word.at.start));
            term.quoted = phrase.is_some() || is_called(word, &all);
            let at = terms.iter().position(|known| *known == term);
            let at = at.unwrap_or_else(|| {
                terms.push(term);
                terms.len() - 1
            });
            if let Some(phrase) = phrase {
                phrases[phrase].terms |= 1 << at;
            }
        }
        phrases.retain(|phrase| phrase.terms != 0 && phrase.words.len() > 1);
        (!terms.is_empty()).then_some(Self {
            typed,
            raw,
            terms,
            phrases,
        })
    }

    #[must_use]
    pub fn phrases(&self) -> &[Phrase] {
        &self.phrases
    }

    /// The same words but one, each left out in turn; nothing of a single word.
    #[must_use]
    pub fn with_a_word_less(&self) -> Vec<Self> {
        if self.terms.len() < 2 {
            return Vec::new();
        }
        let all = words::words(&self.typed);
        let less = self.terms.iter().filter_map(|term| {
            let kept: Vec<&str> = all
                .iter()
                .filter(|word| word.text != term.word)
                .map(|word| &self.typed[word.at.clone()])
                .collect();
            Self::parse(&kept.join(" "))
        });
        less.collect()
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

    /// What may have been meant by fingers on the wrong keyboard, or with a space for an apostrophe. Latin that means
    /// nothing is often Ukrainian; Cyrillic is Latin only when nothing else is `left`.
    #[must_use]
    pub fn other_readings(&self, left: bool) -> Vec<Self> {
        let parsed = |meant: String| Self::of(self.raw.clone(), names::tidy(&meant));
        let latin = left.then(|| names::layout::to_latin(&self.raw)).flatten();
        let swapped = [names::layout::to_ukrainian(&self.raw), latin];
        let joined = [" я", " ю", " є", " ї"]
            .iter()
            .any(|letter| self.typed.contains(letter))
            .then(|| {
                let joined = self.typed.replace(" я", "я").replace(" ю", "ю");
                joined.replace(" є", "є").replace(" ї", "ї")
            });
        swapped
            .into_iter()
            .chain([joined])
            .flatten()
            .filter_map(parsed)
            .collect()
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
            word: word.to_owned(),
            keys: keys.into_iter().filter(|key| !key.is_empty()).collect(),
            quoted: false,
        }
    }

    pub fn is_number(&self) -> bool {
        is_number(&self.word)
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
    before.is_some_and(|before| before.text.starts_with("позивн") || before.text == "callsign")
}

/// Words that people put around what they look for. A small letter alone is a preposition, a capital an initial.
fn is_filler(word: &Word, typed: &str) -> bool {
    const FILLERS: [&str; 46] = [
        "захисник",
        "захисника",
        "захисниця",
        "захисниці",
        "воїн",
        "воїна",
        "боєць",
        "defender",
        "fallen",
        "і",
        "й",
        "та",
        "в",
        "у",
        "з",
        "із",
        "зі",
        "на",
        "до",
        "від",
        "під",
        "біля",
        "року",
        "рік",
        "р",
        "н",
        "позивний",
        "герой",
        "героя",
        "герої",
        "імені",
        "ім",
        "загиблий",
        "загиблі",
        "the",
        "of",
        "and",
        "in",
        "from",
        "at",
        "near",
        "a",
        "hero",
        "named",
        "after",
        "callsign",
    ];
    let small = typed[word.at.clone()].chars().all(|c| !c.is_uppercase());
    let alone = word.text.chars().nth(1).is_none();
    (FILLERS.contains(&word.text.as_str()) || word.text.starts_with("позивн")) && (small || !alone)
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
