//! Given names in the cases that sentences need («Ми пам’ятаємо Юрія»).
//!
//! Source: the Ukrainian Orthography of 2019, the declension of first names. Every function answers
//! None where its rules do not surely apply: the sentence is then worded so that it needs no case, as it
//! is for a life whose sex is unknown.

use super::tidy::is_cyrillic;
use crate::heroes::hero::Sex;

/// Whom: Юрій → Юрія, Микита → Микиту, Любов → Любов.
#[must_use]
pub fn accusative(given: &str, sex: Sex) -> Option<String> {
    declined(given, sex, Case::Accusative)
}

/// Of whom: Юрій → Юрія, Микита → Микити, Любов → Любові.
#[must_use]
pub fn genitive(given: &str, sex: Sex) -> Option<String> {
    declined(given, sex, Case::Genitive)
}

/// To whom: Юрій → Юрієві, Микита → Микиті, Ольга → Ользі.
#[must_use]
pub fn dative(given: &str, sex: Sex) -> Option<String> {
    declined(given, sex, Case::Dative)
}

#[derive(Clone, Copy, PartialEq)]
enum Case {
    Accusative,
    Genitive,
    Dative,
}

/// Each part of a double name declines by itself, and all of them or none.
fn declined(given: &str, sex: Sex, case: Case) -> Option<String> {
    let words = given.split(' ').map(|word| {
        let parts: Option<Vec<String>> = word.split('-').map(|part| one(part, sex, case)).collect();
        Some(parts?.join("-"))
    });
    let words: Option<Vec<String>> = words.collect();
    words.map(|words| words.join(" "))
}

fn one(part: &str, sex: Sex, case: Case) -> Option<String> {
    let lower = part.to_lowercase();
    let letters = lower.chars().filter(|c| c.is_alphabetic());
    if lower.chars().count() < 2 || !letters.clone().all(is_cyrillic) {
        return None;
    }
    let answer = match sex {
        Sex::Male => masculine(&lower, case)?,
        Sex::Female => feminine(&lower, case)?,
    };
    let mut typed = part.chars().filter(|c| c.is_alphabetic());
    if typed.clone().all(char::is_uppercase) {
        return Some(answer.to_uppercase());
    }
    let capital = typed.next().is_some_and(char::is_uppercase);
    let mut letters = answer.chars();
    let first = letters.next()?;
    let first: String = if capital {
        first.to_uppercase().collect()
    } else {
        first.to_string()
    };
    Some(first + letters.as_str())
}

/// Names whose stem changes or whose soft ending is not written: nominative, stem, soft.
const MASCULINE_STEMS: [(&str, &str, bool); 18] = [
    ("лев", "лев", false),
    ("яків", "яков", false),
    ("антін", "антон", false),
    ("тихін", "тихон", false),
    ("прокіп", "прокоп", false),
    ("федір", "федор", false),
    ("сидір", "сидор", false),
    ("ізидір", "ізидор", false),
    ("прохір", "прохор", false),
    ("нестір", "нестор", false),
    ("никифір", "никифор", false),
    ("тиміш", "тимош", false),
    ("мирін", "мирон", false),
    ("ігор", "ігор", true),
    ("лазар", "лазар", true),
    ("кесар", "кесар", true),
    ("цезар", "цезар", true),
    ("ігорь", "ігор", true),
];

/// Endings after which a vowel may fall out (Сашок, Сашка) or the norm wavers.
const UNSURE: [&str; 9] = ["ок", "ек", "ець", "єць", "ень", "ел", "ів", "їв", "іг"];

fn masculine(name: &str, case: Case) -> Option<String> {
    if let Some((_, stem, soft)) = MASCULINE_STEMS.iter().find(|(whole, ..)| *whole == name) {
        return Some(second(
            stem,
            if *soft { Ending::Soft } else { Ending::Hard },
            case,
        ));
    }
    if UNSURE.iter().any(|ending| name.ends_with(ending)) {
        return None;
    }
    let (stem, last) = cut(name)?;
    match last {
        'а' | 'я' => first(stem, last, case),
        'о' => Some(second(stem, Ending::Hard, case)),
        'й' => Some(second(stem, Ending::Iota, case)),
        'ь' => Some(second(stem, Ending::Soft, case)),
        'б' | 'в' | 'г' | 'ґ' | 'д' | 'ж' | 'з' | 'к' | 'л' | 'м' | 'н' | 'п' | 'р' | 'с' | 'т'
        | 'ф' | 'х' | 'ц' | 'ч' | 'ш' => Some(second(name, Ending::Hard, case)),
        _ => None,
    }
}

fn feminine(name: &str, case: Case) -> Option<String> {
    let (stem, last) = cut(name)?;
    match (last, case) {
        ('а' | 'я', _) => first(stem, last, case),
        ('ь', Case::Accusative) => Some(name.to_owned()),
        ('ь', _) => Some(format!("{stem}і")),
        _ if name == "любов" && case == Case::Accusative => Some(name.to_owned()),
        _ if name == "любов" => Some("любові".to_owned()),
        _ => None,
    }
}

/// The first declension: Микита, Ілля, Ольга, Марія, Дар’я.
fn first(stem: &str, last: char, case: Case) -> Option<String> {
    let before = stem.chars().next_back()?;
    let iotated = last == 'я' && !is_consonant(before);
    let hissing = matches!(before, 'ж' | 'ч' | 'ш' | 'щ');
    Some(match (case, last) {
        (Case::Accusative, 'а') => format!("{stem}у"),
        (Case::Accusative, _) => format!("{stem}ю"),
        (Case::Genitive, 'а') if !hissing => format!("{stem}и"),
        (Case::Dative, 'а') => format!("{}і", softened(stem, before)),
        _ if iotated => format!("{stem}ї"),
        _ => format!("{stem}і"),
    })
}

/// Ольга → Ользі, Лука → Луці, Солоха → Солосі.
fn softened(stem: &str, before: char) -> String {
    let soft = match before {
        'г' => 'з',
        'к' => 'ц',
        'х' => 'с',
        _ => return stem.to_owned(),
    };
    let kept: String = stem.chars().take(stem.chars().count() - 1).collect();
    format!("{kept}{soft}")
}

#[derive(Clone, Copy)]
enum Ending {
    Hard,
    Soft,
    Iota,
}

/// The second declension: a person's accusative is his genitive.
fn second(stem: &str, ending: Ending, case: Case) -> String {
    let suffix = match (case, ending) {
        (Case::Dative, Ending::Hard) if stem.ends_with(['ж', 'ч', 'ш']) => "еві",
        (Case::Dative, Ending::Hard) => "ові",
        (Case::Dative, Ending::Soft) => "еві",
        (Case::Dative, Ending::Iota) => "єві",
        (_, Ending::Hard) => "а",
        (_, Ending::Soft | Ending::Iota) => "я",
    };
    format!("{stem}{suffix}")
}

fn is_consonant(c: char) -> bool {
    c.is_alphabetic()
        && !matches!(
            c,
            'а' | 'е' | 'є' | 'и' | 'і' | 'ї' | 'о' | 'у' | 'ю' | 'я' | 'й' | 'ь'
        )
}

fn cut(name: &str) -> Option<(&str, char)> {
    let last = name.chars().next_back()?;
    Some((&name[..name.len() - last.len_utf8()], last))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn mens_names() {
        for (name, whom, of_whom, to_whom) in [
            ("Юрій", "Юрія", "Юрія", "Юрієві"),
            ("Павло", "Павла", "Павла", "Павлові"),
            ("Марко", "Марка", "Марка", "Маркові"),
            ("Микита", "Микиту", "Микити", "Микиті"),
            ("Лука", "Луку", "Луки", "Луці"),
            ("Ілля", "Іллю", "Іллі", "Іллі"),
            ("Захарія", "Захарію", "Захарії", "Захарії"),
            ("Ігор", "Ігоря", "Ігоря", "Ігореві"),
            ("Олег", "Олега", "Олега", "Олегові"),
            ("Лев", "Лева", "Лева", "Левові"),
            ("Яків", "Якова", "Якова", "Яковові"),
            ("Федір", "Федора", "Федора", "Федорові"),
            ("Василь", "Василя", "Василя", "Василеві"),
            ("Миколай", "Миколая", "Миколая", "Миколаєві"),
            ("Дем’ян", "Дем’яна", "Дем’яна", "Дем’янові"),
            ("Януш", "Януша", "Януша", "Янушеві"),
            (
                "Максиміліан-Володимир",
                "Максиміліана-Володимира",
                "Максиміліана-Володимира",
                "Максиміліанові-Володимирові",
            ),
            ("ЮРІЙ", "ЮРІЯ", "ЮРІЯ", "ЮРІЄВІ"),
        ] {
            assert_eq!(accusative(name, Sex::Male).as_deref(), Some(whom));
            assert_eq!(genitive(name, Sex::Male).as_deref(), Some(of_whom));
            assert_eq!(dative(name, Sex::Male).as_deref(), Some(to_whom));
        }
    }

    #[test]
    fn womens_names() {
        for (name, whom, of_whom, to_whom) in [
            ("Марія", "Марію", "Марії", "Марії"),
            ("Ольга", "Ольгу", "Ольги", "Ользі"),
            ("Наталя", "Наталю", "Наталі", "Наталі"),
            ("Дар’я", "Дар’ю", "Дар’ї", "Дар’ї"),
            ("Зоя", "Зою", "Зої", "Зої"),
            ("Любов", "Любов", "Любові", "Любові"),
            ("Нінель", "Нінель", "Нінелі", "Нінелі"),
            ("Анна-Марія", "Анну-Марію", "Анни-Марії", "Анні-Марії"),
        ] {
            assert_eq!(accusative(name, Sex::Female).as_deref(), Some(whom));
            assert_eq!(genitive(name, Sex::Female).as_deref(), Some(of_whom));
            assert_eq!(dative(name, Sex::Female).as_deref(), Some(to_whom));
        }
    }

    #[test]
    fn what_is_not_sure_has_no_case() {
        for name in ["Андре", "Гіві", "Сашок", "Patrick", "Ю", "Максим-Andre", ""]
        {
            assert_eq!(accusative(name, Sex::Male), None, "{name}");
        }
        for name in ["Кармен", "Марго", "Іман"] {
            assert_eq!(genitive(name, Sex::Female), None, "{name}");
        }
    }

    proptest! {
        #[test]
        fn it_never_panics(name in "\\PC{0,20}", cyrillic in "[а-яіїєґ’' -]{0,20}") {
            for name in [name, cyrillic] {
                let _ = (accusative(&name, Sex::Male), dative(&name, Sex::Female));
            }
        }
    }
}
