//! A text as the words a search compares: the same for what is indexed and what is typed.

use std::ops::Range;

use crate::names::{is_apostrophe, is_cyrillic};

/// Letters of a word that count.
pub const LONGEST: usize = 40;

/// One word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Lower case, without apostrophes and stress marks: letters only, or digits only.
    pub text: String,
    /// Where it stands, in bytes.
    pub at: Range<usize>,
}

/// The words of a text in their order. Letters and digits part («58ОМПБр» is 58 and омпбр), an ordinal's ending after a
/// number («58-ма», "58th") is no word, an apostrophe inside a word vanishes (Дем’ян is demян whichever is typed).
pub fn words(text: &str) -> Vec<Word> {
    let mut found: Vec<Word> = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if !is_letter_or_digit(c) {
            continue;
        }
        let digits = is_digit(c);
        let mut word = Word {
            text: c.to_lowercase().collect(),
            at: start..start + c.len_utf8(),
        };
        while let Some(&(at, c)) = chars.peek() {
            let goes_on = is_letter_or_digit(c) && is_digit(c) == digits;
            let inside = !digits && is_mark_inside(c) && next_is_letter(&text[at + c.len_utf8()..]);
            if !goes_on && !inside && c != '\u{301}' {
                break;
            }
            if goes_on && word.text.chars().count() < LONGEST {
                word.text.extend(c.to_lowercase());
            }
            word.at.end = at + c.len_utf8();
            chars.next();
        }
        if !(is_ordinal_ending(&word.text) && follows_number(&found, text, start)) {
            found.push(word);
        }
    }
    found
}

/// The first word that begins with this letter and matches, as [`words`] would find it; the others are hardly looked at.
pub fn first_word(text: &str, letter: char, matches: impl Fn(&str) -> bool) -> Option<Word> {
    let (mut before, mut last): (Option<char>, Option<char>) = (None, None);
    for (start, c) in text.char_indices() {
        let goes_on = last.is_some_and(|last| {
            is_letter_or_digit(last) && is_digit(last) == is_digit(c)
                || (is_mark_inside(last)
                    && before.is_some_and(char::is_alphabetic)
                    && c.is_alphabetic())
        });
        (before, last) = (last, Some(c));
        if goes_on || !is_letter_or_digit(c) || c.to_lowercase().next() != Some(letter) {
            continue;
        }
        // A little text before it tells «58-ма»; no word is longer than what is read after it.
        let from = text[..start].char_indices().rev().nth(8);
        let from = from.map_or(0, |(at, _)| at);
        let to = text[start..].char_indices().nth(2 * LONGEST);
        let to = to.map_or(text.len(), |(at, _)| start + at);
        let near = words(&text[from..to]);
        let word = near.into_iter().find(|word| from + word.at.start == start);
        if let Some(word) = word.filter(|word| matches(&word.text)) {
            let at = from + word.at.start..from + word.at.end;
            return Some(Word { at, ..word });
        }
    }
    None
}

/// The words alone, with spaces between, as the index takes them.
pub fn plain(text: &str) -> String {
    let words: Vec<String> = words(text).into_iter().map(|word| word.text).collect();
    words.join(" ")
}

/// ʼ (U+02BC) is a letter to Unicode, and an apostrophe to whoever types it. The letters of both alphabets are known without
/// asking Unicode's tables, which takes longest where texts are longest.
fn is_letter_or_digit(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || is_plain_cyrillic(c)
        || (!c.is_ascii() && c.is_alphanumeric() && !is_apostrophe(c))
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || (!c.is_ascii() && !is_plain_cyrillic(c) && c.is_numeric())
}

fn is_plain_cyrillic(c: char) -> bool {
    matches!(c, '\u{400}'..='\u{481}' | '\u{48a}'..='\u{52f}')
}

fn is_mark_inside(c: char) -> bool {
    is_apostrophe(c) || c == '\u{301}'
}

fn next_is_letter(rest: &str) -> bool {
    rest.chars()
        .next()
        .is_some_and(|c| c.is_alphabetic() && !is_apostrophe(c))
}

fn is_ordinal_ending(word: &str) -> bool {
    matches!(
        word,
        "th" | "st"
            | "nd"
            | "rd"
            | "а"
            | "ша"
            | "га"
            | "тя"
            | "та"
            | "ма"
            | "я"
            | "й"
            | "ий"
            | "ої"
            | "ій"
            | "у"
            | "ю"
            | "ту"
            | "му"
            | "го"
            | "ого"
            | "шої"
            | "ї"
            | "ка"
            | "ки"
            | "ці"
            | "ку"
            | "кою"
    )
}

/// Whether the word before is a number that stands right here, or a hyphen away.
fn follows_number(found: &[Word], text: &str, start: usize) -> bool {
    found.last().is_some_and(|before| {
        let between = &text[before.at.end..start];
        before.text.starts_with(char::is_numeric) && matches!(between, "" | "-" | "‑" | "–" | "–‑")
    })
}

/// Endings that Ukrainian cases and English plurals put on a word, longest first.
const ENDINGS: [&str; 46] = [
    "ового",
    "ського",
    "ами",
    "ями",
    "ими",
    "іми",
    "ого",
    "ому",
    "ові",
    "еві",
    "єві",
    "ing",
    "ою",
    "ею",
    "єю",
    "ої",
    "ій",
    "ий",
    "их",
    "им",
    "ах",
    "ях",
    "ам",
    "ям",
    "ом",
    "ем",
    "єм",
    "ів",
    "їв",
    "ей",
    "es",
    "ed",
    "а",
    "я",
    "у",
    "ю",
    "и",
    "і",
    "ї",
    "о",
    "е",
    "є",
    "й",
    "ь",
    "s",
    "y",
];

/// What a word of five letters or more begins with in most of its forms: Житомира, Житомирі → «житомир».
/// Shorter words and numbers keep all.
pub fn cut(word: &str) -> &str {
    if !has_letters(word, 5) || word.starts_with(char::is_numeric) {
        return word;
    }
    let cyrillic = word.starts_with(is_cyrillic);
    let kept = ENDINGS
        .iter()
        .filter(|ending| ending.starts_with(is_cyrillic) == cyrillic)
        .filter_map(|ending| word.strip_suffix(ending))
        .find(|stem| has_letters(stem, 4));
    kept.unwrap_or(word)
}

fn has_letters(text: &str, letters: usize) -> bool {
    text.chars().nth(letters - 1).is_some()
}

/// What a name in some case may be in the nominative: «Лисюка», «Юрія», «Микиту», «Дмитром» → лисюк, юрій, микита, дмитро
/// among others that no name is. Empty for what is not Cyrillic.
pub fn nominatives(word: &str) -> Vec<String> {
    if !word.starts_with(is_cyrillic) {
        return Vec::new();
    }
    let endings = [
        "ою", "ею", "єю", "ом", "ем", "єм", "ові", "еві", "єві", "ого", "ому", "им", "ої", "ій",
        "у", "ю", "а", "я", "и", "і", "ї",
    ];
    let stems = endings
        .iter()
        .filter_map(|ending| word.strip_suffix(ending));
    let mut found: Vec<String> = Vec::new();
    for stem in stems.filter(|stem| stem.chars().nth(2).is_some()) {
        let names =
            ["", "о", "а", "я", "й", "ь", "ий", "ій"].map(|ending| format!("{stem}{ending}"));
        found.extend(names.into_iter().filter(|name| name != word));
    }
    found.sort();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn letters_digits_and_apostrophes() {
        for (text, expected) in [
            ("58 ОМПБр", "58 омпбр"),
            ("58ОМПБр", "58 омпбр"),
            ("58-ма бригада", "58 бригада"),
            ("58th Brigade", "58 brigade"),
            ("Дем'ян Дем’ян Демʼян", "демян демян демян"),
            ("«Лис», 5.03.2024", "лис 5 03 2024"),
            ("Гоголь-Яновський", "гоголь яновський"),
            ("за́мок", "замок"),
            ("🕯 \" OR NEAR( *", "or near"),
            ("", ""),
        ] {
            assert_eq!(plain(text), expected, "{text}");
        }
    }

    #[test]
    fn a_word_is_cut_before_its_ending() {
        for (word, expected) in [
            ("житомирської", "житомирськ"),
            ("житомира", "житомир"),
            ("бригада", "бригад"),
            ("бригади", "бригад"),
            ("футболом", "футбол"),
            ("пулинах", "пулин"),
            ("brigades", "brigad"),
            ("лис", "лис"),
            ("киє", "киє"),
            ("20245", "20245"),
        ] {
            assert_eq!(cut(word), expected, "{word}");
        }
    }

    #[test]
    fn a_declined_name_leads_to_the_nominative() {
        for (declined, name) in [
            ("лисюка", "лисюк"),
            ("юрія", "юрій"),
            ("юрієві", "юрій"),
            ("микиту", "микита"),
            ("дмитром", "дмитро"),
            ("ольгою", "ольга"),
            ("марії", "марія"),
            ("ігоря", "ігор"),
            ("василю", "василь"),
            ("яновського", "яновський"),
        ] {
            assert!(
                nominatives(declined).contains(&name.to_owned()),
                "{declined}"
            );
        }
        assert!(nominatives("lysiuka").is_empty());
        assert!(nominatives("лис").is_empty());
    }

    #[test]
    fn the_first_word_is_found_without_reading_the_others() {
        let text = "У 58-ма бригаді Дем’ян і матір; МАЛЯР, маляри.";
        let found = |letter, word: &str| {
            let found = first_word(text, letter, |own| own == word)?;
            Some(&text[found.at])
        };
        assert_eq!(found('м', "ма"), None);
        assert_eq!(found('я', "ян"), None);
        assert_eq!(found('д', "демян"), Some("Дем’ян"));
        assert_eq!(found('м', "маляр"), Some("МАЛЯР"));
        assert_eq!(found('5', "58"), Some("58"));
    }

    proptest! {
        #[test]
        fn the_first_word_is_the_first_of_all(text in "[аб5’'\u{301} -]{0,12}|[А-яҐґїЇ’ .a-z0-9-]{0,60}") {
            for word in words(&text) {
                let letter = word.text.chars().next().unwrap();
                let first = words(&text).into_iter().find(|other| other.text == word.text);
                prop_assert_eq!(first_word(&text, letter, |own| own == word.text), first);
            }
        }

        #[test]
        fn every_word_stands_where_it_says(text in any::<String>()) {
            for word in words(&text) {
                prop_assert!(text.get(word.at.clone()).is_some());
                prop_assert!(!word.text.is_empty());
                prop_assert!(word.text.chars().count() <= LONGEST + 3);
                prop_assert!(word.text.starts_with(cut(&word.text)));
            }
        }
    }
}
