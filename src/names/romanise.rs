//! Ukrainian in Latin letters: the official table of 2010.
//!
//! Source: Resolution No. 55 of the Cabinet of Ministers of Ukraine, 27 January 2010. Letters that are
//! not Ukrainian (ы, э, ё, ъ and a few neighbours') get the nearest of its spellings.

use unicode_normalization::UnicodeNormalization;

use super::tidy::{is_apostrophe, is_cyrillic};

/// The text with every Cyrillic letter romanised; all else, Latin included, as it was.
///
/// є ї й ю я are written with y at the beginning of a word and with i inside it; зг is zgh; ь and the
/// apostrophe have no letter. A capital gives capitals inside a word of capitals (ЩЕРБАК, SHCHERBAK).
#[must_use]
pub fn romanise(text: &str) -> String {
    let chars: Vec<char> = text.nfc().collect();
    let mut out = String::with_capacity(text.len());
    for (at, &c) in chars.iter().enumerate() {
        let before = at.checked_sub(1).map(|at| chars[at]);
        let after = chars.get(at + 1).copied();
        if !is_cyrillic(c) {
            let inside_word = before.is_some_and(is_cyrillic) && after.is_some_and(is_cyrillic);
            let stress = c == '\u{301}' && before.is_some_and(is_cyrillic);
            if !(stress || (inside_word && is_apostrophe(c))) {
                out.push(c);
            }
            continue;
        }
        let first =
            !before.is_some_and(|c| c.is_alphabetic() || is_apostrophe(c) || c == '\u{301}');
        let lower = c.to_lowercase().next().unwrap_or(c);
        let after_z = before.is_some_and(|b| matches!(b, 'з' | 'З'));
        let latin = match lower {
            'г' if after_z => "gh",
            _ => match letter(lower, first) {
                Some(latin) => latin,
                None => {
                    out.push(c);
                    continue;
                }
            },
        };
        if !c.is_uppercase() {
            out.push_str(latin);
        } else if among_capitals(&chars, at) {
            out.push_str(&latin.to_uppercase());
        } else {
            let mut letters = latin.chars();
            out.extend(letters.next().map(|c| c.to_ascii_uppercase()));
            out.push_str(letters.as_str());
        }
    }
    out
}

/// Whether the word goes on in capitals, or ends here and was in capitals.
fn among_capitals(chars: &[char], at: usize) -> bool {
    let cased = |c: &&char| !is_apostrophe(**c) && **c != '\u{301}';
    let in_word = |c: &&char| c.is_alphabetic() || !cased(c);
    let after = chars[at + 1..].iter().take_while(in_word).find(cased);
    let before = chars[..at].iter().rev().take_while(in_word).find(cased);
    after.or(before).is_some_and(|c| c.is_uppercase())
}

/// A small Cyrillic letter, at the beginning of a word or inside it.
pub(super) fn letter(lower: char, first: bool) -> Option<&'static str> {
    Some(match lower {
        'а' => "a",
        'б' => "b",
        'в' => "v",
        'г' => "h",
        'ґ' => "g",
        'д' => "d",
        'е' | 'э' => "e",
        'є' if first => "ye",
        'є' | 'ѣ' => "ie",
        'ж' => "zh",
        'з' => "z",
        'и' | 'ы' | 'ѵ' => "y",
        'і' | 'ј' => "i",
        'ї' if first => "yi",
        'ї' => "i",
        'й' if first => "y",
        'й' => "i",
        'к' => "k",
        'л' => "l",
        'м' => "m",
        'н' => "n",
        'о' => "o",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'у' | 'ў' => "u",
        'ф' | 'ѳ' => "f",
        'х' => "kh",
        'ц' => "ts",
        'ч' => "ch",
        'ш' => "sh",
        'щ' => "shch",
        'ю' if first => "yu",
        'ю' => "iu",
        'я' if first => "ya",
        'я' => "ia",
        'ё' if first => "yo",
        'ё' => "io",
        'ь' | 'ъ' => "",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::romanise;
    use proptest::prelude::*;

    #[test]
    fn the_74_examples_of_the_resolution() {
        let examples = include_str!("testdata/kmu55_examples.csv");
        let mut read = 0;
        for line in examples.lines().skip(1) {
            let (ukrainian, latin) = line.split_once(',').unwrap();
            assert_eq!(romanise(ukrainian), latin, "{ukrainian}");
            read += 1;
        }
        assert_eq!(read, 74);
    }

    #[test]
    fn capitals_foreign_letters_and_latin() {
        for (text, latin) in [
            ("ЩЕРБАК", "SHCHERBAK"),
            ("Щербак", "Shcherbak"),
            ("ЄВА", "YEVA"),
            ("Є. Щ.", "Ye. Shch."),
            ("КОРОП’Є", "KOROPIE"),
            ("РОЗГОН", "ROZGHON"),
            ("Юрій Лисюк", "Yurii Lysiuk"),
            ("Нечуй-Яворський", "Nechui-Yavorskyi"),
            ("О’Браєн", "OBraien"),
            ("Рыбаков", "Rybakov"),
            ("Эдуард", "Eduard"),
            ("Ёлкин", "Yolkyn"),
            ("Королёв", "Koroliov"),
            ("Подъячий", "Podiachyi"),
            ("O’Brien", "O’Brien"),
            ("58 бригада", "58 bryhada"),
            ("Дем\u{2bc}ян", "Demian"),
            ("Ки\u{438}\u{306}в", "Kyiv"),
            ("", ""),
        ] {
            assert_eq!(romanise(text), latin, "{text}");
        }
    }

    proptest! {
        #[test]
        fn an_independent_implementation_agrees(word in "[А-ЩЬЮЯҐЄІЇ][а-щьюяґєії]{1,12}(['’][а-щюяєії]{1,4})?") {
            let theirs = uklatn::encode(&word, uklatn::Table::Kmu55);
            prop_assert_eq!(romanise(&word), theirs);
        }

        #[test]
        fn it_never_panics_and_leaves_latin_alone(text in any::<String>(), latin in "[ -~]{0,40}") {
            let _ = romanise(&text);
            prop_assert_eq!(romanise(&latin), latin);
        }
    }
}
