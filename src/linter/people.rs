//! Living people in a text: children and comrades by name, and those who are missing or captive. Only words that stand
//! together are believed; the person of the page is never among them.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::finding::Kind;
use super::kin_words::{
    CHILD, CHILD_ENGLISH, CHILD_STEMS, COMRADE_STEMS, KIN_STEMS, NO_NAMES, NOT_A_CHILD, STILL,
};
use crate::heroes::hero::Record;
use crate::names::{self, endings, given};

/// The names that are the person's own, in any case.
#[derive(Debug, Default)]
pub struct Own {
    stems: HashSet<String>,
}

impl Own {
    pub fn of(record: &Record) -> Self {
        let latin = record.latin();
        let mut stems = HashSet::new();
        for name in [&record.name, &latin] {
            let parts = [
                Some(&name.family),
                Some(&name.given),
                name.patronymic.as_ref(),
            ];
            for word in parts
                .into_iter()
                .flatten()
                .flat_map(|part| part.split([' ', '-']))
            {
                stems.extend(endings::stems(word));
                stems.insert(names::fold(word));
            }
        }
        stems.extend(
            record
                .call_sign
                .iter()
                .flat_map(|sign| endings::stems(sign)),
        );
        Self { stems }
    }

    pub fn has(&self, word: &str) -> bool {
        let key = names::fold(word.trim_end_matches("’s"));
        self.stems.contains(&key)
            || endings::stems_of_any_case(&key)
                .iter()
                .any(|stem| self.stems.contains(stem))
    }
}

/// What given names keep in every case.
static GIVEN: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let mut stems = HashSet::new();
    for name in given::forms() {
        stems.extend(endings::stems(name));
        stems.insert(names::fold(name));
    }
    stems
});

/// Whether a word may be somebody's given name, in any case.
pub fn is_given(word: &str) -> bool {
    if NO_NAMES.contains(&word.to_lowercase().as_str()) {
        return false;
    }
    let key = names::fold(word.trim_end_matches("’s"));
    GIVEN.contains(&key)
        || endings::stems_of_any_case(&key)
            .iter()
            .any(|stem| GIVEN.contains(stem))
}

static WORD: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"[\p{L}][\p{L}’'ʼ-]*|«[^»\n]{1,40}»").ok());
static MISSING: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?i)зник\p{L}* безвісти|безвісти зник\p{L}*|missing in action|went missing|(?:у|в) полоні|полонен\p{L}*|prisoners? of war|in captivity",
    )
    .ok()
});
struct Word<'a> {
    at: Range<usize>,
    text: &'a str,
    low: String,
}

impl Word<'_> {
    fn is_capital(&self) -> bool {
        self.text.starts_with(char::is_uppercase)
    }

    fn is_quoted(&self) -> bool {
        self.text.starts_with('«')
    }

    fn begins(&self, stems: &[&str]) -> bool {
        stems.iter().any(|stem| self.low.starts_with(stem))
    }

    fn is_child(&self) -> bool {
        CHILD.contains(&self.low.as_str())
            || CHILD_ENGLISH.contains(&self.low.as_str())
            || self.begins(&CHILD_STEMS)
    }
}

/// Living people that a text names, in order.
pub fn people(text: &str, own: &Own) -> Vec<(Kind, Range<usize>)> {
    let mut found = Vec::new();
    let mut from = 0;
    for (at, c) in text.char_indices() {
        if matches!(c, '.' | '!' | '?' | '\n' | '…') {
            let end = at + c.len_utf8();
            // «М. Коваль»: a single letter before the stop is an initial.
            let initial = text[from..at]
                .chars()
                .rev()
                .take_while(|c| c.is_alphabetic())
                .count()
                == 1;
            if !initial || c != '.' {
                of_sentence(text, from..end, own, &mut found);
                from = end;
            }
        }
    }
    of_sentence(text, from..text.len(), own, &mut found);
    found
}

fn of_sentence(text: &str, range: Range<usize>, own: &Own, found: &mut Vec<(Kind, Range<usize>)>) {
    let (Some(word), Some(missing)) = (WORD.as_ref(), MISSING.as_ref()) else {
        return;
    };
    let sentence = &text[range.clone()];
    let words: Vec<Word<'_>> = word
        .find_iter(sentence)
        .map(|one| Word {
            at: range.start + one.start()..range.start + one.end(),
            text: one.as_str(),
            low: one.as_str().to_lowercase(),
        })
        .collect();
    if missing.is_match(sentence) {
        let named = names_from(text, &words, 0, words.len(), own, true);
        let still = words.iter().any(|word| STILL.contains(&word.low.as_str()));
        let others = words.iter().any(|word| word.begins(&KIN_STEMS));
        if named.is_empty() && still && others {
            let phrase = missing.find_iter(sentence);
            found.extend(phrase.map(|one| {
                (
                    Kind::Missing,
                    range.start + one.start()..range.start + one.end(),
                )
            }));
        }
        found.extend(named.into_iter().map(|range| (Kind::Missing, range)));
        return;
    }
    for (at, word) in words.iter().enumerate() {
        if word.is_child() {
            let named = listed(text, &words, at + 1, own);
            found.extend(named.into_iter().map(|range| (Kind::Child, range)));
        } else if word.begins(&COMRADE_STEMS) {
            let named = names_from(text, &words, at + 1, (at + 5).min(words.len()), own, false);
            found.extend(
                named
                    .into_iter()
                    .take(1)
                    .map(|range| (Kind::Comrade, range)),
            );
        }
    }
}

/// Names after a word for children: «сина Максима», «діти — Марія й Андрій», «дочки Оля, Іра та Віра».
fn listed(text: &str, words: &[Word<'_>], from: usize, own: &Own) -> Vec<Range<usize>> {
    const AND: [&str; 5] = ["і", "й", "та", "and", "а"];
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut at = from;
    let mut begun = false;
    let mut before = from.checked_sub(1).map_or(0, |last| words[last].at.end);
    while let Some(word) = words.get(at) {
        let between = text.get(before..word.at.start).unwrap_or_default();
        let joined = between
            .chars()
            .all(|c| matches!(c, ' ' | '\u{a0}' | ',' | ':' | '—' | '–' | '-' | '('));
        if !joined {
            break;
        }
        let first = found.is_empty() && !begun;
        // «М.», perhaps what was left of a name that was hidden: the list goes on.
        if word.is_capital()
            && word.text.chars().count() == 1
            && text[word.at.end..].starts_with('.')
        {
            begun = true;
            before = word.at.end + 1;
            at += 1;
            continue;
        }
        // The word right after may be a name that no list has; further on only known ones are believed.
        let next = first && at == from && between.trim().is_empty();
        let named = word.is_capital()
            && word.text.chars().count() > 1
            && !own.has(word.text)
            && !NOT_A_CHILD.contains(&word.low.as_str())
            && (next || is_given(word.text));
        if named {
            // A family name right after goes along.
            let family = words.get(at + 1).filter(|next| {
                next.is_capital()
                    && text.get(word.at.end..next.at.start) == Some(" ")
                    && !own.has(next.text)
            });
            let end = family.map_or(word.at.end, |family| family.at.end);
            found.push(word.at.start..end);
            at += if family.is_some() { 2 } else { 1 };
            before = end;
            continue;
        }
        let passes =
            AND.contains(&word.low.as_str()) || (first && !word.is_capital() && at < from + 2);
        if !passes || word.is_child() {
            break;
        }
        before = word.at.end;
        at += 1;
    }
    found
}

/// Names of others within these words, each with the capitals that follow it; a call sign in quotation marks too.
fn names_from(
    text: &str,
    words: &[Word<'_>],
    from: usize,
    to: usize,
    own: &Own,
    known_only: bool,
) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = from;
    while at < to {
        let word = &words[at];
        let sign = word.is_quoted() && !known_only && word.text.split(' ').count() <= 3;
        let inner = word.text.trim_matches(['«', '»']);
        if sign && !own.has(inner) {
            found.push(word.at.clone());
            at += 1;
            continue;
        }
        if word.is_capital() && !own.has(word.text) && is_given(word.text) {
            let mut end = at + 1;
            while words.get(end).is_some_and(|next| {
                next.is_capital() && text.get(words[end - 1].at.end..next.at.start) == Some(" ")
            }) {
                end += 1;
            }
            // The family name may stand before.
            let begin = at
                .checked_sub(1)
                .filter(|before| {
                    *before > 0
                        && *before >= from
                        && words[*before].is_capital()
                        && text.get(words[*before].at.end..word.at.start) == Some(" ")
                        && !own.has(words[*before].text)
                })
                .unwrap_or(at);
            found.push(words[begin].at.start..words[end - 1].at.end);
            at = end;
            continue;
        }
        at += 1;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::Name;

    fn found(text: &str) -> Vec<(Kind, &str)> {
        let record = Record {
            name: Name {
                family: "Лисюк".to_owned(),
                given: "Юрій".to_owned(),
                patronymic: None,
            },
            call_sign: Some("Лис".to_owned()),
            ..Record::default()
        };
        people(text, &Own::of(&record))
            .into_iter()
            .map(|(kind, range)| (kind, &text[range]))
            .collect()
    }

    #[test]
    fn children_are_found_by_name_in_any_case() {
        for (text, names) in [
            ("Разом виховували сина Максима.", &["Максима"][..]),
            ("Лишилися діти — Марія й Андрій.", &["Марія", "Андрій"]),
            ("Його донечка Софійка чекала.", &["Софійка"]),
            (
                "У них дві доньки: Оля та Ірина, обидві школярки.",
                &["Оля", "Ірина"],
            ),
            ("He left a son Maksym.", &["Maksym"]),
            ("їхній син Святогор Коваль", &["Святогор Коваль"]),
            ("Лишилися діти: М.\u{a0}К. й Андрій.", &["Андрій"]),
            ("Донечці Марійці 5 років.", &["Марійці"]),
            ("Доньці Марійці п’ять.", &["Марійці"]),
            ("Синові Максимові вісім.", &["Максимові"]),
            ("Двом дочкам, Олі та Ірині, чотири.", &["Олі", "Ірині"]),
        ] {
            let expected: Vec<_> = names.iter().map(|name| (Kind::Child, *name)).collect();
            assert_eq!(found(text), expected, "{text}");
        }
        for open in [
            "Вірний син України.",
            "Юрій був їхній син Юрій.",
            "Діти бігали двором.",
            "Син вступив до школи.",
            "Синій Дніпро тік поруч.",
            "Виховував сина М.",
        ] {
            assert_eq!(found(open), [], "{open}");
        }
    }

    #[test]
    fn comrades_are_found_by_name_and_by_call_sign() {
        for (text, name) in [
            ("Його побратим Іван Мельник розповів.", "Іван Мельник"),
            ("Командир роти Петро сказав так.", "Петро"),
            ("Побратим «Сокіл» був поруч.", "«Сокіл»"),
            ("His comrade Taras was there.", "Taras"),
        ] {
            assert_eq!(found(text), [(Kind::Comrade, name)], "{text}");
        }
        for open in [
            "Побратими кликали його «Лис».",
            "Побратими любили Юрія за жарти.",
            "Командир зателефонував матері.",
        ] {
            assert_eq!(found(open), [], "{open}");
        }
    }

    #[test]
    fn who_is_missing_or_captive_is_found_and_the_person_of_the_page_is_not() {
        assert_eq!(
            found("Його брат Олексій досі в полоні."),
            [(Kind::Missing, "Олексій")]
        );
        assert_eq!(
            found("Його брат зник безвісти."),
            [(Kind::Missing, "зник безвісти")]
        );
        for open in [
            "Сто днів Юрій був у полоні.",
            "Довго вважався зниклим безвісти.",
            "Про полон він не розповідав.",
        ] {
            assert_eq!(found(open), [], "{open}");
        }
    }
}
