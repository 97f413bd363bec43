//! Ukrainian order: А Б В Г Ґ Д Е Є Ж … Ь Ю Я, as ICU has it. SQLite knows none of it, so keys are stored and indexed.

use std::sync::LazyLock;

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale_core::locale;
use unicode_normalization::UnicodeNormalization;

/// The rules and tables that made a key. Stored keys of another version must be made again.
pub const VERSION: &str = concat!("uk 1, icu_collator_data ", env!("COLLATION_DATA"));

/// The letters in their order, for a row of letters to choose from. No surname begins with Ь.
pub const ALPHABET: [char; 33] = [
    'А', 'Б', 'В', 'Г', 'Ґ', 'Д', 'Е', 'Є', 'Ж', 'З', 'И', 'І', 'Ї', 'Й', 'К', 'Л', 'М', 'Н', 'О',
    'П', 'Р', 'С', 'Т', 'У', 'Ф', 'Х', 'Ц', 'Ч', 'Ш', 'Щ', 'Ь', 'Ю', 'Я',
];

static COLLATOR: LazyLock<CollatorBorrowed<'static>> = LazyLock::new(|| {
    Collator::try_new(locale!("uk").into(), CollatorOptions::default())
        .expect("the Ukrainian tables are compiled in")
});

/// Bytes that sort as the text does in a Ukrainian dictionary: about 20 for a name. Apostrophes do not count.
///
/// For people, give family name, given name and patronymic with a space between: a space comes before every letter.
pub fn sort_key(text: &str) -> Vec<u8> {
    let bare: String = text.nfc().filter(|c| !is_apostrophe(*c)).collect();
    let mut key = Vec::with_capacity(2 * bare.len());
    let Ok(()) = COLLATOR.write_sort_key_to(&bare, &mut key);
    key
}

/// The capital letter a text is found under, or none when it does not begin with a Ukrainian letter.
pub fn letter(text: &str) -> Option<char> {
    let first = text
        .nfc()
        .find(|c| c.is_alphanumeric() && !is_apostrophe(*c))?;
    let capital = first.to_uppercase().next()?;
    ALPHABET.contains(&capital).then_some(capital)
}

/// The capital letter A to Z a Latin name is found under, whatever sign it bears: É is under E.
pub fn latin_letter(text: &str) -> Option<char> {
    let first = text
        .nfd()
        .find(|c| c.is_alphanumeric() && !is_apostrophe(*c))?;
    let capital = first.to_ascii_uppercase();
    capital.is_ascii_uppercase().then_some(capital)
}

fn is_apostrophe(c: char) -> bool {
    matches!(
        c,
        '\'' | '`' | '´' | '\u{2bc}' | '\u{2b9}' | '‘' | '’' | '′'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ordered(mut names: Vec<&str>) -> Vec<&str> {
        names.sort_by_key(|name| sort_key(name));
        names
    }

    #[test]
    fn letters_stand_as_in_the_alphabet() {
        let letters: Vec<String> = ALPHABET.iter().map(|letter| letter.to_string()).collect();
        let mut sorted = letters.clone();
        sorted.sort_by_key(|letter| sort_key(letter));
        assert_eq!(sorted, letters);
    }

    #[test]
    fn names_stand_as_in_a_dictionary() {
        let names = vec![
            "Гнатюк",
            "Ґедзь",
            "Дзюба",
            "Євтушенко",
            "Жук",
            "Ивченко",
            "Іваненко",
            "Їжак",
            "Йовенко",
            "Лис",
            "Лисюк",
            "Яворницька",
        ];
        let mut shuffled = names.clone();
        shuffled.reverse();
        assert_eq!(ordered(shuffled), names);
        assert_eq!(
            ordered(vec!["Лисюк Андрій", "Лис Юрій"]),
            ["Лис Юрій", "Лисюк Андрій"]
        );
    }

    #[test]
    fn an_apostrophe_of_any_kind_does_not_move_a_name() {
        assert_eq!(sort_key("Прокоп'єв"), sort_key("Прокопʼєв"));
        assert_eq!(sort_key("Прокоп’єв"), sort_key("Прокопʼєв"));
        assert_eq!(
            ordered(vec!["Прокоша", "Прокоп’єв", "Прокопа"]),
            ["Прокопа", "Прокоп’єв", "Прокоша"]
        );
        assert_eq!(sort_key("Й"), sort_key("И\u{306}"));
    }

    #[test]
    fn a_name_is_found_under_its_first_letter() {
        assert_eq!(letter("ґедзь"), Some('Ґ'));
        assert_eq!(letter(" «Їжак»"), Some('Ї'));
        assert_eq!(letter("И\u{306}овенко"), Some('Й'));
        assert_eq!(letter("’Ясний"), Some('Я'));
        for nothing in ["Smith", "", "58", "Ёлкин", "  "] {
            assert_eq!(letter(nothing), None, "{nothing}");
        }
        assert_eq!(latin_letter("’éclair"), Some('E'));
        for nothing in ["Лис", "", "58"] {
            assert_eq!(latin_letter(nothing), None, "{nothing}");
        }
    }
}
