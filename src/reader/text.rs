//! A text as sentences, and a sentence as words that know what stands around them.

use std::ops::Range;

use crate::names::{APOSTROPHE, is_apostrophe};

/// A sentence of more words is a list or no prose at all: nothing in it is certain.
const MOST_WORDS: usize = 120;
/// A quotation of fewer words is a name (a call sign, an award); of more, somebody's speech; one word less with
/// a comma or a point at its end too.
const SHORTEST_SPEECH: usize = 4;

/// A word in its sentence.
#[derive(Debug, Clone)]
pub(super) struct Word {
    /// Bytes of the whole text.
    pub at: Range<usize>,
    /// Small letters, one kind of apostrophe.
    pub low: String,
    pub capital: bool,
    /// Counts commas and the like before the word.
    pub clause: usize,
    /// Which quotation it stands in.
    pub quoted: Option<usize>,
}

/// A sentence, or a line of a list.
#[derive(Debug)]
pub(super) struct Sentence<'a> {
    pub range: Range<usize>,
    pub whole: &'a str,
    /// All that the narrator says: words of somebody's speech are not among them.
    pub words: Vec<Word>,
    /// Bytes of the whole text between quotation marks.
    pub quotes: Vec<Range<usize>>,
    /// Speech among them.
    pub speech: Vec<Range<usize>>,
}

impl Sentence<'_> {
    pub fn low(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| word.low.as_str())
    }

    pub fn has(&self, words: &[&str]) -> bool {
        self.words
            .iter()
            .any(|word| words.contains(&word.low.as_str()))
    }

    /// Whether these words stand here, one after another.
    pub fn stands(&self, at: usize, phrase: &str) -> bool {
        phrase
            .split(' ')
            .enumerate()
            .all(|(step, word)| self.low(at + step) == word)
    }

    pub fn tells(&self, phrases: &[&str]) -> bool {
        (0..self.words.len()).any(|at| phrases.iter().any(|phrase| self.stands(at, phrase)))
    }

    pub fn written(&self, word: usize) -> &str {
        self.words
            .get(word)
            .map_or("", |word| &self.whole[word.at.clone()])
    }

    /// What stands between two words, as written.
    pub fn between(&self, word: usize, next: usize) -> &str {
        match (self.words.get(word), self.words.get(next)) {
            (Some(word), Some(next)) if word.at.end <= next.at.start => {
                &self.whole[word.at.end..next.at.start]
            }
            _ => "",
        }
    }

    /// From one word to the end of another, as written.
    pub fn span(&self, from: usize, to: usize) -> &str {
        match (self.words.get(from), self.words.get(to)) {
            (Some(from), Some(to)) if from.at.start <= to.at.end => {
                &self.whole[from.at.start..to.at.end]
            }
            _ => "",
        }
    }

    /// The last word of the clause that a word stands in.
    pub fn clause_end(&self, at: usize) -> usize {
        let clause = self.words[at].clause;
        (at..self.words.len())
            .take_while(|next| self.words[*next].clause == clause)
            .last()
            .unwrap_or(at)
    }

    /// Whether the word stands after a «не» of its own clause.
    pub fn is_denied(&self, at: usize) -> bool {
        const NO: [&str; 14] = [
            "не",
            "ні",
            "ніколи",
            "ані",
            "немає",
            "not",
            "never",
            "no",
            "without",
            "didn’t",
            "wasn’t",
            "couldn’t",
            "hadn’t",
            "neither",
        ];
        let clause = self.words[at].clause;
        (0..at)
            .rev()
            .take_while(|before| self.words[*before].clause == clause)
            .any(|before| NO.contains(&self.low(before)))
    }
}

/// All sentences of a text, in its order.
pub(super) fn sentences(text: &str) -> Vec<Sentence<'_>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut open = false;
    let mut last_word = 0..0;
    for (at, c) in text.char_indices() {
        if c.is_alphanumeric() {
            if last_word.end == at && at > 0 {
                last_word.end = at + c.len_utf8();
            } else {
                last_word = at..at + c.len_utf8();
            }
        }
        match c {
            '«' | '“' | '„' => open = true,
            '»' | '”' => open = false,
            '"' => open = !open,
            _ => {}
        }
        let next = at + c.len_utf8();
        let ends = match c {
            '\n' | '\r' | '\u{2028}' | '\u{2029}' => {
                open = false;
                true
            }
            '!' | '?' | '…' => !open,
            '.' => {
                let before = last_word.end == at;
                !open
                    && text[next..]
                        .chars()
                        .next()
                        .is_none_or(|c| !c.is_alphanumeric())
                    && !(before && is_abbreviation(&text[last_word.clone()], &text[next..]))
            }
            _ => false,
        };
        if ends {
            found.extend(sentence(text, start..next));
            start = next;
        }
    }
    found.extend(sentence(text, start..text.len()));
    found
}

/// «м.», «обл.», «р.»: the point ends no sentence where a small letter or a number may follow, or a name must.
fn is_abbreviation(word: &str, after: &str) -> bool {
    const BEFORE_NAMES: [&str; 17] = [
        "м", "с", "смт", "сел", "ст", "вул", "ім", "о", "обл", "mr", "mrs", "dr", "st", "lt",
        "sgt", "col", "capt",
    ];
    const INSIDE: [&str; 5] = ["р", "рр", "н", "рн", "no"];
    let low = word.to_lowercase();
    let next = after.trim_start().chars().next();
    let goes_on = next.is_some_and(|c| c.is_lowercase() || c.is_ascii_digit());
    let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    (BEFORE_NAMES.contains(&low.as_str()) && (low != "обл" || goes_on))
        || (INSIDE.contains(&low.as_str()) && goes_on)
        || initial
}

fn sentence(text: &str, range: Range<usize>) -> Option<Sentence<'_>> {
    let inside = &text[range.clone()];
    let start = range.start + (inside.len() - inside.trim_start().len());
    let end = range.end - (inside.len() - inside.trim_end().len());
    if start >= end {
        return None;
    }
    let quotes = quotations(text, start..end);
    let mut words = words(text, start..end, &quotes);
    let speech: Vec<Range<usize>> = quotes
        .iter()
        .enumerate()
        .filter(|(number, quote)| {
            let inside = words
                .iter()
                .filter(|word| word.quoted == Some(*number))
                .count();
            let is_ended = text[(*quote).clone()]
                .trim_end()
                .ends_with([',', '.', '!', '?', '…']);
            inside >= SHORTEST_SPEECH || (inside + 1 == SHORTEST_SPEECH && is_ended)
        })
        .map(|(_, quote)| quote.clone())
        .collect();
    words.retain(|word| {
        word.quoted
            .and_then(|number| quotes.get(number))
            .is_none_or(|quote| !speech.contains(quote))
    });
    let is_long = words.len() > MOST_WORDS;
    let asks = text[start..end].ends_with('?');
    if is_long || asks {
        return None;
    }
    Some(Sentence {
        range: start..end,
        whole: text,
        words,
        quotes,
        speech,
    })
}

fn quotations(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<(usize, char)> = None;
    for (at, c) in text[range.clone()].char_indices() {
        let at = range.start + at;
        match (open, c) {
            (None, '«' | '“' | '„' | '"') => open = Some((at + c.len_utf8(), c)),
            (Some((from, '«')), '»') | (Some((from, '"')), '"') => {
                found.push(from..at);
                open = None;
            }
            (Some((from, '“' | '„')), '”' | '“') => {
                found.push(from..at);
                open = None;
            }
            _ => {}
        }
    }
    found
}

fn words(text: &str, range: Range<usize>, quotes: &[Range<usize>]) -> Vec<Word> {
    let mut found: Vec<Word> = Vec::new();
    let (mut clause, mut quote) = (0, 0);
    let mut start: Option<usize> = None;
    let mut letters = text[range.clone()].char_indices().peekable();
    let mut before = ' ';
    while let Some((at, c)) = letters.next() {
        let at = range.start + at;
        let next = letters.peek().map_or(' ', |(_, next)| *next);
        let joins = before.is_alphanumeric()
            && next.is_alphanumeric()
            && (is_apostrophe(c)
                || matches!(c, '-' | '‑')
                || (matches!(c, '.' | '/') && before.is_ascii_digit() && next.is_ascii_digit()));
        before = c;
        if c.is_alphanumeric() || (joins && start.is_some()) {
            start.get_or_insert(at);
            if at + c.len_utf8() < range.end {
                continue;
            }
        }
        let end = if c.is_alphanumeric() {
            at + c.len_utf8()
        } else {
            at
        };
        if let Some(from) = start.take() {
            while quotes.get(quote).is_some_and(|quote| quote.end <= from) {
                quote += 1;
            }
            let written = &text[from..end];
            let low: String = written
                .to_lowercase()
                .chars()
                .map(|c| if is_apostrophe(c) { APOSTROPHE } else { c })
                .collect();
            found.push(Word {
                at: from..end,
                low,
                capital: written.starts_with(char::is_uppercase),
                clause,
                quoted: quotes
                    .get(quote)
                    .filter(|quote| quote.contains(&from))
                    .map(|_| quote),
            });
        }
        if matches!(c, ',' | ';' | ':' | '—' | '–' | '(' | ')') {
            clause += 1;
        }
    }
    found
}
