//! What a folded name keeps in its feminine form and in every case: Яновський, Яновська and Яновського are one.

const VOWELS: [char; 5] = ['a', 'e', 'i', 'o', 'u'];

/// Case endings of nouns and adjectives, folded.
const CASES: [&str; 15] = [
    "oiu", "eiu", "imi", "ami", "ovi", "evi", "oho", "omu", "om", "em", "im", "oi", "ih", "iam",
    "u",
];

/// Letters that a stem has at least.
const SHORTEST: usize = 3;

/// What a name in the nominative keeps: one or two stems. Кравець → kravec and kravc, Петрів → petriv and petrov.
#[must_use]
pub fn stems(key: &str) -> (String, Option<String>) {
    let stem = trimmed(key);
    let other = if let Some(rest) = key.strip_suffix("iv") {
        Some(format!("{rest}ov"))
    } else {
        fleeting(key)
    };
    (
        stem.to_owned(),
        other.filter(|other| other.len() >= SHORTEST),
    )
}

/// What a name in any case may keep, as [`stems`] has it for the nominative.
#[must_use]
pub fn stems_of_any_case(key: &str) -> Vec<String> {
    let mut found = vec![trimmed(key).to_owned()];
    for ending in CASES {
        if let Some(rest) = key.strip_suffix(ending) {
            let stem = trimmed(rest).to_owned();
            if stem.len() >= SHORTEST && !found.contains(&stem) {
                found.push(stem);
            }
        }
    }
    found
}

fn trimmed(key: &str) -> &str {
    let stem = key.trim_end_matches(VOWELS);
    if stem.len() < SHORTEST { key } else { stem }
}

/// Without the vowel that the other cases drop: Кравець, Голубок, Стрижень.
fn fleeting(key: &str) -> Option<String> {
    let mut letters: Vec<char> = key.chars().collect();
    let [.., vowel @ ('e' | 'o'), 'c' | 'k' | 'n' | 'l'] = letters[..] else {
        return None;
    };
    let at = letters.len() - 2;
    debug_assert!(letters[at] == vowel);
    letters.remove(at);
    Some(letters.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::fold;
    use proptest::prelude::*;

    #[test]
    fn every_form_keeps_the_stem() {
        for (name, forms) in [
            ("Лисюк", "Лисюка Лисюку Лисюкові Лисюком"),
            (
                "Яновський",
                "Яновська Яновського Яновській Яновському Яновську Яновською Яновським",
            ),
            ("Кравець", "Кравця Кравцю Кравцем Кравцеві"),
            ("Шевченко", "Шевченка Шевченку Шевченком Шевченкові"),
            ("Видра", "Видри Видрі Видру Видрою"),
            ("Петрів", "Петрова Петрову Петровим"),
            ("Соснова", "Соснов Сосновою"),
            ("Юрій", "Юрія Юрію Юрієві Юрієм"),
            ("Голубок", "Голубка Голубком"),
        ] {
            let (stem, other) = stems(&fold(name));
            for form in forms.split(' ') {
                let any = stems_of_any_case(&fold(form));
                assert!(
                    any.contains(&stem) || other.as_ref().is_some_and(|other| any.contains(other)),
                    "{name} {form}: {stem} {other:?} {any:?}"
                );
            }
        }
    }

    proptest! {
        #[test]
        fn any_key_has_a_stem(key in "[a-z]{1,30}") {
            prop_assert!(key.starts_with(&stems(&key).0));
            prop_assert!(stems_of_any_case(&key).contains(&stems(&key).0));
        }
    }
}
