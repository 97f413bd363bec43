//! The name in an address: «yurii-lysiuk».

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::Name;
use super::romanise::romanise;
use super::tidy::is_apostrophe;

/// Longest slug, in ASCII characters.
pub const LONGEST: usize = 80;

/// The given and family name of the Latin form, in a–z, 0–9 and single hyphens: never empty, at most
/// [`LONGEST`]. Letters that have no ASCII (ł, ß, ø) get their nearest; Cyrillic is romanised.
#[must_use]
pub fn slug(latin: &Name) -> String {
    let name = romanise(&format!("{} {}", latin.given, latin.family)).to_lowercase();
    let mut slug = String::with_capacity(name.len());
    for c in name
        .nfkd()
        .filter(|&c| !is_combining_mark(c) && !is_apostrophe(c))
    {
        match ascii(c) {
            Some(letters) => slug.push_str(letters),
            None if c.is_ascii_alphanumeric() => slug.push(c.to_ascii_lowercase()),
            None if slug.ends_with('-') || slug.is_empty() => {}
            None => slug.push('-'),
        }
    }
    let slug = shortened(&slug, LONGEST);
    if slug.is_empty() {
        "hero".to_owned()
    } else {
        slug
    }
}

/// The slug with a number that tells it from its likes, «yurii-lysiuk-2», still at most [`LONGEST`].
#[must_use]
pub fn numbered(slug: &str, n: u32) -> String {
    let number = format!("-{n}");
    format!("{}{number}", shortened(slug, LONGEST - number.len()))
}

fn ascii(c: char) -> Option<&'static str> {
    Some(match c {
        'ł' => "l",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ı' => "i",
        'ə' => "e",
        _ => return None,
    })
}

/// Cut between words where that leaves at least half, and never ending in a hyphen.
fn shortened(slug: &str, longest: usize) -> String {
    let cut: String = slug.chars().take(longest).collect();
    let whole = cut.len() == slug.len() || slug[cut.len()..].starts_with('-');
    let at_word = cut.rfind('-').filter(|&at| !whole && at * 2 >= longest);
    cut[..at_word.unwrap_or(cut.len())]
        .trim_matches('-')
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(given: &str, family: &str) -> String {
        slug(&Name {
            family: family.into(),
            given: given.into(),
            patronymic: Some("Ivanovych".into()),
        })
    }

    #[test]
    fn a_slug_is_the_latin_given_and_family_name() {
        assert_eq!(of("Yurii", "Lysiuk"), "yurii-lysiuk");
        assert_eq!(
            of("Patrick", "O’Brien-Kovalenko"),
            "patrick-obrien-kovalenko"
        );
        assert_eq!(of("Stanisław", "Żółć"), "stanislaw-zolc");
        assert_eq!(of("Юрій", "Лисюк"), "yurii-lysiuk");
        assert_eq!(of("山", "田"), "hero");
        assert_eq!(of("Yurii", "(Lys)"), "yurii-lys");
    }

    #[test]
    fn another_of_the_same_name_is_numbered() {
        assert_eq!(numbered("yurii-lysiuk", 2), "yurii-lysiuk-2");
        assert_eq!(numbered(&"a".repeat(80), 12).len(), 80);
    }

    proptest! {
        #[test]
        fn a_slug_is_ascii_bounded_and_never_empty(given in "\\PC{0,80}", family in "\\PC{0,80}", n in 0u32..) {
            let slug = of(&given, &family);
            for slug in [slug.clone(), numbered(&slug, n)] {
                prop_assert!((1..=LONGEST).contains(&slug.len()));
                prop_assert!(slug.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'));
                prop_assert!(!slug.starts_with('-') && !slug.ends_with('-') && !slug.contains("--"));
            }
        }
    }
}
