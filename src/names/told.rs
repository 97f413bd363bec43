//! A name as it is typed into one box, parted into family name, given name and patronymic.

use super::fold::fold;
use super::given::{groups, is_patronymic};
use super::tidy::{is_apostrophe, is_cyrillic, tidy};

/// The parts of a name that was typed in one line; some may be empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Told {
    pub family: String,
    pub given: String,
    pub patronymic: String,
}

impl Told {
    /// Names in Cyrillic of up to three words. The family name comes first, unless the words themselves say otherwise; what is
    /// no such name is nobody's to part.
    #[must_use]
    pub fn of(typed: &str) -> Option<Self> {
        let typed = tidy(typed);
        let words: Vec<&str> = typed.split_whitespace().collect();
        let is_name = |c: char| is_cyrillic(c) || is_apostrophe(c) || c == '-';
        if words.iter().any(|word| !word.chars().all(is_name)) {
            return None;
        }
        let known = |word: &str| !groups(&fold(word)).is_empty();
        let fathers = |word: &str| is_patronymic(&fold(word));
        let (family, given, patronymic) = match words.as_slice() {
            [one] if known(one) => ("", *one, ""),
            [one] => (*one, "", ""),
            [given, family] if known(given) && !known(family) => (*family, *given, ""),
            [family, given] => (*family, *given, ""),
            [given, patronymic, family] if fathers(patronymic) && !fathers(family) => {
                (*family, *given, *patronymic)
            }
            [family, given, patronymic] if fathers(patronymic) => (*family, *given, *patronymic),
            _ => return None,
        };
        Some(Self {
            family: family.to_owned(),
            given: given.to_owned(),
            patronymic: patronymic.to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(typed: &str) -> [String; 3] {
        let told = Told::of(typed).unwrap();
        [told.family, told.given, told.patronymic]
    }

    #[test]
    fn either_order_is_understood() {
        for typed in ["Лисюк Юрій", "Юрій Лисюк", "  Юрій   Лисюк "] {
            assert_eq!(told(typed), ["Лисюк", "Юрій", ""], "{typed}");
        }
        for typed in ["Лисюк Юрій Іванович", "Юрій Іванович Лисюк"]
        {
            assert_eq!(told(typed), ["Лисюк", "Юрій", "Іванович"], "{typed}");
        }
        // Both may be given names: as the box asks, the family name first.
        assert_eq!(told("Роман Іван"), ["Роман", "Іван", ""]);
        assert_eq!(told("Лисюк"), ["Лисюк", "", ""]);
        assert_eq!(told("Юрко"), ["", "Юрко", ""]);
        assert_eq!(
            told("Нечуй-Левицький Яр’як"),
            ["Нечуй-Левицький", "Яр’як", ""]
        );
    }

    #[test]
    fn what_is_no_name_is_left() {
        for typed in [
            "",
            "Lysiuk Yurii",
            "58 бригада",
            "a b c d",
            "один два три",
            "!",
        ] {
            assert_eq!(Told::of(typed), None, "{typed}");
        }
    }
}
