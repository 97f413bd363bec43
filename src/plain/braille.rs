//! Uncontracted Braille: the Ukrainian alphabet and Unified English Braille, grade 1. In Unicode cells (U+2800), words divided
//! by plain spaces; [`ascii`] makes the letters of a BRF file of them.
//!
//! Sources: World Braille Usage (UNESCO, 2013) for the Ukrainian alphabet, its signs as in Russian Braille; The Rules of Unified
//! English Braille (ICEB, 2013), sections 3–7 and 4.2 for letters with marks. What no table has is never left out in silence:
//! it stands as its Unicode number in brackets.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{decompose_canonical, is_combining_mark};

use crate::names::romanise;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Code {
    Ukrainian,
    English,
}

/// Numbers are the first ten letters after this sign, in both.
const NUMBER: char = '⠼';
const DIGITS: [char; 10] = ['⠚', '⠁', '⠃', '⠉', '⠙', '⠑', '⠋', '⠛', '⠓', '⠊'];

/// A text in Braille; white space of any length is one space.
pub fn cells(code: Code, text: &str) -> String {
    // Cyrillic letters have no place in English Braille: they are romanised, as everywhere on an English page.
    let text: String = match code {
        Code::Ukrainian => text.nfc().collect(),
        Code::English => romanise(text).nfc().collect(),
    };
    let mut out = String::new();
    let mut glue = false;
    for word in text.split_whitespace() {
        let is_dash = matches!(word, "—" | "–" | "-");
        // A Ukrainian dash stands close to the word before it.
        let is_close = glue || (is_dash && code == Code::Ukrainian);
        if !out.is_empty() && !is_close {
            out.push(' ');
        }
        Writer::new(code, &mut out).word(word);
        // № stands close to its number.
        glue = word == "№";
    }
    out
}

/// Unicode cells as North American ASCII Braille, the letters of BRF.
pub fn ascii(cells: &str) -> String {
    const LETTERS: &[u8; 64] =
        b" A1B'K2L@CIF/MSP\"E3H9O6R^DJG>NTQ,*5<-U8V.%[$+X!&;:4\\0Z7(_?W]#Y)=";
    let letter = |cell: char| {
        let dots = u32::from(cell).wrapping_sub(0x2800);
        let at = usize::try_from(dots).ok().filter(|at| *at < LETTERS.len());
        at.map_or(' ', |at| char::from(LETTERS[at]))
    };
    cells.chars().map(letter).collect()
}

/// What the signs before stand for.
#[derive(Clone, Copy, PartialEq)]
enum Mode {
    Text,
    Number,
    Latin,
}

struct Writer<'a> {
    code: Code,
    out: &'a mut String,
    mode: Mode,
}

impl<'a> Writer<'a> {
    fn new(code: Code, out: &'a mut String) -> Self {
        Self {
            code,
            out,
            mode: Mode::Text,
        }
    }

    fn word(&mut self, word: &str) {
        let letters: Vec<char> = word.chars().collect();
        let mut at = 0;
        while at < letters.len() {
            let c = letters[at];
            if let Some(digit) = c.to_digit(10) {
                if self.mode != Mode::Number {
                    self.out.push(NUMBER);
                }
                self.out.push(DIGITS[digit as usize]);
                self.mode = Mode::Number;
                at += 1;
            } else if c.is_alphabetic() {
                let run = &letters[at..];
                let end = run
                    .iter()
                    .position(|c| !is_of_word(*c))
                    .unwrap_or(run.len());
                self.letters(&run[..end]);
                at += end;
            } else {
                self.sign(&letters, at);
                at += 1;
            }
        }
    }

    /// Letters one after another; marks that stand apart follow their letters.
    fn letters(&mut self, run: &[char]) {
        let large = run.iter().filter(|c| c.is_uppercase()).count();
        let all = run.iter().filter(|c| c.is_alphabetic()).count();
        let is_large = large == all && all > 1;
        let mut begins = true;
        for c in run.iter().copied().filter(|c| !is_combining_mark(*c)) {
            let small: String = c.to_lowercase().collect();
            let cell = match self.code {
                Code::Ukrainian => small.chars().next().and_then(ukrainian),
                Code::English => None,
            };
            match cell {
                Some(cell) => self.cyrillic(cell, c.is_uppercase(), is_large, begins),
                None => self.latin(c, &small, is_large, begins),
            }
            begins = false;
        }
    }

    fn cyrillic(&mut self, cell: char, large: bool, all_large: bool, begins: bool) {
        // After a number its first letters would be digits, after Latin letters Latin ones.
        let is_doubtful =
            self.mode == Mode::Latin || (self.mode == Mode::Number && DIGITS.contains(&cell));
        match (large, all_large) {
            (true, true) if begins => self.out.push_str("⠘⠘"),
            (true, true) => {}
            (true, false) => self.out.push('⠘'),
            (false, _) if is_doubtful => self.out.push('⠐'),
            (false, _) => {}
        }
        self.out.push(cell);
        self.mode = Mode::Text;
    }

    fn latin(&mut self, c: char, small: &str, all_large: bool, begins: bool) {
        let mut base = None;
        let mut marks = String::new();
        for small in small.chars() {
            decompose_canonical(small, |part| match base {
                None => base = Some(part),
                Some(_) => marks.push(part),
            });
        }
        let cell = base.filter(char::is_ascii_lowercase).map(latin);
        let signs: Option<String> = marks
            .chars()
            .map(|mark| modifier(self.code, mark))
            .collect();
        let (Some(cell), Some(signs)) = (cell, signs) else {
            return self.unknown(c);
        };
        let (one, whole) = match self.code {
            Code::Ukrainian => ("⠨", "⠨⠨"),
            Code::English => ("⠠", "⠠⠠"),
        };
        match (c.is_uppercase(), all_large) {
            (true, true) if begins => self.out.push_str(whole),
            (true, true) => {}
            (true, false) => self.out.push_str(one),
            (false, _) => match (self.code, self.mode) {
                (Code::Ukrainian, Mode::Text | Mode::Number) => self.out.push('⠠'),
                (Code::English, Mode::Number) if DIGITS.contains(&cell) => self.out.push('⠰'),
                _ => {}
            },
        }
        self.out.push_str(&signs);
        self.out.push(cell);
        self.mode = match self.code {
            Code::Ukrainian => Mode::Latin,
            Code::English => Mode::Text,
        };
    }

    fn sign(&mut self, letters: &[char], at: usize) {
        let c = letters[at];
        let before = at.checked_sub(1).map(|at| letters[at]);
        let next_is_digit = letters.get(at + 1).is_some_and(char::is_ascii_digit);
        // A comma within a number does not end it; in English a point does not either.
        let within = self.mode == Mode::Number
            && next_is_digit
            && (c == ',' || (c == '.' && self.code == Code::English));
        let mode = std::mem::replace(
            &mut self.mode,
            if within { Mode::Number } else { Mode::Text },
        );
        let opens = before
            .is_none_or(|before| matches!(before, '(' | '[' | '«' | '„' | '“' | '‘' | '—' | '–'));
        let cells = match self.code {
            Code::Ukrainian => sign_uk(c, opens),
            Code::English => sign_en(c, opens, letters),
        };
        match cells {
            Some(cells) => self.out.push_str(cells),
            // Marks of stress and what is invisible are no letters.
            None if is_combining_mark(c) || c.is_control() || is_invisible(c) => self.mode = mode,
            None => self.unknown(c),
        }
    }

    /// «(U+1F56F)».
    fn unknown(&mut self, c: char) {
        self.mode = Mode::Text;
        self.word(&format!("(U+{:04X})", u32::from(c)));
        self.mode = Mode::Text;
    }
}

fn is_of_word(c: char) -> bool {
    c.is_alphabetic() || is_combining_mark(c)
}

fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{fe0e}' | '\u{fe0f}'
    )
}

/// The Ukrainian alphabet, and the letters that only Russian names have.
fn ukrainian(small: char) -> Option<char> {
    Some(match small {
        'а' => '⠁',
        'б' => '⠃',
        'в' => '⠺',
        'г' => '⠛',
        'ґ' => '⠻',
        'д' => '⠙',
        'е' => '⠑',
        'є' => '⠜',
        'ж' => '⠚',
        'з' => '⠵',
        'и' => '⠊',
        'і' => '⠽',
        'ї' => '⠹',
        'й' => '⠯',
        'к' => '⠅',
        'л' => '⠇',
        'м' => '⠍',
        'н' => '⠝',
        'о' => '⠕',
        'п' => '⠏',
        'р' => '⠗',
        'с' => '⠎',
        'т' => '⠞',
        'у' => '⠥',
        'ф' => '⠋',
        'х' => '⠓',
        'ц' => '⠉',
        'ч' => '⠟',
        'ш' => '⠱',
        'щ' => '⠭',
        'ь' => '⠾',
        'ю' => '⠳',
        'я' => '⠫',
        'ё' => '⠡',
        'ъ' => '⠷',
        'ы' => '⠮',
        'э' => '⠪',
        _ => return None,
    })
}

/// The 26 letters, which are the same in every Latin Braille.
fn latin(small: char) -> char {
    const LETTERS: [char; 26] = [
        '⠁', '⠃', '⠉', '⠙', '⠑', '⠋', '⠛', '⠓', '⠊', '⠚', '⠅', '⠇', '⠍', '⠝', '⠕', '⠏', '⠟', '⠗',
        '⠎', '⠞', '⠥', '⠧', '⠺', '⠭', '⠽', '⠵',
    ];
    LETTERS[(small as usize).saturating_sub('a' as usize).min(25)]
}

/// The sign of a letter's mark, before the letter. Ukrainian Braille has one for all of them.
fn modifier(code: Code, mark: char) -> Option<&'static str> {
    if code == Code::Ukrainian {
        return Some("⠈");
    }
    Some(match mark {
        '\u{301}' => "⠘⠌",
        '\u{300}' => "⠘⠡",
        '\u{302}' => "⠘⠩",
        '\u{308}' => "⠘⠒",
        '\u{303}' => "⠘⠻",
        '\u{327}' => "⠘⠯",
        '\u{30c}' => "⠘⠬",
        '\u{30a}' => "⠘⠫",
        '\u{306}' => "⠈⠬",
        '\u{304}' => "⠈⠤",
        _ => return None,
    })
}

fn sign_uk(c: char, opens: bool) -> Option<&'static str> {
    Some(match c {
        ',' => "⠂",
        '.' => "⠲",
        '?' => "⠢",
        '!' => "⠖",
        ';' => "⠆",
        ':' => "⠒",
        '-' | '‐' | '‑' | '–' | '—' | '−' => "⠤",
        '\'' | '’' | 'ʼ' => "⠄",
        '«' | '„' => "⠦",
        '»' | '”' => "⠴",
        '“' | '"' | '‘' => {
            if opens {
                "⠦"
            } else {
                "⠴"
            }
        }
        '(' | '[' => "⠣",
        ')' | ']' => "⠜",
        '…' => "⠲⠲⠲",
        '/' => "⠠⠌",
        '%' => "⠼⠴",
        '№' => "⠝",
        '*' => "⠔",
        '+' => "⠐⠖",
        '=' => "⠐⠶",
        _ => return None,
    })
}

fn sign_en(c: char, opens: bool, word: &[char]) -> Option<&'static str> {
    Some(match c {
        ',' => "⠂",
        '.' => "⠲",
        '?' => "⠦",
        '!' => "⠖",
        ';' => "⠆",
        ':' => "⠒",
        '-' | '‐' | '‑' => "⠤",
        '–' | '—' | '−' => "⠠⠤",
        '’' if word.first() == Some(&'‘') && word.last() == Some(&'’') => "⠠⠴",
        '\'' | '’' | 'ʼ' => "⠄",
        '‘' => "⠠⠦",
        '“' | '„' => "⠦",
        '”' => "⠴",
        '"' => {
            if opens {
                "⠦"
            } else {
                "⠴"
            }
        }
        '«' => "⠸⠦",
        '»' => "⠸⠴",
        '(' => "⠐⠣",
        ')' => "⠐⠜",
        '[' => "⠨⠣",
        ']' => "⠨⠜",
        '…' => "⠲⠲⠲",
        '/' => "⠸⠌",
        '&' => "⠈⠯",
        '%' => "⠨⠴",
        '@' => "⠈⠁",
        '#' => "⠸⠹",
        '№' => "⠠⠝⠕⠲",
        '*' => "⠐⠔",
        '+' => "⠐⠖",
        '=' => "⠐⠶",
        '_' => "⠨⠤",
        '°' => "⠘⠚",
        '§' => "⠘⠎",
        '$' => "⠈⠎",
        '€' => "⠈⠑",
        '£' => "⠈⠇",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn uk(text: &str) -> String {
        cells(Code::Ukrainian, text)
    }

    fn en(text: &str) -> String {
        cells(Code::English, text)
    }

    #[test]
    fn ukrainian_letters_capitals_and_numbers() {
        assert_eq!(uk("Юрій Лисюк"), "⠘⠳⠗⠽⠯ ⠘⠇⠊⠎⠳⠅");
        assert_eq!(uk("Ґанок, їжак, є!"), "⠘⠻⠁⠝⠕⠅⠂ ⠹⠚⠁⠅⠂ ⠜⠖");
        assert_eq!(uk("5 березня 2024 року"), "⠼⠑ ⠃⠑⠗⠑⠵⠝⠫ ⠼⠃⠚⠃⠙ ⠗⠕⠅⠥");
        assert_eq!(uk("58-ма ОМПБр"), "⠼⠑⠓⠤⠍⠁ ⠘⠕⠘⠍⠘⠏⠘⠃⠗");
        assert_eq!(uk("ЗСУ"), "⠘⠘⠵⠎⠥");
        assert_eq!(uk("Дем’ян: «Лис» (30 %)?"), "⠘⠙⠑⠍⠄⠫⠝⠒ ⠦⠘⠇⠊⠎⠴ ⠣⠼⠉⠚ ⠼⠴⠜⠢");
        assert_eq!(uk("12,5; 05.03"), "⠼⠁⠃⠂⠑⠆ ⠼⠚⠑⠲⠼⠚⠉");
        assert_eq!(uk("3а № 7"), "⠼⠉⠐⠁ ⠝⠼⠛");
    }

    #[test]
    fn a_ukrainian_dash_stands_close_to_the_word_before() {
        assert_eq!(uk("брат — це"), "⠃⠗⠁⠞⠤ ⠉⠑");
        assert_eq!(uk("— Так"), "⠤ ⠘⠞⠁⠅");
        assert_eq!(uk("1996\u{a0}— 2024"), "⠼⠁⠊⠊⠋⠤ ⠼⠃⠚⠃⠙");
    }

    #[test]
    fn latin_letters_among_ukrainian_ones_are_marked() {
        assert_eq!(uk("NATO Javelin bbс"), "⠨⠨⠝⠁⠞⠕ ⠨⠚⠁⠧⠑⠇⠊⠝ ⠠⠃⠃⠐⠎");
        assert_eq!(uk("café"), "⠠⠉⠁⠋⠈⠑");
    }

    #[test]
    fn marks_of_stress_are_no_letters() {
        assert_eq!(uk("Лисю\u{301}к"), uk("Лисюк"));
        assert_eq!(uk("ЛИСЮ\u{301}К"), uk("ЛИСЮК"));
    }

    /// What liblouis 3.24 makes of the same by en-ueb-g1.ctb.
    #[test]
    fn unified_english_braille_grade_one() {
        for (text, braille) in [
            (
                "Yurii Lysiuk, call sign “Lys”",
                "⠠⠽⠥⠗⠊⠊ ⠠⠇⠽⠎⠊⠥⠅⠂ ⠉⠁⠇⠇ ⠎⠊⠛⠝ ⠦⠠⠇⠽⠎⠴",
            ),
            (
                "(1996–2024). 58th Brigade!",
                "⠐⠣⠼⠁⠊⠊⠋⠠⠤⠼⠃⠚⠃⠙⠐⠜⠲ ⠼⠑⠓⠞⠓ ⠠⠃⠗⠊⠛⠁⠙⠑⠖",
            ),
            ("3a NATO it’s 12:30;", "⠼⠉⠰⠁ ⠠⠠⠝⠁⠞⠕ ⠊⠞⠄⠎ ⠼⠁⠃⠒⠼⠉⠚⠆"),
            ("café / a—b ‘x’ …", "⠉⠁⠋⠘⠌⠑ ⠸⠌ ⠁⠠⠤⠃ ⠠⠦⠭⠠⠴ ⠲⠲⠲"),
            ("5% & https://a.ua", "⠼⠑⠨⠴ ⠈⠯ ⠓⠞⠞⠏⠎⠒⠸⠌⠸⠌⠁⠲⠥⠁"),
        ] {
            assert_eq!(en(text), braille, "{text}");
        }
        assert_eq!(en("«Лис»"), en("«Lys»"));
    }

    #[test]
    fn an_unknown_letter_stands_as_its_number() {
        assert_eq!(uk("🕯"), uk("(U+1F56F)"));
        assert_eq!(en("ł"), en("(U+0142)"));
        assert_eq!(en("漢"), en("(U+6F22)"));
    }

    #[test]
    fn cells_have_their_ascii_letters() {
        assert_eq!(ascii("⠠⠽⠥⠗⠊⠊ ⠼⠁⠃"), ",YURII #AB");
        // The table of the North American Braille Computer Code, by its dots.
        for (cell, letter) in [
            ('⠀', ' '),
            ('⠁', 'A'),
            ('⠿', '='),
            ('⠼', '#'),
            ('⠘', '^'),
            ('⠽', 'Y'),
            ('⠹', '?'),
            ('⠻', ']'),
        ] {
            assert_eq!(ascii(&cell.to_string()), letter.to_string());
        }
    }

    proptest! {
        #[test]
        fn whatever_is_written_becomes_cells_and_spaces(text in any::<String>(), english in any::<bool>()) {
            let code = if english { Code::English } else { Code::Ukrainian };
            for c in cells(code, &text).chars() {
                prop_assert!(c == ' ' || ('⠀'..='⠿').contains(&c), "{c:?}");
            }
        }
    }
}
