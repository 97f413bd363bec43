//! What a folded name keeps in its feminine form and in every case: Яновський, Яновська and Яновського are one.

use super::fold::fold;
use super::tidy::is_cyrillic;

const VOWELS: [char; 5] = ['a', 'e', 'i', 'o', 'u'];

/// Case endings of nouns and adjectives, folded.
const CASES: [&str; 15] = [
    "oiu", "eiu", "imi", "ami", "ovi", "evi", "oho", "omu", "om", "em", "im", "oi", "ih", "iam",
    "u",
];

/// Letters that a stem has at least: Ус, Уса.
const SHORTEST: usize = 2;
/// Stems of one name, at most.
pub const MOST: usize = 4;

/// What a name in the nominative keeps, folded: one to [`MOST`] stems. Кравець → kravec and kravc, Петрів → petriv and petrov.
/// Letters that come and go are looked for in the Cyrillic, for folding runs some of them together.
#[must_use]
pub fn stems(word: &str) -> Vec<String> {
    let key = fold(word);
    let mut found = vec![trimmed(&key).to_owned()];
    let mut take = |stem: String| {
        if stem.len() >= SHORTEST && found.len() < MOST && !found.contains(&stem) {
            found.push(stem);
        }
    };
    if let Some(rest) = key.strip_suffix("iv") {
        take(format!("{rest}ov"));
    }
    if word.starts_with(is_cyrillic) {
        for form in bent(word) {
            take(trimmed(&fold(&form)).to_owned());
        }
    } else {
        fleeting(&key).into_iter().for_each(take);
    }
    found
}

/// A Cyrillic name as it stands before the endings of other cases: Заєць → зайц, Швець → шевц, Голубок → голубк, Кіт → кот,
/// Кремінь → кремен.
fn bent(word: &str) -> Vec<String> {
    let is_vowel = |c: &char| "аеєиіїоуюя".contains(*c);
    let letters: Vec<char> = word.chars().filter(|c| *c != 'ь').collect();
    let text = |letters: &[char]| letters.iter().collect::<String>();
    let [.., before, vowel, last] = letters[..] else {
        return Vec::new();
    };
    if is_vowel(&last) || !is_vowel(&vowel) {
        return Vec::new();
    }
    let begin = &letters[..letters.len() - 2];
    match vowel {
        'є' if last == 'ц' => vec![format!("{}йц", text(begin))],
        'е' if last == 'ц' && begin.len() == 2 && !begin.iter().any(is_vowel) => {
            vec![format!("{}е{}ц", begin[0], begin[1])]
        }
        'е' | 'о' if !is_vowel(&before) => vec![format!("{}{last}", text(begin))],
        'і' => ['о', 'е']
            .map(|other| format!("{}{other}{last}", text(begin)))
            .to_vec(),
        _ => Vec::new(),
    }
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
    // Мусі of Муха, Шульзі of Шульга, Видрі of Видра: г and х are one letter here.
    if let Some(stem) = key.strip_suffix('i').filter(|stem| stem.len() > 1) {
        let (rest, last) = stem.split_at(stem.len() - 1);
        match last {
            "c" => found.push(format!("{rest}k")),
            "z" | "s" => found.push(format!("{rest}h")),
            _ => {}
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
            ("Заєць", "Зайця Зайцеві Зайцем"),
            ("Коломієць", "Коломійця Коломійцеві"),
            ("Швець", "Шевця Шевцем"),
            ("Кіт", "Кота Котові"),
            ("Пес", "Пса Псові"),
            ("Орел", "Орла"),
            ("Муха", "Мусі Мухи"),
            ("Шульга", "Шульзі"),
            ("Чорновіл", "Чорновола"),
            ("Кремінь", "Кременем"),
            ("Ус", "Уса Усові"),
        ] {
            let stems = stems(&name.to_lowercase());
            for form in forms.split(' ') {
                let any = stems_of_any_case(&fold(form));
                assert!(
                    stems.iter().any(|stem| any.contains(stem)),
                    "{name} {form}: {stems:?} {any:?}"
                );
            }
        }
    }

    proptest! {
        #[test]
        fn any_word_has_a_stem(word in "[a-z]{1,30}|[а-яіїєґ]{1,20}") {
            let key = fold(&word);
            prop_assert!(key.starts_with(&stems(&word)[0]));
            prop_assert!(stems_of_any_case(&key).contains(&stems(&word)[0]));
            prop_assert!(stems(&word).len() <= MOST);
        }
    }
}
