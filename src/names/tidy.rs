//! What a person typed into a name's box, made into one spelling of the same name.

use unicode_normalization::UnicodeNormalization;

/// The one apostrophe that is kept, U+2019: Ukrainian typography's own.
pub const APOSTROPHE: char = '’';

/// NFC, spaces collapsed, invisible characters gone, every apostrophe ’, every hyphen -, and letters
/// of the other alphabet that look the same (a Latin i in Ігор) put right. Capitals stay as typed.
#[must_use]
pub fn tidy(typed: &str) -> String {
    let visible = typed.nfc().filter(|&c| !is_invisible(c));
    let spaced: String = visible
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .collect();
    let one_space = spaced.split(' ').filter(|word| !word.is_empty());
    let marked = marks(&one_space.collect::<Vec<_>>().join(" "));
    let words: Vec<String> = marked.split(' ').map(one_alphabet).collect();
    words.join(" ").nfc().collect()
}

/// Whether people type this character for an apostrophe, wherever it stands.
#[must_use]
pub fn is_apostrophe(c: char) -> bool {
    matches!(
        c,
        '\'' | '’'
            | 'ʼ'
            | '`'
            | '′'
            | 'ʹ'
            | '‘'
            | '´'
            | 'ʻ'
            | '‛'
            | 'ʽ'
            | 'ˈ'
            | '＇'
            | 'ʾ'
            | '‵'
    )
}

/// Characters that stand for an apostrophe only between two letters: П*яткін, Дем"ян.
fn is_apostrophe_between_letters(c: char) -> bool {
    is_apostrophe(c) || matches!(c, '*' | '"' | '″' | 'ʺ' | '“' | '”' | '^' | '~')
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '‒' | '–' | '—' | '−' | '﹣' | '－')
}

fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}'
            | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{fe0e}' | '\u{fe0f}' | '\u{301}'
    )
}

fn marks(words: &str) -> String {
    let chars: Vec<char> = words.chars().collect();
    let letter = |at: Option<usize>| {
        at.and_then(|at| chars.get(at))
            .is_some_and(|c| c.is_alphabetic())
    };
    let mut out = String::with_capacity(words.len());
    let mut at = 0;
    while at < chars.len() {
        let c = chars[at];
        let between = letter(at.checked_sub(1)) && letter(Some(at + 1));
        if is_hyphen(c) {
            // «Гоголь - Яновський» is one double name.
            if out.ends_with(' ') && chars.get(at + 1) == Some(&' ') {
                out.pop();
                at += 1;
            }
            out.push('-');
        } else if is_apostrophe(c) || (between && is_apostrophe_between_letters(c)) {
            out.push(APOSTROPHE);
        } else {
            out.push(c);
        }
        at += 1;
    }
    out
}

/// Pairs that look the same in most typefaces: Latin, Cyrillic.
const LOOK_ALIKE: [(char, char); 24] = [
    ('A', 'А'),
    ('B', 'В'),
    ('C', 'С'),
    ('E', 'Е'),
    ('H', 'Н'),
    ('I', 'І'),
    ('K', 'К'),
    ('M', 'М'),
    ('O', 'О'),
    ('P', 'Р'),
    ('T', 'Т'),
    ('X', 'Х'),
    ('Y', 'У'),
    ('a', 'а'),
    ('c', 'с'),
    ('e', 'е'),
    ('i', 'і'),
    ('k', 'к'),
    ('o', 'о'),
    ('p', 'р'),
    ('x', 'х'),
    ('y', 'у'),
    ('ï', 'ї'),
    ('Ï', 'Ї'),
];

/// Whether a letter is Cyrillic.
#[must_use]
pub fn is_cyrillic(c: char) -> bool {
    matches!(c, '\u{400}'..='\u{52f}')
}

fn to_cyrillic(c: char) -> Option<char> {
    LOOK_ALIKE
        .iter()
        .find(|pair| pair.0 == c)
        .map(|pair| pair.1)
}

fn to_latin(c: char) -> Option<char> {
    LOOK_ALIKE
        .iter()
        .find(|pair| pair.1 == c)
        .map(|pair| pair.0)
}

/// A word of two alphabets is a slip of the keyboard when all the letters of one of them have a twin
/// in the other, and not all the letters of the other do; what is not such a slip stays as typed.
fn one_alphabet(word: &str) -> String {
    let latin = |c: char| c.is_alphabetic() && !is_cyrillic(c);
    if !(word.chars().any(is_cyrillic) && word.chars().any(latin)) {
        return word.to_owned();
    }
    let latin_is_slip = word
        .chars()
        .filter(|&c| latin(c))
        .all(|c| to_cyrillic(c).is_some());
    let cyrillic_is_slip = word
        .chars()
        .filter(|&c| is_cyrillic(c))
        .all(|c| to_latin(c).is_some());
    match (latin_is_slip, cyrillic_is_slip) {
        (true, _) => word.chars().map(|c| to_cyrillic(c).unwrap_or(c)).collect(),
        (false, true) => word.chars().map(|c| to_latin(c).unwrap_or(c)).collect(),
        (false, false) => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::tidy;
    use proptest::prelude::*;

    #[test]
    fn every_apostrophe_is_one() {
        for typed in [
            "Дем'ян",
            "Дем’ян",
            "Демʼян",
            "Дем`ян",
            "Дем′ян",
            "Демʹян",
            "Дем*ян",
            "Дем\"ян",
            "Дем‘ян",
            "Дем´ян",
            "Дем“ян",
            "Дем＇ян",
        ] {
            assert_eq!(tidy(typed), "Дем’ян", "{typed}");
        }
        assert_eq!(tidy("O'Brien"), "O’Brien");
        assert_eq!(
            tidy("Іван *"),
            "Іван *",
            "a star is an apostrophe between letters only"
        );
    }

    #[test]
    fn spaces_hyphens_and_invisible_characters() {
        assert_eq!(tidy("  Максиміліан \u{a0} Іван\t"), "Максиміліан Іван");
        assert_eq!(tidy("Гоголь – Яновський"), "Гоголь-Яновський");
        assert_eq!(tidy("Гоголь‑Яновський"), "Гоголь-Яновський");
        assert_eq!(tidy("Ли\u{ad}сюк\u{200b}"), "Лисюк");
        assert_eq!(tidy("Юрі\u{438}\u{306}"), "Юрій");
        assert_eq!(tidy("Юрі\u{439}"), tidy("Юрі\u{438}\u{306}"));
        assert_eq!(
            tidy("Лися\u{301}к"),
            "Лисяк",
            "a stress mark is no part of a name"
        );
    }

    #[test]
    fn letters_that_look_alike_are_put_right() {
        assert_eq!(tidy("Iгop"), "Ігор");
        assert_eq!(tidy("Lуsiuk"), "Lysiuk");
        assert_eq!(tidy("Лисюк Lysiuk"), "Лисюк Lysiuk");
        assert_eq!(tidy("Жz"), "Жz", "what is no slip stays as typed");
    }

    proptest! {
        #[test]
        fn tidy_twice_is_tidy_once(typed in "\\PC{0,40}") {
            prop_assert_eq!(tidy(&tidy(&typed)), tidy(&typed));
        }

        #[test]
        fn tidy_never_panics(typed in any::<String>()) {
            let _ = tidy(&typed);
        }
    }
}
